"""短信: every text is one message, and its blanks take no links and no numbers of persons."""

import pytest

from chengzhao.rules.messages import LONGEST, TEMPLATES, TO_MANY, Audience, filled, template_of, word_faults
from chengzhao.rules.messages.steps import LONGEST_ITEMS

SIGNATURE = "山西招考"
WORDS = {
    "deadline": "10月19日17:00",
    "hotline": "0351-23456789",
    "change": "第三考点改在二中的新校区东门入口",
}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_text_with_its_longest_words_is_one_message(kind: str) -> None:
    longest = WORDS | {"code": "123456", "purpose": "确认本人操作", "number": "2" * 18, "until": "12月31日"}
    longest |= {"change": "变" * 18, "items": "退" * LONGEST_ITEMS}
    assert len(f"【{SIGNATURE}】" + filled(kind, longest)) <= LONGEST


def test_every_audience_can_be_written_to() -> None:
    assert {one.audience for one in TO_MANY.values()} == set(Audience)


def test_what_goes_to_many_waits_for_the_morning_but_a_change_of_the_exam() -> None:
    assert {kind for kind, one in TO_MANY.items() if one.is_pressing} == {"exam_moved"}
    waiting = {kind for kind, one in TEMPLATES.items() if kind not in TO_MANY and not one.is_pressing}
    assert waiting == {
        *(
            "registration_returned",
            "registration_returned_late",
            "registration_passed",
            "registration_second",
        ),
        *("registration_refused", "claim_approved", "claim_agreed", "claim_refused"),
        *("claim_notified", "claim_objected", "claim_upheld", "claim_effective", "claim_again"),
        *("draft_last_day", "return_last_day"),
        *("registration_asked", "registration_voided", "registration_imported"),
    }


def test_outline_names_the_blanks() -> None:
    assert "变：〔变动〕。" in TO_MANY["exam_moved"].outline


def test_kind_of_an_older_version_keeps_a_title() -> None:
    assert template_of("of_before").title == "通知"


@pytest.mark.parametrize("kind", TO_MANY)
def test_good_words_have_no_fault(kind: str) -> None:
    assert word_faults(kind, WORDS, signature=SIGNATURE) == {}


@pytest.mark.parametrize(
    ("name", "word", "sentence"),
    [
        ("change", "", "请填写变动"),
        ("change", "变" * 19, "最多18字，现为19字"),
        ("change", "见www.a-b.com", "不能有网址"),
        ("change", "加微信咨询", "不能有网址、微信号"),
        ("change", "找{name}", "不能发送的符号"),
        ("change", "一\n二", "不能发送的符号"),
        ("change", "电话19912345678", "不能有证件号码、手机号"),
        ("hotline", "19912345678", "写单位的固定电话"),
        ("hotline", "二三四五", "写单位的固定电话"),
        ("hotline", "0351-123", "写单位的固定电话"),
    ],
)
def test_word_that_is_refused(name: str, word: str, sentence: str) -> None:
    assert sentence in word_faults("exam_moved", WORDS | {name: word}, signature=SIGNATURE)[name]


@pytest.mark.parametrize("word", ["0351-2345678", "021-23456789", "12345"])
def test_telephone_of_an_office_is_taken(word: str) -> None:
    assert word_faults("result_ready", {"hotline": word}, signature=SIGNATURE) == {}


def test_signature_counts() -> None:
    words = WORDS | {"change": "变" * 18}
    found = word_faults("exam_moved", words, signature="某" * 20)
    assert found[""].endswith("请写短一些。")
    assert word_faults("exam_moved", words, signature="") == {}
