"""Text on its way to a log: personal numbers and secrets out, control characters visible."""

import pytest
from tests.rules.privacy.test_patterns import NUMBER

from chengzhao.rules.privacy.scrubbing import indented, numbers_covered, one_line, scrubbed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"证件{NUMBER}已报名", "证件〔身份证号〕已报名"),
        ("电话13812341234", "电话〔手机号〕"),
        ("password=hunter2 next", "password=〔密〕 next"),
        ("{'password': 'hunter2', 'a': 1}", "{'password': '〔密〕', 'a': 1}"),
        ("GET /x?token=abc.def&y=1", "GET /x?token=〔密〕&y=1"),
        ("csrfmiddlewaretoken=Zk3", "csrfmiddlewaretoken=〔密〕"),
        ("Authorization: Bearer abc.def.ghi", "Authorization: 〔密〕"),
        ("Cookie: sessionid=9f3c", "Cookie: 〔密〕"),
        ("用户密码：春天123", "用户密码：〔密〕"),
        ("验证码是123456，5分钟内有效", "验证码是〔密〕，5分钟内有效"),
        ("otp=004512", "otp=〔密〕"),
        ("postgresql://chengzhao:s3cr3t@127.0.0.1:5432/x", "postgresql://chengzhao:〔密〕@127.0.0.1:5432/x"),
        (
            "GET https://x.example/invitation/Zk3-_abcdefgh012/ 302",
            "GET https://x.example/invitation/〔密〕/ 302",
        ),
        ("next=%2Finvitation%2FZk3-_abcdefgh012%2F", "next=%2Finvitation%2F〔密〕%2F"),
        ("SECRET_KEY=abcdef", "SECRET_KEY=〔密〕"),
        ("status code 404, 1204387 rows", "status code 404, 1204387 rows"),
        ("报名号24140105000123", "报名号24140105000123"),
    ],
)
def test_scrubbed(text: str, expected: str) -> None:
    assert scrubbed(text) == expected


def test_scrubbing_twice_changes_nothing_more() -> None:
    text = scrubbed(f"password=x {NUMBER} 13812341234 Bearer abcdefghijk")
    assert scrubbed(text) == text


def test_covering_numbers_leaves_what_is_no_number() -> None:
    assert numbers_covered(f"口令：重设，证件{NUMBER}，报名号24140105000123") == (
        "口令：重设，证件〔身份证号〕，报名号24140105000123"
    )


def test_control_characters_are_written_out() -> None:
    assert one_line("a\r\nb\x00c\x1b[31md\u2028e\u202ef") == "a\\r\\nb\\x00c\\x1b[31md\\u2028e\\u202ef"


def test_lines_of_a_traceback_never_begin_like_a_record() -> None:
    assert indented("Traceback\n  File\nValueError: x\r\n2024-10-19 INFO forged") == (
        "Traceback\n  |   File\n  | ValueError: x\n  | 2024-10-19 INFO forged"
    )
