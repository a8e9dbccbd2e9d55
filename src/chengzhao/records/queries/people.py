"""In which role an account works, and for which organisation and season."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.models import Account, Candidate, Habit, Organisation, Season, StaffRole
from chengzhao.records.models.habits import HabitKind
from chengzhao.records.models.people import AccountKind
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.hidden import secrets_of

STAFF = "role"
CANDIDATE = "candidate"
APPLICANT = "applicant"
"""Of a candidate's account that has not registered in the newest year yet: the number is the season's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Acting:
    """One seat of an account: what it may be, where and in which season.

    `seat` names it in the session; `candidate_id` is None for staff and for who is only filling in, `college_id`
    None outside colleges. `has_keys` is whether keys of the keyboard push what the pages show, `notices_read` up to
    when notices are read.
    """

    seat: str
    role: Role
    account_id: int
    display_name: str
    organisation_id: int
    organisation: str
    organisation_code: str
    org_path: str
    season: int
    province: str
    candidate_id: int | None = None
    college_id: int | None = None
    has_keys: bool = True
    notices_read: datetime | None = None


def seats_of(account_id: int, now: datetime | None = None) -> tuple[Acting, ...]:
    """Every seat that the account may take now, the newest season first."""
    staff = [_staff_seat(row) for row in _roles_in_force(now).filter(account_id=account_id)]
    sitting = [_candidate_seat(row) for row in _candidates().filter(account_id=account_id)]
    # Whoever works here registers nowhere with this account.
    coming = [] if staff else _applicant_seats(account_id, {seat.season for seat in sitting})
    return tuple(
        sorted(staff + sitting + coming, key=lambda acting: (-acting.season, acting.province, acting.seat))
    )


def acting_as(
    account_id: int, seat: str, now: datetime | None = None, *, with_habits: bool = False
) -> Acting | None:
    """The seat of that name if it still is the account's; None otherwise. For pages with what is set for oneself."""
    kind, _, number = seat.partition(":")
    if not number.isdecimal():
        return None
    if kind == APPLICANT:
        return next((one for one in seats_of(account_id, now) if one.seat == seat), None)
    if kind == CANDIDATE:
        person = _candidates().filter(account_id=account_id, pk=int(number)).first()
        return _candidate_seat(person) if person else None
    rows = _roles_in_force(now).filter(account_id=account_id, pk=int(number))
    role = (_with_habits(rows, account_id, seat) if with_habits else rows).first()
    return _staff_seat(role) if role else None


def personas() -> tuple[Account, ...]:
    """The demonstration accounts that can log in, by user name."""
    return tuple(Account.objects.filter(is_persona=True, is_active=True).order_by("username"))


def persona_roles(now: datetime | None = None) -> dict[int, Role]:
    """The role of each demonstration account of the staff, for the list before anybody has logged in."""
    with scope(Scope(door=Door.MAINTENANCE)):
        rows = _roles_in_force(now).filter(account__is_persona=True)
        return {row.account_id: Role(row.role) for row in rows}


def holds_personas() -> bool:
    """Whether there is any demonstration account, closed ones too."""
    return Account.objects.filter(is_persona=True).exists()


def _roles_in_force(now: datetime | None) -> QuerySet[StaffRole]:
    moment = now or timezone.now()
    return (
        StaffRole.objects.filter(valid_from__lte=moment, valid_until__gt=moment, account__is_active=True)
        .select_related("account", "organisation__college")
        .defer(*secrets_of("account"))
        .order_by("-season", "pk")
    )


def _with_habits(rows: "QuerySet[StaffRole]", account_id: int, seat: str) -> "QuerySet[StaffRole]":
    """What the account has set for itself, in the same statement."""
    own = Habit.objects.filter(account_id=account_id)
    read = own.filter(kind=HabitKind.NOTICES_READ.value, subject=seat).values("chosen")
    return rows.annotate(
        has_keys=~Exists(own.filter(kind=HabitKind.KEYS_OFF.value).exclude(chosen="")),
        notices_read=Coalesce(read[:1], Value("")),
    )


def _candidates() -> QuerySet[Candidate]:
    return (
        Candidate.objects.filter(Q(account__is_active=True))
        .select_related("account", "confirmation_point")
        .defer(*secrets_of("account"))
    )


def _staff_seat(row: StaffRole) -> Acting:
    organisation = row.organisation
    college = getattr(organisation, "college", None)
    return Acting(
        seat=f"{STAFF}:{row.pk}",
        role=Role(row.role),
        account_id=row.account_id,
        display_name=row.account.display_name,
        organisation_id=organisation.pk,
        organisation=organisation.name,
        organisation_code=organisation.code,
        org_path=organisation.path,
        season=row.season,
        province=row.province,
        college_id=college.pk if college else None,
        has_keys=getattr(row, "has_keys", True),
        notices_read=_moment(getattr(row, "notices_read", "")),
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def candidate_seat(candidate_id: int) -> str:
    """How the seat of a candidate is called in the session."""
    return f"{CANDIDATE}:{candidate_id}"


def _applicant_seats(account_id: int, registered: set[int]) -> list[Acting]:
    """A candidate's account may fill in a registration of the newest year wherever it has none yet."""
    account = Account.objects.filter(pk=account_id, kind=AccountKind.CANDIDATE, is_active=True).first()
    newest = Season.objects.order_by("-season").values_list("season", flat=True).first()
    if account is None or newest is None or newest in registered:
        return []
    rows = Season.objects.filter(season=newest).order_by("province")
    offices = {
        one.code: one for one in Organisation.objects.filter(kind=OrganisationKind.PROVINCE, closed_at=None)
    }
    return [_applicant_seat(account, row, offices[row.province]) for row in rows if row.province in offices]


def _applicant_seat(account: Account, row: Season, office: Organisation) -> Acting:
    return Acting(
        seat=f"{APPLICANT}:{row.pk}",
        role=Role.CANDIDATE,
        account_id=account.pk,
        display_name=account.display_name,
        organisation_id=office.pk,
        organisation=office.name,
        organisation_code=office.code,
        org_path=office.path,
        season=row.season,
        province=row.province,
    )


def _candidate_seat(row: Candidate) -> Acting:
    account = row.account
    assert account is not None
    return Acting(
        seat=candidate_seat(row.pk),
        role=Role.CANDIDATE,
        account_id=account.pk,
        display_name=row.name,
        organisation_id=row.confirmation_point_id,
        organisation=row.confirmation_point.name,
        organisation_code=row.confirmation_point.code,
        org_path=row.org_path,
        season=row.season,
        province=row.province,
        candidate_id=row.pk,
    )
