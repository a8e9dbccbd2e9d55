"""What a filing comes to as CSV files: reasons, units, proofs, log (design of filing, sections 9 to 11).

`results.csv` stands in `dossier`, since its digest is that of the result.
"""

from collections.abc import Iterable
from typing import Protocol

from chengzhao.rules.dossier import BonusClaim, FilingEvent, FilingResult, points_text, table_text

INPUTS = ("candidates.csv", "choices.csv", "extra_tests.csv", "lines.csv", "programmes.csv", "rules.toml")
"""What went into a run, as the offline command reads it."""
RESULTS = "results.csv"
OUTPUTS = ("explanations.csv", "proofs.csv", RESULTS, "units.csv")
"""What came out of it, as the offline command writes it."""
ORDER, LOG, CLAIMS, PROGRAM = "order.csv", "log.csv", "claims.csv", "program.json"
RECORDS = (CLAIMS, LOG, ORDER, PROGRAM)
"""What else is kept of it: claims to a bonus, files sent, order of merit, program."""

EXPLANATION_COLUMNS = ("candidate_id", "level", "choice_rank", "code", "detail")
UNIT_COLUMNS = (
    *("college", "level", "category", "ordering", "programme_id"),
    *("places", "filed", "admitted", "lowest_admitted"),
)
LOG_COLUMNS = (
    *("tier", "relaxed", "rank", "repetition", "college", "level", "category", "ordering"),
    *("programme_id", "quota", "candidate_id", "choice_rank"),
)
CLAIM_COLUMNS = ("candidate_id", "bonus", "approved", "publicised", "objection")


class ProofLike(Protocol):
    """The three figures of a proof."""

    @property
    def name(self) -> str: ...

    @property
    def checked(self) -> int: ...

    @property
    def failed(self) -> int: ...


def explanations_text(result: FilingResult) -> str:
    """Return explanations.csv: one row for each choice."""
    return table_text(
        EXPLANATION_COLUMNS,
        ((one.candidate_id, one.level, one.choice_rank, one.code, one.detail) for one in result.explanations),
    )


def units_text(result: FilingResult) -> str:
    """Return units.csv: one row for each unit."""
    return table_text(
        UNIT_COLUMNS,
        (
            (
                *one.unit,
                one.places,
                one.filed,
                one.admitted,
                None if one.lowest_admitted is None else points_text(one.lowest_admitted),
            )
            for one in result.units
        ),
    )


def proofs_text(proofs: Iterable[ProofLike]) -> str:
    """Return proofs.csv: what each proof looked at and how often it failed."""
    return table_text(("name", "checked", "failed"), ((one.name, one.checked, one.failed) for one in proofs))


def log_text(log: Iterable[FilingEvent]) -> str:
    """Return log.csv: every file that went to a unit, in the order in which they went."""
    return table_text(
        LOG_COLUMNS,
        (
            (
                event.round.tier,
                int(event.round.is_relaxed),
                event.rank,
                event.repetition,
                *event.unit,
                event.quota,
                event.candidate_id,
                event.choice_rank,
            )
            for event in log
        ),
    )


def claims_text(claims: Iterable[BonusClaim]) -> str:
    """Return claims.csv, from which P8 is proved again: what every bonus claimed stood on (A1.5.21)."""
    rows = (
        (
            *(one.candidate_id, points_text(one.bonus)),
            *(one.is_approved, one.is_publicised_in_full, one.has_sustained_objection),
        )
        for one in claims
    )
    return table_text(CLAIM_COLUMNS, sorted(rows))
