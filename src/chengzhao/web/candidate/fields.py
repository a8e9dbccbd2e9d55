"""Fields of the registration's questions: choices as cards with the reason beside what cannot be chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from chengzhao.law.words import Word

PLAIN = {"class": "input", "autocapitalize": "none", "spellcheck": "false", "autocorrect": "off"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """An answer that may be chosen: its value, its label, and a hint below it."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Closed:
    """An answer that is not offered, and why."""

    label: str
    reason: str


def options_of(words: Iterable[Word], hints: dict[Word, str] | None = None) -> tuple[Option, ...]:
    """The words as options."""
    told = hints or {}
    return tuple(Option(value=one.value, label=one.label, hint=told.get(one, "")) for one in words)


class OneOf(forms.ChoiceField):
    """One of several answers, shown as radio cards; `closed` are those that cannot be chosen."""

    def __init__(
        self,
        label: str,
        options: Iterable[Option],
        *,
        closed: Iterable[Closed] = (),
        missing: str = "请选择一项",
        **facts: Any,
    ) -> None:
        self.options, self.closed, self.kind = tuple(options), tuple(closed), "radio"
        super().__init__(
            label=label,
            choices=[(one.value, one.label) for one in self.options],
            error_messages={"required": missing, "invalid_choice": "这一项不能选，请重新选择"},
            **facts,
        )


class SomeOf(forms.MultipleChoiceField):
    """Any number of answers, shown as check boxes."""

    def __init__(
        self,
        label: str,
        options: Iterable[Option],
        *,
        closed: Iterable[Closed] = (),
        missing: str = "请至少选择一项",
        **facts: Any,
    ) -> None:
        self.options, self.closed, self.kind = tuple(options), tuple(closed), "checkbox"
        super().__init__(
            label=label,
            choices=[(one.value, one.label) for one in self.options],
            error_messages={"required": missing, "invalid_choice": "有一项不能选，请重新选择"},
            **facts,
        )


def text(
    label: str, *, longest: int, missing: str = "", help_text: str = "", required: bool = True, **attrs: str
) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=help_text,
        error_messages={"required": missing or f"请填写{label}", "max_length": f"{label}最多{longest}个字"},
        widget=forms.TextInput(attrs={**PLAIN, **attrs}),
    )


def day(label: str, *, help_text: str = "") -> forms.CharField:
    """A day of the calendar, typed as 1998-05-01 or 19980501."""
    return text(label, longest=10, help_text=help_text, inputmode="numeric", autocomplete="off")


def yes_or_no(label: str, *, help_text: str = "") -> OneOf:
    """是 or 否."""
    return OneOf(
        label, (Option(value="yes", label="是"), Option(value="no", label="否")), help_text=help_text
    )
