"""The notice itself, paragraph by paragraph, and the clauses that stand in it.

A paragraph is the unit of the text (附件1·五（三） is one); a clause is the unit of what the text asks
for (A1.5.4 and A1.5.5 both stand in that paragraph). Every clause has at least one paragraph.
"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

NOTICE_2024 = "notice-2024"

_FOLDERS = {NOTICE_2024: "2024"}
_PARTS = (
    "forwarding",
    "notice",
    "annex1_1_colleges",
    "annex1_2_plans",
    "annex1_3_registration",
    "annex1_4_exams",
    "annex1_5_admission",
    "annex1_6_disclosure",
    "annex1_7_recheck",
    "annex1_8_discipline",
    "annex2_calendar",
    "annex3_timetable",
)


class UnknownClause(LookupError):
    """A clause or document that does not exist was cited."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph of a document: its place as a reader would say it, and its exact words."""

    id: str
    place: str
    text: str
    is_heading: bool = False
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """One thing that the text asks for: where it stands, the stage it belongs to, its kind."""

    id: str
    place: str
    stage: str
    kind: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The paragraphs in which the clause stands, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@cache
def paragraphs(document: str = NOTICE_2024) -> tuple[Paragraph, ...]:
    """Every paragraph of a document, in its order. Raises UnknownClause for an unknown document."""
    folder = _folder(document)
    rows = [row for part in _PARTS for row in _toml(folder / f"{part}.toml")["paragraph"]]
    return tuple(
        Paragraph(
            id=row["id"],
            place=row["place"],
            text=row["text"],
            is_heading=bool(row.get("heading")),
            clauses=tuple(row.get("clauses", ())),
        )
        for row in rows
    )


@cache
def clauses(document: str = NOTICE_2024) -> Mapping[str, Clause]:
    """Every clause of a document by its id, in the order of clauses.csv."""
    cited: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs(document):
        for clause in paragraph.clauses:
            cited.setdefault(clause, []).append(paragraph)
    text = (_folder(document) / "clauses.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["id"]: Clause(
                id=row["id"],
                place=row["place"],
                stage=row["stage"],
                kind=row["kind"],
                paragraphs=tuple(cited.get(row["id"], ())),
            )
            for row in csv.DictReader(text.splitlines())
        }
    )


def clause(clause_id: str, document: str = NOTICE_2024) -> Clause:
    """The clause of that id. Raises UnknownClause."""
    try:
        return clauses(document)[clause_id]
    except KeyError:
        raise UnknownClause(f"{document} has no clause {clause_id!r}") from None


def _folder(document: str) -> Traversable:
    if document not in _FOLDERS:
        raise UnknownClause(f"unknown document {document!r}; known: {', '.join(sorted(_FOLDERS))}")
    return files("chengzhao.law.texts") / _FOLDERS[document]


def _toml(path: Traversable) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
