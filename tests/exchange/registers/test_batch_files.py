"""N3.7: registers that take files only: questions out, answers back, every error in one report."""

from datetime import timedelta

import pytest
from tests import factories
from tests.actions.refusing import refused
from tests.factories import BORDER, KEYS, REGISTRATION_DAY

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.register_answers import settle_answers
from chengzhao.actions.register_files import IN_A_FILE, questions_called, take_questions
from chengzhao.exchange.registers.batch_files import SheetFault, read_answers, rows
from chengzhao.exchange.sheet_writing import xlsx
from chengzhao.exchange.sheets import Sheet, read_sheet
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Education, RegisterCheck, RegisterExchange
from chengzhao.rules.registration import CheckSubject

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY
E = CheckSubject.EDUCATION


def officer(role: Role = Role.PROVINCE_OFFICER) -> Actor:
    return Actor(account=factories.an_account().pk, role=role, org_path="/14/")


def table(answers: dict[int, tuple[str, str]]) -> Sheet:
    """The file as a register sends it back, some rows of it filled in."""
    held = [
        list(row)
        for row in rows(E, take_questions(border=BORDER, actor=officer(), at=AT, subject=E, keys=KEYS))
    ]
    for place, filled in answers.items():
        held[place][-2:] = filled
    return read_sheet(xlsx(held, title="学历核查"), name="answers.xlsx")


def read(sheet: Sheet) -> tuple[list, list[SheetFault]]:
    return read_answers(sheet, E, "省教育厅", lambda wanted: questions_called(BORDER, E, KEYS, wanted))


def test_questions_go_out_and_answers_settle() -> None:
    checks = [factories.a_check() for _ in range(3)]
    sheet = table({1: ("一致", ""), 2: ("不一致", "姓名、毕业院校")})
    assert {one.failure for one in RegisterExchange.objects.all()} == {IN_A_FILE}
    found, faults = read(sheet)
    assert faults == []
    later = AT + timedelta(days=1)
    assert settle_answers(border=BORDER, actor=officer(), at=later, answers=found, keys=KEYS) == 2
    assert list(
        RegisterCheck.objects.order_by("pk").values_list("answer", "way", "source", "differences")
    ) == [
        ("MATCHES", "FILE", "省教育厅", []),
        ("DIFFERS", "FILE", "省教育厅", ["NAME", "SCHOOL"]),
        ("", "", "", []),
    ]
    assert Education.objects.get(candidate=checks[0].candidate).verified_by == "省教育厅文件核查"
    assert AuditRow.objects.filter(act="take_questions").count() == 3
    # The same file again settles nothing more and says so.
    _, again = read(sheet)
    assert [fault.expected for fault in again] == ["还在等答复的核查；已有答复的不能再改"] * 2


def test_every_error_of_a_file_is_in_one_report() -> None:
    for _ in range(5):
        factories.a_check()
    sheet = table({1: ("也许", ""), 2: ("一致", "姓名"), 3: ("不一致", "身高"), 4: ("", "姓名")})
    found, faults = read(sheet)
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [
        (2, "答复", "也许"),
        (3, "不一致的项目", "姓名"),
        (4, "不一致的项目", "身高"),
        (5, "答复", ""),
    ]
    assert found == []


def test_nothing_waits_and_only_the_province_takes_questions() -> None:
    with refused("没有等待学历核查的考生，不用导出。"):
        take_questions(border=BORDER, actor=officer(), at=AT, subject=E, keys=KEYS)
    factories.a_check()
    with pytest.raises(Refused, match="这项工作由省招办工作人员"):
        take_questions(border=BORDER, actor=officer(Role.COUNTY_REVIEWER), at=AT, subject=E, keys=KEYS)
