"""附件1·三: candidates are told each step of their registration, in the transaction of the step and once.

Which phone is whose is read through the door of work: an office or a department tells the candidate, and sees no
phone by that.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Value
from django.utils.timezone import localtime

from chengzhao.actions.audit import Border
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.outbox import News, call_off, put_news
from chengzhao.actions.registration_forms import ReviewForm, Verdict
from chengzhao.law.words import Stage
from chengzhao.records.models import Candidate, Claim, StageWindow
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import PHONE
from chengzhao.records.walls.doors import Door
from chengzhao.rules.messages import returned_in_words
from chengzhao.vault.sealing import Keys

PASSED = "registration_passed"
UNDONE_WITHIN = timedelta(minutes=10)
"""So long a reviewer may take up again what was passed."""
TOLD_AFTER = UNDONE_WITHIN + timedelta(minutes=1)
"""A pass is told when nobody can undo it any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """Whom to tell."""

    account_id: int | None
    number: str
    org_path: str
    phone: str

    def news(self, candidate: int, kind: str, step: str, words: Mapping[str, str]) -> News:
        return News(
            key=f"{kind}/{candidate}/{step}",
            kind=kind,
            account_id=self.account_id,
            candidate_id=candidate,
            phone=self.phone,
            words=words,
        )


def tell_decisions(border: Border, at: datetime, decided: Mapping[int, ReviewForm]) -> None:
    """Tell what was decided, by the key of the decision; what may be undone within minutes is told after them."""
    with _working(border):
        keys: Keys = settings.VAULT.keys()
        people = _people([form.candidate_id for form in decided.values()], keys)
        closing = _Closing(border, at)
        passed = [one for one in decided.items() if one[1].verdict is Verdict.PASS]
        others = [one for one in decided.items() if one[1].verdict is not Verdict.PASS]
        put_news(list(_news_of(others, people, closing)), keys=keys)
        put_news(list(_news_of(passed, people, closing)), keys=keys, due_at=at + TOLD_AFTER)


def tell_undone(border: Border, at: datetime, candidates: Collection[int]) -> None:
    """Nobody is told of a pass that was taken up again."""
    with _working(border):
        call_off(PASSED, candidates, at=at)


def tell_step(border: Border, kind: str, candidates: Collection[int], step: str = "") -> None:
    """Tell a step of the registration that says no more than the number; `step` tells it from an earlier one."""
    with _working(border):
        keys: Keys = settings.VAULT.keys()
        people = _people(candidates, keys)
        put_news(
            [
                one.news(key, kind, step or kind.rpartition("_")[2], {"number": one.number})
                for key, one in people.items()
            ],
            keys=keys,
        )


def tell_claims(border: Border, kinds: Mapping[int, str], step: str = "", **words: str) -> None:
    """Tell what became of claims: the kind of message by the key of the claim.

    `step` tells what may happen to a claim more than once from the time before.
    """
    with _working(border):
        keys: Keys = settings.VAULT.keys()
        rows = Claim.objects.filter(pk__in=any_of(kinds)).order_by("pk")
        whose = dict(rows.values_list("pk", "candidate_id"))
        people = _people(set(whose.values()), keys)
        news = [
            people[candidate].news(candidate, kinds[claim], f"{claim}{step and '-'}{step}", words)
            for claim, candidate in whose.items()
        ]
        put_news(news, keys=keys)


def _news_of(
    decided: Iterable[tuple[int, ReviewForm]], people: Mapping[int, _Told], closing: "_Closing"
) -> Iterator[News]:
    for decision, form in decided:
        person = people[form.candidate_id]
        kind, words = _said(form, person, closing)
        yield person.news(form.candidate_id, kind, str(decision), words)


def _said(form: ReviewForm, person: _Told, closing: "_Closing") -> tuple[str, dict[str, str]]:
    """The kind and the words of what a decision says to the candidate."""
    match form.verdict:
        case Verdict.PASS:
            deadline = closing.of(Stage.REVIEW, person.org_path)
            return PASSED, {"number": person.number, "deadline": deadline}
        case Verdict.RETURN:
            deadline = closing.of(Stage.REGISTRATION, person.org_path)
            items = returned_in_words([(one.item, one.reason.strip()) for one in form.returns])
            kind = "registration_returned" if deadline else "registration_returned_late"
            return kind, {"items": items, "deadline": deadline}
        case Verdict.SECOND:
            return "registration_second", {}
        case _:
            return "registration_refused", {}


class _Closing:
    """When stages that are open end for an office, as a text message says it; each is read once."""

    def __init__(self, border: Border, at: datetime) -> None:
        self._border, self._at = border, at
        self._found: dict[tuple[Stage, str], str] = {}

    def of(self, stage: Stage, org_path: str) -> str:
        """The moment, as 9月9日17:00; '' where the stage is not open."""
        if (stage, org_path) not in self._found:
            closes_at = closing_of(self._border, stage, org_path, self._at)
            self._found[stage, org_path] = shortly(closes_at) if closes_at else ""
        return self._found[stage, org_path]


def closing_of(border: Border, stage: Stage, org_path: str, at: datetime) -> datetime | None:
    """When a stage that is open ends for an office; None where it is not open."""
    rows = (
        StageWindow.objects.filter(season=border.season, province=border.province, stage=stage.value)
        .annotate(wanted=Value(org_path))
        .filter(wanted__startswith=F("org_path"), opens_at__lte=at, closes_at__gt=at)
    )
    found: datetime | None = rows.order_by("-closes_at").values_list("closes_at", flat=True).first()
    return found


def shortly(moment: datetime) -> str:
    """A moment as a text message says it, in Beijing time: 9月9日17:00."""
    return f"{localtime(moment):%-m月%-d日%H:%M}"


def _people(candidates: Collection[int], keys: Keys) -> dict[int, _Told]:
    rows = Candidate.objects.filter(pk__in=any_of(candidates)).order_by("pk")
    return {
        key: _Told(
            account_id=account, number=number, org_path=path, phone=PHONE.text(keys, key, bytes(sealed))
        )
        for key, account, number, path, sealed in rows.values_list(
            "pk", "account_id", "candidate_number", "org_path", "phone_sealed"
        )
    }


@contextmanager
def _working(border: Border) -> Iterator[None]:
    with scope(Scope(door=Door.WORK, season=border.season, province=border.province)):
        yield
