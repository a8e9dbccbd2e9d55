"""Options: read once, refused with a sentence, complete in the documentation."""

import pytest

from chengzhao.settings.options import OPTIONS, Option, OptionError

PORT = Option(name="A_PORT", meaning="A port.", default="8000")


@pytest.mark.parametrize(("value", "text"), [(None, "8000"), ("", "8000"), ("  ", "8000"), (" 81 ", "81")])
def test_unset_or_empty_option_has_the_default(
    monkeypatch: pytest.MonkeyPatch, value: str | None, text: str
) -> None:
    monkeypatch.delenv("A_PORT", raising=False)
    if value is not None:
        monkeypatch.setenv("A_PORT", value)
    assert PORT.text() == text


def test_number_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_PORT", "0")
    assert PORT.number() == 0


@pytest.mark.parametrize("value", ["-1", "8e3", "８０００", "80 00", "port"])
def test_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("A_PORT", value)
    with pytest.raises(OptionError) as caught:
        PORT.number()
    assert str(caught.value) == f"A_PORT is {value!r}: expected a whole number, such as 8000."


@pytest.mark.parametrize(("value", "is_on"), [("1", True), ("0", False)])
def test_switch_is_read(monkeypatch: pytest.MonkeyPatch, value: str, is_on: bool) -> None:
    monkeypatch.setenv("A_PORT", value)
    assert PORT.is_on() is is_on


def test_switch_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_PORT", "yes")
    with pytest.raises(OptionError) as caught:
        PORT.is_on()
    assert str(caught.value) == "A_PORT is 'yes': expected 1 (on) or 0 (off)."


@pytest.mark.parametrize(("value", "items"), [("a.cn", ["a.cn"]), (" a.cn, ,b.cn,", ["a.cn", "b.cn"])])
def test_list_is_parted_by_commas(monkeypatch: pytest.MonkeyPatch, value: str, items: list[str]) -> None:
    monkeypatch.setenv("A_PORT", value)
    assert PORT.items() == items


def test_list_that_is_unset_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("A_LIST", raising=False)
    assert Option(name="A_LIST", meaning="A list.").items() == []


def test_each_option_is_declared_once_and_explained() -> None:
    names = [option.name for option in OPTIONS]
    assert sorted(set(names)) == sorted(names)
    assert [option.name for option in OPTIONS if not option.meaning.endswith(".")] == []
