"""What a run found, written by COPY: results, reasons, units, proofs and the files it was computed from."""

from collections.abc import Iterable, Mapping, Sequence

from chengzhao.actions.audit import Border
from chengzhao.law.words import EntryRoute
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import (
    College,
    FiledUnit,
    FilingProof,
    FilingReason,
    FilingResult,
    Programme,
    Registration,
)
from chengzhao.rules.dossier import FilingResult as Found
from chengzhao.rules.dossier import points_text
from chengzhao.rules.verify.proof import Proof

_RESULT_FIELDS = (
    "season",
    "province",
    "run_id",
    "candidate_id",
    "level",
    "admitted",
    "programme_id",
    "choice_rank",
    "programme_rank",
    "filing_score",
    "relaxed",
)
_REASON_FIELDS = ("season", "province", "run_id", "candidate_id", "level", "choice_rank", "code", "detail")
_UNIT_FIELDS = (
    "season",
    "province",
    "run_id",
    "college_id",
    "level",
    "category",
    "ordering",
    "programme_id",
    "places",
    "filed",
    "admitted",
    "lowest_admitted",
)


def write_results(border: Border, run_id: int, found: Found) -> None:
    """Write the outcome of everybody and the reason of every choice."""
    candidates = candidate_keys(border)
    programmes = programme_keys(border)
    head = (border.season, border.province, run_id)
    copy_rows(
        FilingResult,
        _RESULT_FIELDS,
        (
            (
                *head,
                candidates[row.candidate_id],
                row.level,
                row.outcome == "ADMITTED",
                programmes[row.programme_id] if row.programme_id else None,
                row.choice_rank,
                row.programme_rank,
                points_text(row.filing_score),
                row.is_relaxed,
            )
            for row in found.rows
        ),
    )
    copy_rows(
        FilingReason,
        _REASON_FIELDS,
        (
            (*head, candidates[one.candidate_id], one.level, one.choice_rank, one.code, one.detail)
            for one in found.explanations
        ),
    )


def write_units(border: Border, run_id: int, found: Found) -> None:
    """Write what every unit offered, was sent and admitted."""
    programmes = programme_keys(border)
    codes = {outcome.unit.college for outcome in found.units}
    colleges = dict(College.objects.filter(national_code__in=codes).values_list("national_code", "id"))
    copy_rows(
        FiledUnit,
        _UNIT_FIELDS,
        (
            (
                *(border.season, border.province, run_id),
                colleges[one.unit.college],
                one.unit.level,
                one.unit.category,
                one.unit.ordering,
                programmes[one.unit.programme_id] if one.unit.programme_id else None,
                one.places,
                one.filed,
                one.admitted,
                None if one.lowest_admitted is None else points_text(one.lowest_admitted),
            )
            for one in found.units
        ),
    )


def write_proofs(border: Border, run_id: int, proofs: Sequence[Proof]) -> None:
    """Write what each proof found."""
    head = (border.season, border.province, run_id)
    rows: Iterable[Sequence[object]] = ((*head, one.name, one.checked, one.failed) for one in proofs)
    copy_rows(FilingProof, ("season", "province", "run_id", "name", "checked", "failed"), rows)


def candidate_keys(border: Border) -> Mapping[str, int]:
    """The keys of the candidates of the unified exam by their numbers."""
    rows = Registration.objects.filter(
        season=border.season, province=border.province, route=EntryRoute.UNIFIED
    )
    return dict(rows.values_list("candidate__candidate_number", "candidate_id").iterator())


def programme_keys(border: Border) -> Mapping[str, int]:
    """The keys of the programmes by their codes."""
    rows = Programme.objects.filter(season=border.season, province=border.province)
    return dict(rows.values_list("code", "id"))
