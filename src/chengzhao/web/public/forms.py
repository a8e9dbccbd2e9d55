"""Forms of the public pages."""

from django import forms

from chengzhao.law.words import ExamCategory, ProgrammeLevel


class PlanSearchForm(forms.Form):
    """What to look for among the published plans; a value that does not exist asks for everything."""

    level = forms.ChoiceField(label="层次", required=False, widget=forms.Select(attrs={"class": "select"}))
    category = forms.ChoiceField(label="科类", required=False, widget=forms.Select(attrs={"class": "select"}))
    college = forms.ChoiceField(label="院校", required=False, widget=forms.Select(attrs={"class": "select"}))
    words = forms.CharField(
        label="专业或院校名称",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def __init__(self, *args: object, colleges: tuple[tuple[str, str], ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        anything = [("", "全部")]
        self.fields["level"].choices = anything + [(one.value, one.label) for one in ProgrammeLevel]  # type: ignore[attr-defined]
        self.fields["category"].choices = anything + _categories()  # type: ignore[attr-defined]
        self.fields["college"].choices = [*anything, *colleges]  # type: ignore[attr-defined]


def _categories() -> list[tuple[str, str]]:
    """Categories by name; 高起点 and 专升本 share the names 文史类 and 理工类, so the level is said too."""
    upgrade = list(ExamCategory).index(ExamCategory.LITERATURE)
    return [
        (one.value, f"{'高起点' if place < upgrade else '专升本'} {one.label}")
        for place, one in enumerate(ExamCategory)
    ]
