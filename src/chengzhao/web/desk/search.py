"""查找: persons, colleges and offices of the visitor's own part, from the field that stands above every desk page.

What is typed comes by POST and stands in no address and in no log; persons are masked, and each that is shown
leaves a look on the trail.
"""

import unicodedata
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.access_log import search_person
from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.search import (
    FINDERS,
    MOST,
    OFFICES,
    FoundCandidate,
    FoundPlace,
    find_candidates,
    find_places,
)
from chengzhao.rules.privacy.scrubbing import numbers_covered
from chengzhao.web.desk.permissions import may_search
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.navigation import HOMES
from chengzhao.web.shared.page import page

LONGEST = 64
WHY = "查找"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Something that was found, and where it is shown to the visitor; '' where it is not."""

    found: FoundCandidate | FoundPlace
    href: str


@sensitive_post_parameters("q")
@never_cache
@require_http_methods(["GET", "POST"])
@allow(may_search)
@limited("search")
@shows_person(WHY)
def search(request: StaffRequest) -> HttpResponse:
    """What the words find in the visitor's own part; nothing there and nothing anywhere read alike."""
    acting = request.acting
    words = unicodedata.normalize("NFKC", request.POST.get("q", "")).strip()[:LONGEST]
    persons = find_candidates(acting, words, vault_keys()) if words else ()
    places = find_places(acting, words) if words else ()
    if acting.role in FINDERS and not persons and numbers_covered(words) != words:
        # A number of a person is no word for a college: whether it is registered here was asked.
        search_person(border=border_of(request), actor=actor_of(request), at=timezone.now(), reason=WHY)
    context = {
        "asked": request.method == "POST",
        # A number of a person comes back in no page.
        "words": words if numbers_covered(words) == words else "",
        "persons": [_person(acting, one) for one in persons[:MOST]],
        "places": [_place(acting, one) for one in places[:MOST]],
        "is_cut": max(len(persons), len(places)) > MOST,
        "most": MOST,
        "finds_persons": acting.role in FINDERS,
        "finds_by_document": acting.role in OFFICES,
    }
    return page(request, "desk/search.html", context)


def _person(acting: Acting, found: FoundCandidate) -> Line:
    audience = HOMES[acting.role].partition(":")[0]
    return Line(found=found, href=reverse(f"{audience}:person", args=[found.person_id]))


def _place(acting: Acting, found: FoundPlace) -> Line:
    if acting.role is Role.SYSTEM_ADMIN:
        return Line(found=found, href=reverse("system:organisation", args=[found.public_id]))
    if found.kind is OrganisationKind.COLLEGE:
        return Line(found=found, href=f"{reverse('public:plans')}?{urlencode({'words': found.name})}")
    return Line(found=found, href="")
