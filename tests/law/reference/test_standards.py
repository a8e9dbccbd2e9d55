"""National code tables."""

import pytest

from chengzhao.law.reference import codes, ethnic_groups


def test_ethnic_groups_are_56_and_two_extensions() -> None:
    groups = ethnic_groups()
    assert [group.code for group in groups] == [*(f"{n:02}" for n in range(1, 57)), "97", "98"]
    assert (groups[0].name, groups[0].letters) == ("汉族", "HA")


def test_sex_codes() -> None:
    assert [(code.code, code.name) for code in codes("sex")][1:3] == [("1", "男性"), ("2", "女性")]


def test_unknown_table_is_refused() -> None:
    with pytest.raises(KeyError):
        codes("blood_group")
