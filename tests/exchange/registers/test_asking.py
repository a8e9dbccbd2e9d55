"""N3.7: registers are asked, answers kept and settled, outages tracked; through the adapters as a worker asks them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from json import loads
from pathlib import Path

import pytest
from tests import factories
from tests.factories import BORDER, KEYS, REGISTRATION_DAY

from chengzhao.actions.register_answers import AGAIN_AFTER, claim_questions
from chengzhao.exchange.registers import (
    Asked,
    Entry,
    LocalRegister,
    NotSynthetic,
    RegisterAnswer,
    RegisterUnavailable,
    ask_all,
    chosen_adapters,
    fill,
)
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    Education,
    RegisterCheck,
    RegisterExchange,
    RegisterLine,
    Registration,
)
from chengzhao.records.queries.register_checks import checks_of_candidate, lines, open_conditions
from chengzhao.records.sealed import EXCHANGE_ASKED, EXCHANGE_SAID, IDENTITY_NUMBER
from chengzhao.rules.registration import (
    DOWN_AFTER,
    TRIED_EVERY,
    CheckAnswer,
    CheckField,
    CheckSubject,
    CheckWay,
)
from chengzhao.settings.options import OptionError

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY
E, F = CheckSubject.EDUCATION, CheckField
Say = Callable[[Mapping[CheckField, str]], RegisterAnswer]


class Register:
    """A register that says what the test wants, and remembers under which keys it was asked."""

    name = "学信网"

    def __init__(self, say: Say) -> None:
        self.say = say
        self.keys: list[str] = []

    def ask(self, subject: CheckSubject, fields: Mapping[CheckField, str], *, key: str) -> RegisterAnswer:
        self.keys.append(key)
        return self.say(fields)


def yes(fields: Mapping[CheckField, str]) -> RegisterAnswer:
    return RegisterAnswer(stated=dict(fields), reference="R-1")


def away(fields: Mapping[CheckField, str]) -> RegisterAnswer:
    raise RegisterUnavailable("连接超时")


def ask(register: Register, *, at: datetime = AT) -> Asked:
    return ask_all({E: register}, border=BORDER, clock=lambda: at, keys=KEYS)


def a_waiting(**facts: object) -> Candidate:
    person = factories.a_candidate(education_verified=False, **facts)  # type: ignore[arg-type]
    factories.a_check(person)
    return person


def education(person: Candidate) -> tuple[datetime | None, str]:
    return Education.objects.values_list("verified_at", "verified_by").get(candidate=person)


def test_confirmed_certificate_is_verified_and_everything_is_kept_sealed() -> None:
    person = a_waiting()
    register = Register(yes)
    assert ask(register) == Asked(answered=1)
    assert education(person) == (AT, "学信网联网核查")
    check = RegisterCheck.objects.get()
    assert (check.answer, check.way, check.source, check.answered_at) == ("MATCHES", "ONLINE", "学信网", AT)
    assert register.keys == [str(check.public_id)]
    kept = RegisterExchange.objects.get()
    asked = loads(EXCHANGE_ASKED.text(KEYS, kept.pk, bytes(kept.asked_sealed)))
    said = loads(EXCHANGE_SAID.text(KEYS, kept.pk, bytes(kept.said_sealed)))
    assert asked["NUMBER"] == IDENTITY_NUMBER.text(KEYS, person.pk, bytes(person.identity_sealed))
    assert asked["CERTIFICATE"] == person.education.certificate_number
    assert (said["reference"], said["stated"]) == ("R-1", asked)
    assert (kept.answer, kept.at, kept.by_id) == ("MATCHES", AT, None)
    row = AuditRow.objects.get(act="settle_answers")
    assert (row.object_id, row.reason) == (person.candidate_number, "学历：一致（学信网）")
    # Nothing is due any more.
    assert ask(register) == Asked()


def test_another_name_in_the_register_leaves_the_certificate_unverified() -> None:
    person = a_waiting()
    Education.objects.filter(candidate=person).update(verified_at=AT, verified_by="学信网联网核查")
    ask(Register(lambda fields: RegisterAnswer(stated={**fields, F.NAME: "张三风"})))
    check = RegisterCheck.objects.get()
    assert (check.answer, check.differences) == ("DIFFERS", ["NAME"])
    assert education(person) == (None, "")
    [view] = checks_of_candidate(person.pk, KEYS)
    assert (view.differences, view.stated[F.NAME]) == ((F.NAME,), "张三风")


def test_what_papers_proved_stays_when_the_register_knows_nobody() -> None:
    person = a_waiting()
    Education.objects.filter(candidate=person).update(verified_at=AT, verified_by="人工核验：认证报告")
    ask(Register(lambda fields: RegisterAnswer(answer=CheckAnswer.NOT_FOUND)))
    assert RegisterCheck.objects.get().answer == "NOT_FOUND"
    assert education(person) == (AT, "人工核验：认证报告")


def test_outage_puts_the_question_off_with_growing_pauses_under_the_same_key() -> None:
    a_waiting()
    register = Register(away)
    assert ask(register) == Asked(waiting=1)
    check = RegisterCheck.objects.get()
    assert (check.answer, check.tries, check.next_try_at) == ("", 1, AT + timedelta(minutes=1))
    assert ask(register, at=AT + timedelta(seconds=59)) == Asked()
    ask(register, at=AT + timedelta(minutes=1))
    check.refresh_from_db()
    assert (check.tries, check.next_try_at) == (2, AT + timedelta(minutes=3))
    assert len(set(register.keys)) == 1
    assert list(RegisterExchange.objects.values_list("answer", "failure")) == [("NO_ANSWER", "连接超时")] * 2


def test_line_goes_down_once_and_comes_back_with_the_trial() -> None:
    people = [a_waiting() for _ in range(DOWN_AFTER + 3)]
    register = Register(away)
    assert ask(register) == Asked(waiting=DOWN_AFTER)
    line = RegisterLine.objects.get()
    assert (line.failures, line.down_since, line.failure) == (DOWN_AFTER, AT, "连接超时")
    assert RegisterCheck.objects.filter(claimed_at__isnull=False).count() == 0
    assert ask(register, at=AT + TRIED_EVERY - timedelta(seconds=1)) == Asked()
    # One question tries the line; the others wait.
    assert ask(register, at=AT + TRIED_EVERY) == Asked(waiting=1)
    assert len(register.keys) == DOWN_AFTER + 1
    register.say = yes
    assert ask(register, at=AT + timedelta(hours=1)) == Asked(answered=len(people))
    line.refresh_from_db()
    assert (line.failures, line.down_since) == (0, None)
    assert list(AuditRow.objects.filter(act="note_line").order_by("pk").values_list("reason", flat=True)) == [
        "学历核查中断：连接超时",
        "学历核查恢复",
    ]


def test_mistake_of_an_adapter_loses_nothing_and_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    person = a_waiting()

    def broken(fields: Mapping[CheckField, str]) -> RegisterAnswer:
        raise KeyError(fields[F.NAME])

    assert ask(Register(broken)) == Asked(waiting=1)
    assert RegisterExchange.objects.get().failure == "接口程序出错（KeyError）"
    assert person.name not in caplog.text


def test_question_of_a_process_that_died_is_asked_again_after_ten_minutes() -> None:
    a_waiting()
    assert len(claim_questions(border=BORDER, at=AT, subject=E, keys=KEYS, most=10)) == 1
    register = Register(yes)
    assert ask(register, at=AT + AGAIN_AFTER - timedelta(seconds=1)) == Asked()
    assert ask(register, at=AT + AGAIN_AFTER) == Asked(answered=1)


def test_answer_about_what_is_registered_no_more_is_kept_and_settles_nothing() -> None:
    person = a_waiting()

    def meanwhile(fields: Mapping[CheckField, str]) -> RegisterAnswer:
        # Handed in again while the question is on its way.
        RegisterCheck.objects.update(claimed_at=None, tries=0)
        return yes(fields)

    ask_all({E: Register(meanwhile)}, border=BORDER, clock=lambda: AT, keys=KEYS, most=1)
    assert (RegisterCheck.objects.get().answer, RegisterExchange.objects.count()) == ("", 1)
    assert education(person) == (None, "")


def test_withdrawn_are_not_asked_about() -> None:
    person = a_waiting()
    Registration.objects.filter(candidate=person).update(state="WITHDRAWN", ended_at=AT)
    assert ask(Register(yes)) == Asked()


def test_passed_before_the_answer_is_a_condition_until_it_comes() -> None:
    person = a_waiting()
    Registration.objects.filter(candidate=person).update(state="APPROVED", approved_at=AT)
    where = (BORDER.season, BORDER.province, "/")
    assert [(one.number, one.answer) for one in open_conditions(*where, limit=9)] == [
        (person.candidate_number, None)
    ]
    later = AT + timedelta(hours=1)
    ask(Register(lambda fields: RegisterAnswer(stated={**fields, F.NAME: "张三风"})), at=later)
    assert [(one.number, one.answer) for one in open_conditions(*where, limit=9)] == [
        (person.candidate_number, CheckAnswer.DIFFERS)
    ]
    factories.a_check(
        person,
        answer=CheckAnswer.MATCHES,
        at=later,
        way=CheckWay.HAND,
        asked_by=factories.an_account(),
    )
    assert open_conditions(*where, limit=9) == ()
    assert open_conditions(BORDER.season, BORDER.province, "/99/", limit=9) == ()


def test_lines_count_what_waits_and_what_was_said() -> None:
    a_waiting()
    factories.a_check(answer=CheckAnswer.NOT_FOUND)
    held = {one.subject: one for one in lines(BORDER.season, BORDER.province, "/")}[E]
    assert (held.waiting, held.oldest, dict(held.counts)[CheckAnswer.NOT_FOUND]) == (1, AT, 1)


NUMBER = "999999199001010011"


def test_local_register_answers_by_what_it_holds(tmp_path: Path) -> None:
    book = tmp_path / "registers.sqlite"
    fields = {F.NAME: "张三", F.NUMBER: NUMBER}
    local = LocalRegister(book)
    assert local.ask(E, fields, key="1").answer is CheckAnswer.NOT_FOUND
    entries = [
        Entry(subject=E, fields={**fields, F.SCHOOL: "演练大学"}),
        Entry(subject=E, fields={**fields, F.NAME: "李四", F.SCHOOL: "另一大学"}),
        Entry(subject=CheckSubject.STUDENT_STATUS, fields={**fields, F.ENROLLED: "演练职业技术学院"}),
    ]
    assert fill(entries, book) == 3
    assert book.stat().st_mode & 0o777 == 0o600
    assert local.ask(E, fields, key="1").stated[F.SCHOOL] == "演练大学"
    assert local.ask(E, {**fields, F.NUMBER: " 99999919900101001 1"}, key="1").stated[F.SCHOOL] == "演练大学"
    student = CheckSubject.STUDENT_STATUS
    assert local.ask(student, fields, key="1").answer is CheckAnswer.DIFFERS
    assert local.ask(student, {**fields, F.NAME: "王五"}, key="1").answer is CheckAnswer.MATCHES
    book.write_bytes(b"no database at all, and longer than a header of one" * 20)
    with pytest.raises(RegisterUnavailable):
        local.ask(E, fields, key="1")


def test_local_register_takes_nobody_who_could_be_a_person(tmp_path: Path) -> None:
    with pytest.raises(NotSynthetic):
        fill(
            [Entry(subject=E, fields={F.NAME: "张三", F.NUMBER: NUMBER.replace("999999", "140105", 1)})],
            tmp_path / "x",
        )


def test_registers_are_chosen_by_subject() -> None:
    assert set(chosen_adapters("local")) == set(CheckSubject)
    assert chosen_adapters("none") == {}
    found = chosen_adapters("EDUCATION=local, IDENTITY=file")
    assert [(subject, adapter.name) for subject, adapter in found.items()] == [(E, "本地演练库")]
    for text, expected in (
        ("HEIGHT=local", "REGISTERS has 'HEIGHT=local'"),
        ("EDUCATION", "REGISTERS has 'EDUCATION'"),
        ("EDUCATION=office.nowhere:Chsi", "REGISTERS has 'office.nowhere:Chsi'"),
    ):
        with pytest.raises(OptionError, match=expected):
            chosen_adapters(text)
