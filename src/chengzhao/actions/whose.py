"""Whose file the objects of an act belong to: by it a person's whole trail is found, also by the person."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from uuid import UUID

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from chengzhao.actions.many_ids import any_of
from chengzhao.records.models import (
    AdmissionLetter,
    Candidate,
    CandidateFile,
    ExtraTestResult,
    PaperMark,
    RegistrationDraft,
    SealedFile,
)

Found = dict[str, int | None]
Finder = Callable[[int, str, list[str]], Found]
"""Season, province, names."""


def _by_number(season: int, province: str, names: list[str]) -> Found:
    """Objects that are called by the candidate's number, alone or with something behind it."""
    numbers = {name: name.partition(" ")[0].partition("-")[0] for name in names}
    rows = Candidate.objects.filter(
        season=season, province=province, candidate_number__in=_any_text(numbers.values())
    )
    ids = dict(rows.values_list("candidate_number", "pk"))
    return {name: ids[number] for name, number in numbers.items() if number in ids}


def _by_row(table: type[CandidateFile | ExtraTestResult | PaperMark]) -> Finder:
    """Objects that are called by the key of their row."""

    def find(season: int, province: str, names: list[str]) -> Found:
        rows = table._default_manager.filter(pk__in=any_of(map(int, names)))
        return {str(key): candidate for key, candidate in rows.values_list("pk", "candidate_id")}

    return find


def _by_letter(season: int, province: str, names: list[str]) -> Found:
    rows = AdmissionLetter.objects.filter(season=season, province=province, number__in=_any_text(names))
    return dict(rows.values_list("number", "admission__candidate_id"))


def _by_public_id(season: int, province: str, names: list[str]) -> Found:
    """Files of evidence, which are called by the number under which they are asked for."""
    known = [name for name in names if _is_uuid(name)]
    rows = SealedFile.objects.filter(season=season, province=province, public_id__in=known)
    return {str(number): candidate for number, candidate in rows.values_list("public_id", "candidate_id")}


def _by_draft(season: int, province: str, names: list[str]) -> Found:
    """What is filled in; it is nobody's file until it is handed in."""
    known = [name for name in names if _is_uuid(name)]
    rows = RegistrationDraft.objects.filter(season=season, province=province, public_id__in=known)
    return {str(number): candidate for number, candidate in rows.values_list("public_id", "candidate_id")}


def _is_uuid(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True


def _by_person(season: int, province: str, names: list[str]) -> Found:
    return {name: int(name) for name in names}


def _any_text(values: Iterable[str]) -> RawSQL:
    return RawSQL("SELECT unnest(%s::text[])", [sorted(set(values))], output_field=TextField())


OF_A_CANDIDATE: Mapping[str, Finder] = MappingProxyType(
    {
        "candidate": _by_person,
        "registration": _by_number,
        "education": _by_number,
        "seat": _by_number,
        "claim": _by_number,
        "choice_list": _by_number,
        "fee_order": _by_number,
        "register_check": _by_number,
        "rights_request": _by_number,
        "legal_hold": _by_number,
        "candidate_file": _by_row(CandidateFile),
        "extra_test": _by_row(ExtraTestResult),
        "paper_mark": _by_row(PaperMark),
        "admission_letter": _by_letter,
        "sealed_file": _by_public_id,
        "registration_draft": _by_draft,
    }
)
"""The kinds of object that are part of one candidate's file, each with how its candidate is found."""

OF_NOBODY = frozenset(
    {
        "account",
        "admission_list",
        "approval",
        "charter",
        "choice_book",
        "college",
        "complaint",
        "consent",
        "control_line",
        "decoy",
        "exam_room",
        "exam_site",
        "fee_notice",
        "filing_run",
        "invitation",
        "job",
        "key_set",
        "list_file",
        "search",
        "mark_book",
        "message",
        "organisation",
        "plan_cap",
        "programme",
        "public_notice",
        "register_line",
        "registered_major",
        "responsible_person",
        "import_batch",
        "review_batch",
        "risk_case",
        "retention_order",
        "season",
        "source_plan",
        "staff_role",
        "stage_window",
        "teaching_site",
    }
)
"""The other kinds: things, and what belongs to many."""


def candidates_of(season: int, province: str, object_kind: str, names: Iterable[str]) -> Found:
    """The candidate of each object, by the object's name; empty for a kind that is no candidate's.

    Raises LookupError where an object of a candidate's file has no candidate: its trail would be lost.
    """
    finder = OF_A_CANDIDATE.get(object_kind)
    wanted = list(dict.fromkeys(names))
    if finder is None or not wanted:
        return {}
    found = finder(season, province, wanted)
    missing = next((name for name in wanted if name not in found), None)
    if missing is not None:
        raise LookupError(f"no candidate was found for an object of kind {object_kind}")
    return found
