"""录取通知书, issued from the approved list only (A1.5.23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chengzhao.documents.typesetting import Format, qr_code, typeset


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
