"""A season opened at the server, with the office that answers for it, before anybody has an account."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border
from chengzhao.actions.governance import law_of, open_season, province_path
from chengzhao.actions.people import OrganisationForm, add_organisations
from chengzhao.law.words import OrganisationKind
from chengzhao.records.models import Organisation

SEED_BYTES = 32
TOP = "/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """What was opened, to be told and published."""

    name: str
    office_name: str
    tie_seed: str


@transaction.atomic
def open_with_office(
    *, border: Border, actor: Actor, at: datetime, office_name: str = "", tie_seed: str = ""
) -> Opened:
    """Opens a real season and enters the province's office where no earlier season did, both or neither.

    What is left empty follows from the law; the seed then comes from chance. Raises Refused as open_season.
    """
    law, rules = law_of(border)
    opened = Opened(
        name=f"{law.year}年全国成人高校招生（{rules.province_name}）",
        office_name=office_name.strip() or f"{rules.province_name}招生考试机构",
        tie_seed=tie_seed.strip() or secrets.token_hex(SEED_BYTES),
    )
    open_season(
        border=border,
        actor=actor,
        at=at,
        name=opened.name,
        office_name=opened.office_name,
        tie_seed=opened.tie_seed,
        synthetic=False,
    )
    _enter_office(border, actor, at, opened.office_name)
    return opened


def _enter_office(border: Border, actor: Actor, at: datetime, name: str) -> None:
    kinds, path = OrganisationKind, province_path(border)
    forms = (
        OrganisationForm(kind=kinds.MINISTRY, code="000000", name="教育部", path=TOP),
        OrganisationForm(kind=kinds.PROVINCE, code=border.province, name=name, path=path, parent_path=TOP),
    )
    held = set(Organisation.objects.filter(path__in=[TOP, path]).values_list("path", flat=True))
    lacking = [form for form in forms if form.path not in held]
    if lacking:
        add_organisations(border=border, actor=actor, at=at, organisations=lacking)
