"""Forms of the province's pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from chengzhao.rules.messages import TO_MANY, Blank, word_faults
from chengzhao.web.shared.chinese import beijing
from chengzhao.web.shared.forms import PageForm


class AnswerForm(PageForm):
    """The answer to a request: whether it is granted, and how or why not."""

    outcome = forms.ChoiceField(
        label="结果",
        choices=[("granted", "予以办理"), ("refused", "不予办理")],
        error_messages={"required": "请选择结果", "invalid_choice": "请选择结果"},
        widget=forms.Select(attrs={"class": "select"}),
    )
    answer = forms.CharField(
        label="答复内容",
        max_length=1000,
        error_messages={"required": "请写明怎样办理，不予办理的写明理由", "max_length": "答复最多1000字"},
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 5}),
    )


class MessageForm(PageForm):
    """The blanks of a text for many, and the part of the tree whose candidates get it."""

    def __init__(
        self, data: Any, *, kind: str, places: Sequence[tuple[str, str]], signature: str, **given: Any
    ) -> None:
        super().__init__(data, **given)
        self.kind, self.signature = kind, signature
        for blank in TO_MANY[kind].blanks:
            self.fields[blank.name] = _blank(blank)
        self.fields["place"] = forms.ChoiceField(
            label="范围",
            choices=places,
            error_messages={"required": "请选择范围", "invalid_choice": "请选择本单位或所属的单位"},
            widget=forms.Select(attrs={"class": "select"}),
        )

    def clean(self) -> dict[str, Any]:
        """What the rule of the texts says of the words."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for name, fault in word_faults(self.kind, self.words, signature=self.signature).items():
                self.add_error(name or None, fault)
        return given

    @property
    def words(self) -> dict[str, str]:
        """The words of the blanks, a moment as 9月9日17:00."""
        given = {blank.name: self.cleaned_data.get(blank.name, "") for blank in TO_MANY[self.kind].blanks}
        return {name: value if isinstance(value, str) else _moment(value) for name, value in given.items()}

    @property
    def path(self) -> str:
        """The chosen part of the tree."""
        return str(self.cleaned_data["place"])


def _blank(blank: Blank) -> forms.Field:
    """A moment that is still to come, or a line of words."""
    errors = {"required": f"请填写{blank.label}", "invalid": f"请填写{blank.label}，例如2024-09-09 17:00"}
    if blank.name == "deadline":
        widget = forms.DateTimeInput(
            attrs={"class": "input", "type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        )
        return forms.DateTimeField(
            label=blank.label,
            help_text=blank.hint,
            error_messages=errors,
            widget=widget,
            validators=[_is_to_come],
        )
    return forms.CharField(
        label=blank.label,
        help_text=f"{blank.hint}，最多{blank.longest}字",
        error_messages=errors,
        widget=forms.TextInput(attrs={"class": "input", "maxlength": blank.longest, "autocomplete": "off"}),
    )


def _is_to_come(moment: datetime) -> None:
    if moment <= timezone.now():
        raise ValidationError("截止时间已经过去，请核对日期和时间")


def _moment(moment: datetime) -> str:
    there = beijing(moment)
    return f"{there.month}月{there.day}日{there.hour}:{there.minute:02}"
