"""A candidate acts on the own registration alone: each act that names a candidate refuses a stranger's (周口 2012)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from tests.actions.ready_season import AT, GAOQIBEN, HUMANITIES, a_programme_of
from tests.factories import (
    BORDER,
    KEYS,
    REGISTRATION_DAY,
    Tree,
    a_candidate,
    a_candidate_number,
    a_choice,
    a_control_line,
    a_mark,
    a_registration_form,
    a_rights_request,
    a_season,
    a_tree,
    an_account,
    an_evidence_file,
    an_open_stage,
    every_stage_open,
)

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.choices import confirm_choices, save_choices
from chengzhao.actions.confirming import confirm_registrations
from chengzhao.actions.duties import ACT_ROLES
from chengzhao.actions.evidence import drop_file, open_file
from chengzhao.actions.filing import SupplementaryChoiceForm
from chengzhao.actions.own_data import export_own_data
from chengzhao.actions.registration import resubmit_registrations, submit_registrations
from chengzhao.actions.review import withdraw_registrations
from chengzhao.actions.rights import ask_right, take_back_request
from chengzhao.law.words import Role, Stage
from chengzhao.records.models import AuditRow, Candidate
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.models.people import AccountKind
from chengzhao.rules.exams import MarkState
from chengzhao.rules.privacy.requests import Right
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

COUNTY = "/14/1401/140105/"
REVIEW_DAY = REGISTRATION_DAY + timedelta(days=2)

Press = Callable[[Actor], object]
"""The act, done by whoever is given on what was made for the owner."""


def an_owned(tree: Tree, **facts: Any) -> Candidate:
    return a_candidate(
        account=an_account(kind=AccountKind.CANDIDATE), confirmation_point=tree.county, **facts
    )


def submitting(tree: Tree) -> tuple[int, Press]:
    an_open_stage(Stage.REGISTRATION)
    owner = an_account(kind=AccountKind.CANDIDATE)
    form = a_registration_form(confirmation_path=COUNTY, account_id=owner.pk)
    return owner.pk, lambda actor: submit_registrations(
        border=BORDER, actor=actor, at=REGISTRATION_DAY, registrations=[form], keys=KEYS
    )


def resubmitting(tree: Tree) -> tuple[int, Press]:
    an_open_stage(Stage.REGISTRATION)
    number = a_candidate_number()
    person = an_owned(tree, state=RegistrationState.RETURNED, candidate_number=number)
    form = a_registration_form(confirmation_path=COUNTY, candidate_number=number)
    return _owner(person), lambda actor: resubmit_registrations(
        border=BORDER, actor=actor, at=REGISTRATION_DAY, registrations=[form], keys=KEYS
    )


def confirming(tree: Tree) -> tuple[int, Press]:
    an_open_stage(Stage.REVIEW)
    person = an_owned(tree, state=RegistrationState.APPROVED)
    return _owner(person), lambda actor: confirm_registrations(
        border=BORDER, actor=actor, at=REVIEW_DAY, candidate_ids=[person.pk]
    )


def withdrawing(tree: Tree) -> tuple[int, Press]:
    an_open_stage(Stage.REGISTRATION)
    person = an_owned(tree, state=RegistrationState.SUBMITTED)
    return _owner(person), lambda actor: withdraw_registrations(
        border=BORDER, actor=actor, at=REGISTRATION_DAY, candidate_ids=[person.pk], reason="不考了"
    )


def saving_choices(tree: Tree) -> tuple[int, Press]:
    a_season()
    every_stage_open()
    person, programme = an_owned(tree, level=GAOQIBEN, category=HUMANITIES, ticketed=True), a_programme_of(2)
    wish = SupplementaryChoiceForm(
        candidate_id=person.pk,
        level=GAOQIBEN,
        rank=1,
        national_code=programme.college.national_code,
        programme_codes=(programme.code,),
    )
    return _owner(person), lambda actor: save_choices(
        border=BORDER, actor=actor, at=AT, filing_round=FilingRound.MAIN, choices=[wish]
    )


def confirming_choices(tree: Tree) -> tuple[int, Press]:
    a_season()
    every_stage_open()
    person = an_owned(tree, level=GAOQIBEN, ticketed=True)
    a_choice(candidate=person, programmes=[a_programme_of(2)])
    a_mark(candidate=person, state=MarkState.RELEASED)
    a_control_line()
    day = AT.replace(month=11, day=30)
    return _owner(person), lambda actor: confirm_choices(
        border=BORDER, actor=actor, at=day, candidate_ids=[person.pk]
    )


def opening_file(tree: Tree) -> tuple[int, Press]:
    person = an_owned(tree)
    kept = an_evidence_file(candidate=person)
    return _owner(person), lambda actor: open_file(
        border=BORDER, actor=actor, at=REVIEW_DAY, public_id=kept.public_id, reason="", keys=KEYS
    )


def dropping_file(tree: Tree) -> tuple[int, Press]:
    # The stranger has a registration of the own, whose file this is not.
    person = an_owned(tree, state=RegistrationState.RETURNED)
    kept = an_evidence_file(candidate=person)
    return _owner(person), lambda actor: drop_file(
        border=BORDER, actor=actor, at=REVIEW_DAY, public_id=kept.public_id
    )


def asking(tree: Tree) -> tuple[int, Press]:
    person = an_owned(tree)
    return _owner(person), lambda actor: ask_right(
        border=BORDER,
        actor=actor,
        at=REVIEW_DAY,
        keys=KEYS,
        candidate_id=person.pk,
        right=Right.CORRECT,
        text="工作单位有误",
    )


def taking_back(tree: Tree) -> tuple[int, Press]:
    person = an_owned(tree)
    asked = a_rights_request(candidate=person)
    return _owner(person), lambda actor: take_back_request(
        border=BORDER, actor=actor, at=REVIEW_DAY, request_id=asked.pk
    )


def exporting(tree: Tree) -> tuple[int, Press]:
    person = an_owned(tree)
    return _owner(person), lambda actor: export_own_data(
        border=BORDER, actor=actor, at=REVIEW_DAY, candidate_id=person.pk, digest="0" * 64
    )


PLAYED: Mapping[str, Callable[[Tree], tuple[int, Press]]] = {
    "submit_registrations": submitting,
    "resubmit_registrations": resubmitting,
    "confirm_registrations": confirming,
    "withdraw_registrations": withdrawing,
    "save_choices": saving_choices,
    "confirm_choices": confirming_choices,
    "open_file": opening_file,
    "drop_file": dropping_file,
    "ask_right": asking,
    "take_back_request": taking_back,
    "export_own_data": exporting,
}
"""The acts that name a candidate, or something of one."""

NAME_NOBODY = {
    "answer_consents": "answers are the account's that acts",
    "bind_candidates": "goes by the document and the telephone of the account itself",
    "call_off_phone_change": "the account that acts",
    "ask_for_phone_change": "the account that acts",
    "change_phone": "the account that acts",
    "finish_phone_change": "the account that acts",
    "keep_file": "the row is found by the account that acts",
    "mark_messages_read": "messages are found by the account that acts",
    "open_order": "the order is found by the account that acts",
    "recover_account": "the account that a code opened",
    "refuse_second_account": "nobody's row",
    "register_account": "a new account",
    "save_answers": "the draft is found by the account that acts",
    "take_over_registration": "the registration is found by the account that acts",
}
"""The other acts of candidates: nothing can be named in them that is another's."""


def _owner(person: Candidate) -> int:
    assert person.account_id is not None
    return int(person.account_id)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("records").get_models()
    }


def candidate_actor(account: int) -> Actor:
    return Actor(account=account, role=Role.CANDIDATE, org_path=COUNTY)


def test_every_act_of_candidates_is_played_or_names_nobody() -> None:
    everybody = len(Role)
    theirs = {act for act, roles in ACT_ROLES.items() if Role.CANDIDATE in roles and len(roles) < everybody}
    assert theirs == {*PLAYED, *NAME_NOBODY}


@pytest.mark.parametrize("act", PLAYED)
def test_a_stranger_is_refused_and_nothing_is_left(act: str) -> None:
    tree = a_tree()
    stranger = an_owned(tree, state=RegistrationState.RETURNED)
    owner, press = PLAYED[act](tree)
    before = rows()
    with pytest.raises(Refused):
        press(candidate_actor(_owner(stranger)))
    assert rows() == before
    press(candidate_actor(owner))
    assert AuditRow.objects.filter(act=act, account=owner).count() == 1


def test_a_registration_beside_the_own_takes_the_own_with_it() -> None:
    tree = a_tree()
    an_open_stage(Stage.REVIEW)
    mine, other = (an_owned(tree, state=RegistrationState.APPROVED) for _ in range(2))
    before = rows()
    with pytest.raises(Refused, match="只能办理本人的报名"):
        confirm_registrations(
            border=BORDER,
            actor=candidate_actor(_owner(mine)),
            at=REVIEW_DAY,
            candidate_ids=[mine.pk, other.pk],
        )
    assert rows() == before
