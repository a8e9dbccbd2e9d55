"""Names of sent files, made fit to be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.exchange.intake.names import LONGEST, shown_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("毕业证.jpg", "毕业证.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\身份证.png", "身份证.png"),
        ("a/b/", "未命名"),
        ("", "未命名"),
        ("...", "未命名"),
        (".htaccess", "htaccess"),
        ("  a \t b .jpg ", "a b .jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\u200b\u200d\ufeff.jpg", "a.jpg"),
        ("a\0\r\n.jpg", "a.jpg"),
        ('a"<>|?*:.jpg', "a.jpg"),
        ("𠮷田.jpg", "𠮷田.jpg"),
        ("龜\uf9d0.jpg", "龜\uf9d0.jpg"),
        ("x" * 200 + ".jpeg", "x" * 75 + ".jpeg"),
        ("x" * 200, "x" * 80),
        ("x" * 70 + "." + "y" * 90, ("x" * 70 + "." + "y" * 90)[:80]),
    ],
)
def test_name_is_shown_without_what_could_deceive(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


@given(st.text(max_size=300))
def test_name_is_never_a_path_nor_too_long_and_stays_as_it_is(sent: str) -> None:
    shown = shown_name(sent)
    assert 0 < len(shown) <= LONGEST
    assert not set(shown) & set("/\\\0\r\n")
    assert shown not in (".", "..")
