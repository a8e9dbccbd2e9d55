"""The forms of the administrators."""

from django import forms

from chengzhao.rules.governance import ROLE_PLACES
from chengzhao.web.shared.forms import PageForm

GRANTED = {role.value: role for role in ROLE_PLACES}
"""The roles that are given to staff, by their identifiers."""


def _field(widget: type[forms.Widget], **attributes: str) -> forms.Widget:
    return widget(attrs={"class": "input", **attributes})


class _TermForm(PageForm):
    """A role: where, which, until when."""

    org_path = forms.CharField(
        label="单位路径",
        help_text="由系统管理员在“单位”页查到，例如/14/1401/140105/",
        max_length=200,
        widget=_field(forms.TextInput),
        error_messages={"required": "请填写单位路径"},
    )
    role = forms.ChoiceField(
        label="角色",
        choices=[(role.value, role.label) for role in ROLE_PLACES],
        widget=_field(forms.Select),
        error_messages={"required": "请选择角色", "invalid_choice": "请选择角色"},
    )
    until = forms.DateField(
        label="任期到（含当日）",
        help_text="写成年-月-日，例如2025-06-30",
        widget=_field(forms.TextInput, inputmode="numeric"),
        error_messages={"required": "请填写任期", "invalid": "请填写日期，例如2025-06-30"},
    )


class InviteForm(_TermForm):
    """Whom to invite, into what, until when."""

    display_name = forms.CharField(
        label="姓名",
        max_length=64,
        widget=_field(forms.TextInput),
        error_messages={"required": "请填写姓名"},
    )
    field_order = ("display_name", "org_path", "role", "until")


class RoleForm(_TermForm):
    """Whose account gets which role."""

    username = forms.CharField(
        label="账号名",
        max_length=64,
        widget=_field(forms.TextInput, autocomplete="off"),
        error_messages={"required": "请填写账号名"},
    )
    field_order = ("username", "org_path", "role", "until")
