"""The college's board and its list of files."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.web.world import LOOK, SCOPE, LogIn, World

from chengzhao.law.words import ProgrammeLevel, Role
from chengzhao.rules.admission import FileState
from chengzhao.web.college import admission


@pytest.fixture
def officer(world: World, log_in: LogIn) -> Client:
    """An officer of the college that admitted."""
    return log_in(world.accounts[Role.COLLEGE_OFFICER])


def text_of(client: Client, href: str) -> str:
    response = client.get(href)
    assert response.status_code == 200
    return response.content.decode()


def test_board_shows_places_and_lists(officer: Client) -> None:
    page = text_of(officer, "/college/")
    assert "计划2 已投1 预录0 已录1" in page
    assert "剩1" in page
    assert "处理中" in page


def test_board_of_a_college_without_plans(db: None, log_in: LogIn) -> None:
    account = factories.an_account()
    college = factories.a_college()
    factories.a_role(account=account, organisation=college.organisation, role=Role.COLLEGE_LEAD)
    client = log_in(account)
    assert "本校在这个省还没有招生计划。" in text_of(client, "/college/")
    assert "还没有档案投到本校。" in text_of(client, "/college/files/")


def test_files_show_the_first_one_beside_the_list(officer: Client, world: World) -> None:
    page = text_of(officer, "/college/files/")
    assert "第1份　张*丰" in page
    assert "张三丰" not in page
    assert "本校" in page
    assert "年满25周岁，加20分" in page
    assert world.other_file.candidate.candidate_number not in page


def test_file_leads_to_its_neighbours_within_the_filter(officer: Client, world: World) -> None:
    files = [
        factories.a_file(candidate=factories.a_candidate(), programme=world.programme, filing_score=score)
        for score in (240, 230)
    ]
    page = text_of(officer, f"/college/files/{files[0].public_id}/?level=ZHUANSHENGBEN&state=FILED")
    assert 'aria-label="上一份"' not in page
    assert (
        f'href="/college/files/{files[1].public_id}/?level=ZHUANSHENGBEN&amp;state=FILED" aria-label="下一份"'
        in page
    )
    assert "第1份" in page


def test_file_outside_the_page_is_still_shown(officer: Client, world: World) -> None:
    page = text_of(officer, f"/college/files/{world.file.public_id}/?state=RETURNED")
    assert "没有符合条件的档案。" in page
    assert "张*丰" in page


def test_files_are_paged_and_counted(officer: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "PAGE_SIZE", 2)
    for score in (240, 230, 220):
        factories.a_file(candidate=factories.a_candidate(), programme=world.programme, filing_score=score)
    first = text_of(officer, "/college/files/")
    assert "专升本 4</a>" in first
    assert "已投档 3</a>" in first
    assert first.count('<th scope="row" class="mono">') == 2
    following = first.partition('rel="next">下一页')[0].rpartition('href="')[2].partition('"')[0]
    second = text_of(officer, following.replace("&amp;", "&"))
    assert second.count('<th scope="row" class="mono">') == 2
    assert 'rel="next">下一页' not in second
    assert "回到第一页" in second


def test_files_of_another_level_are_one_click_away(officer: Client, world: World) -> None:
    senior = factories.a_programme(college=world.college, level=ProgrammeLevel.GAOQIBEN, name="护理学")
    factories.a_file(
        candidate=factories.a_candidate(level=ProgrammeLevel.GAOQIBEN),
        programme=senior,
        state=FileState.PROPOSED,
    )
    page = text_of(officer, "/college/files/")
    assert "高起本 1</a>" in page
    assert "护理学" in page
    assert "语文" in page
    assert "专升本 1</a>" in page


@pytest.mark.parametrize("files", [1, 3])
def test_files_are_read_in_eighteen_statements(
    officer: Client, world: World, django_assert_num_queries: DjangoAssertNumQueries, files: int
) -> None:
    for _ in range(files - 1):
        factories.a_file(candidate=factories.a_candidate(), programme=world.programme)
    with django_assert_num_queries(SCOPE + 18 + LOOK):
        officer.get("/college/files/")


def test_returned_file_shows_its_course_and_no_longer_the_person(officer: Client, world: World) -> None:
    candidate = factories.a_candidate(name="欧阳震岳", ticketed=True, chosen=[world.programme])
    factories.a_mark(candidate=candidate, mark=88)
    file = factories.a_file(
        candidate=candidate, programme=world.programme, state=FileState.RETURNED, filing_score=123
    )
    page = text_of(officer, f"/college/files/{file.public_id}/")
    pane = page.partition('class="filing__file"')[2]
    assert "档案已经退出本校，个人情况不再显示" in pane
    assert candidate.candidate_number in pane
    assert "所报专业已录满" not in page.partition('class="filing__list')[2].partition("</table>")[0]
    for hidden in ("欧*岳", "1990年1月1日", "山西职业技术学院", "<h3>志愿</h3>", "<h3>成绩"):
        assert hidden not in pane
    row = page.partition(f">{candidate.candidate_number}</a>")[2].partition("</tr>")[0]
    assert "<td>—</td>" in row
    assert "88" not in row
