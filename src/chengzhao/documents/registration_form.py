"""报名登记表: what was handed in, as the candidate holds it and signs it at the confirmation point (A1.3.11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chengzhao.documents.typesetting import qr_code, typeset


@dataclass(frozen=True, kw_only=True, slots=True)
class FormSection:
    """A part of the form: its title, and its rows as label and text."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RegistrationSheet:
    """What stands on the form, and the digest of its receipt."""

    season: int
    office: str
    name: str
    candidate_number: str
    version: int
    submitted_at: str
    digest: str
    sections: tuple[FormSection, ...]
    pledge: Sequence[str]


def render(sheet: RegistrationSheet, *, at: datetime) -> bytes:
    """The form as a PDF, A4. Raises CannotPrint for a character that no font has."""
    item = {
        "title": f"{sheet.season}年全国成人高校招生报名登记表",
        "office": sheet.office,
        "name": sheet.name,
        "number": sheet.candidate_number,
        "version": str(sheet.version),
        "submitted_at": sheet.submitted_at,
        "digest": sheet.digest,
        "sections": [
            {"title": one.title, "rows": [list(pair) for pair in one.rows]} for one in sheet.sections
        ],
        "pledge": list(sheet.pledge),
        "qr": qr_code(sheet.candidate_number),
    }
    return typeset("registration_form.typ", [item], at=at)[0]
