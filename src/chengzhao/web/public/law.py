"""法规浏览: the notice beside its plain words, and everything about one clause on a page of its own."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from chengzhao.law import texts
from chengzhao.law.texts.plain import PlainClause, plain_clause, plain_clauses
from chengzhao.rules.coverage import NOT_OPEN, coverage_of
from chengzhao.rules.explain import explain, parameter_counts
from chengzhao.web.public.law_search import find
from chengzhao.web.public.reading import Reading, reading_of
from chengzhao.web.public.showing_pages import page_links
from chengzhao.web.shared.access import current_acting
from chengzhao.web.shared.acts import ACTS
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import word_of

# Longer than the longest sentence of the notice, so that each can be pasted whole.
MOST_WORDS = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A clause beside a paragraph: in full where it stands first, by its title where it was told above.

    `parameters` counts its numbers, dates and lists for the year and province that are read; `is_open` says that
    nobody's work carries it out yet.
    """

    plain: PlainClause
    is_first: bool
    parameters: int
    is_open: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A paragraph of the notice with the clauses that stand in it."""

    paragraph: texts.Paragraph
    notes: tuple[Note, ...]


@login_not_required
def clauses(request: HttpRequest) -> HttpResponse:
    """The whole notice, each paragraph beside its clauses in plain words; or what a search finds."""
    reading = reading_of(request)
    asked = word_of(request, "q", longest=MOST_WORDS).strip()
    if asked.upper() in texts.clauses():
        return redirect(f"{reverse('public:clause', args=[asked.upper()])}{reading.query}")
    context = {
        "reading": reading,
        "asked": asked,
        "longest": MOST_WORDS,
        "found": find(asked) if asked else None,
        "unfolded": word_of(request, "chapter"),
        "chapters": () if asked else chapter_rows(reading),
    }
    return page(request, "public/clauses.html", context)


@login_not_required
def clause(request: HttpRequest, clause_id: str) -> HttpResponse:
    """One clause: text, plain words, values for a year and a province, what the system does and where it shows."""
    reading = reading_of(request)
    if clause_id != clause_id.upper() and clause_id.upper() in texts.clauses():
        return redirect(f"{reverse('public:clause', args=[clause_id.upper()])}{reading.query}")
    try:
        found = explain(clause_id, reading.law, reading.supplement)
    except texts.UnknownClause as unknown:
        raise Http404 from unknown
    order = list(texts.clauses())
    place = order.index(clause_id)
    context = {
        "found": found,
        "not_open": NOT_OPEN,
        "reading": reading,
        "acts": [ACTS[name] for name in found.coverage.acts if name in ACTS],
        "pages": page_links(found.coverage.pages, current_acting(request), reading, clause_id),
        "before": plain_clause(order[place - 1]) if place else None,
        "after": plain_clause(order[place + 1]) if place + 1 < len(order) else None,
        "chapter": chapter_of(found.clause),
        "beside": [plain_clause(each) for each in chapter_of(found.clause).clauses],
    }
    return page(request, "public/clause.html", context)


def chapter_rows(reading: Reading) -> tuple[tuple[texts.Chapter, tuple[Row, ...]], ...]:
    """The chapters with their paragraphs; a clause is told in full beside the first paragraph that has it."""
    told: set[str] = set()
    counts = parameter_counts(reading.law, reading.supplement)
    found = []
    for chapter in texts.chapters():
        rows = []
        for paragraph in chapter.paragraphs:
            notes = tuple(
                Note(
                    plain=plain_clauses()[each],
                    is_first=each not in told,
                    parameters=counts.get(each, 0),
                    is_open=coverage_of(each).is_open,
                )
                for each in paragraph.clauses
            )
            told.update(paragraph.clauses)
            rows.append(Row(paragraph=paragraph, notes=notes))
        found.append((chapter, tuple(rows)))
    return tuple(found)


def chapter_of(clause: texts.Clause) -> texts.Chapter:
    """The chapter in which a clause stands first."""
    return next(chapter for chapter in texts.chapters() if chapter.id == clause.paragraphs[0].part)
