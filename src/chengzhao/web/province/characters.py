"""生僻字: the rare characters in the names of the season, and which of them no font has."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from chengzhao.documents.fonts import missing_glyphs
from chengzhao.documents.web_fonts import can_be_shown
from chengzhao.records.queries.rare_names import rare_characters
from chengzhao.web.province.permissions import may_see_characters
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import reading
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@dataclass(frozen=True, kw_only=True, slots=True)
class Character:
    """A rare character: its number in Unicode, how it is read, how many have it, and where it can be drawn."""

    sign: str
    number: str
    read: str
    people: int
    is_on_screen: bool
    is_on_paper: bool


@require_GET
@shows("N3.2", called="生僻字")
@allow(may_see_characters)
def characters(request: StaffRequest) -> HttpResponse:
    """What cannot be drawn first, for it stops papers; then the most frequent."""
    acting = request.acting
    found = [
        Character(
            sign=sign,
            number=f"U+{ord(sign):04X}",
            read=reading(sign),
            people=people,
            is_on_screen=can_be_shown(sign),
            is_on_paper=not missing_glyphs([sign]),
        )
        for sign, people in rare_characters(acting.season, acting.province, acting.org_path)
    ]
    found.sort(key=lambda one: one.is_on_paper and one.is_on_screen)
    lacking = sum(not (one.is_on_paper and one.is_on_screen) for one in found)
    return page(request, "province/characters.html", {"characters": found, "lacking": lacking})
