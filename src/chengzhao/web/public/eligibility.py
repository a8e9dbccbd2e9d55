"""报考条件自测: six questions, one a page; the answers travel in the address and are kept nowhere (附件1·三)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chengzhao.rules.advice import FactErrors, Question, read_enquirer, six_questions
from chengzhao.web.public.advice import answer_context
from chengzhao.web.public.in_force import RulesInForce, rules_in_force
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

SUBMITTED = "sent"
"""The field by which a page knows that it was handed in, and not only opened."""
CHOOSE = "请选择一项"
Answers = dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One question's page: its number, what was answered, what is wrong, and the answers that travel on."""

    question: Question
    number: int
    count: int
    chosen: str
    error: str
    carried: tuple[tuple[str, str], ...]
    back: str

    @property
    def first_id(self) -> str:
        """The id of the first answer, to which the error leads."""
        return f"id_{self.question.name}_1"


@shows("N3.1", called="报考条件自测")
@login_not_required
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """What the self-check tells, and where it begins."""
    return page(request, "public/eligibility.html", {"rules": rules_in_force(timezone.now())})


@login_not_required
@require_safe
def question(request: HttpRequest, name: str) -> HttpResponse:
    """One question; handed in, it leads to the next one that is open, or to the answer."""
    rules = rules_in_force(timezone.now())
    questions = six_questions(rules.law, rules.supplement)
    asked = next((each for each in questions if each.name == name), None)
    if asked is None:
        raise Http404
    answers = answers_of(request, questions)
    early = next((each for each in questions[: questions.index(asked)] if each.name not in answers), None)
    if early is not None:
        return HttpResponseRedirect(address_of(early.name, answers))
    error = _error(request, asked, answers, rules)
    if SUBMITTED in request.GET and not error:
        return HttpResponseRedirect(_onwards(questions, _without_contradiction(name, answers, rules)))
    response = page(request, "public/question.html", {"step": _step(questions, asked, answers, error)})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@shows(
    *(
        "N3.1",
        "N3.3",
        "A1.1.2",
        "A1.3.1",
        "A1.3.2",
        "A1.3.3",
        "A1.3.4",
        "A1.3.5",
        "A1.3.6",
        "A1.3.7",
        "A1.3.8",
    ),
    *(
        "A1.3.9",
        "A1.3.11",
        "A1.4.1",
        "A1.4.2",
        "A1.5.12",
        "A1.5.13",
        "A1.5.14",
        "A1.5.15",
        "A1.5.16",
        "A1.5.17",
    ),
    *("A1.5.18", "A1.5.19", "A1.5.20", "A1.5.21", "A2.1", "A3.1", "A3.2"),
    called="报考条件自测的结论",
)
@login_not_required
@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """可以, 不可以 or 还需材料, and why; the papers to bring; where to go. Opened too early it leads back."""
    rules = rules_in_force(timezone.now())
    questions = six_questions(rules.law, rules.supplement)
    answers = answers_of(request, questions)
    missing = next((each for each in questions if each.name not in answers), None)
    if missing is not None:
        return HttpResponseRedirect(address_of(missing.name, answers))
    try:
        enquirer = read_enquirer(answers, rules.law, rules.supplement)
    except FactErrors:
        return HttpResponseRedirect(address_of("document", answers | {SUBMITTED: "1"}))
    given = [
        (each, next(one.label for one in each.options if one.value == answers[each.name]))
        for each in questions
    ]
    shown = [(each.title, label, address_of(each.name, answers)) for each, label in given]
    context = answer_context(enquirer, rules, request.GET.get("point", ""))
    context |= {"rules": rules, "given": shown, "carried": tuple(answers.items())}
    response = page(request, "public/eligibility_answer.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def answers_of(request: HttpRequest, questions: tuple[Question, ...]) -> Answers:
    """The answers in an address that are answers of their question; everything else is left out."""
    return {
        each.name: request.GET[each.name]
        for each in questions
        if request.GET.get(each.name) in {option.value for option in each.options}
    }


def address_of(name: str, answers: Mapping[str, str]) -> str:
    """Where a question stands, with the answers so far."""
    href = reverse("public:eligibility-question", args=[name])
    return f"{href}?{urlencode(answers)}" if answers else href


def _onwards(questions: tuple[Question, ...], answers: Answers) -> str:
    following = next((each for each in questions if each.name not in answers), None)
    if following is not None:
        return address_of(following.name, answers)
    return f"{reverse('public:eligibility-answer')}?{urlencode(answers)}"


def _error(request: HttpRequest, asked: Question, answers: Answers, rules: RulesInForce) -> str:
    """What is wrong with what was handed in; empty for a page that was only opened."""
    if SUBMITTED not in request.GET:
        return ""
    if asked.name not in answers:
        return CHOOSE
    if asked.name != "document":
        return ""
    try:
        read_enquirer(answers, rules.law, rules.supplement)
    except FactErrors as wrong:
        return f"“{wrong.errors[0].value}”{wrong.errors[0].allowed}"
    return ""


def _without_contradiction(name: str, answers: Answers, rules: RulesInForce) -> Answers:
    """The answers without a later one that the new one contradicts: it is asked again."""
    try:
        read_enquirer(answers, rules.law, rules.supplement)
    except FactErrors:
        return {key: value for key, value in answers.items() if key != "document" or name == key}
    return answers


def _step(questions: tuple[Question, ...], asked: Question, answers: Answers, error: str) -> Step:
    place = questions.index(asked)
    others = {key: value for key, value in answers.items() if key != asked.name}
    back = address_of(questions[place - 1].name, answers) if place else reverse("public:eligibility")
    return Step(
        question=asked,
        number=place + 1,
        count=len(questions),
        chosen=answers.get(asked.name, ""),
        error=error,
        carried=tuple(others.items()),
        back=back,
    )
