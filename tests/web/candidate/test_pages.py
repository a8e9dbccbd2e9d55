"""The candidate's pages in every stage."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, REGISTRATION_DAY, YEAR
from tests.web.world import SCOPE, LogIn, World, exempt_candidate

from chengzhao.documents.admit_cards import AdmitCard
from chengzhao.law.words import EntryRoute, PaperSlot
from chengzhao.records.models import PaperMark, ReviewDecision
from chengzhao.records.models.people import AccountKind
from chengzhao.records.models.registration import Verdict
from chengzhao.rules.admission import CANDIDATE_FILE, FileState
from chengzhao.rules.exams import MarkState
from chengzhao.rules.registration import RegistrationState

IN_WORK = [state for state in FileState if state not in CANDIDATE_FILE.sets["VISIBLE_TO_CANDIDATE"]]


def text_of(client: Client, href: str) -> str:
    response = client.get(href)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def admitted(world: World, log_in: LogIn) -> Client:
    """The candidate who was admitted through the second choice."""
    assert world.admitted.account is not None
    return log_in(world.admitted.account)


@pytest.fixture
def waiting(world: World, log_in: LogIn) -> Client:
    """The candidate who was not."""
    assert world.waiting.account is not None
    return log_in(world.waiting.account)


def test_home_of_the_admitted_shows_the_place_and_all_tasks_done(admitted: Client, world: World) -> None:
    page = text_of(admitted, "/candidate/")
    assert "张*丰，你已被录取" in page
    assert "张三丰" not in page
    assert "已完成 8 项，共 8 项" in page
    assert world.admitted.candidate_number in page


# What a unit typed is filled in further, task by task, as what one has begun oneself.
@pytest.mark.parametrize("state", [one for one in RegistrationState if one != RegistrationState.AWAITING])
def test_home_in_every_state_of_the_registration(db: None, log_in: LogIn, state: RegistrationState) -> None:
    factories.a_season()
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    factories.a_candidate(account=account, state=state)
    page = text_of(log_in(account), "/candidate/")
    assert "张*丰，" in page
    assert "没有填志愿" in page


def test_home_of_a_returned_registration_says_what_to_put_right(db: None, log_in: LogIn) -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    candidate = factories.a_candidate(account=account, state=RegistrationState.RETURNED)
    ReviewDecision.objects.create(
        season=YEAR,
        province=PROVINCE,
        candidate=candidate,
        reviewer=factories.an_account(),
        verdict=Verdict.RETURN,
        reason="毕业证照片看不清",
        at=REGISTRATION_DAY,
    )
    page = text_of(log_in(account), "/candidate/")
    assert '<h2 id="fix">毕业证照片看不清</h2>' in page
    assert "task--bad" in page


def test_home_of_an_exempt_candidate_asks_for_no_exam(db: None, log_in: LogIn) -> None:
    candidate = exempt_candidate(factories.a_tree())
    assert candidate.account is not None
    page = text_of(log_in(candidate.account), "/candidate/")
    assert "阿*提，报名已确认" in page
    assert "免试考生不参加统一考试" in page


def test_score_before_the_release_shows_no_mark(db: None, log_in: LogIn) -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    candidate = factories.a_candidate(account=account, ticketed=True)
    factories.a_mark(candidate=candidate, mark=87, state=MarkState.FROZEN)
    page = text_of(log_in(account), "/candidate/score/")
    assert "成绩还没有公布" in page
    assert "87" not in page.partition('<main class="main"')[2].partition("<footer")[0]


def test_score_shows_the_arithmetic_and_the_line(admitted: Client) -> None:
    page = text_of(admitted, "/candidate/score/")
    for shown in (
        "政治",
        "86",
        "高等数学（二）",
        "87",
        "统考总分",
        "231",
        "年满25周岁",
        "+20",
        "251",
        "你已上线",
    ):
        assert shown in page


def test_score_below_the_line_says_so(db: None, log_in: LogIn) -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    candidate = factories.a_candidate(account=account, ticketed=True)
    factories.a_mark(candidate=candidate, slot=PaperSlot.POLITICS, mark=99)
    factories.a_control_line(score=100)
    assert "你没有上线" in text_of(log_in(account), "/candidate/score/")


def test_score_says_why_a_claim_does_not_count(db: None, log_in: LogIn) -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    candidate = factories.a_candidate(account=account, ticketed=True)
    factories.a_mark(candidate=candidate)
    factories.a_claim(candidate=candidate)
    page = text_of(log_in(account), "/candidate/score/")
    assert "个人三等功以上加20分没有计入" in page


def test_choices_are_shown_as_written(admitted: Client) -> None:
    page = text_of(admitted, "/candidate/choices/")
    assert page.index("太原理工大学") < page.index("山西财经大学")
    assert "已保存" in page


def test_result_of_the_admitted_explains_every_choice(admitted: Client) -> None:
    page = text_of(admitted, "/candidate/result/")
    assert "你已被录取" in page
    assert "投出的最后一名270分，<b>你251分，差19分</b>" in page
    assert "第1志愿报这里的有3人，你的投档分251分，排第2名。" in page
    assert "<b>学校审阅后录取</b>" in page
    assert "d9fd" in page or "结果摘要" in page


def test_result_shows_only_the_moves_that_a_candidate_may_see(admitted: Client) -> None:
    page = text_of(admitted, "/candidate/result/")
    assert "已投档，山西财经大学" in page
    assert "已录取，山西财经大学" in page
    assert "预录取，山西财经大学" not in page


@pytest.mark.parametrize("state", IN_WORK)
def test_result_while_a_file_is_in_work_says_that_it_was_sent_and_no_more(
    waiting: Client, world: World, state: FileState
) -> None:
    factories.a_file(
        candidate=world.waiting,
        programme=world.programme,
        run=world.run,
        state=state,
        choice_rank=2,
        return_code="OTHER",
    )
    page = text_of(waiting, "/candidate/result/")
    assert "档案已投到学校" in page
    assert "已投档，山西财经大学" in page
    for told in ("预录取", "预退档", "录检", "在阅"):
        assert told not in page


def test_admit_card_is_there_before_the_marks_are(
    waiting: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    PaperMark.objects.filter(candidate=world.waiting).update(state=MarkState.NONE, mark=None)
    printed: list[AdmitCard] = []
    monkeypatch.setattr(
        "chengzhao.documents.admit_cards.render", lambda cards, at: printed.extend(cards) or (b"%PDF-",)
    )
    assert waiting.get("/candidate/admit-card.pdf").status_code == 200
    assert len(printed[0].sessions) == 3


def test_result_of_the_others_says_what_was_missing(waiting: Client) -> None:
    page = text_of(waiting, "/candidate/result/")
    assert "这次没有录取" in page
    assert "你170分，差100分" in page
    assert "下载录取通知书" not in page


def test_result_before_any_filing_says_when(db: None, log_in: LogIn) -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    factories.a_candidate(account=account, ticketed=True, chosen=[factories.a_programme()])
    assert "录取结果还没有公布" in text_of(log_in(account), "/candidate/result/")


def test_result_of_an_exempt_admission_has_no_score(db: None, log_in: LogIn) -> None:
    programme = factories.a_programme()
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    candidate = factories.a_candidate(
        account=account, confirmed=True, route=EntryRoute.EXEMPT, chosen=[programme]
    )
    admission = factories.an_admission(candidate=candidate, programme=programme)
    type(admission.file).objects.filter(pk=admission.file_id).update(exempt=True)
    page = text_of(log_in(account), "/candidate/result/")
    assert "没有统考成绩。" in page
    assert "<b>免试录取</b>" in page


def test_admit_card_and_letter_are_pdf(admitted: Client) -> None:
    for href in ("/candidate/admit-card.pdf", "/candidate/letter.pdf"):
        response = admitted.get(href)
        assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
        assert response.content.startswith(b"%PDF-")


def test_admit_card_before_seating_is_not_found(db: None, log_in: LogIn) -> None:
    factories.a_season()
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    factories.a_candidate(account=account)
    client = log_in(account)
    assert client.get("/candidate/admit-card.pdf").status_code == 404
    assert client.get("/candidate/letter.pdf").status_code == 404


def test_letter_before_it_is_issued_is_not_found(db: None, log_in: LogIn) -> None:
    factories.a_season()
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    factories.an_admission(
        candidate=factories.a_candidate(account=account), programme=factories.a_programme()
    )
    assert log_in(account).get("/candidate/letter.pdf").status_code == 404


@pytest.mark.parametrize(
    ("href", "statements"),
    [("/candidate/", 17), ("/candidate/score/", 12), ("/candidate/choices/", 8), ("/candidate/result/", 35)],
)
def test_pages_are_read_in_so_many_statements(
    admitted: Client, django_assert_num_queries: DjangoAssertNumQueries, href: str, statements: int
) -> None:
    with django_assert_num_queries(SCOPE + statements):
        admitted.get(href)


def test_score_of_an_exempt_candidate_says_that_there_is_none(db: None, log_in: LogIn) -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    factories.a_candidate(account=account, confirmed=True, route=EntryRoute.EXEMPT)
    assert "你免试，没有统考成绩" in text_of(log_in(account), "/candidate/score/")


@pytest.mark.parametrize(
    ("href", "title"), [("/candidate/score/", "没有成绩"), ("/candidate/result/", "没有录取结果")]
)
def test_pages_of_a_rejected_registration_name_the_reason(
    db: None, log_in: LogIn, href: str, title: str
) -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    state = RegistrationState.REJECTED
    candidate = factories.a_candidate(account=account, state=state, chosen=[factories.a_programme()])
    ReviewDecision.objects.create(
        season=YEAR,
        province=PROVINCE,
        candidate=candidate,
        reviewer=factories.an_account(),
        verdict=Verdict.REJECT,
        reason="学历证书与姓名不符",
        at=REGISTRATION_DAY,
    )
    page = text_of(log_in(account), href)
    assert f"<h1>{title}</h1>" in page
    assert "报名状态是“不通过”，不参加考试和录取。原因：学历证书与姓名不符。" in page
