"""Forms of the candidate's pages."""

from django import forms

from chengzhao.rules.privacy.requests import Right
from chengzhao.web.shared.forms import PageForm

DIGEST = 64


class ConsentForm(PageForm):
    """An answer to a text: which very text was on the screen."""

    digest = forms.CharField(
        label="文本摘要",
        max_length=DIGEST,
        widget=forms.HiddenInput(),
        error_messages={"required": "页面不完整，请刷新后重新阅读"},
    )


class RightForm(PageForm):
    """What is asked, and about what."""

    right = forms.ChoiceField(
        label="要办什么",
        choices=[(one.value, one.label) for one in Right],
        error_messages={"required": "请选择要办什么", "invalid_choice": "请选择要办什么"},
        widget=forms.Select(attrs={"class": "select"}),
    )
    text = forms.CharField(
        label="具体内容",
        max_length=1000,
        error_messages={"required": "请写明具体内容", "max_length": "内容最多1000字"},
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 6}),
    )
