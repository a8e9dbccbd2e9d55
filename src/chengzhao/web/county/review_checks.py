"""Steps of a review that are about checks with registers: ask once more, settle on papers."""

from django.utils import timezone

from chengzhao.actions.audit import Refused
from chengzhao.actions.register_asking import ask_again, check_by_hand
from chengzhao.records.queries.desk_file import DeskFile
from chengzhao.rules.registration import CheckSubject
from chengzhao.web.county.register_marks import BY_HAND
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.keys import vault_keys


def again(request: StaffRequest, held: DeskFile) -> None:
    """Ask a register once more."""
    ask_again(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        candidate_id=held.candidate.pk,
        subject=_subject(request, tuple(CheckSubject)),
    )


def by_hand(request: StaffRequest, held: DeskFile) -> None:
    """Settle what a register did not confirm on the original papers."""
    said = request.POST.get("agrees", "")
    if said not in ("yes", "no"):
        raise Refused("请选择材料与填写的一致还是不一致。")
    check_by_hand(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        candidate_id=held.candidate.pk,
        subject=_subject(request, BY_HAND),
        agrees=said == "yes",
        papers=request.POST.get("papers", ""),
        keys=vault_keys(),
    )


def _subject(request: StaffRequest, among: tuple[CheckSubject, ...]) -> CheckSubject:
    chosen = request.POST.get("subject", "")
    found = next((one for one in among if one.value == chosen), None)
    if found is None:
        raise Refused("请选择核查哪一项。")
    return found
