"""The form by which whoever leads an office or a college invites."""

from collections.abc import Sequence
from typing import Any

from django import forms

from chengzhao.law.words import Role
from chengzhao.web.shared.forms import PageForm


class InviteForm(PageForm):
    """Whom to invite, as what, where, until when; the roles are those that the visitor may give."""

    display_name = forms.CharField(
        label="姓名",
        max_length=64,
        widget=forms.TextInput(attrs={"class": "input"}),
        error_messages={"required": "请填写姓名", "max_length": "姓名最多64个字"},
    )
    role = forms.ChoiceField(
        label="角色",
        widget=forms.Select(attrs={"class": "select"}),
        error_messages={"required": "请选择角色", "invalid_choice": "请选择角色"},
    )
    code = forms.CharField(
        label="单位代码",
        max_length=12,
        help_text="在哪个单位任职，填那个单位的代码。",
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "numeric"}),
        error_messages={"required": "请填写单位代码", "max_length": "单位代码最多12位"},
    )
    until = forms.DateField(
        label="任期到（含当日）",
        help_text="写成年-月-日，例如2025-06-30",
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "numeric"}),
        error_messages={"required": "请填写任期", "invalid": "请填写日期，例如2025-06-30"},
    )

    def __init__(self, *args: Any, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(one.value, one.label) for one in roles]  # type: ignore[attr-defined]
