"""How often things may be asked for: every limit of the site in one table, and the decorator that keeps it.

    @limited("look_up", subject="number")
    def look_up(request): ...

Limits count by what is typed (an account, a number), by browser and by network; they look at no answer, so that
a refusal says nothing about whether an account exists. docs/decisions tells where the counts are kept.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import wraps
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from chengzhao.records.counters import give_place_back, take_place
from chengzhao.web.shared.access import View
from chengzhao.web.shared.errors import too_many
from chengzhao.web.shared.visitors import address_of, device_of, is_within, mark_device, network_of

LONGEST_SUBJECT = 200


class Per(Enum):
    """By what a limit counts, with the word that the refusal uses."""

    SUBJECT = "同一账号或号码"
    DEVICE = "同一台设备"
    NETWORK = "同一网络"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """At most `most` requests in any `window`; with `only_wrong` those that lead on take no place."""

    per: Per
    most: int
    window: timedelta
    only_wrong: bool = False


_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

LIMITS: Mapping[str, tuple[Limit, ...]] = MappingProxyType(
    {
        # Who guesses at one account waits longer with each wrong try, on devices that it does not know
        # (rules.accounts.delays): a limit of the account here would let any stranger lock its owner out.
        "login": (
            Limit(per=Per.DEVICE, most=30, window=15 * _MINUTE),
            # Behind the one address of an office many come in at eight: who is right takes no place.
            Limit(per=Per.NETWORK, most=200, window=15 * _MINUTE, only_wrong=True),
        ),
        # The second step of a log-in, so that a whole one does not count twice in the row above.
        "factor": (
            Limit(per=Per.DEVICE, most=30, window=15 * _MINUTE),
            Limit(per=Per.NETWORK, most=200, window=15 * _MINUTE, only_wrong=True),
        ),
        # A point of registration helps many people on one device: what is merely busy goes to the risk
        # queue (rules.registration.risk), only what no office does in an hour is held up.
        "register": (
            Limit(per=Per.DEVICE, most=60, window=_HOUR),
            Limit(per=Per.NETWORK, most=300, window=_HOUR),
        ),
        # Not by the account: any stranger could keep its owner from ever asking. What a message costs is counted
        # with the codes, apart for strangers.
        "recover": (
            Limit(per=Per.DEVICE, most=20, window=_HOUR),
            Limit(per=Per.NETWORK, most=100, window=_HOUR),
        ),
        # A code costs a message. Ten a day for a phone are counted with the codes (rules.accounts.limits),
        # which know the phone of an account that is named by its document.
        "code": (
            Limit(per=Per.DEVICE, most=60, window=_DAY),
            Limit(per=Per.NETWORK, most=300, window=_HOUR),
        ),
        # A reviewer reads a file in some ten seconds; a copy of everything is taken faster.
        "evidence": (
            Limit(per=Per.SUBJECT, most=400, window=_HOUR),
            Limit(per=Per.DEVICE, most=400, window=_HOUR),
            Limit(per=Per.NETWORK, most=4000, window=_HOUR),
        ),
        # Masks are lifted one by one, for a person at a time: a whole list is an act of two (批量查看).
        "unmask": (
            Limit(per=Per.SUBJECT, most=100, window=_DAY),
            Limit(per=Per.SUBJECT, most=30, window=_HOUR),
            Limit(per=Per.NETWORK, most=600, window=_HOUR),
        ),
        "look_up": (
            Limit(per=Per.DEVICE, most=30, window=10 * _MINUTE),
            Limit(per=Per.NETWORK, most=600, window=10 * _MINUTE),
        ),
        # Anybody may report, and each report holds somebody's claim until an office has read it.
        "object": (
            Limit(per=Per.DEVICE, most=20, window=_HOUR),
            Limit(per=Per.NETWORK, most=100, window=_HOUR),
        ),
        # The field above every desk page: masked, on the trail, and still no way to read a list out.
        "search": (
            Limit(per=Per.DEVICE, most=120, window=10 * _MINUTE),
            Limit(per=Per.NETWORK, most=2400, window=10 * _MINUTE),
        ),
        # Counted behind a right sum, so that using up somebody's number costs one sum a try; whose number it is
        # reads the same result behind the own log-in, which counts no numbers.
        "pair": (
            Limit(per=Per.SUBJECT, most=20, window=_HOUR),
            Limit(per=Per.NETWORK, most=600, window=10 * _MINUTE),
        ),
    }
)

Subject = str | Callable[[HttpRequest], str]


def limited(
    name: str, *, subject: Subject = "", methods: tuple[str, ...] = ("POST",)
) -> Callable[[View], View]:
    """Hold the limits of `name` for a view; beyond them the visitor is told when to come back.

    `subject` is the field in which the account or number is typed, or a function that reads it from the
    request; without one, only browser and network count. Requests of other methods are not counted.
    """
    limits = LIMITS[name]

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refused = over_limit(request, name, limits, subject) if request.method in methods else None
            response = refused if refused is not None else view(request, *args, **kwargs)
            if refused is None and request.method in methods and leads_on(response):
                give_places_back(request, name, limits, subject)
            mark_device(request, response)
            return response

        guarded.limited = name  # type: ignore[attr-defined]
        return guarded

    return guard


def over_unmasking(request: HttpRequest) -> HttpResponseBase | None:
    """The refusal of one mask too many for an account; None where it may go on."""
    return over_limit(request, "unmask", LIMITS["unmask"], lambda one: f"account/{one.user.pk}")


def over_pairs(request: HttpRequest, number: str) -> HttpResponseBase | None:
    """The refusal of one pair too many for a number, to be asked behind a right sum; None where it may go on."""
    return over_limit(request, "pair", LIMITS["pair"], lambda _: number)


def over_limit(
    request: HttpRequest, name: str, limits: tuple[Limit, ...], subject: Subject
) -> HttpResponseBase | None:
    """The refusal of a request that is one too many; None where it may go on."""
    now = timezone.now()
    values = dict(values_of(request, subject))
    for limit in limits:
        value = values.get(limit.per)
        if value is None:
            continue
        wait = take_place(key_of(name, limit, value), most=limit.most, window=limit.window, at=now)
        if wait is not None:
            return too_many(request, who=limit.per.value, most=limit.most, window=limit.window, wait=wait)
    return None


def leads_on(response: HttpResponseBase) -> bool:
    """Whether what was typed was right: a form that is wrong is shown again."""
    return response.status_code in (HTTPStatus.FOUND, HTTPStatus.TEMPORARY_REDIRECT)


def give_places_back(request: HttpRequest, name: str, limits: tuple[Limit, ...], subject: Subject) -> None:
    """Free the places of limits that count wrong tries only."""
    values = dict(values_of(request, subject))
    for limit in limits:
        value = values.get(limit.per)
        if limit.only_wrong and value is not None:
            give_place_back(key_of(name, limit, value), window=limit.window, at=timezone.now())


def values_of(request: HttpRequest, subject: Subject) -> Iterator[tuple[Per, str]]:
    """What the request is counted by; what is not known, or is an office's shared network, is left out."""
    typed = subject(request) if callable(subject) else request.POST.get(subject, "")
    typed = "".join(typed.split()).casefold()[:LONGEST_SUBJECT]
    if typed:
        yield Per.SUBJECT, typed
    device = device_of(request)
    if device:
        yield Per.DEVICE, device
    address = address_of(request)
    if not is_within(address, settings.OFFICE_NETWORKS):
        yield Per.NETWORK, network_of(address)


def key_of(name: str, limit: Limit, value: str) -> bytes:
    """The key of a count: hashed under the secret key, so that the table holds no address and no number."""
    text = f"{name}\0{limit.per.name}\0{int(limit.window.total_seconds())}\0{value}"
    secret = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(text.encode(), key=secret, digest_size=16).digest()
