"""附件1·六（二）: what a public notice says of a person: the ordered fields, made from the data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chengzhao.actions.audit import Border
from chengzhao.actions.grounds import as_faults, repeated
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import cites
from chengzhao.law.words import ClaimKind, Sex
from chengzhao.law.years import YearLaw
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import Choice, Claim, NoticeEntry, Programme
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.disclosure import entry_findings
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import REGISTRATION, RegistrationState

NONE = "无"
NOT_CHOSEN = "尚未填报志愿"
INTENDED_WIDTH = 160


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One person of a notice; the fields after `registration` are the columns of the table, in order."""

    claim_id: int
    number: str
    registration: RegistrationState
    name: str
    sex: str
    employer: str
    claim_label: str
    qualification: str
    intended: str
    benefit: str
    test_item: str = NONE
    test_score: str = NONE
    standard: str = NONE

    @property
    def title(self) -> str:
        """How the claim is named in a sentence."""
        return f"{self.number} {self.claim_label}"

    def fields(self) -> dict[str, str]:
        """The text of the entry under the names of A1.6.3, in their order."""
        return {
            "姓名": self.name,
            "性别": self.sex,
            "所在单位": self.employer,
            "享受照顾政策类别": self.claim_label,
            "资格条件": self.qualification,
            "测试项目": self.test_item,
            "测试成绩": self.test_score,
            "合格标准": self.standard,
            "拟录高校及专业": self.intended,
            "录取优惠分值": self.benefit,
        }


# The columns of NoticeEntry in the order of Entry.fields().
COLUMNS = (
    *("name", "sex", "employer", "claim_label", "qualification", "test_item", "test_score", "standard"),
    *("intended", "benefit"),
)


@cites("A1.6.3")
def entries_of(border: Border, claim_ids: Sequence[int]) -> list[Entry]:
    """The entries of these claims, in their order. Raises RowsRefused for claims that are not there."""
    rows = Claim.objects.filter(
        season=border.season, province=border.province, pk__in=any_of(claim_ids)
    ).values_list(
        *("pk", "kind", "points", "exempts", "evidence", "candidate_id", "candidate__candidate_number"),
        *("candidate__name", "candidate__sex", "candidate__employer", "candidate__registration__state"),
    )
    held = {key: (key, *rest) for key, *rest in rows.iterator()}
    refuse_faults(
        RowFault(row=row, value=str(key), expected="本年度本省没有这项照顾申请")
        for row, key in enumerate(claim_ids, start=1)
        if key not in held
    )
    refuse_faults(repeated(str(key) for key in claim_ids))
    intended = _intended(border, {row[5] for row in held.values()})
    return [_entry(held[key], intended) for key in claim_ids]


def _entry(row: tuple[object, ...], intended: Mapping[int, str]) -> Entry:
    key, kind, points, exempts, evidence, candidate, number, name, sex, employer, state = row
    return Entry(
        claim_id=int(str(key)),
        number=str(number),
        registration=RegistrationState(str(state)),
        name=str(name),
        sex=Sex(str(sex)).label,
        employer=str(employer) or NONE,
        claim_label=ClaimKind(str(kind)).label,
        qualification=str(evidence),
        intended=intended.get(int(str(candidate)), NOT_CHOSEN),
        benefit="免试" if exempts else f"{points}分",
    )


def _intended(border: Border, candidates: Iterable[int]) -> dict[int, str]:
    """拟录高校及专业 by candidate: the chosen colleges with their programmes, as many as the column holds."""
    here = {"season": border.season, "province": border.province}
    names = {
        key: (college, name)
        for key, college, name in Programme.objects.filter(**here).values_list("pk", "college__name", "name")
    }
    rows = Choice.objects.filter(
        **here, filing_round=FilingRound.MAIN.value, candidate__in=any_of(candidates)
    )
    chosen: dict[int, list[str]] = {}
    for candidate, programmes in rows.order_by("candidate_id", "level", "rank").values_list(
        "candidate_id", "programmes"
    ):
        majors = "、".join(names[key][1] for key in programmes)
        chosen.setdefault(candidate, []).append(f"{names[programmes[0]][0]} {majors}")
    return {candidate: _fitting(texts) for candidate, texts in chosen.items()}


def _fitting(texts: Sequence[str]) -> str:
    """The texts one after another, whole ones only; 等 says that some are left out."""
    for count in range(len(texts), 0, -1):
        shown = "；".join(texts[:count]) + ("等" if count < len(texts) else "")
        if len(shown) <= INTENDED_WIDTH:
            return shown
    return texts[0][: INTENDED_WIDTH - 1] + "…"


def add_entries(border: Border, notice_id: int, entries: Sequence[Entry]) -> None:
    """Adds the entries of a notice."""
    head = (border.season, border.province, notice_id)
    copy_rows(
        NoticeEntry,
        ("season", "province", "notice_id", "claim_id", *COLUMNS, "objected"),
        ((*head, entry.claim_id, *entry.fields().values(), False) for entry in entries),
    )


def draft_faults(
    entries: Sequence[Entry], states: Mapping[int, ClaimState], law: YearLaw
) -> Iterator[RowFault]:
    """What keeps claims out of a notice: not yet agreed to, a registration that ended, a field missing."""
    for row, entry in enumerate(entries, start=1):
        state = states[entry.claim_id]
        if state is not ClaimState.DEPARTMENT_AGREED:
            yield RowFault(row=row, value=entry.title, expected=f"现在是“{state.label}”，部门核准后才能公示")
        if entry.registration not in REGISTRATION.sets["ACTIVE"]:
            yield RowFault(row=row, value=entry.title, expected=f"报名{entry.registration.label}，不能公示")
        yield from as_faults(row, entry.title, entry_findings(entry.fields(), law))
