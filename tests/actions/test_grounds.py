"""On what an act is refused: findings, repeated rows, the reach of the actor, broken constraints."""

import pytest
from django.db import IntegrityError
from tests.actions.refusing import refused, rows_refused
from tests.factories import a_college, an_account, an_actor

from chengzhao.actions.grounds import (
    as_faults,
    kept,
    repeated,
    require_own_college,
    require_reach,
    require_role,
)
from chengzhao.actions.refusals import RowFault, RowsRefused, refuse_faults
from chengzhao.law.citation import finding
from chengzhao.law.words import Role
from chengzhao.records.models import Account, PlanCap


def test_as_faults_name_the_place_of_the_clause() -> None:
    faults = list(as_faults(3, "甲", [finding("A1.2.3", "超过上限。"), finding("N3.1", "未核验")]))
    assert [str(fault) for fault in faults] == [
        "第3行 甲：超过上限（附件1·二（一））",
        "第3行 甲：未核验（通知·二.3）",
    ]


def test_repeated_names_every_row_but_the_first() -> None:
    assert [(fault.row, fault.value) for fault in repeated("abaa")] == [(3, "a"), (4, "a")]
    assert list(repeated("abc")) == []


@pytest.mark.parametrize("count", [1, 10, 11])
def test_rows_refused_shows_ten_and_counts_the_rest(count: int) -> None:
    faults = [RowFault(row=row, value="甲", expected="错") for row in range(1, count + 1)]
    with pytest.raises(RowsRefused) as caught:
        refuse_faults(faults)
    shown = "；".join(f"第{row}行 甲：错" for row in range(1, min(count, 10) + 1))
    more = "；另有1处" if count == 11 else ""
    assert str(caught.value) == f"有{count}处不能办理，全部未办：{shown}{more}。"
    assert caught.value.faults == tuple(faults)


def test_refuse_no_faults() -> None:
    refuse_faults([])


@pytest.mark.django_db
def test_require_reach_is_a_range_of_the_tree() -> None:
    county = an_actor(role=Role.COUNTY_REVIEWER, org_path="/14/1401/140105/")
    require_reach(county, {"甲": "/14/1401/140105/", "乙": "/14/1401/140105/14010501/"})
    with rows_refused((2, "乙", "不在你单位的管辖范围内"), (3, "丙", "不在你单位的管辖范围内")):
        require_reach(county, {"甲": "/14/1401/140105/", "乙": "/14/1401/", "丙": "/14/1401/1401051/"})


@pytest.mark.django_db
def test_require_own_college_binds_colleges_and_lets_others_in_by_the_table_only() -> None:
    paths = {"10108": "/college/10108/"}
    require_own_college("register_majors", an_actor(role=Role.PROVINCE_OFFICER), paths)
    for act in ("register_majors", "take_up_files"):
        require_own_college(act, an_actor(role=Role.COLLEGE_LEAD, org_path="/college/10108/"), paths)
        with rows_refused((1, "10108", "不在你单位的管辖范围内")):
            require_own_college(act, an_actor(role=Role.COLLEGE_LEAD, org_path="/college/10109/"), paths)
    with refused("这项工作由院校阅档员、院校招生负责人办理，你的角色是省招办工作人员。"):
        require_own_college("take_up_files", an_actor(role=Role.PROVINCE_OFFICER), paths)


@pytest.mark.django_db
def test_require_role() -> None:
    officer = an_actor(role=Role.PROVINCE_OFFICER)
    require_role(officer, Role.PROVINCE_LEAD, Role.PROVINCE_OFFICER)
    with refused("这项工作由教育部工作人员办理，你的角色是省招办工作人员。"):
        require_role(officer, Role.MINISTRY_OFFICER)


@pytest.mark.django_db
def test_kept_says_which_unique_column_was_broken() -> None:
    an_account(username="taken")
    with refused("“账号”已经登记过，不能重复。"), kept(Account):
        an_account(username="taken")
    assert Account.objects.count() == 1


@pytest.mark.django_db
def test_kept_says_the_sentence_given_for_a_constraint() -> None:
    college = a_college(ceiling=5)
    cap = {"season": 2024, "province": "14", "college": college, "ceiling": 6, "set_by": "省教育厅"}
    with refused("已核定。"), kept(PlanCap, plan_cap_once="已核定。"):
        PlanCap.objects.create(**cap)
    assert PlanCap.objects.get().ceiling == 5


@pytest.mark.django_db
def test_kept_lets_an_error_it_has_no_sentence_for_go_on() -> None:
    college = a_college(ceiling=5)
    cap = {"season": 2024, "province": "14", "college": college, "ceiling": 6, "set_by": "省教育厅"}
    with pytest.raises(IntegrityError), kept(PlanCap):
        PlanCap.objects.create(**cap)
    assert PlanCap.objects.get().ceiling == 5


@pytest.mark.django_db
def test_kept_refuses_text_that_is_too_long_or_cannot_be_stored() -> None:
    for name in ("长" * 65, "一\x00二"):
        with refused("填写的内容过长或含有不能保存的字符，请检查后重新提交。"), kept(Account):
            an_account(display_name=name)
    assert Account.objects.count() == 0
