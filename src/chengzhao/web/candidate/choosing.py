"""院校专业志愿: what may be chosen is found by code, name or place; what may not is not offered, and why is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from chengzhao.actions.audit import Refused
from chengzhao.law.words import ForeignLanguage, ProgrammeLevel
from chengzhao.records.queries.directory import (
    ChosenProgramme,
    programmes_by_code,
    searched_programmes,
)
from chengzhao.rules.exams import language_findings
from chengzhao.rules.registration import DraftTask
from chengzhao.web.candidate.enrolment import Enrolment, deadline_lines
from chengzhao.web.candidate.saving import back_to, save, version_seen
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.page import page

MOST_SHOWN = 40
WITHOUT_LEVEL = "先填“层次与科类”，才知道哪些专业可以报。"
Choices = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A programme that was found, and why it cannot be chosen; '' where it can."""

    programme: ChosenProgramme
    closed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A choice as it stands: its place among all, its rank at its level, its programmes, and what is wrong."""

    place: int
    rank: int
    level: ProgrammeLevel
    college: str
    programmes: tuple[ChosenProgramme, ...]
    faults: tuple[str, ...]
    reassigned: bool
    is_first: bool
    is_last: bool


def choose(request: StaffRequest, enrolment: Enrolment) -> HttpResponse:
    """The choices with buttons to add, move and take out; every press is kept at once."""
    held: Choices = [dict(one) for one in enrolment.drafted.choices]
    fault = ""
    if request.method == "POST":
        changed = _changed(request, enrolment, held)
        try:
            if isinstance(changed, str):
                raise Refused(changed)
            seen = version_seen(request, enrolment, DraftTask.CHOICES)
            save(request, "choices", {"choices": changed}, seen)
        except Refused as refused:
            fault = str(refused)
        else:
            return HttpResponseRedirect(f"{request.path}?{request.GET.urlencode()}")
    words = " ".join(request.GET.get("q", "").split())[:60]
    offers = _offers(enrolment, held, words)
    forms = enrolment.extra.choice_forms.value
    context = {
        "fault": fault,
        "words": words,
        "rows": tuple(_rows(enrolment, held)),
        "offers": [one for one in offers if not one.closed],
        "closed": [one for one in offers if one.closed],
        "is_cut": len(offers) == MOST_SHOWN,
        "limits": [(level, forms[level]) for level in enrolment.drafted.levels],
        "offers_reassignment": any(forms[level].offers_reassignment for level in enrolment.drafted.levels),
        "seen": enrolment.version(DraftTask.CHOICES),
        "back": back_to(request),
        "without_level": "" if enrolment.drafted.levels else WITHOUT_LEVEL,
        "drafted": enrolment.drafted,
        "deadline": deadline_lines(enrolment.window, enrolment.now),
    }
    return page(request, "candidate/choosing.html", context, status=409 if fault else 200)


def _changed(request: StaffRequest, enrolment: Enrolment, held: Choices) -> Choices | str:
    """The choices as the pressed button makes them, or why it cannot."""
    if code := request.POST.get("add", ""):
        found = programmes_by_code(enrolment.acting.season, enrolment.acting.province, [code]).get(code)
        if found is None:
            return f"没有专业代号{code}，请从下面的结果里选。"
        return closed_of(enrolment, held, found) or added(enrolment, held, found)
    for name, act in (("remove", _removed), ("up", _moved_up), ("reassign", _reassigned)):
        place = request.POST.get(name, "")
        if place.isdecimal() and int(place) < len(held):
            return act(held, int(place))
    return "没有看懂这一步，请再点一次。"


def added(enrolment: Enrolment, held: Choices, found: ChosenProgramme) -> Choices:
    """With one programme more: beside those of the same college where the form has room, else as a choice."""
    form = enrolment.extra.choice_forms.value[found.level]
    known = programmes_by_code(
        enrolment.acting.season, enrolment.acting.province, [code for one in held for code in one["codes"]]
    )
    for one in held:
        first = known.get(one["codes"][0])
        is_same = first is not None and first.college_code == found.college_code
        if one["level"] == found.level and is_same and len(one["codes"]) < form.programmes:
            one["codes"] = [*one["codes"], found.code]
            return held
    return [*held, {"level": found.level.value, "codes": [found.code], "reassigned": False}]


def closed_of(enrolment: Enrolment, held: Sequence[Mapping[str, Any]], found: ChosenProgramme) -> str:
    """Why a programme cannot be chosen; '' where it can."""
    return next(_reasons(enrolment, held, found), "")


def _reasons(
    enrolment: Enrolment, held: Sequence[Mapping[str, Any]], found: ChosenProgramme
) -> Iterator[str]:
    drafted = enrolment.drafted
    exam = {name: drafted.text(DraftTask.LEVEL, name) for name in ("category", "paper", "language")}
    if found.level not in drafted.levels:
        yield f"你没有报考{found.level.label}"
        return
    if found.category != exam["category"]:
        yield f"招收{found.category.label}考生，与你报的科类不同"
    if found.paper and found.paper != exam["paper"]:
        yield f"考{found.paper.label}，与你选的专业基础课不同"
    known = tuple(one for one in ForeignLanguage if one.label in found.language)
    if exam["language"]:
        language = ForeignLanguage(exam["language"])
        for one in language_findings(found.level, language, known, enrolment.law, enrolment.extra):
            yield one.message
    if any(found.code in one["codes"] for one in held):
        yield "已经在你的志愿里"
    elif sum(one["level"] == found.level for one in held) >= _most(enrolment, found, held):
        yield f"{found.level.label}志愿已经填满，先去掉一个再加"


def _most(enrolment: Enrolment, found: ChosenProgramme, held: Sequence[Mapping[str, Any]]) -> int:
    """How many choices the level may have; one more where the programme may stand beside another of its college."""
    form = enrolment.extra.choice_forms.value[found.level]
    known = programmes_by_code(
        enrolment.acting.season, enrolment.acting.province, [code for one in held for code in one["codes"]]
    )
    has_room = any(
        one["level"] == found.level
        and len(one["codes"]) < form.programmes
        and (first := known.get(one["codes"][0])) is not None
        and first.college_code == found.college_code
        for one in held
    )
    return form.colleges + has_room


def _offers(enrolment: Enrolment, held: Choices, words: str) -> list[Offer]:
    """What a search finds, or the first that may be chosen; nothing before the level is known."""
    levels = enrolment.drafted.levels
    if not levels or (not words and not enrolment.drafted.has(DraftTask.LEVEL, "category")):
        return []
    found = searched_programmes(
        enrolment.acting.season, enrolment.acting.province, levels, words, limit=MOST_SHOWN
    )
    return [Offer(programme=one, closed=closed_of(enrolment, held, one)) for one in found]


def _rows(enrolment: Enrolment, held: Choices) -> Iterator[Row]:
    known = programmes_by_code(
        enrolment.acting.season, enrolment.acting.province, [code for one in held for code in one["codes"]]
    )
    for place, one in enumerate(held):
        same = [other for other in range(len(held)) if held[other]["level"] == one["level"]]
        programmes = tuple(known[code] for code in one["codes"] if code in known)
        gone = [f"专业代号{code}已不在目录里" for code in one["codes"] if code not in known]
        wrong = [reason for each in programmes if (reason := closed_of(enrolment, [], each))]
        yield Row(
            place=place,
            rank=same.index(place) + 1,
            level=ProgrammeLevel(one["level"]),
            college=programmes[0].college if programmes else "",
            programmes=programmes,
            faults=(*gone, *wrong),
            reassigned=bool(one.get("reassigned")),
            is_first=same[0] == place,
            is_last=same[-1] == place,
        )


def _removed(held: Choices, place: int) -> Choices:
    return held[:place] + held[place + 1 :]


def _moved_up(held: Choices, place: int) -> Choices:
    """Before the choice of the same level that stands above it."""
    above = [other for other in range(place) if held[other]["level"] == held[place]["level"]]
    if above:
        held[above[-1]], held[place] = held[place], held[above[-1]]
    return held


def _reassigned(held: Choices, place: int) -> Choices:
    held[place]["reassigned"] = not held[place].get("reassigned")
    return held
