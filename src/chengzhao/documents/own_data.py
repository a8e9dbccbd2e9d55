"""本人数据: everything that is kept of a person, as they can read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chengzhao.documents.typesetting import typeset


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A table: its title, its rows as label and text, and what is said where there are none."""

    title: str
    rows: tuple[Mapping[str, str], ...]
    note: str = ""


def render(
    *, name: str, number: str, office: str, made_at: str, sections: Sequence[Section], at: datetime
) -> bytes:
    """The whole as one PDF, A4. Raises CannotPrint for a character that no font has."""
    item = {
        "title": "本人数据",
        "name": name,
        "number": number,
        "office": office,
        "made_at": made_at,
        "sections": [
            {
                "title": section.title,
                "note": section.note or ("没有记录" if not section.rows else ""),
                "rows": [[list(pair) for pair in row.items()] for row in section.rows],
            }
            for section in sections
        ],
    }
    return typeset("own_data.typ", [item], at=at)[0]
