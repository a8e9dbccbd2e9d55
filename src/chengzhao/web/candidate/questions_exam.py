"""The questions about what is applied for: the way, the level, the category, and the certificate that it needs."""

from typing import Any

from django import forms

from chengzhao.law.words import (
    EducationKind,
    EntryRoute,
    ExamCategory,
    ForeignLanguage,
    Paper,
    ProgrammeLevel,
    Word,
)
from chengzhao.rules.exams import languages_of
from chengzhao.rules.registration import Applicant, DraftTask, education_findings, route_findings
from chengzhao.web.candidate.fields import Closed, OneOf, Option, options_of, text
from chengzhao.web.candidate.fields import day as day_field
from chengzhao.web.candidate.questions_person import QuestionForm, day_kept
from chengzhao.web.shared.chinese import beijing

_LEVEL_HINTS: dict[Word, str] = {
    ProgrammeLevel.GAOQIBEN: "高中起点升本科，考四门",
    ProgrammeLevel.ZHUANSHENGBEN: "专科起点升本科，须有专科毕业或以上证书，考三门",
    ProgrammeLevel.GAOQIZHUAN: "高中起点升专科，考三门",
}
_ROUTE_HINTS: dict[Word, str] = {
    EntryRoute.UNIFIED: "参加全国统一考试，绝大多数考生选这一项",
    EntryRoute.SEPARATE: "只限经批准单独组织考试的院校和专业",
    EntryRoute.EXEMPT: "符合免试政策的考生，还要在“照顾与免试”里申请",
}
_EDUCATION_HINTS: dict[Word, str] = {
    EducationKind.SENIOR_SECONDARY: "普通高中、中专、职业高中、技工学校毕业",
    EducationKind.EQUIVALENT: "没有高中阶段毕业证书，但达到同等水平",
    EducationKind.ZHUANKE: "大学专科、高职毕业，含成人高校和自学考试",
}


class RouteForm(QuestionForm):
    """统考, 单考 or 免试."""

    title = "你用哪种方式报考"
    task = DraftTask.LEVEL

    def build(self) -> None:
        """All three register (A1.3.9); after the deadline of two of them a sentence says so."""
        self.fields["route"] = OneOf("报考方式", options_of(EntryRoute, _ROUTE_HINTS))
        today = beijing(self.enrolment.now).date()
        late = route_findings(EntryRoute.EXEMPT, today, self.enrolment.law)
        self.hint = "".join(one.message for one in late)


class LevelForm(QuestionForm):
    """The level, and 高起专 beside 高起本 where the province lets one."""

    title = "你要报考哪个层次"
    clause = "A1.1.2"
    task = DraftTask.LEVEL

    def build(self) -> None:
        """The levels of the year."""
        law, extra = self.enrolment.law, self.enrolment.extra
        self.fields["level"] = OneOf("报考层次", options_of(law.levels.value, _LEVEL_HINTS))
        sides = extra.side_levels.value.get(ProgrammeLevel.GAOQIBEN, ())
        if ProgrammeLevel.GAOQIZHUAN in sides:
            self.fields["also"] = forms.ChoiceField(
                label="报高起本的，要不要兼报高起专",
                choices=[
                    ("no", "不兼报"),
                    ("yes", "兼报高起专：没有录到本科的，再按语文、数学、外语总分参加专科录取"),
                ],
                required=False,
                widget=forms.Select(attrs={"class": "select"}),
            )

    def answers(self) -> dict[str, Any]:
        """The level; with another one the answers that hang on it are asked again."""
        level = self.cleaned_data["level"]
        also = self.cleaned_data.get("also") or "no"
        held = {"level": level, "also": also if level == ProgrammeLevel.GAOQIBEN else "no"}
        if level == self.drafted.text(self.task, "level"):
            return held
        return {**held, "category": "", "paper": "", "language": ""}


class CategoryForm(QuestionForm):
    """科类."""

    title = "你报哪个科类"
    hint = "科类决定考试科目和能报的专业。不确定的，先查要报的专业在哪个科类。"
    clause = "A1.5.3"
    task = DraftTask.LEVEL

    def build(self) -> None:
        """Those that the province uses at the level, each with its papers."""
        level = self.drafted.levels[0] if self.drafted.levels else ProgrammeLevel.GAOQIBEN
        self.level = level
        used = self.enrolment.extra.categories.value.get(level, ())
        self.fields["category"] = OneOf(
            "科类",
            [
                Option(
                    value=one.category.value,
                    label=one.category.label if one.category.label.startswith(one.name[:2]) else one.name,
                    hint="、".join(paper.label for paper in one.papers),
                )
                for one in used
            ],
        )

    def answers(self) -> dict[str, Any]:
        """The category, with the paper and the language where there is but one to choose."""
        category = ExamCategory(self.cleaned_data["category"])
        papers = papers_of_category(self, category)
        languages = languages_of(self.level, self.enrolment.law, self.enrolment.extra)
        found: dict[str, Any] = {"category": category.value}
        if category != self.drafted.text(self.task, "category"):
            found["paper"] = ""
        if len(papers) == 1:
            found["paper"] = papers[0].value
        if len(languages) == 1:
            found["language"] = languages[0].value
        return found


def papers_of_category(form: QuestionForm, category: ExamCategory) -> tuple[Paper, ...]:
    """The specialised papers that lead into a category at 专升本; none at the other levels."""
    if ProgrammeLevel.ZHUANSHENGBEN not in form.drafted.levels:
        return ()
    used = form.enrolment.extra.category_in_use(ProgrammeLevel.ZHUANSHENGBEN, category)
    return used.papers if used else ()


class PaperForm(QuestionForm):
    """The specialised paper of 专升本."""

    title = "专业基础课考哪一门"
    hint = "由要报的专业决定，可以在“考试科目”里按专业查。"
    clause = "A1.4.2"
    task = DraftTask.LEVEL

    def build(self) -> None:
        """Those of the category."""
        held = self.drafted.text(self.task, "category")
        papers = papers_of_category(self, ExamCategory(held)) if held else ()
        self.fields["paper"] = OneOf("专业基础课", options_of(papers))


class LanguageForm(QuestionForm):
    """外语语种."""

    title = "外语考哪个语种"
    clause = "A1.4.1"
    task = DraftTask.LEVEL

    def build(self) -> None:
        """Those that may be sat at the level; the others with the reason."""
        level = self.drafted.levels[0] if self.drafted.levels else ProgrammeLevel.GAOQIBEN
        may = languages_of(level, self.enrolment.law, self.enrolment.extra)
        name = f"{self.enrolment.extra.province_name}{level.label}"
        closed = [
            Closed(label=one.label, reason=f"{name}没有开考") for one in ForeignLanguage if one not in may
        ]
        self.fields["language"] = OneOf("外语语种", options_of(may), closed=closed)


class EducationForm(QuestionForm):
    """The highest education; kinds that are not enough for the level are shown with the reason."""

    title = "你已经取得的最高学历"
    clause = "A1.3.3"
    task = DraftTask.EDUCATION

    def build(self) -> None:
        """What the level asks for (A1.3.2, A1.3.3)."""
        level = self.drafted.levels[0] if self.drafted.levels else ProgrammeLevel.GAOQIBEN
        enough = self.enrolment.law.prior_education.value[level]
        may = [one for one in EducationKind if one in enough]
        closed = [
            Closed(label=one.label, reason=self._reason(one, level))
            for one in EducationKind
            if one not in enough
        ]
        self.hint = f"你报考的是{level.label}。"
        self.fields["kind"] = OneOf("学历", options_of(may, _EDUCATION_HINTS), closed=closed)

    def _reason(self, kind: EducationKind, level: ProgrammeLevel) -> str:
        applicant = Applicant(
            keeps_the_law=True,
            is_full_time_student=False,
            is_healthy=True,
            education=kind,
            education_is_recognised=True,
            education_is_verified=True,
        )
        return "".join(one.sentence for one in education_findings(applicant, level, self.enrolment.law))


class CertificateForm(QuestionForm):
    """The certificate itself, which is checked at 专升本 (N3.1)."""

    title = "毕业证书"
    clause = "N3.1"
    task = DraftTask.EDUCATION

    def build(self) -> None:
        """As it stands on the certificate."""
        self.hint = (
            "照毕业证书填写。专升本的前置学历要核验，核验不了的由人工看材料，没有核验的不能确认报名。"
            if self.drafted.is_upgrade
            else "照毕业证书填写。"
        )
        self.fields["school"] = text("毕业学校", longest=120, help_text="写证书上的全称")
        self.fields["number"] = text(
            "证书编号", longest=32, help_text="没有编号的老证书，填“无”", autocomplete="off"
        )
        self.fields["graduated_on"] = day_field("毕业日期", help_text="写成2015-07-01")
        self.fields["major"] = text("所学专业", longest=80, required=False, help_text="高中毕业的不用填")

    def clean_graduated_on(self) -> str:
        """A day that has been."""
        kept = day_kept(self.cleaned_data["graduated_on"])
        if kept > beijing(self.enrolment.now).date().isoformat():
            raise forms.ValidationError("毕业日期不能晚于今天。还没有毕业的，毕业以后才能报名")
        return kept

    def clean_number(self) -> str:
        """The number without blanks."""
        return "".join(self.cleaned_data["number"].split())
