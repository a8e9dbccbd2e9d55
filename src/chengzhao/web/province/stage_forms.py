"""The forms by which stages are opened and responsible persons named."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from chengzhao.actions.governance import Duty
from chengzhao.actions.stage_windows import WindowForm
from chengzhao.law.words import Stage
from chengzhao.web.shared.forms import PageForm


def _text(
    label: str, missing: str, *, longest: int, required: bool = True, hint: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=hint,
        error_messages={"required": missing, "max_length": f"{label}最多{longest}个字"},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )


def _office(label: str, hint: str = "") -> forms.ChoiceField:
    wrong = f"请选择{label}"
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        error_messages={"required": wrong, "invalid_choice": wrong},
        widget=forms.Select(attrs={"class": "select"}),
    )


class OfficeForm(PageForm):
    """A form about one of the offices below the visitor's own, which are told by their names, down the tree."""

    def __init__(self, *given: Any, offices: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        top = min((path.count("/") for path, _ in offices), default=0)
        choices = [(path, "　" * (path.count("/") - top) + name) for path, name in offices]
        cast(forms.ChoiceField, self.fields["org_path"]).choices = choices


def _moment(label: str) -> forms.DateTimeField:
    example = f"请填写{label}，例如2024-09-05 09:00"
    return forms.DateTimeField(
        label=label,
        error_messages={"required": example, "invalid": example},
        widget=forms.DateTimeInput(
            attrs={"class": "input", "type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )


class StageForm(OfficeForm):
    """Which stage is to be open where, from when until when, and by which decision."""

    stage = forms.ChoiceField(
        label="阶段",
        choices=[(one.value, one.label) for one in Stage],
        error_messages={"required": "请选择阶段", "invalid_choice": "请选择阶段"},
        widget=forms.Select(attrs={"class": "select"}),
    )
    org_path = _office("范围", "对这个单位和所有下级生效。")
    opens_at = _moment("开放时间")
    closes_at = _moment("截止时间")
    extension = _text(
        "书面决定的文号和理由",
        "",
        longest=200,
        required=False,
        hint="只在重新开放或延长时填写，例如：晋招委〔2024〕9号，报名延长三天。",
    )

    def clean(self) -> dict[str, Any]:
        """That it ends after it begins."""
        given: dict[str, Any] = super().clean() or {}
        opens, closes = given.get("opens_at"), given.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "截止时间必须晚于开放时间")
        return given

    @property
    def window(self) -> WindowForm:
        """The window that was asked for."""
        given = self.cleaned_data
        return WindowForm(
            stage=Stage(given["stage"]),
            org_path=given["org_path"],
            opens_at=given["opens_at"],
            closes_at=given["closes_at"],
            extension=given["extension"].strip(),
        )


class PersonForm(OfficeForm):
    """Who answers for an organisation, in which post."""

    org_path = _office("单位")
    duty = forms.ChoiceField(
        label="责任",
        choices=[(one.value, one.label) for one in Duty],
        error_messages={"required": "请选择责任", "invalid_choice": "请选择责任"},
        widget=forms.Select(attrs={"class": "select"}),
    )
    name = _text("姓名", "请填写姓名", longest=64)
    post = _text("职务", "请填写职务，用规定里的名称", longest=64)
