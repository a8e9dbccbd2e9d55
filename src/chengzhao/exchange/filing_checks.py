"""Rows of the tables of an offline filing to values, checked within each table and against each other.

A check against another table is left out where that table could not be read whole, so that one error is not
reported a thousand times over.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from chengzhao.exchange import filing_fields as fields
from chengzhao.exchange.filing_tables import Row, Table
from chengzhao.rules.dossier import (
    POINT,
    Candidate,
    Choice,
    ExtraTest,
    LineKey,
    Programme,
    RowKey,
    SeasonRules,
)
from chengzhao.rules.merit import ordering

PROGRAMMES = "programmes.csv"
LINES = "lines.csv"
CANDIDATES = "candidates.csv"
CHOICES = "choices.csv"
EXTRA_TESTS = "extra_tests.csv"
PAPERS = ("chinese", "maths", "foreign", "combined", "politics", "specialised")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    PROGRAMMES: (
        "programme_id",
        "college",
        "level",
        "category",
        "kind",
        "relaxable",
        "extra_test",
        "places",
    ),
    LINES: ("level", "category", "kind", "score"),
    CANDIDATES: ("candidate_id", "level", "category", *PAPERS, "bonus", "status"),
    CHOICES: ("candidate_id", "level", "rank", "college", "programmes", "accepts_reassignment"),
    EXTRA_TESTS: ("candidate_id", "college", "score", "passed"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What a row can be checked against; None where the file it comes from could not be read whole.

    Rows with errors of their own are known all the same.
    """

    rules: SeasonRules | None
    lines: frozenset[LineKey] | None
    programmes: Mapping[str, Row] | None
    colleges: frozenset[str] | None
    rows_of_person: Mapping[str, tuple[Row, ...]] | None


def known_of(rules: SeasonRules | None, tables: Mapping[str, Table]) -> Known:
    """Gather what rows can refer to."""
    programmes, candidates, lines = tables[PROGRAMMES], tables[CANDIDATES], tables[LINES]
    rows_of_person: dict[str, tuple[Row, ...]] = {}
    for row in candidates.rows:
        rows_of_person[row["candidate_id"]] = (*rows_of_person.get(row["candidate_id"], ()), row)
    line_keys = frozenset((row["level"], row["category"], row["kind"]) for row in lines.rows)
    return Known(
        rules=rules,
        lines=line_keys if lines.is_whole else None,
        programmes={row["programme_id"]: row for row in programmes.rows} if programmes.is_whole else None,
        colleges=frozenset(row["college"] for row in programmes.rows) if programmes.is_whole else None,
        rows_of_person=rows_of_person if candidates.is_whole else None,
    )


def programmes_of(table: Table, known: Known) -> tuple[Programme, ...]:
    """Return the programmes; each must have its control line."""
    fields.refuse_repeated(table, ("programme_id",))
    found = []
    for row in table.rows:
        if " " in row["programme_id"]:
            row.refuse("programme_id", "不应含空格")
        programme = Programme(
            programme_id=fields.text(row, "programme_id"),
            college=fields.text(row, "college"),
            level=fields.word(row, "level", fields.LEVELS),
            category=fields.text(row, "category"),
            kind=fields.word(row, "kind", fields.KINDS),
            is_relaxable=fields.flag(row, "relaxable"),
            has_extra_test=fields.flag(row, "extra_test"),
            places=fields.whole(row, "places"),
        )
        key = programme.level, programme.category, programme.kind
        if known.lines is not None and key not in known.lines:
            row.refuse("kind", f"{LINES}中应有此控制线", " ".join(key))
        found.append(programme)
    return tuple(found)


def lines_of(table: Table) -> dict[LineKey, int]:
    """Return the control lines in hundredths: whole points up to the full mark of the level."""
    fields.refuse_repeated(table, ("level", "category", "kind"))
    found = {}
    for row in table.rows:
        level = fields.word(row, "level", fields.LEVELS)
        category = fields.text(row, "category")
        key = level, category, fields.word(row, "kind", fields.KINDS)
        found[key] = fields.whole(row, "score", most=fields.full_total(level, category)) * POINT
    return found


def candidates_of(table: Table, known: Known) -> tuple[Candidate, ...]:
    """Return the candidates at their levels; one person has one status and no two levels in a tier."""
    fields.refuse_repeated(table, ("candidate_id", "level"))
    found = []
    for row in table.rows:
        marks = {paper: fields.mark(row, paper) for paper in PAPERS}
        found.append(
            Candidate(
                candidate_id=fields.text(row, "candidate_id"),
                level=fields.word(row, "level", fields.LEVELS),
                category=fields.text(row, "category"),
                bonus=(fields.hundredths(fields.word(row, "bonus", fields.BONUSES)) or 0),
                person_status=fields.word(row, "status", fields.STATUSES),
                **marks,
            )
        )
    first: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        check_person(row, first[row["candidate_id"]], known.rules)
        first[row["candidate_id"]].append(row)
    return tuple(found)


def check_person(row: Row, earlier: list[Row], rules: SeasonRules | None) -> None:
    """Check a candidate's row against the earlier rows of the same person."""
    if earlier and row["status"] != earlier[0]["status"]:
        row.refuse("status", f"同一考生应为同一状态，第{earlier[0].number}行为{earlier[0]['status']}")
    tier = next((levels for levels in rules.tiers if row["level"] in levels), ()) if rules else ()
    for other in earlier:
        if other["level"] != row["level"] and other["level"] in tier:
            row.refuse("level", f"同一考生不应在同一批次有两个招生类型，第{other.number}行为{other['level']}")


def choices_of(table: Table, known: Known) -> tuple[Choice, ...]:
    """Return the choices; each of a candidate at that level, for programmes of that college."""
    fields.refuse_repeated(table, ("candidate_id", "level", "rank"))
    found = []
    orderings: dict[RowKey, str] = {}
    for row in table.rows:
        choice = Choice(
            candidate_id=fields.text(row, "candidate_id"),
            level=fields.word(row, "level", fields.LEVELS),
            rank=fields.whole(row, "rank", least=1),
            college=fields.text(row, "college"),
            programmes=tuple(one for one in row["programmes"].split(" ") if one),
            accepts_reassignment=fields.flag(row, "accepts_reassignment"),
        )
        check_chooser(row, known)
        check_count(row, choice, known)
        check_offered(row, choice, known)
        check_mixture(row, choice, known, orderings)
        found.append(choice)
    return tuple(found)


def check_chooser(row: Row, known: Known) -> None:
    """Refuse a choice of nobody, or at a level at which the candidate does not appear."""
    if known.rows_of_person is None:
        return
    rows = known.rows_of_person.get(row["candidate_id"], ())
    if not rows:
        row.refuse("candidate_id", f"应见于{CANDIDATES}")
    elif row["level"] not in [one["level"] for one in rows]:
        row.refuse("level", f"{CANDIDATES}中此考生应有此招生类型")


def check_count(row: Row, choice: Choice, known: Known) -> None:
    """Check that a choice lists at least one programme, none twice, and only one where it is the unit."""
    listed = choice.programmes
    if not listed:
        row.refuse("programmes", "至少应有一个专业")
    if len(set(listed)) < len(listed):
        row.refuse("programmes", "专业不应重复")
    if known.rules is not None and known.rules.unit == "programme" and len(listed) > 1:
        row.refuse("programmes", "投档单位为专业时，应为一个专业")


def check_offered(row: Row, choice: Choice, known: Known) -> None:
    """Check that the college exists and that the programmes of a choice are all its own."""
    if known.programmes is None or known.colleges is None:
        return
    if choice.college not in known.colleges:
        row.refuse("college", f"应见于{PROGRAMMES}")
    for programme_id in choice.programmes:
        if programme_id not in known.programmes:
            row.refuse("programmes", f"应见于{PROGRAMMES}", programme_id)
        elif choice.college in known.colleges and known.programmes[programme_id]["college"] != choice.college:
            row.refuse("programmes", f"应为院校{choice.college}的专业", programme_id)


def check_mixture(row: Row, choice: Choice, known: Known, orderings: dict[RowKey, str]) -> None:
    """Refuse, under parallel, a list that mixes extra-test-ordered and score-ordered programmes.

    `orderings` keeps the ordering of each candidate's list at a level, as far as the rows have shown it.
    """
    if known.rules is None or known.rules.mechanism != "parallel" or known.programmes is None:
        return
    key = choice.candidate_id, choice.level
    for programme_id in choice.programmes:
        if programme_id not in known.programmes:
            continue
        by = ordering(known.programmes[programme_id]["kind"])
        if orderings.setdefault(key, by) != by:
            row.refuse("programmes", "平行志愿中，按加试成绩与按统考成绩排序的专业不应混填", programme_id)
            return


def extra_tests_of(table: Table, known: Known) -> tuple[ExtraTest, ...]:
    """Return the extra-test results; each of a candidate, at a college that has programmes."""
    fields.refuse_repeated(table, ("candidate_id", "college"))
    found = []
    for row in table.rows:
        test = ExtraTest(
            candidate_id=fields.text(row, "candidate_id"),
            college=fields.text(row, "college"),
            test_score=fields.points(row, "score"),
            has_passed=fields.flag(row, "passed"),
        )
        if known.rows_of_person is not None and test.candidate_id not in known.rows_of_person:
            row.refuse("candidate_id", f"应见于{CANDIDATES}")
        if known.colleges is not None and test.college not in known.colleges:
            row.refuse("college", f"应见于{PROGRAMMES}")
        found.append(test)
    return tuple(found)
