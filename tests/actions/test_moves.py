"""Moves of rows along a state machine, all or none."""

from typing import Any

import pytest
from tests.actions.refusing import rows_refused
from tests.factories import BORDER, REGISTRATION_DAY, a_candidate

from chengzhao.actions.moves import locked_states, move_rows, objection, state_trail
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Registration
from chengzhao.rules.registration import REGISTRATION, RegistrationState

S = RegistrationState


def names_of(*states: S, **facts: Any) -> dict[int, str]:
    """The keys of new registrations in these states, each named after its state."""
    return {a_candidate(state=state, **facts).registration.pk: state.label for state in states}


def move(names: dict[int, str], to: S, through: S | None = None) -> dict[int, S]:
    return move_rows(
        Registration,
        REGISTRATION,
        border=BORDER,
        names=names,
        to=to,
        through=through,
        columns={"confirmed_at": REGISTRATION_DAY},
    )


@pytest.mark.django_db
def test_move_rows_returns_the_states_before_and_sets_columns() -> None:
    names = names_of(S.APPROVED, S.APPROVED)
    assert move(names, S.CONFIRMED) == dict.fromkeys(names, S.APPROVED)
    rows = Registration.objects.values_list("state", "confirmed_at")
    assert list(rows) == [("CONFIRMED", REGISTRATION_DAY)] * 2


@pytest.mark.django_db
def test_move_rows_moves_all_or_none() -> None:
    names = names_of(S.APPROVED, S.TICKETED, S.REJECTED)
    with rows_refused(
        (2, "已编排", "报名“已编排”不能转为“已确认”，只能转为：已取消"),
        (3, "不通过", "报名“不通过”不能转为“已确认”，已是最终状态"),
    ):
        move(names, S.CONFIRMED)
    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["APPROVED", "TICKETED", "REJECTED"]


@pytest.mark.django_db
def test_move_rows_nowhere() -> None:
    assert move({}, S.CONFIRMED) == {}


@pytest.mark.django_db
def test_locked_states_of_another_season_are_not_found() -> None:
    names = names_of(S.APPROVED, season=2025)
    with rows_refused((1, "已通过", "本年度本省没有这条记录")):
        locked_states(Registration, REGISTRATION, border=BORDER, names=names)


def test_objection_to_a_move_through_a_state() -> None:
    assert objection(REGISTRATION, S.SUBMITTED, S.APPROVED) == (
        "报名“待审核”不能转为“已通过”，只能转为：审核中、已撤回、已取消"
    )
    assert objection(REGISTRATION, S.SUBMITTED, S.APPROVED, S.UNDER_REVIEW) == ""
    assert objection(REGISTRATION, S.SUBMITTED, S.REJECTED, S.UNDER_REVIEW) == (
        "报名“待审核”不能转为“不通过”，只能转为：审核中、已撤回、已取消"
    )


def test_state_trail_has_both_digests() -> None:
    trail = list(state_trail({7: S.APPROVED}, {7: "甲"}, S.CONFIRMED, reason="缴费"))
    assert [(one.object_id, one.before, one.after, one.reason) for one in trail] == [
        ("甲", digest_of({"state": "APPROVED"}), digest_of({"state": "CONFIRMED"}), "缴费")
    ]
