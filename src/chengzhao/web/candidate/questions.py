"""报名填写: one question a page; each is kept on the server before the next one is shown."""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate as today
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.drafts import DraftChanged
from chengzhao.actions.mistakes import count_mistakes
from chengzhao.law.privacy.consents import ConsentKind
from chengzhao.records.queries.consents import has_agreed
from chengzhao.records.queries.drafted import drafted_of
from chengzhao.records.queries.drafts import draft_of
from chengzhao.rules.registration import (
    STEP,
    Drafted,
    DraftStep,
    following_step,
)
from chengzhao.web.candidate import questions_exam as exam
from chengzhao.web.candidate import questions_more as more
from chengzhao.web.candidate import questions_person as person
from chengzhao.web.candidate.choosing import choose
from chengzhao.web.candidate.enrolment import Enrolment, deadline_lines, enrolment_of, is_with_office
from chengzhao.web.candidate.permissions import may_fill_in
from chengzhao.web.candidate.questions_person import QuestionForm
from chengzhao.web.candidate.saving import back_to, save, version_seen
from chengzhao.web.candidate.uploads import upload
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import border_of
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.requests import takes_lists, takes_uploads
from chengzhao.web.shared.shows import shows

FORMS: Mapping[str, type[QuestionForm]] = MappingProxyType(
    {
        "person": person.PersonForm,
        "ethnicity": person.EthnicityForm,
        "contact": person.ContactForm,
        "hukou": person.HukouForm,
        "employer": person.EmployerForm,
        "residence": person.ResidenceForm,
        "point": person.PointForm,
        "route": exam.RouteForm,
        "level": exam.LevelForm,
        "category": exam.CategoryForm,
        "paper": exam.PaperForm,
        "language": exam.LanguageForm,
        "education": exam.EducationForm,
        "certificate": exam.CertificateForm,
        "licence": more.LicenceForm,
        "claims": more.ClaimsForm,
        "claim-papers": more.ClaimPapersForm,
        "help": more.HelpForm,
        "pledge": more.PledgeForm,
    }
)
"""The form of each question that is answered by typing and choosing."""


@shows("N3.2", "N3.3", "A1.3.9", "A1.3.11", called="报名填写")
@takes_uploads
@takes_lists("kinds", "proofs", "agreed", "programme")
@allow(may_fill_in)
@require_http_methods(["GET", "POST"])
def question(request: StaffRequest, name: str) -> HttpResponse:
    """One question; saved, it leads to the next of its task, or back to the list."""
    if is_with_office(request.acting):
        return redirect("candidate:home")
    step, enrolment = STEP.get(name), enrolment_of(request, request.acting)
    if step is None or enrolment is None:
        raise Http404
    if not step.is_asked(enrolment.drafted) or name not in enrolment.mendable:
        return redirect("candidate:home")
    if step.file == "HEALTH" and not has_agreed(request.acting.account_id, ConsentKind.HEALTH, today()):
        return redirect(f"{reverse('candidate:consent', args=['health'])}?next={request.path}")
    if step.file:
        return upload(request, enrolment, step, step.file, onwards(enrolment.drafted, step))
    if name == "choices":
        return choose(request, enrolment)
    return _typed(request, enrolment, step)


def _typed(request: StaffRequest, enrolment: Enrolment, step: DraftStep) -> HttpResponse:
    form = FORMS[step.name](enrolment, request.POST if request.method == "POST" else None)
    seen, status = version_seen(request, enrolment, step.task), 200
    if request.method == "POST" and form.is_valid():
        try:
            save(request, step.name, form.answers(), seen)
        except DraftChanged as changed:
            seen, status = changed.version, 409
            form.add_error(None, str(changed))
        except Refused as refusal:
            status = 409
            form.add_error(None, str(refusal))
        else:
            return _saved(request, enrolment, step)
    if request.method == "POST" and form.errors and status == 200:
        _count(request, step, form)
    context = {
        "form": form,
        "step": step,
        "seen": seen,
        "back": back_to(request),
        "deadline": deadline_lines(enrolment.window, enrolment.now),
    }
    return page(request, "candidate/question.html", context, status=status)


def _count(request: StaffRequest, step: DraftStep, form: QuestionForm) -> None:
    """That the answers of some fields were not taken; a mistake of the whole question counts for the question."""
    labels = {name: str(field.label or name) for name, field in form.fields.items()}
    wrong = {name: labels.get(name, step.name) for name in form.errors}
    count_mistakes(border=border_of(request), at=timezone.now(), question=step.name, fields=wrong)


def _saved(request: StaffRequest, enrolment: Enrolment, step: DraftStep) -> HttpResponse:
    """To the next question as it follows from what was just saved; from the check page back to it."""
    if request.POST.get("back") == "check":
        return redirect("candidate:check")
    acting = enrolment.acting
    view = draft_of(acting.account_id, acting.season, acting.province, vault_keys())
    drafted = drafted_of(
        view, enrolment.identity, enrolment.files, season=acting.season, province=acting.province
    )
    return HttpResponseRedirect(onwards(drafted, step))


def onwards(drafted: Drafted, step: DraftStep) -> str:
    """The address behind a question."""
    if step.name == "claim-papers" and drafted.claims:
        return reverse("candidate:claim-file", args=[drafted.claims[0]])
    following = following_step(drafted, step)
    if following is None:
        return reverse("candidate:home")
    return reverse("candidate:question", args=[following.name])
