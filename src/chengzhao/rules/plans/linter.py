"""附件1·二: the programme directory, the numbers, the ceilings: the plan linter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.law.years import MajorGroup, YearLaw
from chengzhao.rules.colleges import length_findings


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """One programme with its number for one province.

    `years` is exact to the half year. Last year's figures are None for a new programme;
    `has_ministry_approval` is the recorded approval that 艺术类 and 外语类 need for 函授.
    """

    major_code: str
    major_name: str
    level: ProgrammeLevel
    study_form: StudyForm
    years: Fraction
    places: int
    has_ministry_approval: bool = False
    last_places: int | None = None
    last_admitted: int | None = None

    @property
    def title(self) -> str:
        """How the row is named in a finding."""
        return f"{self.level.label}·{self.major_name}（{self.study_form.label}）"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanContext:
    """What a college's plan in one source province is checked against.

    `ceiling` is None until the department in charge has set it; `applicants` counts the college's
    applicants in the province; `has_teaching_site` says whether the ministry has published one there.
    """

    ceiling: int | None
    applicants: int
    registered_majors: Collection[str]
    has_teaching_site: bool


def lint(
    rows: Sequence[PlanRow], context: PlanContext, law: YearLaw, supplement: Supplement
) -> tuple[Finding, ...]:
    """Every finding on a college's plan in one province: row by row, then on the whole."""
    found = [item for row in rows for item in row_findings(row, context, law, supplement)]
    total = sum(row.places for row in rows)
    found.extend(ceiling_findings(total, context.ceiling))
    found.extend(share_findings(total, context.applicants, law))
    found.extend(full_time_findings(rows, law, supplement))
    return tuple(found)


def row_findings(
    row: PlanRow, context: PlanContext, law: YearLaw, supplement: Supplement
) -> tuple[Finding, ...]:
    """Every finding on one row, in the order of the notice."""
    return (
        *length_findings(row.level, row.study_form, row.years, law, supplement),
        *growth_findings(row, supplement),
        *teaching_site_findings(row, context, law),
        *registered_findings(row, context),
        *correspondence_findings(row, law),
    )


@cites("A1.2.1")
def directory_findings(
    contents: Mapping[str, str], study_form: StudyForm, law: YearLaw
) -> tuple[Finding, ...]:
    """What a directory row still lacks; a full-time programme has no 校外教学点.

    `contents` maps the headings of the directory, in the words of the law, to what is filled in.
    """
    needs_site = study_form in law.teaching_site_forms.value
    missing = [
        item
        for item in law.directory_contents.value
        if not contents.get(item, "").strip() and (item != "校外教学点" or needs_site)
    ]
    return tuple(
        finding("A1.2.1", f"招生专业目录缺少“{item}”。", mend="请补填。", 缺少=item) for item in missing
    )


@cites("A1.2.2", "A1.2.3")
def ceiling_findings(total: int, ceiling: int | None) -> tuple[Finding, ...]:
    """Whether the numbers stay within the ceiling of the department in charge: a hard limit."""
    if ceiling is None:
        return (
            finding(
                "A1.2.2",
                "主管部门尚未核定招生规模，不能安排分专业计划数。",
                mend="请等主管部门核定上限后再填报。",
                计划数=total,
            ),
        )
    if total <= ceiling:
        return ()
    return (
        finding(
            "A1.2.3",
            f"计划数合计{total}人，超过核定上限{ceiling}人，",
            mend=f"须减少{total - ceiling}人。",
            计划数=total,
            上限=ceiling,
        ),
    )


@cites("A1.2.4")
def share_findings(total: int, applicants: int, law: YearLaw) -> tuple[Finding, ...]:
    """Whether the numbers stay within 85% of the applicants in the province: 原则上."""
    share = law.plan_share_of_applicants.value
    if total <= applicants * share:
        return ()
    most = int(applicants * share)
    percent = int(share * 100)
    return (
        finding(
            "A1.2.4",
            f"计划数{total}人超过本校在该省报名人数{applicants}人的{percent}％（{most}人），",
            is_hard=False,
            mend="须书面说明理由并经主管部门同意。",
            计划数=total,
            报名人数=applicants,
            原则上限=most,
        ),
    )


@cites("A1.2.5")
def growth_findings(row: PlanRow, supplement: Supplement) -> tuple[Finding, ...]:
    """Whether a programme with a low fill rate last year gets more places this year: 原则上 not."""
    if not row.last_places or row.last_admitted is None or row.places <= row.last_places:
        return ()
    fill_rate = Fraction(row.last_admitted, row.last_places)
    if fill_rate >= supplement.low_fill_rate.value:
        return ()
    return (
        finding(
            "A1.2.5",
            f"{row.title}上年计划{row.last_places}人、录取{row.last_admitted}人，完成率较低，"
            f"原则上不增加计划，本年填报{row.places}人。",
            is_hard=False,
            mend=f"请改为{row.last_places}人以内，或书面说明理由。",
            上年计划=row.last_places,
            上年录取=row.last_admitted,
            本年计划=row.places,
        ),
    )


@cites("A1.2.6")
def ceiling_authority(authority: str) -> str:
    """Who sets a college's ceiling: the ministry's planning department for its own colleges."""
    return "教育部（发展规划司）" if authority == "教育部" else authority


@cites("A1.2.8")
def full_time_findings(rows: Sequence[PlanRow], law: YearLaw, supplement: Supplement) -> tuple[Finding, ...]:
    """Whether the share of full-time places stays within the province's parameter."""
    total = sum(row.places for row in rows)
    full_time = sum(row.places for row in rows if row.study_form in law.full_time_forms.value)
    share = supplement.full_time_share.value
    if full_time <= total * share:
        return ()
    return (
        finding(
            "A1.2.8",
            f"脱产计划{full_time}人，占{total}人的比例超过控制比例{share.numerator}/{share.denominator}。",
            is_hard=False,
            mend=f"请将脱产计划减到{int(total * share)}人以内，或书面说明理由。",
            脱产计划=full_time,
            计划总数=total,
        ),
    )


@cites("A1.2.9")
def teaching_site_findings(row: PlanRow, context: PlanContext, law: YearLaw) -> tuple[Finding, ...]:
    """Whether a form that needs a registered teaching site in the province has one."""
    if row.study_form not in law.teaching_site_forms.value or context.has_teaching_site:
        return ()
    return (
        finding(
            "A1.2.9",
            f"{row.title}须在该省有已备案并经教育部公布的校外教学点，目前没有。",
            mend=f"请先备案校外教学点，或改为{_names(law.full_time_forms.value)}。",
            专业=row.title,
        ),
    )


@cites("A1.2.10")
def registered_findings(row: PlanRow, context: PlanContext) -> tuple[Finding, ...]:
    """Whether the major is within the ministry's published list (拟招生专业备案范围)."""
    if row.major_code in context.registered_majors:
        return ()
    return (
        finding(
            "A1.2.10",
            f"{row.title}（{row.major_code}）不在教育部公布的拟招生专业备案范围内。",
            mend="请先办理专业备案，或改报备案范围内的专业。",
            专业代码=row.major_code,
        ),
    )


@cites("A1.2.11", "A1.2.12")
def correspondence_findings(row: PlanRow, law: YearLaw) -> tuple[Finding, ...]:
    """Medical majors may have no 函授 plan at all; 艺术类 and 外语类 only with recorded approval.

    Where no text says whether that holds for the form in the place of 函授, it holds 原则上.
    """
    if row.study_form not in law.correspondence_forms.value:
        return _open_findings(row, law)
    others = _names(form for form in law.study_forms.value if form not in law.correspondence_forms.value)
    forbidden = _group(row, law.correspondence_forbidden.value)
    if forbidden:
        message = f"{row.title}属于{forbidden.name}，不得安排函授招生计划。"
        return (finding("A1.2.11", message, mend=f"请改为{others}。", 专业=row.title),)
    needs_approval = _group(row, law.correspondence_approval.value)
    if needs_approval and not row.has_ministry_approval:
        return (
            finding(
                "A1.2.12",
                f"{row.title}属于{needs_approval.name}，安排函授计划须经教育部审核备案。",
                mend=f"请先报审并登记批准，或改为{others}。",
                专业=row.title,
            ),
        )
    return ()


def _open_findings(row: PlanRow, law: YearLaw) -> tuple[Finding, ...]:
    """What 函授 might not have, in the form that took its place and of which no text is known."""
    successor = law.form_successors.value.get(StudyForm.CORRESPONDENCE)
    if law.correspondence_forms.is_certain or row.study_form is not successor:
        return ()
    unknown = f"是否同样限制{row.study_form.label}没有查到。"
    forbidden = _group(row, law.correspondence_forbidden.value)
    if forbidden:
        message = f"{row.title}属于{forbidden.name}，原来不得安排函授招生计划，{unknown}"
        others = _names(form for form in law.study_forms.value if form is not successor)
        mend = f"请改为{others}，或书面说明理由。"
        return (finding("A1.2.11", message, is_hard=False, mend=mend, 专业=row.title),)
    needs_approval = _group(row, law.correspondence_approval.value)
    if needs_approval and not row.has_ministry_approval:
        message = f"{row.title}属于{needs_approval.name}，原来安排函授计划须经教育部审核备案，{unknown}"
        mend = "请先报审并登记批准，或书面说明理由。"
        return (finding("A1.2.12", message, is_hard=False, mend=mend, 专业=row.title),)
    return ()


@cites("A1.5.10")
def is_relaxable(level: ProgrammeLevel, major_code: str, law: YearLaw) -> bool:
    """Whether a programme's candidates may be filed below the line where it is short (降分投档)."""
    return any(group.has(level, major_code) for group in law.relaxable_majors.value)


def _names(forms: Iterable[StudyForm]) -> str:
    return "或".join(form.label for form in forms)


def _group(row: PlanRow, groups: Sequence[MajorGroup]) -> MajorGroup | None:
    return next((group for group in groups if group.has(row.level, row.major_code)), None)
