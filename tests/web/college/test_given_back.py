"""A file that a college gave back: its own record of the act stays, and the person is somebody else's (C-05)."""

import re
from dataclasses import dataclass

import pytest
from django.test import Client
from tests import factories
from tests.factories import BORDER
from tests.web.college.test_export import export, rows_of
from tests.web.world import LogIn, World

from chengzhao.actions.audit import Actor
from chengzhao.actions.college_review import FileDecisionForm, decide_files
from chengzhao.actions.refusals import RowsRefused
from chengzhao.law.words import ReturnReason, Role
from chengzhao.records.models import Candidate, CandidateFile, SealedFile
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.admission import FileState


@dataclass(frozen=True, kw_only=True)
class SentOn:
    """Somebody whose first college gave the file back, and whose second college has it now."""

    person: Candidate
    given_back: CandidateFile
    held: CandidateFile
    portrait: SealedFile


@pytest.fixture
def sent_on(world: World) -> SentOn:
    """The person of a file that was given back and sent to a sibling college."""
    person = factories.a_candidate(
        name="欧阳震岳", ticketed=True, chosen=[world.programme, world.other_programme]
    )
    factories.a_mark(candidate=person, mark=88)
    return SentOn(
        person=person,
        given_back=factories.a_file(candidate=person, programme=world.programme, state=FileState.RETURNED),
        held=factories.a_file(
            candidate=person, programme=world.other_programme, state=FileState.UNDER_REVIEW
        ),
        portrait=factories.an_evidence_file(candidate=person),
    )


@pytest.fixture
def first(world: World, log_in: LogIn, sent_on: SentOn) -> Client:
    """An officer of the college that gave the file back."""
    return log_in(world.accounts[Role.COLLEGE_OFFICER])


@pytest.fixture
def second(world: World, log_in: LogIn, sent_on: SentOn) -> Client:
    """An officer of the college that has it now."""
    account = factories.an_account()
    place = world.other_college.organisation
    factories.a_role(account=account, organisation=place, role=Role.COLLEGE_OFFICER)
    return log_in(account)


def text_of(client: Client, href: str) -> str:
    response = client.get(href)
    assert response.status_code == 200
    return response.content.decode()


def test_the_college_that_has_it_sees_the_person_and_the_first_does_not(
    first: Client, second: Client, sent_on: SentOn
) -> None:
    href = f"/college/people/{sent_on.person.public_id}/"
    assert sent_on.person.name in text_of(second, href)
    assert first.get(href).status_code == 404
    lift = {"room": "IDENTITY", "reason": "核对证件号码"}
    assert first.post(href, lift).status_code in (307, 404)
    evidence = f"/college/evidence/{sent_on.portrait.public_id}/"
    assert second.get(evidence).status_code == 200
    assert first.get(evidence).status_code == 404
    assert first.post(evidence, {"reason": "核对照片"}).status_code == 404


def test_its_row_stands_in_the_list_with_number_decision_and_course(first: Client, sent_on: SentOn) -> None:
    page = text_of(first, f"/college/files/{sent_on.given_back.public_id}/")
    pane = page.partition('class="filing__file"')[2]
    assert sent_on.person.candidate_number in pane
    assert "档案已经退出本校，个人情况不再显示" in pane
    assert "/college/people/" not in pane
    assert "已退档" in pane
    row = page.partition(f">{sent_on.person.candidate_number}</a>")[2].partition("</tr>")[0]
    assert "<td>—</td>" in row
    for hidden in ("欧*岳", "欧阳震岳", "88"):
        # Numbers of files and forms are random, and stand in the tags.
        assert not re.search(rf"(?<!\d){hidden}(?!\d)", re.sub(r"<[^>]*>", " ", page))


def test_neither_college_finds_the_file_of_the_other(first: Client, second: Client, sent_on: SentOn) -> None:
    assert first.get(f"/college/files/{sent_on.held.public_id}/").status_code == 404
    assert second.get(f"/college/files/{sent_on.given_back.public_id}/").status_code == 404


def test_export_counts_and_list_have_the_same_rows(first: Client, sent_on: SentOn) -> None:
    rows = {row[1]: row for row in rows_of(export(first, "csv"))[1:]}
    given_back = rows[sent_on.person.candidate_number]
    assert (given_back[2], given_back[6:9], given_back[-1]) == ("", ["", "", ""], "已退档")
    page = text_of(first, "/college/files/?state=RETURNED")
    assert "已退档 1</a>" in page
    assert page.count('<th scope="row" class="mono">') == 1
    assert "专升本 2</a>" in page


def test_what_was_given_back_is_not_decided_again(world: World, sent_on: SentOn) -> None:
    officer = world.accounts[Role.COLLEGE_OFFICER]
    actor = Actor(account=officer.pk, role=Role.COLLEGE_OFFICER, org_path=world.college.organisation.path)
    form = FileDecisionForm(
        file_id=sent_on.given_back.pk,
        officer_id=officer.pk,
        return_code=ReturnReason.PROGRAMME_FULL,
        seen=FileState.RETURNED,
    )
    door = Scope(
        door=Door.COLLEGE,
        season=BORDER.season,
        province=BORDER.province,
        org_path=actor.org_path,
        account=officer.pk,
        college=world.college.pk,
    )
    at = factories.admission.DECISION_DAY
    with scope(door), pytest.raises(RowsRefused) as refusal:
        decide_files(border=BORDER, actor=actor, at=at, decisions=[form])
    assert sent_on.person.candidate_number in str(refusal.value)
