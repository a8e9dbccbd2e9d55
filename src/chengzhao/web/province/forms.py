"""Forms of the province's pages."""

from django import forms

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
