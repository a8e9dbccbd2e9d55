"""N3.7: when a register is asked again, when its line is down, and what its answers hold up."""

from datetime import datetime, timedelta, timezone

import pytest

from chengzhao.law.words import ClaimKind, IdentityDocument, ProgrammeLevel
from chengzhao.rules.registration import (
    DOWN_AFTER,
    TRIED_EVERY,
    CheckAnswer,
    CheckField,
    CheckSubject,
    CheckWay,
    LastCheck,
    Line,
    after_answer,
    after_failure,
    asked_subjects,
    athlete_grade,
    check_doubts,
    check_findings,
    differences,
    next_try,
    questions_allowed,
    was_settled_by_hand,
)

AT = datetime(2024, 9, 5, 10, tzinfo=timezone(timedelta(hours=8)))
S, F = CheckSubject, CheckField


@pytest.mark.parametrize(
    ("tries", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8), (8, 128), (9, 240), (10, 240), (10_000, 240)]
)
def test_next_try_doubles_up_to_four_hours(tries: int, minutes: int) -> None:
    assert next_try(tries, AT) - AT == timedelta(minutes=minutes)


def test_next_try_of_what_never_failed() -> None:
    with pytest.raises(ValueError, match="never failed"):
        next_try(0, AT)


def test_line_goes_down_at_the_fifth_failure_and_keeps_since_when() -> None:
    line = Line()
    for _ in range(DOWN_AFTER - 1):
        line = after_failure(line, AT)
    assert (line.is_down, line.failures) == (False, DOWN_AFTER - 1)
    line = after_failure(line, AT)
    assert (line.down_since, line.tried_again_at) == (AT, AT + TRIED_EVERY)
    later = after_failure(line, AT + TRIED_EVERY)
    assert (later.down_since, later.tried_again_at) == (AT, AT + 2 * TRIED_EVERY)
    assert after_answer() == Line()


def test_questions_allowed_on_both_sides_of_the_trial() -> None:
    down = Line(failures=5, down_since=AT, tried_again_at=AT + TRIED_EVERY)
    moment = timedelta(microseconds=1)
    assert questions_allowed(Line(failures=4), AT, 100) == 100
    assert questions_allowed(down, AT + TRIED_EVERY - moment, 100) == 0
    assert questions_allowed(down, AT + TRIED_EVERY, 100) == 1
    assert questions_allowed(down, AT + TRIED_EVERY, 0) == 0


def test_what_is_asked_of_whom() -> None:
    def asked(**facts: object) -> tuple[CheckSubject, ...]:
        given: dict[str, object] = {
            "document": IdentityDocument.RESIDENT_ID,
            "level": ProgrammeLevel.GAOQIZHUAN,
            "claims": (),
            "has_licence": False,
        }
        return asked_subjects(**(given | facts))  # type: ignore[arg-type]

    both = (S.IDENTITY, S.STUDENT_STATUS)
    assert asked() == both
    assert asked(level=ProgrammeLevel.ZHUANSHENGBEN) == (*both, S.EDUCATION)
    assert asked(claims=[ClaimKind.EXEMPT_VETERAN]) == (*both, S.VETERAN)
    assert asked(claims=[ClaimKind.MASTER_ATHLETE]) == (*both, S.ATHLETE)
    assert asked(claims=[ClaimKind.MODEL_WORKER], has_licence=True) == (*both, S.HEALTH_LICENCE)
    assert asked(document=IdentityDocument.TAIWAN_PERMIT) == ()
    assert athlete_grade([ClaimKind.AGED_25, ClaimKind.FIRST_GRADE_ATHLETE]) is ClaimKind.FIRST_GRADE_ATHLETE
    assert athlete_grade([ClaimKind.AGED_25]) is None


def test_differences_leave_out_what_is_not_stated() -> None:
    asked = {F.NAME: "张三", F.SCHOOL: "太原 理工大学", F.MAJOR: "会计"}
    stated = {F.NAME: "张叁", F.SCHOOL: "太原理工大学", F.MAJOR: "", F.GRADUATED: "2010-07-01"}
    assert differences(asked, stated) == (F.NAME,)
    assert differences(asked, {}) == ()


def last(subject: CheckSubject, answer: CheckAnswer, way: CheckWay = CheckWay.ONLINE) -> LastCheck:
    return LastCheck(subject=subject, answer=answer, way=way, differences=(F.NAME,))


@pytest.mark.parametrize(
    ("subject", "answer", "clauses"),
    [
        (S.IDENTITY, CheckAnswer.DIFFERS, ["N3.1"]),
        (S.IDENTITY, CheckAnswer.NOT_FOUND, []),
        (S.IDENTITY, CheckAnswer.MATCHES, []),
        (S.STUDENT_STATUS, CheckAnswer.DIFFERS, ["A1.3.1"]),
        (S.HEALTH_LICENCE, CheckAnswer.DIFFERS, ["A1.3.4"]),
        (S.VETERAN, CheckAnswer.DIFFERS, []),
    ],
)
def test_what_an_answer_holds_up(subject: CheckSubject, answer: CheckAnswer, clauses: list[str]) -> None:
    found = check_findings([last(subject, answer)])
    assert [one.clause for one in found] == clauses
    assert [one.message for one in found] == [f"{subject.label}核查不一致（姓名）。" for _ in clauses]


def test_what_no_register_confirmed_is_a_doubt_where_it_would_hold_up() -> None:
    asked = (S.IDENTITY, S.STUDENT_STATUS, S.VETERAN)
    yes = [last(S.IDENTITY, CheckAnswer.MATCHES), last(S.STUDENT_STATUS, CheckAnswer.MATCHES)]
    no = LastCheck(subject=S.IDENTITY, answer=CheckAnswer.NOT_FOUND, way=CheckWay.FILE)
    assert check_doubts(asked, yes, ()) == ()
    assert check_doubts(asked, [no, yes[1]], ()) == ("身份核查查无记录",)
    assert check_doubts(asked, yes[:1], ()) == ("学籍没有核查过",)
    assert check_doubts(asked, yes, [S.STUDENT_STATUS, S.VETERAN]) == ("学籍核查还没有答复",)
    assert check_doubts((), [], ()) == ()


def test_papers_call_for_a_second_person() -> None:
    online = last(S.IDENTITY, CheckAnswer.MATCHES)
    by_hand = last(S.IDENTITY, CheckAnswer.MATCHES, CheckWay.HAND)
    assert (was_settled_by_hand([online]), was_settled_by_hand([online, by_hand])) == (False, True)
