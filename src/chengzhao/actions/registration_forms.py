"""附件1·三: what candidates and reviewers hand in."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    EntryRoute,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    Paper,
    ProgrammeLevel,
    Sex,
)
from chengzhao.records.models.registration import Verdict
from chengzhao.rules.registration import LicenceKind, ReturnItem, kept_number

__all__ = [
    "ChoiceForm",
    "ClaimForm",
    "EducationForm",
    "LicenceForm",
    "RegistrationForm",
    "ReturnForm",
    "ReviewForm",
    "TraceForm",
    "Verdict",
    "VerificationForm",
]


@dataclass(frozen=True, kw_only=True)
class EducationForm:
    """The certificate that a candidate registers with."""

    kind: EducationKind
    school: str
    certificate_number: str
    graduated_on: date
    major: str = ""


@dataclass(frozen=True, kw_only=True)
class LicenceForm:
    """A health licence of the candidate."""

    kind: LicenceKind
    number: str


@dataclass(frozen=True, kw_only=True)
class ChoiceForm:
    """One 志愿 at a level: its rank from 1, the codes of a college's programmes in order, 服从调剂 or not."""

    level: ProgrammeLevel
    rank: int
    programme_codes: tuple[str, ...]
    accepts_reassignment: bool


@dataclass(frozen=True, kw_only=True)
class ClaimForm:
    """A claim for a preference with what proves it."""

    kind: ClaimKind
    evidence: str


@dataclass(frozen=True, kw_only=True)
class TraceForm:
    """How a form came in: the browser's mark and the network ('' where unknown), and how long it was open."""

    device: str = ""
    network: str = ""
    seconds: int | None = None

    @property
    def device_digest(self) -> bytes:
        """Under what the browser is known again; nothing for one without a mark."""
        return sha256(f"device|{self.device}".encode()).digest() if self.device else b""


@dataclass(frozen=True, kw_only=True)
class RegistrationForm:
    """A whole registration of one person, signed.

    By `pledge_signed` the person declares what A1.3.1 and A1.3.11 ask for: keeps the law, is no full-time
    student, is healthy, and that everything is true. `residence_proofs` are what a candidate from another
    province shows (N3.3). What identifies or reaches the person (`records.sealed`) is kept sealed only.
    """

    account_id: int | None
    candidate_number: str
    name: str
    sex: Sex
    birth_date: date
    ethnicity: str
    identity_kind: IdentityDocument
    identity_number: str
    phone: str
    address: str
    postcode: str
    hukou_division: str
    employer: str
    confirmation_path: str
    route: EntryRoute
    level: ProgrammeLevel
    also_gaoqizhuan: bool
    category: ExamCategory
    foreign_language: ForeignLanguage
    specialised_paper: Paper | None
    works_in_health: bool
    pledge_signed: bool
    education: EducationForm
    licences: tuple[LicenceForm, ...] = ()
    choices: tuple[ChoiceForm, ...] = ()
    claims: tuple[ClaimForm, ...] = ()
    residence_proofs: tuple[str, ...] = ()
    trace: TraceForm = TraceForm()

    @property
    def kept_identity(self) -> str:
        """The identity number as it is sealed and compared, the same for a card issued anew."""
        return kept_number(self.identity_kind, self.identity_number)

    @property
    def levels(self) -> tuple[ProgrammeLevel, ...]:
        """The levels registered for, the main one first."""
        return (self.level, ProgrammeLevel.GAOQIZHUAN) if self.also_gaoqizhuan else (self.level,)


@dataclass(frozen=True, kw_only=True)
class VerificationForm:
    """The outcome of the check of a candidate's certificate: how it was verified."""

    candidate_id: int
    verified_by: str


@dataclass(frozen=True, kw_only=True)
class ReturnForm:
    """A field or paper that is sent back, and what is to be mended."""

    item: ReturnItem
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReviewForm:
    """A reviewer's decision on a registration; all but a pass have a reason.

    What is sent back may be named field by field: `returns`, each field once. Without a reason of its own the
    return then says these.
    """

    candidate_id: int
    reviewer_id: int
    verdict: Verdict
    reason: str = ""
    returns: tuple[ReturnForm, ...] = ()

    @property
    def said(self) -> str:
        """The reason as the decision keeps it."""
        if self.reason.strip() or not self.returns:
            return self.reason
        return "；".join(f"{one.item.label}：{one.reason.strip()}" for one in self.returns)
