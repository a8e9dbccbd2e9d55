"""Organisations, accounts, roles and those who act."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tests.factories.border import BEIJING, PROVINCE, YEAR, a_new_number

from chengzhao.actions.audit import Actor
from chengzhao.actions.duties import ACT_ROLES
from chengzhao.law.privacy.consents import ConsentKind, current_text, text_of
from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.models import Account, Consent, Organisation, StaffRole
from chengzhao.records.models.people import AccountKind


def an_organisation(
    *,
    kind: OrganisationKind = OrganisationKind.COUNTY,
    code: str = "",
    path: str = "",
    name: str = "",
    parent: Organisation | None = None,
) -> Organisation:
    """A node of the tree; without a path it hangs below its parent or, without one, at the root."""
    code = code or f"{a_new_number():06d}"
    above = parent.path if parent else "/"
    return Organisation.objects.create(
        kind=kind,
        code=code,
        path=path or f"{above}{code}/",
        name=name or f"{kind.label}{code}",
        parent=parent,
    )


@dataclass(frozen=True, kw_only=True)
class Tree:
    """The offices of one province, from the ministry to an exam site."""

    ministry: Organisation
    province: Organisation
    department: Organisation
    prefecture: Organisation
    county: Organisation
    site: Organisation


def a_tree(*, province: str = PROVINCE) -> Tree:
    """The offices of a province: ministry, province, department, one prefecture, county and site."""
    kinds = OrganisationKind
    ministry = Organisation.objects.filter(path="/").first() or an_organisation(
        kind=kinds.MINISTRY, code="000", path="/", name="教育部"
    )
    top = an_organisation(
        kind=kinds.PROVINCE,
        code=province,
        path=f"/{province}/",
        name="山西省招生考试管理中心",
        parent=ministry,
    )
    prefecture = an_organisation(
        kind=kinds.PREFECTURE, code=f"{province}01", name="太原市招生考试中心", parent=top
    )
    county = an_organisation(
        kind=kinds.COUNTY, code=f"{province}0105", name="小店区招生考试中心", parent=prefecture
    )
    return Tree(
        ministry=ministry,
        province=top,
        department=an_organisation(
            kind=kinds.DEPARTMENT, code=f"{province}D1", name="山西省教育厅", parent=top
        ),
        prefecture=prefecture,
        county=county,
        site=an_organisation(kind=kinds.SITE, code=f"{province}010501", name="小店区第一中学", parent=county),
    )


def an_account(
    *,
    username: str = "",
    display_name: str = "王敏",
    kind: AccountKind = AccountKind.STAFF,
    can_log_in: bool = True,
    is_persona: bool = False,
    password: str = "",
) -> Account:
    """An account; with a password somebody can really log in with it."""
    account = Account(
        username=username or f"account{a_new_number():06d}",
        display_name=display_name,
        kind=kind,
        is_active=can_log_in,
        is_persona=is_persona,
    )
    if password:
        account.set_password(password)
    else:
        account.set_unusable_password()
    account.save()
    return account


def a_consent(
    *,
    account: Account,
    kind: ConsentKind = ConsentKind.NOTICE,
    version: int | None = None,
    given: bool = True,
    at: datetime = datetime(YEAR, 9, 1, tzinfo=BEIJING),
) -> Consent:
    """An answer to a text, by default to the version of the notice that is in force now."""
    text = text_of(kind, version) if version else current_text(kind, date(2099, 1, 1))
    return Consent.objects.create(
        season=YEAR,
        province=PROVINCE,
        account=account,
        kind=kind,
        version=text.version,
        digest=text.digest,
        is_given=given,
        at=at,
    )


def a_role(
    *,
    account: Account,
    organisation: Organisation,
    role: Role = Role.PROVINCE_OFFICER,
    season: int = YEAR,
    province: str = PROVINCE,
    expired: bool = False,
) -> StaffRole:
    """A role in force through the whole of its season and long after it, or one that has expired."""
    return StaffRole.objects.create(
        account=account,
        organisation=organisation,
        role=role,
        season=season,
        province=province,
        valid_from=datetime(season, 1, 1, tzinfo=BEIJING),
        valid_until=datetime(season, 1, 2, tzinfo=BEIJING) if expired else datetime(2099, 1, 1, tzinfo=UTC),
    )


def an_actor(
    *,
    role: Role = Role.PROVINCE_OFFICER,
    org_path: str = f"/{PROVINCE}/",
    account: Account | None = None,
) -> Actor:
    """Somebody who acts, by default an officer of the province with an account of their own."""
    return Actor(account=(account or an_account()).pk, role=role, org_path=org_path)


PLACE_OF_ROLE = {
    Role.MINISTRY_OFFICER: "/",
    Role.SYSTEM_ADMIN: "/",
    Role.SECURITY_ADMIN: "/",
    Role.DEPARTMENT_OFFICER: f"/{PROVINCE}/D1/",
    Role.COLLEGE_OFFICER: "/college/",
    Role.COLLEGE_LEAD: "/college/",
}


def an_actor_for(act: str, *, org_path: str = "", account: Account | None = None) -> Actor:
    """Somebody of the first role that may do an act; colleges reach all colleges, others the province.

    Candidates without an account are many at once: with one, each acts on the own registration alone.
    """
    role = ACT_ROLES[act][0]
    path = org_path or PLACE_OF_ROLE.get(role, f"/{PROVINCE}/")
    if role is Role.CANDIDATE and account is None:
        return Actor(account=None, role=role, org_path=path)
    return an_actor(role=role, org_path=path, account=account)
