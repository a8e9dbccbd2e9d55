"""附件1·三: what keeps a registration out of a batch: everything that a reviewer would find marked on its page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Count

from chengzhao.actions.audit import Border
from chengzhao.actions.governance import law_of
from chengzhao.actions.many_ids import any_of
from chengzhao.law.citation import cites
from chengzhao.law.words import ClaimKind, IdentityDocument
from chengzhao.records.models import Candidate, Claim, Education, RegistrationTrace
from chengzhao.records.queries.register_checks import last_checks, subjects_of, waiting_subjects
from chengzhao.records.queries.scope import under
from chengzhao.records.sealed import IDENTITY_NUMBER
from chengzhao.rules.preferences import is_of_bonus_age
from chengzhao.rules.registration import (
    REGISTRATION,
    BadIdentityNumber,
    RegistrationState,
    Signal,
    check_doubts,
)
from chengzhao.rules.registration import read_resident_number as read_number
from chengzhao.rules.registration.risk_signals import LEAST_SECONDS, LIMITS
from chengzhao.vault.sealing import Keys

YOUNGEST_GRADUATE = 15
_LIVE = REGISTRATION.sets["ACTIVE"]


@cites("N3.4", "N3.7", "A1.3.9", "A1.5.19")
def doubts(
    border: Border, org_path: str, candidates: Collection[int], keys: Keys
) -> dict[int, tuple[str, ...]]:
    """Why each of these candidates is to be looked at alone, in sentences; those without a doubt are left out."""
    found: dict[int, list[str]] = defaultdict(list)
    people = list(Candidate.objects.filter(pk__in=any_of(candidates)).order_by("pk"))
    for key, said in (
        *_of_numbers(people, keys),
        *_of_age(border, people),
        *_of_certificates(people),
        *_of_haste(people),
        *_of_company(border, org_path, people),
        *_of_registers(candidates),
    ):
        found[key].append(said)
    return {key: tuple(said) for key, said in found.items()}


def _of_registers(candidates: Collection[int]) -> Iterator[tuple[int, str]]:
    last, waiting = last_checks(candidates), waiting_subjects(candidates)
    for key, asked in subjects_of(candidates).items():
        for said in check_doubts(asked, last.get(key, ()), waiting.get(key, frozenset())):
            yield key, said


def _of_numbers(people: Iterable[Candidate], keys: Keys) -> Iterator[tuple[int, str]]:
    for one in people:
        if one.identity_kind != IdentityDocument.RESIDENT_ID:
            yield one.pk, f"{one.get_identity_kind_display()}须对照原件"
            continue
        try:
            read = read_number(IDENTITY_NUMBER.text(keys, one.pk, bytes(one.identity_sealed)))
        except BadIdentityNumber:
            yield one.pk, "证件号码不对"
            continue
        if (read.birth, read.sex.value) != (one.birth_date, one.sex):
            yield one.pk, "出生日期或性别与证件号码不一致"


def _of_age(border: Border, people: Iterable[Candidate]) -> Iterator[tuple[int, str]]:
    _, extra = law_of(border)
    held = {one.pk: one for one in people}
    rows = Claim.objects.filter(candidate__in=any_of(held), kind=ClaimKind.AGED_25.value)
    claiming = set(rows.values_list("candidate_id", flat=True))
    for key, one in held.items():
        is_old = is_of_bonus_age(one.birth_date, extra)
        if is_old is not (key in claiming):
            yield key, "年满25周岁，没有列加分" if is_old else "不满25周岁，却列了加分"


def _of_certificates(people: Iterable[Candidate]) -> Iterator[tuple[int, str]]:
    born = {one.pk: one.birth_date.year for one in people}
    rows = Education.objects.filter(candidate__in=any_of(born)).values_list("candidate_id", "graduated_on")
    for key, graduated_on in rows:
        if graduated_on.year < born[key] + YOUNGEST_GRADUATE:
            yield key, "毕业日期过早"


def _of_haste(people: Iterable[Candidate]) -> Iterator[tuple[int, str]]:
    rows = RegistrationTrace.objects.filter(
        candidate__in=any_of(one.pk for one in people), seconds__lt=LEAST_SECONDS
    )
    for key, seconds in rows.values_list("candidate_id", "seconds"):
        yield key, f"{seconds}秒填完"


def _of_company(border: Border, org_path: str, people: Iterable[Candidate]) -> Iterator[tuple[int, str]]:
    """What more live registrations of the office share than families and offices do."""
    everybody = list(people)
    traces = RegistrationTrace.objects.filter(candidate__in=any_of(one.pk for one in everybody))
    devices = {key: bytes(mark) for key, mark in traces.values_list("candidate_id", "device_digest")}
    live = Candidate.objects.filter(
        under("org_path", org_path),
        season=border.season,
        province=border.province,
        registration__state__in=[state.value for state in RegistrationState if state in _LIVE],
    )
    for signal, column, values in (
        (Signal.PHONE, "phone_index", {one.pk: bytes(one.phone_index) for one in everybody}),
        (Signal.ADDRESS, "address_index", {one.pk: bytes(one.address_index) for one in everybody}),
        (Signal.DEVICE, "registration_trace__device_digest", devices),
    ):
        wanted = {value for value in values.values() if value}
        rows = live.filter(**{f"{column}__in": wanted}).values_list(column).annotate(number=Count("pk"))
        crowded = {bytes(value): number for value, number in rows.order_by() if number >= LIMITS[signal]}
        for key, value in values.items():
            if value in crowded:
                yield key, f"{signal.label}的有{crowded[value]}份"
