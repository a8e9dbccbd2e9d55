"""The candidate's home: how the registration stands, the next deadline, the task list."""

from django.http import HttpResponse
from django.utils import timezone

from chengzhao.records.queries.choices import choices_of
from chengzhao.records.queries.drafts import versions_of
from chengzhao.records.queries.exams import released_marks_of
from chengzhao.records.queries.fees import fee_of
from chengzhao.records.queries.governance import windows
from chengzhao.records.queries.registration import (
    RegistrationView,
    claims_of,
    registration_of,
    returned_items_of,
)
from chengzhao.records.queries.results import AdmissionView, admission_of, receipts
from chengzhao.rules.registration import DraftState, RegistrationState
from chengzhao.web.candidate.enrol_tasks import Mending, items, to_mend
from chengzhao.web.candidate.enrolment import deadline_lines, enrolment_of
from chengzhao.web.candidate.permissions import may_see_own_registration
from chengzhao.web.candidate.tasks import ENDED, Facts, next_deadline, steps
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import closing_moment, full_moment, masked, time_left
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@shows("N3.6", "A1.3.9", called="我的报名")
@allow(may_see_own_registration)
def home(request: StaffRequest) -> HttpResponse:
    """The task list."""
    acting = request.acting
    candidate_id = acting.candidate_id or 0
    mine = registration_of(candidate_id)
    if mine is None or mine.state is RegistrationState.AWAITING:
        return filling_in(request, mine)
    levels = [mine.level]
    admission = admission_of(candidate_id)
    facts = Facts(
        registration=mine,
        claims=claims_of(candidate_id),
        windows=windows(acting.season, acting.province),
        now=timezone.now(),
        has_marks=bool(released_marks_of(candidate_id)),
        choices=len(choices_of(candidate_id)),
        is_filed=bool(receipts(acting.season, acting.province, levels)),
        is_admitted=admission is not None,
        has_letter=bool(admission and admission.letter_issued_at),
    )
    found = steps(facts)
    tasks = [task for _, group in found for task in group]
    return page(
        request,
        "candidate/home.html",
        {
            "registration": mine,
            "title": title(mine, admission, facts.is_filed),
            "deadline": deadline(facts),
            "steps": found,
            "done": sum(task.is_done for task in tasks),
            "all": len(tasks),
            "admission": admission,
            "is_ended": mine.state in ENDED,
            "mending": mending(request) if mine.state is RegistrationState.RETURNED else (),
            "has_receipt": bool(versions_of(candidate_id, vault_keys())),
            "has_fee": fee_of(acting.season, acting.province) is not None,
        },
    )


def mending(request: StaffRequest) -> tuple[Mending, ...]:
    """What was returned, item by item, with the page on which it is mended; nothing where it is mended elsewhere."""
    candidate_id = request.acting.candidate_id or 0
    newest = versions_of(candidate_id, vault_keys())[:1]
    enrolment = enrolment_of(request, request.acting) if newest else None
    if enrolment is None:
        return ()
    return to_mend(enrolment, returned_items_of(candidate_id), newest[0].submitted_at)


def filling_in(request: StaffRequest, mine: RegistrationView | None) -> HttpResponse:
    """The task list of somebody who has not handed in yet, or for whom a unit did without the papers."""
    acting = request.acting
    enrolment = enrolment_of(request, acting)
    if enrolment is None:
        return page(request, "candidate/unregistered.html", {"name": masked(acting.display_name)})
    found = items(enrolment)
    tasks = [item for _, group in found[:-1] for item in group if item.state is not DraftState.NOT_ASKED]
    waiting = sum(item.is_open for item in tasks)
    context = {
        "name": masked(acting.display_name),
        "steps": found,
        "waiting": waiting,
        "done": len(tasks) - waiting,
        "all": len(tasks),
        "saved_at": enrolment.view.saved_at if enrolment.view else None,
        "deadline": deadline_lines(enrolment.window, enrolment.now),
        "season": acting.season,
        "registration": mine,
    }
    return page(request, "candidate/filling_in.html", context)


def title(mine: RegistrationView, admission: AdmissionView | None, is_filed: bool) -> str:
    """The state of the registration in a few words, with the masked name."""
    name = masked(mine.name)
    if admission is not None:
        return f"{name}，你已被录取"
    if mine.state is RegistrationState.TICKETED:
        return f"{name}，投档结果可以查看" if is_filed else f"{name}，报名已完成，考场已编排"
    said = {
        RegistrationState.DRAFT: "报名还没有提交",
        RegistrationState.AWAITING: "单位已为你报名，材料没有交齐",
        RegistrationState.SUBMITTED: "报名已提交，等待审核",
        RegistrationState.UNDER_REVIEW: "报名正在审核",
        RegistrationState.RETURNED: "报名被退回，需要补正",
        RegistrationState.SECOND_REVIEW: "报名正在复核",
        RegistrationState.APPROVED: "报名已通过审核",
        RegistrationState.CONFIRMED: "报名已确认",
        RegistrationState.REJECTED: "报名没有通过审核",
        RegistrationState.WITHDRAWN: "报名已撤回",
        RegistrationState.CANCELLED: "报名已取消",
    }
    return f"{name}，{said[mine.state]}"


def deadline(facts: Facts) -> tuple[str, str, str] | None:
    """(what, absolute time, time left) of the next deadline; None where nothing is open or to come."""
    found = next_deadline(facts)
    if found is None:
        return None
    window, is_open = found
    if is_open:
        left = time_left(facts.now, window.closes_at)
        return f"{window.stage.label}截止", closing_moment(window.closes_at), left
    return f"{window.stage.label}开始", full_moment(window.opens_at), ""
