"""通知 and 附件2: offices and their people, the windows of the stages, who answers for them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from chengzhao.actions.audit import Actor
from chengzhao.actions.governance import (
    Duty,
    ResponsiblePersonForm,
    name_responsible_persons,
)
from chengzhao.actions.people import (
    AccountForm,
    AccountKind,
    OrganisationForm,
    add_organisations,
    create_accounts,
)
from chengzhao.actions.personas import equip_personas
from chengzhao.actions.roles import GrantForm, appoint_administrators, grant_arguments
from chengzhao.actions.stage_windows import open_stage
from chengzhao.law.reference import HAN
from chengzhao.law.words import Role, Sex, Stage
from chengzhao.records.queries.season import account_keys
from chengzhao.rehearsal.chance import stream
from chengzhao.rehearsal.names import Names
from chengzhao.rehearsal.offices import MINISTRY, offices
from chengzhao.rehearsal.player.play import INSTALLER, SYSTEM, Play
from chengzhao.rehearsal.player.stage import Act
from chengzhao.rehearsal.player.two_persons import by_two
from chengzhao.rehearsal.posts import PASSWORD, posts

ROLES_END = datetime(2099, 1, 1, tzinfo=UTC)
"""Roles of a rehearsal stay in force, so that a season of an earlier year can be looked at."""


def acts(play: Play) -> Sequence[Act]:
    """Set up the offices, then open the stages, each after its responsible persons are named."""
    found = [
        Act(title="登记单位", run=lambda: _add_offices(play)),
        Act(title="开设账号", run=lambda: _create_accounts(play)),
        Act(title="配备演示动态码", run=lambda: _equip_personas(play)),
        Act(title="授予角色", run=lambda: _grant_roles(play)),
        Act(title="明确责任人", run=lambda: _name_responsible(play)),
    ]
    return found + [Act(title=f"开放{stage.label}", run=partial(_open, play, stage)) for stage in Stage]


def _add_offices(play: Play) -> int:
    forms = [
        OrganisationForm(
            kind=office.kind, code=office.code, name=office.name, path=office.path, parent_path=office.parent
        )
        for office in offices(play.season)
    ]
    at = play.clock.before_season()
    return len(add_organisations(border=play.border, actor=SYSTEM, at=at, organisations=forms))


def _create_accounts(play: Play) -> int:
    forms = [
        AccountForm(
            username=post.username,
            display_name=post.display_name,
            kind=AccountKind.STAFF,
            password=PASSWORD if post.is_persona else None,
            is_persona=post.is_persona,
        )
        for post in posts(play.season)
    ]
    at = play.clock.before_season()
    return len(create_accounts(border=play.border, actor=SYSTEM, at=at, accounts=forms))


def _equip_personas(play: Play) -> int:
    keys = account_keys(post.username for post in posts(play.season) if post.is_persona)
    at = play.clock.before_season()
    return equip_personas(border=play.border, actor=SYSTEM, at=at, account_ids=keys.values(), keys=play.keys)


def _grant_roles(play: Play) -> int:
    at = play.clock.before_season()
    every = posts(play.season)
    keys = account_keys(post.username for post in every)
    first, rest = [], []
    for post in every:
        form = GrantForm(
            account_id=keys[post.username],
            org_path=post.path,
            role=post.role,
            valid_from=at,
            valid_until=ROLES_END,
        )
        (first if post.path == MINISTRY and post.role is Role.SECURITY_ADMIN else rest).append(form)
    appoint_administrators(border=play.border, actor=INSTALLER, at=at, grants=first)
    giver, other = (
        Actor(account=form.account_id, role=Role.SECURITY_ADMIN, org_path=MINISTRY) for form in first
    )
    by_two(play, "grant_roles", grant_arguments(rest), first=giver, second=other, at=at)
    return len(every)


def _name_responsible(play: Play) -> int:
    """第一责任人 and 直接责任人 of every office that the notice names (N1.1)."""
    chance, names = stream(play.season.scenario.seed, "responsible persons"), Names()
    ordered = play.season.scenario.law.responsible_persons.value
    persons = [
        ResponsiblePersonForm(
            org_path=office.path,
            duty=Duty.FIRST if item.is_first else Duty.DIRECT,
            name=names.draw(chance, sex=Sex.MALE, born=1970, ethnicity=HAN),
            post=item.post,
        )
        for office in offices(play.season)
        for item in ordered.get(office.kind, ())
    ]
    at = play.clock.before_season()
    name_responsible_persons(border=play.border, actor=SYSTEM, at=at, persons=persons)
    return len(persons)


def _open(play: Play, stage: Stage) -> int:
    opens, closes = play.clock.window(stage)
    open_stage(
        border=play.border,
        actor=play.province(Role.PROVINCE_LEAD),
        at=play.clock.before_season(),
        stage=stage,
        org_path=play.top,
        opens_at=opens,
        closes_at=closes,
    )
    return 1
