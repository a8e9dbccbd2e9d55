"""What a password must be (A-04)."""

import pytest

from chengzhao.rules.accounts import (
    CANDIDATE_MINIMUM,
    STAFF_MINIMUM,
    PasswordGround,
    account_phone,
    local_words,
    masked_phone,
    password_faults,
    phone_fault,
)

WORDS = local_words(
    names=("张三丰", "山西财经大学"),
    years=(2023, 2024, 2025),
    pinyin=("zhang san feng", "shan xi cai jing da xue"),
)
COMMON = "这个密码太常见，容易被猜到，换一个不常见的"
LOCAL = "去掉姓名、单位名称和年份后剩下的字符太少，换一个与这些无关的"


def faults(password: str, *, minimum: int = CANDIDATE_MINIMUM, kinds: bool = False) -> tuple[str, ...]:
    ground = PasswordGround(
        minimum=minimum,
        words=WORDS,
        numbers_of_owner=lambda text: "19970000101" in text,
        is_common=lambda text: text in ("trustno1", "correct-horse"),
        needs_kinds=kinds,
    )
    return password_faults(password, ground)


@pytest.mark.parametrize("password", ["蓝色钢笔走过石桥", "tulip-4-river", "aaaaaaab", "x9!" * 20 + "end"])
def test_password_that_is_taken(password: str) -> None:
    assert faults(password) == ()


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("1234567", "密码至少8个字符，现为7个"),
        ("trustno1", COMMON),
        ("aaaaaaaa", COMMON),
        ("abcabcabc", COMMON),
        ("23456789", COMMON),
        ("87654321", COMMON),
        ("qwertyuiop", COMMON),
        ("19900307", COMMON),
        ("zhangsanfeng2024", LOCAL),
        ("Shanxi2024!", LOCAL),
        ("山西财经大学2024", LOCAL),
        ("my19970000101", "密码不能含本人的证件号码或手机号"),
        ("p" * 257, "密码最多256个字符"),
    ],
)
def test_password_that_is_refused(password: str, sentence: str) -> None:
    assert faults(password) == (sentence,)


def test_staff_need_twelve() -> None:
    assert faults("tulip-river", minimum=STAFF_MINIMUM) == ("密码至少12个字符，现为11个",)
    assert faults("tulip-river9", minimum=STAFF_MINIMUM) == ()


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("tulip river slowly", False),
        ("Tulip river slowly", True),
        ("tulip river 9", True),
        ("郁金香 tulip river A", True),
    ],
)
def test_three_kinds_only_where_dengbao_asks(password: str, taken: bool) -> None:
    assert faults(password, minimum=STAFF_MINIMUM) == ()
    assert (faults(password, minimum=STAFF_MINIMUM, kinds=True) == ()) is taken


def test_nothing_is_cut_off() -> None:
    assert faults("tulip " * 42) == (COMMON,)
    assert faults("tulip river " * 21 + "end") == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("19970000101", "19970000101"),
        (" 199 7000-0101 ", "19970000101"),
        ("+86 199 7000 0101", "19970000101"),
        ("+852 9123 4567", "+85291234567"),
        ("1997000010", None),
        ("0351-7654321", None),
        ("+1 202 555 0100", None),
        ("14912345678", None),
    ],
)
def test_phone_has_one_spelling(typed: str, kept: str | None) -> None:
    assert account_phone(typed) == kept
    assert (phone_fault(typed) == "") is (kept is not None)


def test_phone_is_masked() -> None:
    assert masked_phone("19970000101") == "199****0101"
    assert phone_fault(" ") == "请填写手机号"
