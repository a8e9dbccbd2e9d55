"""Which files of the queue an address asks for: read once, for the list, its counts and the way to the next file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest

from chengzhao.law.words import ExamCategory, Role
from chengzhao.records.queries.desk import FIRST, WAITING, DeskFilter, DeskKey
from chengzhao.records.queries.people import Acting
from chengzhao.rules.registration import RegistrationState

CLAIMS = {"EXEMPT": "免试", "BONUS": "加分"}
MARKS = {"non_local": "异地报考", "unverified": "学历未联网核验", "returned": "退回过"}
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_LONGEST = 18

_OF_LEVEL = {
    ExamCategory.HUMANITIES: "高起点",
    ExamCategory.SCIENCE: "高起点",
    ExamCategory.LITERATURE: "专升本",
    ExamCategory.ENGINEERING: "专升本",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """One filter of the row above the list."""

    label: str
    number: int
    href: str
    is_on: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskAddress:
    """The filter of the queue and the key behind which its page begins."""

    wanted: DeskFilter
    after: DeskKey | None = None

    @property
    def query(self) -> str:
        """The address of the page itself."""
        return self._query(self.after)

    @property
    def first_query(self) -> str:
        """The address of the first page of the same filter."""
        return self._query(None)

    @property
    def label(self) -> str:
        """What the filter keeps, as its chips on the queue are called; 待审 where it keeps everything."""
        wanted = self.wanted
        named = [RegistrationState(wanted.state).label if wanted.state else "", CLAIMS.get(wanted.claims, "")]
        named += [_category(ExamCategory(wanted.category)) if wanted.category else ""]
        named += [label for name, label in MARKS.items() if getattr(wanted, name)]
        return "、".join(filter(None, named)) or "待审"

    def page_behind(self, key: DeskKey) -> str:
        """The address of the page that begins behind a key."""
        return self._query(key)

    def narrowed(self, **changes: str | bool) -> str:
        """The address of the first page with some of the filter changed."""
        return replace(self, wanted=replace(self.wanted, **changes), after=None).query  # type: ignore[arg-type]

    def _query(self, after: DeskKey | None) -> str:
        wanted = self.wanted
        asked = {"state": wanted.state, "claims": wanted.claims, "category": wanted.category}
        asked |= {name: "1" for name in MARKS if getattr(wanted, name)}
        if after is not None:
            asked["after"] = f"{(after.submitted_at - _BEGINNING) // _TICK}_{after.pk}"
        return urlencode({name: value for name, value in asked.items() if value})


def states_for(acting: Acting) -> tuple[RegistrationState, ...]:
    """The states that a role's queue holds: first reviews, second ones, or both where it looks after both."""
    if acting.role is Role.COUNTY_REVIEWER:
        return FIRST
    if acting.role is Role.SECOND_REVIEWER:
        return (RegistrationState.SECOND_REVIEW,)
    return tuple(state for state in RegistrationState if state in WAITING)


def address_of(request: HttpRequest, acting: Acting) -> DeskAddress:
    """What the request asks for; what it says wrongly narrows nothing."""
    states = states_for(acting)
    state, claims = request.GET.get("state", ""), request.GET.get("claims", "")
    category = request.GET.get("category", "")
    return DeskAddress(
        wanted=DeskFilter(
            pool=tuple(one.value for one in states),
            state=state if state in states else "",
            claims=claims if claims in CLAIMS else "",
            category=category if category in set(ExamCategory) else "",
            **{name: request.GET.get(name) == "1" for name in MARKS},
        ),
        after=_key(request.GET.get("after", "")),
    )


def _category(category: ExamCategory) -> str:
    """What a category is called where no level stands beside it: two names are those of two categories."""
    return _OF_LEVEL.get(category, "") + category.label


def _key(text: str) -> DeskKey | None:
    moment, _, pk = text.partition("_")
    if not all(part.isascii() and part.isdecimal() and len(part) < _LONGEST for part in (moment, pk)):
        return None
    return DeskKey(submitted_at=_BEGINNING + int(moment) * _TICK, pk=int(pk))


def chips(
    address: DeskAddress, counts: Mapping[str, int], states: tuple[RegistrationState, ...]
) -> list[list[Chip]]:
    """The rows of chips: states, claims and marks, categories; each with how many it would leave."""
    wanted = address.wanted

    def chip(label: str, name: str, value: str | bool, counted: str) -> Chip:
        is_on = getattr(wanted, name) == value
        href = address.narrowed(
            **{name: "" if isinstance(value, str) and is_on else value if not is_on else False}
        )
        return Chip(label=label, number=counts[counted], href=href, is_on=is_on)

    of_states = [chip(state.label, "state", state.value, state.value) for state in states]
    of_claims = [
        chip(label, "claims", value, {"EXEMPT": "is_exempt", "BONUS": "has_bonus"}[value])
        for value, label in CLAIMS.items()
    ]
    counted = {"non_local": "is_non_local", "unverified": "is_unverified", "returned": "was_returned"}
    of_marks = [chip(label, name, True, counted[name]) for name, label in MARKS.items()]
    of_categories = [
        chip(_category(one), "category", one.value, one.value)
        for one in ExamCategory
        if counts[one.value] or wanted.category == one.value
    ]
    return [of_states if len(states) > 1 else [], [*of_claims, *of_marks], of_categories]
