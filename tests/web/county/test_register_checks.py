"""Marks of registers on the county's file, and what a reviewer does about them; through the doors of the database."""

import json

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.web.county.test_review import a_waiting, at, body, decide, press, reviews_are_open, state_of
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Candidate, RegisterCheck
from chengzhao.records.sealed import EXCHANGE_SAID
from chengzhao.rules.registration import CheckAnswer, CheckSubject

assert reviews_are_open is not None
C = CheckSubject


@pytest.fixture
def county(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.COUNTY_REVIEWER])


@pytest.fixture
def second(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.SECOND_REVIEWER])


def an_answered(person: Candidate, subject: CheckSubject, answer: CheckAnswer, **stated: str) -> None:
    differences = ["NAME"] if answer is CheckAnswer.DIFFERS else []
    check = factories.a_check(
        person, subject=subject, answer=answer, differences=differences, at=timezone.now()
    )
    row = factories.an_exchange(check, answer=answer)
    said = json.dumps({"reference": "R-7", "stated": stated}, ensure_ascii=False)
    type(row).objects.filter(pk=row.pk).update(
        said_sealed=factories.KEYS.seal(said, row=EXCHANGE_SAID.place(row.pk))
    )


def test_answers_stand_beside_what_was_typed(world: World, county: Client) -> None:
    person = a_waiting(world)
    an_answered(person, C.IDENTITY, CheckAnswer.DIFFERS, NAME="李晓鸣")
    an_answered(person, C.EDUCATION, CheckAnswer.MATCHES, SCHOOL="演练大学")
    factories.a_check(person, subject=C.STUDENT_STATUS)
    page = body(county, at(person))
    assert "身份核查不一致：姓名" in page
    assert "学历核查一致" in page
    assert "学籍核查等待答复" in page
    assert "学信网：演练大学" in page
    assert "学信网：李晓鸣" in page


def test_outage_is_said_on_the_file(world: World, county: Client) -> None:
    person = a_waiting(world)
    factories.a_check(person, subject=C.IDENTITY, tries=5)
    now = timezone.now()
    factories.a_register_line(C.IDENTITY, failures=5, down_since=now, failed_at=now)
    page = body(county, at(person))
    assert "身份核查来源中断" in page
    assert "恢复后自动核查；不影响受理" in page


def test_papers_settle_a_doubt_and_another_person_passes(
    world: World, county: Client, second: Client
) -> None:
    person = a_waiting(world)
    an_answered(person, C.IDENTITY, CheckAnswer.DIFFERS)
    press(county, person, "take")
    assert "看材料认定核查结果" in body(county, at(person))
    refused = press(county, person, "by_hand", subject="IDENTITY", papers="户口簿")
    assert (refused.status_code, "请选择材料与填写的一致还是不一致" in refused.content.decode()) == (
        409,
        True,
    )
    told = {"subject": "IDENTITY", "agrees": "yes", "papers": "户口簿曾用名页"}
    for _ in range(2):
        assert press(county, person, "by_hand", **told).status_code == 302
    assert RegisterCheck.objects.filter(candidate=person, way="HAND").count() == 1
    assert "核查结果由人工认定，须两人审核" in body(county, at(person))
    decide(county, person, "SECOND", reason="已看户口簿", then="stay")
    press(second, person, "take")
    decide(second, person, "PASS", then="stay")
    assert state_of(person) == "APPROVED"


def test_ask_again_and_a_subject_that_does_not_exist(world: World, county: Client) -> None:
    person = a_waiting(world)
    an_answered(person, C.IDENTITY, CheckAnswer.NOT_FOUND)
    press(county, person, "take")
    assert press(county, person, "ask_again", subject="IDENTITY").status_code == 302
    assert press(county, person, "ask_again", subject="IDENTITY").status_code == 409
    assert press(county, person, "ask_again", subject="HEIGHT").status_code == 409
    assert RegisterCheck.objects.filter(candidate=person, answer="").count() == 1


def test_another_countys_reviewer_sees_and_settles_nothing(world: World, county: Client) -> None:
    elsewhere = factories.an_organisation(code="140106", parent=world.tree.prefecture)
    person = a_waiting(world, confirmation_point=elsewhere)
    an_answered(person, C.IDENTITY, CheckAnswer.DIFFERS)
    told = {"subject": "IDENTITY", "agrees": "yes", "papers": "户口簿"}
    assert press(county, person, "by_hand", **told).status_code == 404
    assert not RegisterCheck.objects.filter(way="HAND").exists()
