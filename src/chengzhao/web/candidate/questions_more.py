"""The questions that not everybody answers at length: licences, preferences, help; and the pledge at the end."""

from datetime import date
from typing import Any

from django import forms

from chengzhao.law.words import ClaimKind
from chengzhao.records.queries.drafted import pledge_digest
from chengzhao.rules.exams import Help
from chengzhao.rules.preferences import age_on, exemption_findings, is_of_bonus_age, points_of
from chengzhao.rules.registration import (
    PLEDGE_TITLE,
    DraftTask,
    LicenceKind,
    MedicalField,
    crime_notice,
    pledge_text,
    told_by_number,
)
from chengzhao.web.candidate.fields import Closed, OneOf, Option, SomeOf, text, yes_or_no
from chengzhao.web.candidate.questions_person import QuestionForm
from chengzhao.web.shared.chinese import full_day

_FOR_FIELD = {
    MedicalField.CLINICAL: (LicenceKind.ASSISTANT_PHYSICIAN, LicenceKind.VILLAGE_DOCTOR),
    MedicalField.NURSING: (LicenceKind.NURSE,),
}
_NEEDED = {
    MedicalField.CLINICAL: "报考临床类专业，须有相应类别的执业助理医师及以上资格证书，或相应专业中专及以上学历，"
    "或乡村医生执业证书并有中专学历。",
    MedicalField.NURSING: "报考护理学专业，须有护士执业证书。",
    MedicalField.OTHER: "报考医学门类其他专业，应是从事卫生、医药行业工作的在职专业技术人员。",
}


class LicenceForm(QuestionForm):
    """Health licences, of those whose choices ask for one."""

    title = "执业资格"
    clause = "A1.3.4"
    task = DraftTask.LICENCE

    def build(self) -> None:
        """What the fields of the chosen programmes ask for."""
        fields = [one for one in MedicalField if one in self.drafted.fields]
        self.hint = "你填了医学类志愿。" + "".join(_NEEDED[one] for one in fields)
        kinds = [kind for field in fields for kind in _FOR_FIELD.get(field, ())]
        if kinds:
            options = [Option(value=kind.value, label=kind.label) for kind in kinds]
            self.fields["kinds"] = SomeOf("你有哪些证书", options, required=False)
            for kind in kinds:
                self.fields[f"number_{kind}"] = text(
                    f"{kind.label}编号", longest=32, required=False, help_text="有这个证书的填写"
                )
        if MedicalField.OTHER in fields:
            self.fields["works_in_health"] = yes_or_no("你从事卫生、医药行业的专业技术工作吗")

    def clean(self) -> dict[str, Any]:
        """Each licence has its number."""
        held = super().clean() or {}
        for kind in held.get("kinds", []):
            if not held.get(f"number_{kind}", "").strip():
                self.add_error(f"number_{kind}", f"请填写{LicenceKind(kind).label}编号")
        return held

    def answers(self) -> dict[str, Any]:
        """With the mark that the question was answered: to have none is an answer, too."""
        return {**self.cleaned_data, "answered": "yes"}


class ClaimsForm(QuestionForm):
    """照顾与免试: what is claimed; that of age 25 is offered by itself."""

    title = "你符合下面哪些照顾政策"
    hint = "没有的不用选，直接保存。照顾分不累计，只计最高的一项；要审核、公示期满才生效。"
    clause = "A1.5.21"
    task = DraftTask.CLAIMS

    def build(self) -> None:
        """Every kind that the level may have; exemptions of other levels with the reason."""
        law, extra = self.enrolment.law, self.enrolment.extra
        options, closed = [], []
        for kind, provision in law.preferences.items():
            if kind is ClaimKind.AGED_25:
                continue
            refused = self._refused(kind) if provision.value.is_exemption else ""
            if refused:
                closed.append(Closed(label=kind.label, reason=refused))
                continue
            points = points_of(kind, law, extra)
            worth = f"加{points}分" if points else "免试入学"
            hint = f"{worth}。{provision.value.condition}"
            options.append(Option(value=kind.value, label=kind.label, hint=hint))
        self.fields["kinds"] = SomeOf("照顾项目", options, closed=closed, required=False)

    def _refused(self, kind: ClaimKind) -> str:
        levels = self.drafted.levels
        if not levels:
            return "先填“层次与科类”"
        found = exemption_findings(kind, levels[0], is_own_province=True, law=self.enrolment.law)
        return "".join(one.message for one in found)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What age brings by itself."""
        birth = birth_of(self)
        extra = self.enrolment.extra
        if birth is None:
            return ()
        day = extra.age_reference_day.value
        age = age_on(birth, day)
        if not is_of_bonus_age(birth, extra):
            return (("年龄", f"到{full_day(day)}是{age}岁，没有年龄照顾"),)
        points = points_of(ClaimKind.AGED_25, self.enrolment.law, extra)
        return (
            ("年满25周岁", f"到{full_day(day)}是{age}岁，加{points}分，系统自动申请，不用选，也不用交材料"),
        )

    def answers(self) -> dict[str, Any]:
        """With the mark that the question was answered: to claim nothing is an answer, too."""
        return {"kinds": self.cleaned_data["kinds"], "answered": "yes"}


class ClaimPapersForm(QuestionForm):
    """What proves each claim, in words; the papers are uploaded beside it."""

    title = "用什么证明"
    hint = "写明证书名称、编号、发证单位和日期。原件在确认点交验。"
    clause = "N3.5"
    task = DraftTask.CLAIMS

    def build(self) -> None:
        """A line for each claim."""
        for kind in self.drafted.claims:
            wanted = "、".join(self.enrolment.law.preferences[kind].value.evidence)
            self.fields[f"evidence_{kind}"] = text(
                kind.label,
                longest=200,
                missing=f"请写明“{kind.label}”的证明材料",
                help_text=f"要有：{wanted}",
            )


class HelpForm(QuestionForm):
    """合理便利."""

    title = "考试时需要合理便利吗"
    hint = "残疾考生可以申请，凭残疾人证或医院证明，发准考证以前答复。不需要的不用选，直接保存。"
    clause = "N7.2"
    task = DraftTask.HELP

    def build(self) -> None:
        """The kinds of help."""
        options = [Option(value=one.value, label=one.label) for one in Help]
        self.fields["kinds"] = SomeOf("需要哪些", options, required=False)
        self.fields["shows_original"] = OneOf(
            "证明怎么交",
            (
                Option(value="no", label="下一页上传电子件"),
                Option(value="yes", label="不上传，带原件到确认点当面交验，不留复印件"),
            ),
            required=False,
            help_text="选了上面任何一项的才要选",
        )
        self.fields["need"] = text("其他需要说明的", longest=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever needs help says how it is proved."""
        held = super().clean() or {}
        if held.get("kinds") and not held.get("shows_original"):
            self.add_error("shows_original", "请选择证明怎么交")
        return held

    def answers(self) -> dict[str, Any]:
        """With the mark that the question was answered: to need nothing is an answer, too."""
        return {**self.cleaned_data, "answered": "yes"}


class PledgeForm(QuestionForm):
    """诚信承诺: the whole text, the crimes with it, and a signature to exactly that text."""

    title = PLEDGE_TITLE
    clause = "A1.3.11"
    button = "签署承诺"
    task = DraftTask.PLEDGE

    def build(self) -> None:
        """The text in force, named by its digest."""
        year = self.enrolment.acting.season
        crimes = crime_notice()
        self.paragraphs = tuple(one for one in pledge_text(year) if one not in crimes)
        self.crimes = crimes
        self.fields["shown"] = forms.CharField(widget=forms.HiddenInput(), initial=pledge_digest(year))
        self.fields["agreed"] = SomeOf(
            "签署",
            (Option(value="yes", label="我已阅读全文，承诺做到，并知道作弊入刑"),),
            missing="请阅读全文后勾选，不签署不能提交报名",
        )

    def clean_shown(self) -> str:
        """The text that was on the screen is the one in force."""
        digest: str = self.cleaned_data["shown"]
        if digest != pledge_digest(self.enrolment.acting.season):
            raise forms.ValidationError("承诺书的文本有更新，请重新阅读后签署")
        return digest

    def answers(self) -> dict[str, Any]:
        """The digest of the text, and when it was signed; signed again it stays as it was."""
        digest = self.cleaned_data["shown"]
        held = self.drafted.text(self.task, "signed_at")
        is_signed = held and self.drafted.text(self.task, "digest") == digest
        return {"digest": digest, "signed_at": held if is_signed else self.enrolment.now.isoformat()}


def birth_of(form: QuestionForm) -> date | None:
    """The day of birth as far as it is known."""
    told = told_by_number(form.enrolment.identity.document, form.enrolment.identity.number)
    typed = form.drafted.text(DraftTask.IDENTITY, "birth")
    return told.birth if told else date.fromisoformat(typed) if typed else None
