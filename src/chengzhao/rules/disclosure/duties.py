"""附件1·六（一）（二）: who makes what public and by when; what is missing or overdue (A1.6.1, A1.6.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.law.years import YearLaw

_O = OrganisationKind
_EVERYBODY = (_O.PROVINCE, _O.PREFECTURE, _O.COLLEGE)

DUTIES: Mapping[str, tuple[tuple[OrganisationKind, ...], Stage]] = MappingProxyType(
    {
        "招生政策": (_EVERYBODY, Stage.REGISTRATION),
        "高校招生资格": ((_O.PROVINCE,), Stage.REGISTRATION),
        "高校招生章程": ((_O.COLLEGE,), Stage.REGISTRATION),
        "高校招生计划": ((_O.PROVINCE, _O.COLLEGE), Stage.CHOICES),
        "考生资格": ((_O.PROVINCE, _O.PREFECTURE), Stage.ADMISSION),
        "录取程序": ((_O.PROVINCE, _O.COLLEGE), Stage.ADMISSION),
        "录取结果": ((_O.PROVINCE, _O.COLLEGE), Stage.ADMISSION),
        "咨询及申诉渠道": (_EVERYBODY, Stage.REGISTRATION),
        "重大违规事件及处理结果": ((_O.PROVINCE,), Stage.ADMISSION),
        "录取新生复查结果": ((_O.PROVINCE, _O.COLLEGE), Stage.ADMISSION),
    }
)
"""Each item of A1.6.2: whose it is (省、地、高校) and with which stage it is due. 分别公开 leaves the parting to
the offices: this one follows who holds the information, and is our own reading."""
_DUE_AT_END = ("录取结果", "重大违规事件及处理结果", "录取新生复查结果")


@dataclass(frozen=True, kw_only=True, slots=True)
class DueItem:
    """One line of an organisation's checklist; `published_on` is None while it is missing."""

    item: str
    due_on: date
    published_on: date | None

    def is_overdue(self, day: date) -> bool:
        """Whether it was due and is not there."""
        return self.published_on is None and day > self.due_on


@cites("A1.6.1", "A1.6.2")
def checklist(kind: OrganisationKind, published: Mapping[str, date], law: YearLaw) -> tuple[DueItem, ...]:
    """What an organisation of a kind makes public, in the law's order, with due days and what is there.

    Results are due when admission closes, all else when its stage opens.
    """
    found = []
    for item in law.disclosure_items.value:
        kinds, stage = DUTIES[item]
        if kind in kinds:
            window = law.window(stage)
            due_on = window.closes if item in _DUE_AT_END else window.opens
            found.append(DueItem(item=item, due_on=due_on, published_on=published.get(item)))
    return tuple(found)


@cites("A1.6.1", "A1.6.2")
def overdue_findings(
    kind: OrganisationKind, published: Mapping[str, date], day: date, law: YearLaw
) -> tuple[Finding, ...]:
    """The items that an organisation should have made public by a day and has not."""
    return tuple(
        finding(
            "A1.6.2",
            f"{kind.label}应于{due.due_on}前公开“{due.item}”，已逾期。",
            项目=due.item,
            应公开日=due.due_on,
        )
        for due in checklist(kind, published, law)
        if due.is_overdue(day)
    )


@cites("A1.6.1")
def accuracy_findings(said: Mapping[str, str], held: Mapping[str, str]) -> tuple[Finding, ...]:
    """Where a public page says otherwise than the record it stands for: 信息采集准确."""
    return tuple(
        finding("A1.6.1", f"公开的“{name}”为“{said[name]}”，记录为“{held[name]}”。", 项目=name)
        for name in said
        if name in held and said[name] != held[name]
    )
