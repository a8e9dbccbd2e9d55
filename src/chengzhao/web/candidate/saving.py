"""What every question of the registration does with what was sent: keep it, and know from where it came."""

from chengzhao.actions.drafts import save_answers
from chengzhao.rules.registration import Answers, DraftTask
from chengzhao.web.candidate.enrolment import Enrolment, received_at
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.keys import vault_keys


def save(request: StaffRequest, step: str, answers: Answers, seen: int) -> int:
    """Keep what was answered. Raises Refused."""
    return save_answers(
        border=border_of(request),
        actor=actor_of(request),
        at=received_at(request),
        keys=vault_keys(),
        step=step,
        given=answers,
        seen=seen,
    )


def back_to(request: StaffRequest) -> str:
    """From where the question was opened: the check page, or ''."""
    held = request.POST.get("back") or request.GET.get("back", "")
    return "check" if held == "check" else ""


def version_seen(request: StaffRequest, enrolment: Enrolment, task: DraftTask) -> int:
    """With which version of a task's answers the page was opened that was sent."""
    held = request.POST.get("seen", "")
    return int(held) if held.isascii() and held.isdecimal() and len(held) < 9 else enrolment.version(task)
