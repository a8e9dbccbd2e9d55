"""What is due of whom on which day, and that the register promises nothing else."""

from datetime import date

import pytest

from chengzhao.rules.privacy.deletion import HELD, RECHECK, ROLL, RUNNING, Answer, Situation, answer
from chengzhao.rules.privacy.register import OF_CANDIDATE, register
from chengzhao.rules.privacy.retention import (
    KEPT,
    REMOVALS,
    ROW_RULES,
    Part,
    SeasonDays,
    Standing,
    due_parts,
    period_of,
)

DAYS = SeasonDays(registration=date(2024, 9, 10), exams=date(2024, 10, 20), admission=date(2024, 12, 31))
EMPTIED = {
    *("claim.evidence", "registrationversion.content_sealed", "registrationversion.help_sealed"),
    *("registerexchange.asked_sealed", "registerexchange.said_sealed"),
}
"""What goes out of rows that stay."""
PIECES = {"sealedpiece"}
"""Tables whose rows go with the row that they hang on."""
NAMES_NOBODY = {
    "candidate_number",
    "sex",
    "identity_kind",
    "account",
    "confirmation_point",
    "org_path",
    "created_at",
}
"""Columns of a candidate that stay: without the others they say of nobody what they say."""


def due(day: str) -> set[tuple[Standing, Part]]:
    return {
        (one.standing, one.part) for one in due_parts(DAYS, date.fromisoformat(day)) if one.begun_by is None
    }


@pytest.mark.parametrize(
    ("standing", "part", "last_day", "first_day"),
    [
        (Standing.DRAFT, Part.NAME, "2024-10-09", "2024-10-10"),
        (Standing.NOT_ADMITTED, Part.HEALTH, "2024-11-18", "2024-11-19"),
        (Standing.NOT_ADMITTED, Part.NAME, "2025-12-30", "2025-12-31"),
        (Standing.ADMITTED, Part.EVIDENCE, "2025-12-30", "2025-12-31"),
        (Standing.ADMITTED, Part.DOCUMENT, "2030-12-30", "2030-12-31"),
    ],
)
def test_part_goes_on_the_day_after_its_period(
    standing: Standing, part: Part, last_day: str, first_day: str
) -> None:
    assert (standing, part) not in due(last_day)
    assert (standing, part) in due(first_day)


def test_name_of_whoever_is_on_the_roll_never_goes() -> None:
    assert (Standing.ADMITTED, Part.NAME) not in due("2999-12-31")
    assert period_of(Standing.ADMITTED, Part.NAME).label == "列入录取名册的永久"


def test_whoever_ended_before_counts_from_their_own_day() -> None:
    begun = {one.begun_by for one in due_parts(DAYS, date(2025, 9, 20)) if one.standing is Standing.ENDED}
    assert begun == {date(2024, 9, 20)}


def test_nothing_is_due_of_a_season_that_has_no_end() -> None:
    endless = SeasonDays(registration=None, exams=None, admission=None)
    assert {one.standing for one in due_parts(endless, date(2999, 1, 1))} == {Standing.ENDED}


def test_every_column_of_a_candidate_goes_or_is_said_to_stay() -> None:
    gone = {removal.table: set(removal.columns) for parts in REMOVALS.values() for removal in parts}
    emptied = {
        f"{removal.table}.{column}"
        for parts in REMOVALS.values()
        for removal in parts
        for column in removal.columns
    }
    whole = {table for table, columns in gone.items() if not columns} | PIECES | {r.table for r in ROW_RULES}
    stay = {table for tables in KEPT.values() for table in tables}
    for name, field in register().items():
        if field.table not in OF_CANDIDATE or field.table in whole | stay or name in emptied:
            continue
        assert (field.table, field.column) in {("candidate", column) for column in NAMES_NOBODY}, name


def test_register_promises_of_a_part_no_less_than_is_done() -> None:
    """What the policy says of a column is the longest of the periods after which the column goes."""
    for part, removals in REMOVALS.items():
        longest = {period_of(standing, part).label for standing in Standing}
        for removal in removals:
            columns = [f for f in register().values() if f.table == removal.table]
            if removal.columns:
                columns = [f for f in columns if f.column in removal.columns]
            # Rows with a period of their own go after the one or the other, whichever is over first.
            for field in () if removal.table in {rule.table for rule in ROW_RULES} else columns:
                if field.table == "sealedfile" and part is Part.HEALTH:
                    continue
                assert field.period.label in longest, (part, field.name)


def test_what_stays_is_said_to_stay_at_least() -> None:
    for tables in KEPT.values():
        for table in tables:
            for field in register().values():
                if field.table == table and field.name not in EMPTIED:
                    kept = field.period
                    assert kept.is_least or kept.label in ("永久", "办结后3年"), field.name


def of(standing: Standing, *, is_over: bool = True, is_held: bool = False) -> Answer:
    return answer(Situation(standing=standing, is_over=is_over, is_held=is_held))


def test_whoever_is_out_of_it_is_deleted_whole() -> None:
    for standing in (Standing.DRAFT, Standing.ENDED):
        assert of(standing, is_over=False).removed == tuple(Part)
    assert of(Standing.NOT_ADMITTED).removed == tuple(Part)


def test_in_the_course_of_the_season_only_what_was_given_by_consent_goes() -> None:
    found = of(Standing.NOT_ADMITTED, is_over=False)
    assert found.removed == (Part.HEALTH,)
    assert {reason for _, reason in found.kept} == {RUNNING}


def test_of_the_admitted_what_the_recheck_needs_and_the_roll_are_kept() -> None:
    found = of(Standing.ADMITTED)
    assert found.removed == (Part.TRACE, Part.HEALTH, Part.CHOICES, Part.SEAT)
    assert dict(found.kept)[Part.NAME] == ROLL
    assert dict(found.kept)[Part.CONTACT] == RECHECK


def test_of_a_held_file_nothing_goes_and_the_answer_says_so() -> None:
    found = of(Standing.DRAFT, is_held=True)
    assert found.removed == ()
    assert found.sentence.startswith("已删除：无。保留：填报痕迹和审核备注、")
    assert HELD in found.sentence


def test_answer_fits_beside_what_the_office_writes() -> None:
    longest = max(
        len(of(standing, is_over=is_over, is_held=is_held).sentence)
        for standing in Standing
        for is_over in (True, False)
        for is_held in (True, False)
    )
    assert longest < 1000
