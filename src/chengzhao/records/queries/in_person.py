"""到场办理: the registration and the account of a document that somebody shows at the confirmation point."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from chengzhao.records.looks import note_person
from chengzhao.records.models import Account, Candidate, PhoneChange
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.scope import under
from chengzhao.records.scope import Scope, identify, scope
from chengzhao.records.sealed import ACCOUNT_IDENTITY, ACCOUNT_PHONE, BY_NUMBER, IDENTITY_NUMBER, PHONE
from chengzhao.records.walls.doors import Door
from chengzhao.rules.privacy.masks import masked_identity, masked_name, masked_phone
from chengzhao.vault.sealing import Keys


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The keys of what a document leads to; None where there is nothing, '' for the name of no account."""

    candidate_id: int | None
    account_id: int | None
    username: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownRegistration:
    """The registration at the visitor's own point, as far as it is shown."""

    candidate_id: int
    candidate_number: str
    name: str
    identity: str
    phone: str
    is_bound: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownAccount:
    """The person's account; `identity` is '' for one without a document, `waits_until` when a new phone would count."""

    account_id: int
    username: str
    name: str
    identity: str
    phone: str
    opened_at: datetime
    waits_until: datetime | None
    is_registered_elsewhere: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What can be done for the person who stands there."""

    registration: ShownRegistration | None
    account: ShownAccount | None

    @property
    def may_bind(self) -> bool:
        """Registration and account are there, and not one."""
        return self.registration is not None and not self.registration.is_bound and self.account is not None

    @property
    def may_change_phone(self) -> bool:
        """The account belongs to the registration."""
        return self.registration is not None and self.registration.is_bound and self.account is not None

    @property
    def may_release(self) -> bool:
        """The account stands in the way of a person who has no registration this year."""
        return (
            self.registration is None
            and self.account is not None
            and not self.account.is_registered_elsewhere
        )


def found_by_document(season: int, province: str, org_path: str, number: str, *, keys: Keys) -> Found:
    """What the whole number of a document leads to: a registration within reach, and an account."""
    indexes = BY_NUMBER.any_of(keys, number)
    rows = Candidate.objects.filter(
        under("org_path", org_path), season=season, province=province, identity_index__in=indexes
    )
    candidate, bound = rows.values_list("pk", "account_id").first() or (None, None)
    with scope(Scope(door=Door.ENTRY)):
        accounts = Account.objects.filter(kind=AccountKind.CANDIDATE.value, is_active=True)
        of_document = accounts.filter(identity_index__in=indexes).first()
        account = accounts.filter(pk=bound).first() if bound is not None else of_document
    return Found(
        candidate_id=candidate,
        account_id=account.pk if account else None,
        username=account.username if account else "",
    )


def case_of(
    season: int, province: str, org_path: str, found: tuple[int | None, int | None], *, keys: Keys
) -> Case:
    """What was found, as it is now; whatever is out of reach by now is left out."""
    candidate_id, account_id = found
    person = (
        Candidate.objects.filter(
            under("org_path", org_path), season=season, province=province, pk=candidate_id
        ).first()
        if candidate_id is not None
        else None
    )
    if person is not None:
        note_person(person.pk)
    return Case(
        registration=_shown_registration(person, keys) if person else None,
        account=shown_account(account_id, season, keys=keys) if account_id is not None else None,
    )


def shown_account(account_id: int, season: int, *, keys: Keys) -> ShownAccount | None:
    """A candidate's account by its key, masked; None where it is closed or not one of a candidate."""
    with scope(Scope(door=Door.ENTRY)):
        open_ones = Account.objects.filter(kind=AccountKind.CANDIDATE.value, is_active=True)
        row = open_ones.filter(pk=account_id).first()
        if row is None:
            return None
        number = ACCOUNT_IDENTITY.text(keys, row.pk, row.identity_sealed)
        waiting = PhoneChange.objects.filter(
            account=row, done_at__isnull=True, called_off_at__isnull=True
        ).first()
        document = BY_NUMBER.any_of(keys, number)
        with _as_its_owner(row.pk, document):
            # A later season counts as well: whoever has come in there proved who they are.
            theirs = Q(account=row) | Q(identity_index__in=document)
            is_registered = Candidate.objects.filter(theirs, season__gte=season).exists()
    return ShownAccount(
        account_id=row.pk,
        username=row.username,
        name=masked_name(row.display_name),
        identity=masked_identity(number),
        phone=masked_phone(ACCOUNT_PHONE.text(keys, row.pk, row.phone_sealed)),
        opened_at=row.created_at,
        waits_until=waiting.due_at if waiting else None,
        is_registered_elsewhere=is_registered,
    )


@contextmanager
def _as_its_owner(account_id: int, document: Iterable[bytes]) -> Iterator[None]:
    """At the entry, see the registrations that are bound to an account or carry its document."""
    with scope(Scope(door=Door.ENTRY)):
        identify(account_id, document=document)
        yield


def _shown_registration(person: Candidate, keys: Keys) -> ShownRegistration:
    return ShownRegistration(
        candidate_id=person.pk,
        candidate_number=person.candidate_number,
        name=person.name,
        identity=masked_identity(IDENTITY_NUMBER.text(keys, person.pk, person.identity_sealed)),
        phone=masked_phone(PHONE.text(keys, person.pk, person.phone_sealed)),
        is_bound=person.account_id is not None,
    )
