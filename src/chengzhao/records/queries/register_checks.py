"""What registers said of candidates, what still waits, and how each register answers (N3.7)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from json import loads
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.db.models.expressions import RawSQL

from chengzhao.law.words import ClaimKind, IdentityDocument, ProgrammeLevel
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import (
    Candidate,
    Claim,
    PracticeLicence,
    RegisterCheck,
    RegisterExchange,
    RegisterLine,
    Registration,
)
from chengzhao.records.queries.scope import under
from chengzhao.records.sealed import EXCHANGE_SAID
from chengzhao.rules.registration import (
    REGISTRATION,
    CheckAnswer,
    CheckField,
    CheckSubject,
    CheckWay,
    LastCheck,
    Line,
    asked_subjects,
)
from chengzhao.vault.sealing import Keys

_ACTIVE = sorted(state.value for state in REGISTRATION.sets["ACTIVE"])
_ANSWERED = ("subject", "answer", "way", "differences")


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckView:
    """The last question of one subject: answered or waiting; `stated` is what the register holds, in clear."""

    subject: CheckSubject
    asked_at: datetime
    tries: int
    next_try_at: datetime | None
    answer: CheckAnswer | None
    way: CheckWay | None
    source: str
    answered_at: datetime | None
    differences: tuple[CheckField, ...]
    stated: Mapping[CheckField, str]
    down_since: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LineView:
    """One register as the province sees it."""

    subject: CheckSubject
    line: Line
    waiting: int
    oldest: datetime | None
    answered_at: datetime | None
    failed_at: datetime | None
    failure: str
    answers: Mapping[CheckAnswer, int]

    @property
    def counts(self) -> tuple[tuple[CheckAnswer, int], ...]:
        """How often each answer was given."""
        return tuple(
            (one, self.answers.get(one, 0)) for one in CheckAnswer if one is not CheckAnswer.NO_ANSWER
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCondition:
    """A registration that went on before its register had answered, or against which one spoke later."""

    public_id: UUID
    number: str
    name: str
    org_path: str
    subject: CheckSubject
    answer: CheckAnswer | None
    asked_at: datetime
    answered_at: datetime | None
    state: str


def borders_waiting(at: datetime) -> tuple[tuple[int, str], ...]:
    """Season and province of every border with questions whose time has come, the newest season first."""
    due = RegisterCheck.objects.filter(answer="", next_try_at__lte=at)
    return tuple(due.values_list("season", "province").distinct().order_by("-season", "province"))


def last_checks(candidates: Collection[int]) -> dict[int, tuple[LastCheck, ...]]:
    """The last answer of each subject of these candidates; those without any are left out."""
    keys = RawSQL("SELECT unnest(%s::bigint[])", [sorted(set(candidates))])
    rows = (
        RegisterCheck.objects.filter(candidate__in=keys)
        .exclude(answer="")
        .order_by("candidate_id", "subject", "-answered_at", "-pk")
        .distinct("candidate_id", "subject")
    )
    found: dict[int, list[LastCheck]] = {}
    for candidate, subject, answer, way, differing in rows.values_list("candidate_id", *_ANSWERED).iterator():
        found.setdefault(candidate, []).append(
            LastCheck(
                subject=CheckSubject(subject),
                answer=CheckAnswer(answer),
                way=CheckWay(way),
                differences=tuple(map(CheckField, differing)),
            )
        )
    return {key: tuple(held) for key, held in found.items()}


def subjects_of(candidates: Collection[int]) -> dict[int, tuple[CheckSubject, ...]]:
    """What is to be asked about each of these candidates, as their registrations stand."""
    keys = RawSQL("SELECT unnest(%s::bigint[])", [sorted(set(candidates))])
    claims: dict[int, list[ClaimKind]] = {}
    for key, kind in Claim.objects.filter(candidate__in=keys).values_list("candidate_id", "kind"):
        claims.setdefault(key, []).append(ClaimKind(kind))
    licensed = set(PracticeLicence.objects.filter(candidate__in=keys).values_list("candidate_id", flat=True))
    rows = Registration.objects.filter(candidate__in=keys).order_by("candidate_id")
    return {
        key: asked_subjects(
            document=IdentityDocument(document),
            level=ProgrammeLevel(level),
            claims=claims.get(key, ()),
            has_licence=key in licensed,
        )
        for key, document, level in rows.values_list("candidate_id", "candidate__identity_kind", "level")
    }


def waiting_subjects(candidates: Collection[int]) -> dict[int, frozenset[CheckSubject]]:
    """What was asked about each of these candidates and is not answered; those without any are left out."""
    keys = RawSQL("SELECT unnest(%s::bigint[])", [sorted(set(candidates))])
    found: dict[int, set[CheckSubject]] = {}
    rows = RegisterCheck.objects.filter(candidate__in=keys, answer="")
    for key, subject in rows.values_list("candidate_id", "subject"):
        found.setdefault(key, set()).add(CheckSubject(subject))
    return {key: frozenset(held) for key, held in found.items()}


@of_one_person
def checks_of_candidate(candidate_id: int, keys: Keys) -> tuple[CheckView, ...]:
    """The last question of each subject of one candidate, in the order of the words."""
    rows: dict[str, RegisterCheck] = {}
    for row in RegisterCheck.objects.filter(candidate=candidate_id).order_by("pk"):
        # What is asked once more and not yet answered leaves the last answer standing.
        if row.answer or row.subject not in rows or not rows[row.subject].answer:
            rows[row.subject] = row
    down = dict(
        RegisterLine.objects.filter(
            Exists(
                Candidate.objects.filter(
                    pk=candidate_id, season=OuterRef("season"), province=OuterRef("province")
                )
            )
        ).values_list("subject", "down_since")
    )
    return tuple(
        CheckView(
            subject=subject,
            asked_at=row.asked_at,
            tries=row.tries,
            next_try_at=row.next_try_at,
            answer=CheckAnswer(row.answer) if row.answer else None,
            way=CheckWay(row.way) if row.way else None,
            source=row.source,
            answered_at=row.answered_at,
            differences=tuple(map(CheckField, row.differences)),
            stated=_stated(row, keys) if row.way in ("ONLINE", "FILE") else {},
            down_since=down.get(row.subject),
        )
        for subject in CheckSubject
        if (row := rows.get(subject.value)) is not None
    )


def _stated(row: RegisterCheck, keys: Keys) -> Mapping[CheckField, str]:
    held = RegisterExchange.objects.filter(question=row).exclude(answer="NO_ANSWER").order_by("-pk").first()
    if held is None or not held.said_sealed:
        return {}
    said = loads(EXCHANGE_SAID.text(keys, held.pk, bytes(held.said_sealed)))
    return {CheckField(name): text for name, text in said["stated"].items()}


def lines(season: int, province: str, org_path: str) -> tuple[LineView, ...]:
    """Every register: how it answers, what waits for it under a path, what it answered so far."""
    within = Q(season=season, province=province)
    reach = under("candidate__org_path", org_path)
    waiting = RegisterCheck.objects.filter(
        within, reach, answer="", candidate__registration__state__in=_ACTIVE
    )
    counted = {
        subject: (number, oldest)
        for subject, number, oldest in waiting.values_list("subject")
        .annotate(number=Count("pk"), oldest=Min("asked_at"))
        .order_by()
    }
    answered: dict[str, dict[CheckAnswer, int]] = {}
    said = RegisterCheck.objects.filter(within, reach).exclude(answer="")
    for subject, answer, number in said.values_list("subject", "answer").annotate(n=Count("pk")).order_by():
        answered.setdefault(subject, {})[CheckAnswer(answer)] = number
    held = {row.subject: row for row in RegisterLine.objects.filter(within)}
    found = []
    for subject in CheckSubject:
        line = held.get(subject.value)
        number, oldest = counted.get(subject.value, (0, None))
        found.append(
            LineView(
                subject=subject,
                line=Line(
                    failures=line.failures, down_since=line.down_since, tried_again_at=line.tried_again_at
                )
                if line
                else Line(),
                waiting=number,
                oldest=oldest,
                answered_at=line.answered_at if line else None,
                failed_at=line.failed_at if line else None,
                failure=line.failure if line else "",
                answers=answered.get(subject.value, {}),
            )
        )
    return tuple(found)


def _as_rule(row: RegisterLine) -> Line:
    return Line(failures=row.failures, down_since=row.down_since, tried_again_at=row.tried_again_at)


def lines_down(season: int, province: str) -> tuple[tuple[CheckSubject, datetime], ...]:
    """The registers that do not answer, each with since when."""
    rows = RegisterLine.objects.filter(season=season, province=province, down_since__isnull=False)
    held = dict(rows.values_list("subject", "down_since"))
    return tuple((one, held[one.value]) for one in CheckSubject if one.value in held)


def open_conditions(season: int, province: str, org_path: str, *, limit: int) -> tuple[OpenCondition, ...]:
    """Passed or confirmed before a register answered, and what one answered against since: oldest first."""
    newer = RegisterCheck.objects.filter(candidate=OuterRef("candidate"), subject=OuterRef("subject"))
    rows = (
        RegisterCheck.objects.filter(
            Q(answer="") | Q(answer="DIFFERS", answered_at__gte=F("candidate__registration__approved_at")),
            season=season,
            province=province,
            candidate__registration__state__in=("APPROVED", "CONFIRMED", "TICKETED"),
        )
        .filter(under("candidate__org_path", org_path))
        .exclude(Exists(newer.filter(pk__gt=OuterRef("pk")).exclude(answer="")))
        .order_by("asked_at", "pk")[:limit]
    )
    # Inspectors read some columns of a candidate only.
    held = rows.values(
        *("subject", "answer", "asked_at", "answered_at", "candidate__public_id", "candidate__name"),
        *("candidate__candidate_number", "candidate__org_path", "candidate__registration__state"),
    )
    return tuple(
        OpenCondition(
            public_id=row["candidate__public_id"],
            number=row["candidate__candidate_number"],
            name=row["candidate__name"],
            org_path=row["candidate__org_path"],
            subject=CheckSubject(row["subject"]),
            answer=CheckAnswer(row["answer"]) if row["answer"] else None,
            asked_at=row["asked_at"],
            answered_at=row["answered_at"],
            state=row["candidate__registration__state"],
        )
        for row in held
    )
