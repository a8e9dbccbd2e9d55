"""为什么看不到: what is missing and whom to ask, the same for a thing of somebody else and for none."""

import pytest
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import CandidateFile, PaperMark, StaffRole
from chengzhao.rules.admission import CANDIDATE_FILE, FileState
from chengzhao.rules.exams import MarkState


def why(client: Client, asked: str) -> str:
    response = client.post("/why/", {"q": asked})
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2]


@pytest.fixture
def reviewer(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.COUNTY_REVIEWER])


def test_a_page_of_another_role_names_the_roles_and_who_gives_them(reviewer: Client) -> None:
    shown = why(reviewer, "/province/audit/")
    assert "缺少身份" in shown
    assert "这一页由省招办工作人员、省招办负责人查看，你现在的身份是县区审核员" in shown
    assert "安全管理员、省招办负责人。授予角色须两人办理。" in shown


def test_another_seat_of_one_s_own_is_named(world: World, log_in: LogIn) -> None:
    account = world.accounts[Role.COUNTY_REVIEWER]
    client = log_in(account)
    factories.a_role(account=account, organisation=world.tree.province, role=Role.PROVINCE_OFFICER)
    shown = why(client, "/province/audit/")
    assert "你的另一个身份可以打开：省招办工作人员，山西省招生考试管理中心，2024年。" in shown
    assert 'href="/seats/"' in shown


def test_a_role_that_is_over_is_named_with_its_end(world: World, log_in: LogIn) -> None:
    account = world.accounts[Role.COUNTY_REVIEWER]
    client = log_in(account)
    factories.a_role(
        account=account, organisation=world.tree.province, role=Role.PROVINCE_OFFICER, expired=True
    )
    assert "自2024-01-01 00:00起到2024-01-02 00:00止，现在不在期内。" in why(client, "/province/audit/")
    assert StaffRole.objects.count() > 1


def test_a_page_of_one_s_own_role_is_a_matter_of_scope(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    mine = why(client, f"/college/files/{world.file.public_id}/")
    theirs = why(client, f"/college/files/{world.other_file.public_id}/")
    missing = why(client, "/college/files/00000000-0000-4000-8000-000000000000/")
    assert "你的范围：2024年度，山西财经大学本校。" in mine

    def without_the_address(shown: str) -> str:
        return shown.partition("</form>")[2]

    assert without_the_address(mine) == without_the_address(theirs) == without_the_address(missing)


def test_a_number_gets_the_same_answer_whether_it_is_there_or_not(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    known = why(client, world.waiting.candidate_number).partition("</form>")[2]
    unknown = why(client, "99999999999999").partition("</form>")[2]
    assert known == unknown
    assert "院校只看已投到本校的档案：投档以前和退档以后都看不到。" in known


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("/nowhere/", "本站没有这个网址"),
        ("/lines/2024/", "这一页不看身份"),
        ("/county/", "这一页你可以打开"),
        ("https://example.invalid/county/", "这一页你可以打开"),
        ("？", "看不出这是什么"),
        ("/candidate/", "缺少身份"),
    ],
)
def test_other_questions_have_their_answers(reviewer: Client, asked: str, title: str) -> None:
    assert f'<h2 id="because">{title}</h2>' in why(reviewer, asked)


def test_pages_of_candidates_are_for_no_member_of_staff(reviewer: Client) -> None:
    assert "这一页是考生本人的页面，工作人员不能查看。" in why(reviewer, "/candidate/score/")


def test_refusals_lead_to_the_question(reviewer: Client) -> None:
    assert 'href="/why/?q=%2Fprovince%2F"' in reviewer.get("/province/").content.decode()
    assert 'href="/why/?q=%2Fnowhere%2F"' in reviewer.get("/nowhere/").content.decode()


def test_a_number_in_an_address_is_not_answered(world: World, reviewer: Client) -> None:
    assert "because" not in reviewer.get("/why/?q=12345678").content.decode()
    assert "because" in reviewer.get("/why/?q=/province/").content.decode()


def test_the_public_is_not_led_there(client: Client, db: None) -> None:
    assert "/why/" not in client.get("/nowhere/").content.decode()


def test_without_a_question_there_is_a_form_only(reviewer: Client) -> None:
    shown = reviewer.get("/why/").content.decode()
    assert "because" not in shown
    assert shown.count("<h1>") == 1


@pytest.fixture
def candidate(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.CANDIDATE])


def test_a_candidate_is_told_the_own_state_whatever_is_asked(world: World, candidate: Client) -> None:
    said = [
        "报名：已编排。",
        "准考证：座位已经编排，可以打印。",
        "成绩：已经发布。",
        "录取：档案已录取。",
        "通知书：已经发出，可以查看。",
    ]
    for asked in ("/candidate/score/", "/candidate/result/", world.admitted.candidate_number):
        shown = why(candidate, asked)
        assert [line in shown for line in said] == [True] * len(said)
    assert "你的报名办到哪一步" in why(candidate, "/candidate/score/")
    assert "请联系小店区招生考试中心" in why(candidate, "/candidate/score/")


@pytest.mark.parametrize(
    "state", [one for one in FileState if one not in CANDIDATE_FILE.sets["VISIBLE_TO_CANDIDATE"]]
)
def test_a_candidate_is_told_nothing_before_its_time(
    world: World, candidate: Client, state: FileState
) -> None:
    CandidateFile.objects.filter(pk=world.file.pk).update(state=state, return_code="OTHER")
    PaperMark.objects.filter(candidate=world.admitted).update(state=MarkState.FROZEN)
    shown = why(candidate, "/candidate/result/")
    for line in ("成绩：还没有发布", "录取：还没有结果", "通知书：还没有发出。"):
        assert line in shown
    assert state.label not in shown.partition("because")[2]


def test_a_candidate_learns_nothing_of_anybody_s_number(world: World, candidate: Client) -> None:
    numbers = (world.waiting.candidate_number, world.admitted.candidate_number, "99999999999999")
    answers = {why(candidate, number).partition("</form>")[2].partition("</main>")[0] for number in numbers}
    assert len(answers) == 1
    assert "只能看到本人的资料" in answers.pop()
    staff = why(candidate, "/province/audit/")
    assert "这是工作人员的页面" in staff
    assert "安全管理员" not in staff


def test_a_candidate_is_led_there_from_what_is_not_found(candidate: Client) -> None:
    assert 'href="/why/?q=%2Fprovince%2F"' in candidate.get("/province/").content.decode()
