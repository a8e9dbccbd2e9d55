"""Forms of the way in and of one's own account. Errors say what is wrong and how to mend it."""

from typing import Any

from django import forms

from chengzhao.law.words import IdentityDocument
from chengzhao.rules.accounts import CANDIDATE_MINIMUM, STAFF_MINIMUM, phone_fault
from chengzhao.rules.registration import kept_name, name_findings, number_findings
from chengzhao.web.shared.forms import PageForm

_PLAIN = {"class": "input", "autocapitalize": "none", "spellcheck": "false", "autocorrect": "off"}
LONGEST_PASSWORD = 256


def text_field(
    label: str, autocomplete: str, *, longest: int = 64, missing: str = "", help_text: str = "", **attrs: str
) -> forms.CharField:
    """A line of text."""
    widget = forms.TextInput(attrs={**_PLAIN, "autocomplete": autocomplete, **attrs})
    return forms.CharField(
        label=label,
        max_length=longest,
        help_text=help_text,
        error_messages={"required": missing or f"请填写{label}", "max_length": f"{label}最多{longest}个字"},
        widget=widget,
    )


def password_field(
    label: str, autocomplete: str, *, help_text: str = "", required: bool = True
) -> forms.CharField:
    """A password, which may be pasted and is never shown again."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        required=required,
        help_text=help_text,
        error_messages={
            "required": f"请填写{label}",
            "max_length": f"密码最多{LONGEST_PASSWORD}个字",
        },
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": autocomplete}),
    )


def code_field(label: str, *, help_text: str = "") -> forms.CharField:
    """Six digits from a message, which the phone's keyboard offers by itself."""
    return text_field(
        label,
        "one-time-code",
        longest=20,
        missing="请填写6位验证码",
        help_text=help_text,
        inputmode="numeric",
    )


class CandidateDoorForm(PageForm):
    """证件号码 or 手机号, and the password."""

    username = text_field("证件号码或手机号", "username", help_text="居民身份证号末位的X可以小写。")
    password = password_field("密码", "current-password")


class StaffDoorForm(PageForm):
    """账号 and 密码; the second factor comes on its own page."""

    username = text_field("账号", "username")
    password = password_field("密码", "current-password")


class SecondFactorForm(PageForm):
    """A code of the authenticator, or one from the paper."""

    factor = text_field(
        "动态码或恢复码", "one-time-code", longest=20, missing="请填写动态码", inputmode="text"
    )


class EnrolForm(PageForm):
    """The first code of a new authenticator."""

    factor = text_field(
        "应用里显示的6位动态码", "one-time-code", longest=20, missing="请填写动态码", inputmode="numeric"
    )


class PhoneForm(PageForm):
    """A phone that gets a code."""

    phone = text_field(
        "手机号",
        "tel",
        longest=20,
        missing="请填写手机号",
        help_text="验证码发到这个手机号。港澳台手机号前加+852、+853或+886。",
        inputmode="tel",
        type="tel",
    )

    def clean_phone(self) -> str:
        """The phone, if it is one."""
        typed: str = self.cleaned_data["phone"]
        if fault := phone_fault(typed):
            raise forms.ValidationError(fault)
        return typed


class WhoForm(PageForm):
    """The phone or document of an account that gets a code."""

    who = text_field(
        "手机号或证件号码",
        "username",
        missing="请填写手机号或证件号码",
        help_text="验证码发到账号绑定的手机号。",
    )


class CodeForm(PageForm):
    """The code from the message."""

    code = code_field("短信验证码")


class IdentityForm(PageForm):
    """Who opens an account: the document, the name on it, and a password if one is wanted."""

    identity_kind = forms.ChoiceField(
        label="证件类型",
        choices=[(one.value, one.label) for one in IdentityDocument],
        widget=forms.Select(attrs={"class": "select"}),
    )
    identity_number = text_field("证件号码", "off", longest=30)
    name = text_field("姓名", "name", longest=40, help_text="与证件一致，少数民族姓名中的点用“·”。")
    password = password_field(
        "密码（选填）",
        "new-password",
        required=False,
        help_text=f"至少{CANDIDATE_MINIMUM}个字符，可以粘贴。不设密码也能用短信验证码登录。",
    )

    def clean(self) -> dict[str, Any]:
        """Number and name against the kind of document."""
        held = super().clean() or {}
        kind = IdentityDocument(held.get("identity_kind") or IdentityDocument.RESIDENT_ID)
        if "identity_number" in held:
            for found in number_findings(kind, held["identity_number"]):
                self.add_error("identity_number", found.message.rstrip("。"))
        if "name" in held:
            for found in name_findings(kept_name(held["name"]).name, kind):
                self.add_error("name", found.message.rstrip("。"))
        return held


class NewPasswordForm(PageForm):
    """A new password, typed once: what was mistyped is mended by a code."""

    password = password_field("新密码", "new-password")

    def __init__(self, *args: Any, is_staff: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        least = STAFF_MINIMUM if is_staff else CANDIDATE_MINIMUM
        self.fields[
            "password"
        ].help_text = f"至少{least}个字符，可以用句子，可以粘贴；不能含姓名、单位名称或号码。"


class WordForm(PageForm):
    """The word that goes with the link of an invitation."""

    word = text_field("邀请码", "off", longest=40, help_text="12个字母和数字，大小写、空格和短横不论。")


class InvitationForm(PageForm):
    """The name and password that an invited person chooses."""

    username = text_field("账号名", "username", longest=32, help_text="3至32个小写字母、数字、点或短横。")
    password = password_field(
        "密码",
        "new-password",
        help_text=f"至少{STAFF_MINIMUM}个字符，可以用句子，可以粘贴；不能含姓名、单位名称和年份。",
    )


class RecoveryForm(PageForm):
    """A new password, and the second factor that speaks for it."""

    password = password_field("新密码", "new-password", help_text=f"至少{STAFF_MINIMUM}个字符，可以粘贴。")
    factor = text_field("动态码或恢复码", "one-time-code", longest=20, missing="请填写动态码或恢复码")


class LostPhoneForm(CodeForm):
    """The code of the new phone where the old one is lost: the document speaks for it too."""

    identity_number = text_field("本人证件号码", "off", longest=30)


class ConfirmForm(PageForm):
    """The factor that proves who sits there; its name on the page depends on who that is."""

    factor = text_field("动态码或恢复码", "one-time-code", longest=256, missing="请填写后再确认")

    def __init__(self, *args: Any, way: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["factor"]
        if way == "password":
            field.label = "密码"
            field.widget = forms.PasswordInput(attrs={"class": "input", "autocomplete": "current-password"})
        elif way == "code":
            field.label = "短信验证码"
            field.widget.attrs["inputmode"] = "numeric"
