"""Registrations as rows of the table from which they can be read again, and the table as a file of each kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chengzhao.actions.registration_forms import RegistrationForm
from chengzhao.exchange.dbf import DBF_TYPE, dbf
from chengzhao.exchange.registrations.cells import NO, SEPARATOR, YES, ethnicity_name
from chengzhao.exchange.registrations.columns import COLUMNS, MOST_CHOICES, WHAT_IS_WRONG
from chengzhao.exchange.sheet_writing import CSV_TYPE, XLSX_TYPE, Row, csv_lines, xlsx
from chengzhao.exchange.sheets import SheetFault
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ExamCategory, ProgrammeLevel

TITLE = "报名信息"
HEAD = tuple(one.label for one in COLUMNS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A file that was written: its ending, what it is, its bytes."""

    ending: str
    media_type: str
    content: bytes


def row_of(form: RegistrationForm, extra: Supplement) -> tuple[str, ...]:
    """A registration as the texts of COLUMNS; reading them gives the same form again."""
    texts = {
        "name": form.name,
        "sex": form.sex.label,
        "birth_date": form.birth_date.isoformat(),
        "ethnicity": ethnicity_name(form.ethnicity),
        "identity_kind": form.identity_kind.label,
        "identity_number": form.identity_number,
        "phone": form.phone,
        "address": form.address,
        "postcode": form.postcode,
        "hukou_division": form.hukou_division,
        "employer": form.employer,
        "confirmation_path": form.confirmation_path.rstrip("/").rpartition("/")[2],
        **_exam(form, extra),
        "education_kind": form.education.kind.label,
        "school": form.education.school,
        "certificate_number": form.education.certificate_number,
        "graduated_on": form.education.graduated_on.isoformat(),
        "major": form.education.major,
        "licences": SEPARATOR.join(f"{one.kind.label}：{one.number}" for one in form.licences),
        **dict(_choices(form)),
        "claims": SEPARATOR.join(one.kind.label for one in form.claims),
        "evidence": SEPARATOR.join(one.evidence for one in form.claims),
        "residence_proofs": SEPARATOR.join(form.residence_proofs),
        "pledge_signed": _answer(form.pledge_signed),
    }
    return tuple(texts.get(one.name, "") for one in COLUMNS)


def _exam(form: RegistrationForm, extra: Supplement) -> dict[str, str]:
    return {
        "route": form.route.label,
        "level": form.level.label,
        "also_gaoqizhuan": _answer(form.also_gaoqizhuan),
        "category": category_name(form.category, form.level, extra),
        "foreign_language": form.foreign_language.label,
        "specialised_paper": form.specialised_paper.label if form.specialised_paper else "",
        "works_in_health": _answer(form.works_in_health),
    }


def category_name(category: ExamCategory, level: ProgrammeLevel, extra: Supplement) -> str:
    """How the province calls a category."""
    used = extra.category_in_use(level, category)
    return used.name if used else category.label


def _choices(form: RegistrationForm) -> Iterator[tuple[str, str]]:
    """Those of the main level first, each level in the order of its ranks."""
    order = sorted(form.choices, key=lambda one: (form.levels.index(one.level), one.rank))
    for place, one in enumerate(order[:MOST_CHOICES], start=1):
        yield f"choice_{place}", " ".join(one.programme_codes)
        yield f"reassigned_{place}", _answer(one.accepts_reassignment)


def _answer(is_so: bool) -> str:
    return YES if is_so else NO


def written(kind: str, rows: Iterable[Sequence[str]], *, on: date, head: Sequence[str] = HEAD) -> Written:
    """The rows as a file of `kind` xlsx, csv or dbf. Raises Refused where a DBF has no room for a text."""
    if kind == "dbf":
        columns = [(one.dbf, one.width) for one in COLUMNS]
        return Written(ending="dbf", media_type=DBF_TYPE, content=dbf(columns, list(rows), on=on))
    table: Iterable[Row] = (row for part in ((head,), rows) for row in part)
    if kind == "csv":
        return Written(ending="csv", media_type=CSV_TYPE, content="".join(csv_lines(table)).encode())
    return Written(ending="xlsx", media_type=XLSX_TYPE, content=xlsx(table, title=TITLE))


def template() -> bytes:
    """The empty table, with how each column is filled in on a second sheet that is not read."""
    return xlsx([HEAD], title=TITLE, more={"填写说明": [("列", "怎样填", "必填"), *_hints()]})


def _hints() -> Iterator[Row]:
    for one in COLUMNS:
        yield one.label, one.hint, YES if one.needed else NO


def fault_table(sheet: str, faults: Iterable[SheetFault]) -> bytes:
    """Every fault as a row: sheet, row, column, value, what was expected."""
    head = ("工作表", "行", "列", "现在是", "应为")
    lines = ((sheet, one.row, one.column, one.value, one.expected) for one in faults)
    return xlsx((row for part in ((head,), lines) for row in part), title="错误表")


def faulty_rows(
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    said: Mapping[int, Sequence[SheetFault]],
) -> bytes:
    """The rows with faults under their own headings, to be mended and sent again; what is wrong stands at the end."""
    kept = [place for place, heading in enumerate(headings) if heading != WHAT_IS_WRONG]

    def lines() -> Iterator[Row]:
        yield (*(headings[place] for place in kept), WHAT_IS_WRONG)
        for number, texts in rows:
            wrong = "；".join(f"{one.column}应为{one.expected}" for one in said[number])
            yield (*(texts[place] for place in kept), wrong)

    return xlsx(lines(), title=TITLE)
