"""A registration's way: nobody is rejected without a second look, and no ticket without confirmation."""

from chengzhao.rules.registration import REGISTRATION, RegistrationState


def test_rejection_comes_only_from_second_review() -> None:
    assert REGISTRATION.sources(RegistrationState.REJECTED) == (RegistrationState.SECOND_REVIEW,)


def test_ticket_comes_only_after_confirmation() -> None:
    assert REGISTRATION.sources(RegistrationState.TICKETED) == (RegistrationState.CONFIRMED,)


def test_ticketed_registration_is_ended_by_a_case_only() -> None:
    assert REGISTRATION.moves[RegistrationState.TICKETED] == (RegistrationState.CANCELLED,)


def test_returned_registration_is_with_the_candidate() -> None:
    assert RegistrationState.RETURNED in REGISTRATION.sets["WITH_CANDIDATE"]
    assert REGISTRATION.moves[RegistrationState.RETURNED][0] is RegistrationState.SUBMITTED


def test_ended_registrations_are_not_active() -> None:
    ended = frozenset(RegistrationState) - REGISTRATION.sets["ACTIVE"]
    assert ended == REGISTRATION.terminal
