"""A row of a table of registrations becomes the form that a person would have handed in, or says all that is wrong.

Nothing is guessed: what cannot be read is named with its column, its value and what belongs there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chengzhao.actions.registration_forms import (
    ChoiceForm,
    ClaimForm,
    EducationForm,
    LicenceForm,
    RegistrationForm,
)
from chengzhao.exchange.registrations import cells
from chengzhao.exchange.registrations.cells import BadCell
from chengzhao.exchange.registrations.columns import COLUMN, COLUMNS, MOST_CHOICES
from chengzhao.exchange.sheets import SheetFault
from chengzhao.law.citation import Finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    EntryRoute,
    ForeignLanguage,
    IdentityDocument,
    Paper,
    ProgrammeLevel,
    Sex,
)
from chengzhao.rules.accounts import account_phone
from chengzhao.rules.registration import kept_name, name_findings, number_findings, postcode_findings

LONGEST_SHOWN = 40
DIVISION = 6
"""Digits of a code of an administrative division."""

_NEEDED = frozenset(one.name for one in COLUMNS if one.needed)
_LONGEST = {one.name: one.longest for one in COLUMNS if one.longest}
_PLACES = range(1, MOST_CHOICES + 1)
_PHONE = "11位手机号；港澳台手机号前加+852、+853或+886"


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What rows are read against.

    `points` are the confirmation points of the province, code to path; of these only those beneath `reach` are the
    unit's. `levels` are the levels of the programmes in the directory, by code. `number` is what stands for the
    报名号 that nobody has given yet.
    """

    extra: Supplement
    points: Mapping[str, str]
    reach: str
    levels: Mapping[str, ProgrammeLevel]
    number: str

    @property
    def only_point(self) -> str:
        """The path of the unit's one confirmation point; '' where it has several."""
        own = [path for path in self.points.values() if path.startswith(self.reach)]
        return own[0] if len(own) == 1 else ""


@dataclass(kw_only=True, slots=True)
class _Row:
    """A row that is being read: its texts by column name, and what was found wrong."""

    number: int
    texts: Mapping[str, str]
    faults: list[SheetFault] = field(default_factory=list)

    def fault(self, name: str, expected: str) -> None:
        """Add what is wrong in a column."""
        self.faults.append(
            SheetFault(
                row=self.number,
                column=COLUMN[name].label,
                value=self.texts.get(name, "")[:LONGEST_SHOWN],
                expected=expected,
            )
        )

    def read(self, name: str, how: Callable[[str], Any], *, empty: Any = None) -> Any:
        """The value of a cell; None where it is wrong, `empty` where nothing stands there."""
        text = self.texts.get(name)
        if text is None:
            if name in _NEEDED:
                self.fault(name, "不能空着：" + COLUMN[name].hint)
                return None
            return empty
        try:
            text = cells.plain(text)
            if len(text) > _LONGEST.get(name, len(text)):
                raise BadCell(f"不超过{COLUMN[name].longest}个字，现有{len(text)}个字")
            return how(text)
        except BadCell as wrong:
            self.fault(name, str(wrong))
            return None


class Reader:
    """Reads the rows of one table: `mapping` names for each column the heading under which it stands."""

    def __init__(self, headings: Sequence[str], mapping: Mapping[str, str], frame: Frame) -> None:
        places = {heading: place for place, heading in enumerate(headings)}
        self._places = [(one.name, places[mapping[one.name]]) for one in COLUMNS if one.name in mapping]
        self._frame = frame
        self._only_point = frame.only_point

    def read(self, number: int, texts: Sequence[str]) -> tuple[RegistrationForm | None, list[SheetFault]]:
        """The form of a row, None where there is none, and every fault of its cells."""
        filled = {name: text for name, place in self._places if (text := texts[place].strip())}
        row = _Row(number=number, texts=filled)
        given = {**_person(row), **_exam(row, self._frame), **self._rest(row)}
        given["confirmation_path"] = self._point(row)
        if row.faults:
            return None, row.faults
        return RegistrationForm(account_id=None, candidate_number=self._frame.number, **given), []

    def text(self, texts: Sequence[str], name: str) -> str:
        """What stands in a column of a row; '' where the table does not have it."""
        place = dict(self._places).get(name)
        return "" if place is None else texts[place].strip()

    def _point(self, row: _Row) -> str | None:
        def found(text: str) -> str:
            path = self._frame.points.get(cells.digits(text))
            if path is None:
                raise BadCell("确认点所在县（市、区）的6位代码")
            if not path.startswith(self._frame.reach):
                raise BadCell("本单位管辖范围内的确认点")
            return path

        given: str | None = row.read("confirmation_path", found, empty=self._only_point)
        if given == "":
            row.fault("confirmation_path", "不能空着：本单位有几个确认点，请写明是哪一个")
        return given

    def _rest(self, row: _Row) -> dict[str, Any]:
        return {
            "education": _education(row),
            "licences": tuple(
                LicenceForm(kind=kind, number=number)
                for kind, number in row.read("licences", cells.licences, empty=()) or ()
            ),
            "choices": tuple(_choices(row, self._frame)),
            "claims": tuple(_claims(row)),
            "residence_proofs": tuple(row.read("residence_proofs", cells.items, empty=()) or ()),
            "pledge_signed": row.read("pledge_signed", cells.answer),
        }


def _person(row: _Row) -> dict[str, Any]:
    kind = row.read(
        "identity_kind", lambda text: cells.word(IdentityDocument, text), empty=IdentityDocument.RESIDENT_ID
    )
    return {
        "name": row.read("name", lambda text: _name(text, kind or IdentityDocument.RESIDENT_ID)),
        "sex": row.read("sex", lambda text: cells.word(Sex, text)),
        "birth_date": row.read("birth_date", cells.day),
        "ethnicity": row.read("ethnicity", cells.ethnicity),
        "identity_kind": kind,
        "identity_number": row.read("identity_number", lambda text: _number(text, kind)),
        "phone": row.read("phone", _phone),
        "address": row.read("address", str),
        "postcode": row.read("postcode", _postcode),
        "hukou_division": row.read("hukou_division", _division),
        "employer": row.read("employer", str),
    }


def _name(text: str, kind: IdentityDocument) -> str:
    name = kept_name(text).name
    found = name_findings(name, kind)
    if found:
        raise BadCell(found[0].message.rstrip("。"))
    return name


def _number(text: str, kind: IdentityDocument | None) -> str:
    number = cells.digits(text)
    if kind is not None:
        _require(number_findings(kind, number))
    return number


def _postcode(text: str) -> str:
    postcode = cells.digits(text)
    _require(postcode_findings(postcode))
    return postcode


def _division(text: str) -> str:
    code = cells.digits(text)
    if len(code) != DIVISION or not code.isdecimal():
        raise BadCell(f"{DIVISION}位行政区划代码")
    return code


def _require(findings: Sequence[Finding]) -> None:
    """Say what the rules find on a cell by itself, so that a row with another fault says it as well."""
    if findings:
        raise BadCell(f"{findings[0].sentence.rstrip('。')}（{findings[0].citation.label}）")


def _phone(text: str) -> str:
    phone = account_phone(cells.digits(text))
    if phone is None:
        raise BadCell(_PHONE)
    return phone


def _exam(row: _Row, frame: Frame) -> dict[str, Any]:
    level = row.read("level", lambda text: cells.word(ProgrammeLevel, text))
    return {
        "route": row.read("route", lambda text: cells.word(EntryRoute, text), empty=EntryRoute.UNIFIED),
        "level": level,
        "also_gaoqizhuan": row.read("also_gaoqizhuan", cells.answer, empty=False),
        "category": row.read("category", lambda text: cells.category(text, level, frame.extra))
        if level
        else None,
        "foreign_language": row.read("foreign_language", lambda text: cells.word(ForeignLanguage, text)),
        "specialised_paper": row.read("specialised_paper", lambda text: cells.word(Paper, text)),
        "works_in_health": row.read("works_in_health", cells.answer, empty=False),
    }


def _education(row: _Row) -> EducationForm | None:
    given: dict[str, Any] = {
        "kind": row.read("education_kind", lambda text: cells.word(EducationKind, text)),
        "school": row.read("school", str),
        "certificate_number": row.read("certificate_number", cells.digits),
        "graduated_on": row.read("graduated_on", cells.day),
        "major": row.read("major", str, empty=""),
    }
    return None if None in given.values() else EducationForm(**given)


def _choices(row: _Row, frame: Frame) -> Iterator[ChoiceForm]:
    """The choices in their order, counted at each level from 1; a programme's level is that of the directory."""
    ranks: dict[ProgrammeLevel, int] = {}
    for place in _PLACES:
        if f"choice_{place}" not in row.texts and f"reassigned_{place}" not in row.texts:
            continue
        codes = row.read(f"choice_{place}", str.split, empty=())
        reassigned = row.read(f"reassigned_{place}", cells.answer, empty=False)
        if not codes:
            if reassigned:
                row.fault(f"reassigned_{place}", f"志愿{place}空着的，这一格也空着")
            continue
        unknown = [code for code in codes if code not in frame.levels]
        if unknown:
            row.fault(
                f"choice_{place}", f"招生专业目录里的专业代号：没有{'、'.join(unknown)[:LONGEST_SHOWN]}"
            )
            continue
        level = frame.levels[codes[0]]
        ranks[level] = ranks.get(level, 0) + 1
        yield ChoiceForm(
            level=level,
            rank=ranks[level],
            programme_codes=tuple(codes),
            accepts_reassignment=bool(reassigned),
        )


def _claims(row: _Row) -> Iterator[ClaimForm]:
    def kinds(text: str) -> list[ClaimKind]:
        return [cells.word(ClaimKind, one) for one in cells.items(text)]

    found = row.read("claims", kinds, empty=()) or ()
    evidence = row.read("evidence", cells.items, empty=()) or ()
    if len(found) != len(evidence) and "照顾申请" not in {one.column for one in row.faults}:
        row.fault("evidence", f"每项照顾申请一份证明，用分号隔开：申请{len(found)}项，证明{len(evidence)}份")
        return
    yield from (ClaimForm(kind=kind, evidence=text) for kind, text in zip(found, evidence, strict=False))
