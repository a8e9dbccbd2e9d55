"""Who may read a file of evidence: whose candidate it is, and what the table of sights says of its room."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from chengzhao.actions.audit import Actor, Border
from chengzhao.actions.departments import own_office
from chengzhao.actions.governance import law_of
from chengzhao.law.words import ClaimKind, Role
from chengzhao.records.models import CandidateFile, Claim, SealedFile, Seat
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.queries.evidence import room_of, stage_of_candidate, stage_with_college
from chengzhao.rules.governance import is_in_charge
from chengzhao.rules.preferences import department_of
from chengzhao.rules.privacy.sights import Sight, sight_of


def may_read(border: Border, actor: Actor, file: SealedFile) -> bool:
    """Whether a file is one of the reader's persons', and its room is not hidden from the role in this stage."""
    if file.candidate is None:
        # Of what was not handed in nobody else knows.
        return actor.account is not None and file.draft is not None and file.draft.account_id == actor.account
    is_of_reader = _BY_ROLE.get(actor.role, _in_office) if actor.role else None
    if is_of_reader is None or not is_of_reader(border, actor, file):
        return False
    assert actor.role is not None
    if actor.role in _COLLEGES:
        stage = stage_with_college(file.candidate.pk, actor.org_path)
    else:
        stage = stage_of_candidate(file.candidate.pk)
    return sight_of(actor.role, room_of(EvidenceKind(file.kind)), stage) is not Sight.HIDE


def _own(border: Border, actor: Actor, file: SealedFile) -> bool:
    return (
        actor.account is not None
        and file.candidate is not None
        and file.candidate.account_id == actor.account
    )


def _in_office(border: Border, actor: Actor, file: SealedFile) -> bool:
    return file.candidate is not None and file.candidate.org_path.startswith(actor.org_path)


def _in_charge(border: Border, actor: Actor, file: SealedFile) -> bool:
    """A department reads what proves a claim that it gives its opinion on (N3.5)."""
    if file.kind != EvidenceKind.CLAIM:
        return False
    law, _ = law_of(border)
    office = own_office(actor)
    kinds = Claim.objects.filter(candidate=file.candidate).values_list("kind", flat=True)
    return any(
        is_in_charge(office, department_of(ClaimKind(kind), law))
        for kind in kinds
        if file.claim_kind in ("", kind)
    )


def _filed_to(border: Border, actor: Actor, file: SealedFile) -> bool:
    return CandidateFile.objects.filter(
        candidate=file.candidate, college__organisation__path=actor.org_path
    ).exists()


def _seated_at(border: Border, actor: Actor, file: SealedFile) -> bool:
    return Seat.objects.filter(
        candidate=file.candidate, room__site__organisation__path=actor.org_path
    ).exists()


_COLLEGES = (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD)
_BY_ROLE: Mapping[Role, Callable[[Border, Actor, SealedFile], bool]] = MappingProxyType(
    {
        Role.CANDIDATE: _own,
        Role.DEPARTMENT_OFFICER: _in_charge,
        Role.SITE_HEAD: _seated_at,
        **dict.fromkeys(_COLLEGES, _filed_to),
    }
)
"""How the persons of a role are found; those of all others lie in a part of the tree."""
