"""What somebody is told: the verdict, every condition with its clause, papers, materials, preferences, the place."""

from dataclasses import dataclass

from chengzhao.law.citation import Citation, Finding
from chengzhao.law.words import ClaimKind, Paper, PaperSlot, ProgrammeLevel, Word
from chengzhao.law.years import ExamSession
from chengzhao.rules.registration import PlaceKind


class Verdict(Word):
    """The answer in one word."""

    MAY = "MAY", "可以"
    MAY_NOT = "MAY_NOT", "不可以"
    NEEDS_PAPERS = "NEEDS_PAPERS", "还需材料"


class Topic(Word):
    """What a condition is about, in the order of the questions."""

    LEVEL = "LEVEL", "报考层次"
    EDUCATION = "EDUCATION", "学历"
    STUDENT = "STUDENT", "是否在校生"
    RESIDENCE = "RESIDENCE", "户口和工作、居住地"
    MEDICINE = "MEDICINE", "医学类专业"
    DOCUMENT = "DOCUMENT", "身份证件"
    DECLARATION = "DECLARATION", "守法和健康"
    PAPERS = "PAPERS", "考试科目"
    TIME = "TIME", "报名时间"
    PREFERENCE = "PREFERENCE", "照顾政策"


class Standing(Word):
    """How a condition stands with the facts that were given."""

    NOT_MET = "NOT_MET", "不符合"
    NEEDS_PROOF = "NEEDS_PROOF", "还需材料"
    OPEN = "OPEN", "还没回答"
    MET = "MET", "符合"
    NOTED = "NOTED", "请注意"


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One condition: how it stands, a sentence in plain Chinese with its clause, and the facts it used.

    `mend` says what to do where it is not met; `is_certain` is False where a value behind it is a default
    that the office has not confirmed.
    """

    topic: Topic
    standing: Standing
    clause: str
    sentence: str
    mend: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    is_certain: bool = True

    @property
    def citation(self) -> Citation:
        """The clause with its text and label."""
        return Citation(self.clause)


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """A paper to bring, or one of several; `why` says what it proves."""

    any_of: tuple[str, ...]
    why: str
    clause: str

    @property
    def name(self) -> str:
        """The paper, or the papers of which one is enough."""
        names = "、".join(self.any_of)
        return names if len(self.any_of) == 1 else f"下列之一：{names}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitting:
    """One session that the person sits: the paper, or those among which major or category decides.

    `clauses` are those of the paper and of the hour; `minutes` and `full_mark` are the paper's.
    """

    levels: tuple[ProgrammeLevel, ...]
    slot: PaperSlot
    papers: tuple[Paper, ...]
    title: str
    session: ExamSession
    minutes: int
    full_mark: int
    clauses: tuple[str, ...]
    note: str = ""
    is_certain: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Benefit:
    """A preference that the person may claim: what it gives, what proves it, which department reviews it.

    `facts` are those that it follows from; `is_certain` says whether the rules behind it are.
    """

    kind: ClaimKind
    points: int
    sentence: str
    condition: str
    evidence: tuple[str, ...]
    department: str
    clause: str
    facts: tuple[tuple[str, str], ...] = ()
    is_certain: bool = True

    @property
    def is_exemption(self) -> bool:
        """Whether it admits without an exam instead of giving points."""
        return self.points == 0

    @property
    def reviewers(self) -> str:
        """Who reviews a claim: the exam authority, with the department in charge where that is another (N3.5)."""
        office = "招生考试机构"
        return office if self.department == office else f"{office}会同主管部门（{self.department}）"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entitlements:
    """The one exemption and the one bonus that count.

    `others` are bonuses that do not add up, `waiting` what is claimed but lacks a fact that decides it, `refused`
    why a claim does not stand.
    """

    exemption: Benefit | None = None
    bonus: Benefit | None = None
    others: tuple[ClaimKind, ...] = ()
    waiting: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()
    was_asked: bool = False

    @property
    def benefits(self) -> tuple[Benefit, ...]:
        """Exemption and bonus, whichever there are."""
        return tuple(each for each in (self.exemption, self.bonus) if each is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where to go: the kind of place, the county where it was said, and a sentence with its clause."""

    kind: PlaceKind
    county: str
    sentence: str
    clause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """The whole answer for one person; `place` is None where the person does not register here."""

    verdict: Verdict
    headline: str
    points: tuple[Point, ...]
    materials: tuple[Material, ...]
    sittings: tuple[Sitting, ...]
    entitlements: Entitlements
    place: Place | None

    def of(self, *standings: Standing) -> tuple[Point, ...]:
        """The points that stand so, in their order."""
        return tuple(point for point in self.points if point.standing in standings)
