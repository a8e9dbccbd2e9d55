"""计划、公示、名单: how each stands, and who did what with it when."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from chengzhao.records.queries.things import KINDS, Kind, thing_by_id, things
from chengzhao.records.queries.timelines import timeline
from chengzhao.web.province.permissions import may_see_trail
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of, word_of
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50
LABELS: Mapping[str, str] = MappingProxyType({"plans": "招生计划", "notices": "公示", "lists": "录取名单"})
"""How each kind is called, in the order of the work."""


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


@require_GET
@shows("A1.2.3", "A1.5.23", "A1.6.3", called="计划、公示、名单的办理")
@allow(may_see_trail)
def listed(request: StaffRequest) -> HttpResponse:
    """The things of a kind, the newest first; plans where none is named."""
    acting, words = request.acting, word_of(request, "words")
    kind = word_of(request, "kind") or next(iter(LABELS))
    found = things(
        _kind(kind),
        acting.season,
        acting.province,
        words=words,
        before=key_of(request, "before"),
        limit=PAGE_SIZE + 1,
    )
    query = {"kind": kind} | ({"words": words} if words else {})
    more = len(found) > PAGE_SIZE
    context = {
        "kind": kind,
        "label": LABELS[kind],
        "kinds": LABELS.items(),
        "things": found[:PAGE_SIZE],
        "words": words,
        "following": urlencode(query | {"before": found[PAGE_SIZE - 1].key}) if more else "",
    }
    return page(request, "province/things.html", context)


@require_GET
@allow(may_see_trail)
def one(request: StaffRequest, kind: str, public_id: UUID) -> HttpResponse:
    """One thing: its state, its figures, the moments of its steps, and its timeline."""
    acting, of = request.acting, _kind(kind)
    found = thing_by_id(of, acting.season, acting.province, public_id)
    if found is None:
        raise Http404
    context = {
        "kind": kind,
        "label": LABELS[kind],
        "thing": found,
        "timeline": timeline(acting.season, acting.province, of.object_kind, found.named),
    }
    return page(request, "province/thing.html", context)
