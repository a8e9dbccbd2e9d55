"""The exports are the list."""

import csv
import io

from python_calamine import CalamineWorkbook
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_export_has_the_rows_of_the_list(world: World, log_in: LogIn) -> None:
    factories.a_file(
        candidate=factories.a_candidate(name="唐敏"),
        programme=world.programme,
        filing_score=199,
        merit_rank=7,
    )
    response = log_in(world.accounts[Role.COLLEGE_OFFICER]).get("/college/files.csv")
    content = response.content
    assert content.startswith(b"\xef\xbb\xbf")
    header, first, second = rows_of(content)
    assert header == [
        "位次", "报名号", "姓名", "统考总分", "照顾加分", "投档分",
        "政治", "外语", "专业基础课", "志愿", "专业", "免试", "状态",
    ]  # fmt: skip
    assert first[1:3] == [world.admitted.candidate_number, "张*丰"]
    assert first[5:10] == ["251", "86", "58", "87", "2"]
    assert second[:3] == ["7", second[1], "唐*"]


def test_export_keeps_the_filter(world: World, log_in: LogIn) -> None:
    response = log_in(world.accounts[Role.COLLEGE_LEAD]).get("/college/files.csv?state=FILED")
    assert len(rows_of(response.content)) == 1


def test_export_of_no_files_is_a_header(db: None, log_in: LogIn) -> None:
    college = factories.a_college()
    account = factories.an_account()
    factories.a_role(account=account, organisation=college.organisation, role=Role.COLLEGE_OFFICER)
    response = log_in(account).get("/college/files.csv")
    assert len(rows_of(response.content)) == 1
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_workbook_has_the_same_rows_with_numbers_and_whole_candidate_numbers(
    world: World, log_in: LogIn
) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    response = client.get("/college/files.xlsx")
    assert response.headers["Content-Disposition"].endswith('.xlsx"')
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    assert book.sheet_names == ["阅档"]
    header, first = book.get_sheet_by_index(0).to_python()
    assert header == rows_of(client.get("/college/files.csv").content)[0]
    assert first[1:3] == [world.admitted.candidate_number, "张*丰"]
    assert first[5:10] == [251.0, 86.0, 58.0, 87.0, 2.0]
