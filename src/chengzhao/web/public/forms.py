"""Forms of the public pages."""

from django import forms

from chengzhao.law.words import ExamCategory, ProgrammeLevel
from chengzhao.web.shared.forms import PageForm

MOST_POINTS = 600
"""Four papers of 150 points (附件1·四（一）5)."""


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


class ResultForm(PageForm):
    """What is asked for a result; what is wrong with the pair is said in one sentence for every case."""

    number = forms.CharField(
        label="报名号",
        max_length=18,
        error_messages={"required": "请填写报名号", "max_length": "报名号最多18位"},
        widget=forms.TextInput(
            attrs={"class": "input input--w18", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )
    tail = forms.CharField(
        label="证件号码后六位",
        min_length=6,
        max_length=6,
        error_messages={
            "required": "请填写证件号码后六位",
            "min_length": "应填6位，最后一位可以是X",
            "max_length": "应填6位，最后一位可以是X",
        },
        widget=forms.TextInput(
            attrs={"class": "input input--w8", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    answer = forms.CharField(
        label="算题答案",
        max_length=4,
        error_messages={"required": "请填写算题答案", "max_length": "算题答案最多4位"},
        widget=forms.TextInput(
            attrs={
                "class": "input input--w4",
                "inputmode": "numeric",
                "autocomplete": "off",
                "aria-describedby": "sum",
            }
        ),
    )


class ObjectionForm(PageForm):
    """What is wrong with a notice, and how to reach whoever says so, who need not be reached."""

    text = forms.CharField(
        label="哪里不实，有什么依据",
        min_length=5,
        max_length=1000,
        error_messages={
            "required": "请写明哪里不实、有什么依据",
            "min_length": "请写得具体一些，至少5个字",
            "max_length": "最多1000字，请缩短",
        },
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 5}),
    )
    contact = forms.CharField(
        label="联系方式（选填）",
        help_text="加密保存，只有办理人能看到，需要核实时用",
        required=False,
        max_length=100,
        error_messages={"max_length": "最多100字，请缩短"},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    answer = forms.CharField(
        label="算题答案",
        max_length=4,
        error_messages={"required": "请填写算题答案", "max_length": "算题答案最多4位"},
        widget=forms.TextInput(
            attrs={"class": "input input--w4", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )


class ScoreForm(PageForm):
    """A total score of which one asks where it stands."""

    score = forms.IntegerField(
        label="总分",
        min_value=0,
        max_value=MOST_POINTS,
        error_messages={
            "required": "请填写总分",
            "invalid": "总分填整数，例如231",
            "min_value": f"总分应为0至{MOST_POINTS}分",
            "max_value": f"总分应为0至{MOST_POINTS}分",
        },
        widget=forms.NumberInput(attrs={"class": "input input--w4", "inputmode": "numeric"}),
    )
