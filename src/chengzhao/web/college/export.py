"""The list of files as a table to take away: the same query as the page, as a workbook and as CSV."""

from collections.abc import Iterator

from django.http import HttpResponse

from chengzhao.exchange.sheet_writing import Row
from chengzhao.records.queries.admission import FileFilter, all_files, college_files, count_by_level
from chengzhao.web.college.admission import slots_of
from chengzhao.web.college.filters import address_of
from chengzhao.web.college.permissions import may_read_files
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.fresh import EVERY_METHOD, fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.tables import csv_answer, xlsx_answer


@allow(may_read_files)
@fresh_factor(methods=EVERY_METHOD)
@shows_person("阅档")
def files_csv(request: StaffRequest) -> HttpResponse:
    """Every file that the filter of the page asks for, for programs."""
    return csv_answer(rows_of(request), name=f"files-{request.acting.organisation_code}")


@allow(may_read_files)
@fresh_factor(methods=EVERY_METHOD)
@shows_person("阅档")
def files_xlsx(request: StaffRequest) -> HttpResponse:
    """Every file that the filter of the page asks for, for spreadsheets."""
    name = f"files-{request.acting.organisation_code}"
    return xlsx_answer(rows_of(request), name=name, title="阅档")


def rows_of(request: StaffRequest) -> Iterator[Row]:
    """The header, then a row for each file."""
    acting = request.acting
    border = (acting.season, acting.province, acting.college_id or 0)
    address = address_of(request, count_by_level(college_files(*border, FileFilter())))
    slots = slots_of(address.wanted.level)
    yield [
        "位次", "报名号", "姓名", "统考总分", "照顾加分", "投档分",
        *(slot.label for slot in slots),
        "志愿", "专业", "免试", "状态",
    ]  # fmt: skip
    for file in all_files(college_files(*border, address.wanted)):
        marks = {mark.slot: mark for mark in file.marks}
        yield [
            file.merit_rank,
            file.candidate_number,
            file.name,
            file.total_score,
            file.bonus_points,
            file.filing_score,
            *(marks[slot].points if slot in marks else None for slot in slots),
            file.choice_rank,
            file.programme,
            "是" if file.exempt else "",
            file.state.label,
        ]
