"""录取通知书, issued from the approved list only (A1.5.23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from chengzhao.documents.typesetting import Format, qr_code, typeset
from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.rules.colleges import years_in_digits

BEIJING = ZoneInfo("Asia/Shanghai")


class Issued(Protocol):
    """What is known of a person who is admitted; the letter's columns are empty before it is issued."""

    @property
    def letter_number(self) -> str: ...
    @property
    def letter_digest(self) -> str: ...
    @property
    def letter_issued_at(self) -> datetime | None: ...
    @property
    def name(self) -> str: ...
    @property
    def candidate_number(self) -> str: ...
    @property
    def college(self) -> str: ...
    @property
    def programme(self) -> str: ...
    @property
    def level(self) -> ProgrammeLevel: ...
    @property
    def study_form(self) -> StudyForm: ...
    @property
    def half_years(self) -> int: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """What stands in one letter; `verification` is the address or number that the QR code carries."""

    season: int
    number: str
    name: str
    candidate_number: str
    college: str
    programme: str
    level: str
    study_form: str
    years: str
    office: str
    issued_on: date
    digest: str
    verification: str


def letter_of(issued: Issued, year: int, office: str) -> Letter:
    """What stands in the letter of an admission; raises ValueError before it is issued."""
    if issued.letter_issued_at is None:
        raise ValueError("the letter of this admission is not issued")
    return Letter(
        season=year,
        number=issued.letter_number,
        name=issued.name,
        candidate_number=issued.candidate_number,
        college=issued.college,
        programme=issued.programme,
        level=issued.level.label,
        study_form=issued.study_form.label,
        years=years_in_digits(issued.half_years),
        office=office,
        issued_on=issued.letter_issued_at.astimezone(BEIJING).date(),
        digest=issued.letter_digest,
        verification=issued.letter_number,
    )


def render(letters: Sequence[Letter], *, at: datetime, as_format: Format = "pdf") -> list[bytes]:
    """The letters as one PDF (or a PNG each), A4, a letter a page; raises CannotPrint."""
    return typeset("letter.typ", [_as_item(letter) for letter in letters], at=at, as_format=as_format)


def _as_item(letter: Letter) -> dict[str, object]:
    issued = letter.issued_on
    return {
        "season": str(letter.season),
        "number": letter.number,
        "name": letter.name,
        "candidate_number": letter.candidate_number,
        "college": letter.college,
        "programme": letter.programme,
        "level": letter.level,
        "study_form": letter.study_form,
        "years": letter.years,
        "office": letter.office,
        "issued": f"{issued.year}年{issued.month}月{issued.day}日",
        "digest": " ".join(letter.digest[at : at + 4] for at in range(0, len(letter.digest), 4)),
        "qr": qr_code(letter.verification),
    }
