"""The notice itself, paragraph by paragraph, and the clauses that stand in it.

A paragraph is the unit of the text (附件1·五（三） is one); a clause is the unit of what the text asks
for (A1.5.4 and A1.5.5 both stand in that paragraph). Every clause has at least one paragraph, and every
paragraph has a clause or says why it has none.
"""

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby
from types import MappingProxyType
from typing import Any

NOTICE_2024 = "notice-2024"
HEADING = "标题"

_FOLDERS = {NOTICE_2024: "2024"}
_TITLES = {
    "forwarding": "转发通知",
    "notice": "通知正文",
    "annex2": "附件2 工作安排",
    "annex3": "附件3 考试时间表",
}
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
    """One paragraph of a document: its place as a reader would say it, and its exact words.

    `no_clause` says why nothing is asked for in it; it is empty where `clauses` are not. Of a table the text
    is that of its cells, row by row.
    """

    id: str
    place: str
    text: str
    is_heading: bool = False
    clauses: tuple[str, ...] = ()
    no_clause: str = ""
    table: tuple[tuple[str, ...], ...] = ()

    @property
    def part(self) -> str:
        """The chapter in which it stands: notice, annex1/5, annex2."""
        document, _, rest = self.id.partition("/")
        chapter = re.match(r"\d+", rest)
        return f"{document}/{chapter[0] if chapter else 1}" if document == "annex1" else document


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

    @property
    def words(self) -> str:
        """The very words of the clause, without those of others in the same paragraphs."""
        return "\n".join(words for each in self.paragraphs for words in quotes_in(self.id, each))


@cache
def paragraphs(document: str = NOTICE_2024) -> tuple[Paragraph, ...]:
    """Every paragraph of a document, in its order. Raises UnknownClause for an unknown document."""
    folder = _folder(document)
    rows = [row for part in _PARTS for row in _toml(folder / f"{part}.toml")["paragraph"]]
    return tuple(
        Paragraph(
            id=row["id"],
            place=row["place"],
            text=row.get("text") or " ".join(cell for cells in row["table"] for cell in cells if cell),
            is_heading=bool(row.get("heading")),
            clauses=tuple(row.get("clauses", ())),
            no_clause=row.get("no_clause", HEADING if row.get("heading") else ""),
            table=tuple(map(tuple, row.get("table", ()))),
        )
        for row in rows
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A chapter of the notice: 通知正文, each of the eight of 附件1, 附件2, 附件3, and the forwarding letter."""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that stand in it, each once, in the order of the text."""
        return tuple(dict.fromkeys(clause for each in self.paragraphs for clause in each.clauses))


@cache
def chapters(document: str = NOTICE_2024) -> tuple[Chapter, ...]:
    """The chapters of a document, in its order. Raises UnknownClause for an unknown document."""
    grouped = groupby(paragraphs(document), key=lambda paragraph: paragraph.part)
    return tuple(_chapter(part, tuple(found)) for part, found in grouped)


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


@cache
def quotes(document: str = NOTICE_2024) -> Mapping[str, tuple[str, ...]]:
    """The very words of each clause that shares a paragraph with others, by its id."""
    found = _quotes_file(document)["quotes"]
    return MappingProxyType({clause: tuple(words) for clause, words in found.items()})


@cache
def narrative(document: str = NOTICE_2024) -> Mapping[str, str]:
    """The sentences that ask for nothing though their paragraph has clauses, each with the reason."""
    return MappingProxyType(_quotes_file(document)["narrative"])


def quotes_in(clause_id: str, paragraph: Paragraph) -> tuple[str, ...]:
    """The words of a clause in one of its paragraphs: the whole of it where none are picked out."""
    picked = tuple(words for words in quotes().get(clause_id, ()) if words in paragraph.text)
    return picked or (paragraph.text,)


def clause(clause_id: str, document: str = NOTICE_2024) -> Clause:
    """The clause of that id. Raises UnknownClause."""
    try:
        return clauses(document)[clause_id]
    except KeyError:
        raise UnknownClause(f"没有条目“{clause_id}”，{_advice(clause_id, document)}。") from None


def _advice(clause_id: str, document: str) -> str:
    """What to write in the place of a clause that does not exist: the ids of its part, or how ids are written."""
    for part in (clause_id, clause_id.rpartition(".")[0]):
        near = [each for each in clauses(document) if part and each.startswith(f"{part}.")]
        if near:
            return f"这一部分的条目是{near[0]}至{near[-1]}"
    return "条目的写法如N3.1、A1.5.10"


def _chapter(part: str, found: tuple[Paragraph, ...]) -> Chapter:
    heading = next((each.text for each in found if each.id == part), "")
    title = f"附件1 {heading}" if heading else _TITLES[part]
    return Chapter(id=part, title=title, paragraphs=found)


def _folder(document: str) -> Traversable:
    if document not in _FOLDERS:
        raise UnknownClause(f"没有文件“{document}”，现有：{'、'.join(sorted(_FOLDERS))}。")
    return files("chengzhao.law.texts") / _FOLDERS[document]


def _quotes_file(document: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((_folder(document) / "quotes.toml").read_text(encoding="utf-8"))


def _toml(path: Traversable) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
