"""The list of files as CSV: the same query as the page, every text made harmless for spreadsheets."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

from chengzhao.law.words import PaperSlot
from chengzhao.records.queries.admission import FileFilter, FileView, all_files, college_files, count_by_level
from chengzhao.web.college.admission import slots_of
from chengzhao.web.college.filters import address_of
from chengzhao.web.college.permissions import may_read_files
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import masked, points

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Echo:
    """A file that hands each line back."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


@allow(may_read_files)
def files_csv(request: StaffRequest) -> StreamingHttpResponse:
    """Every file that the filter of the page asks for."""
    acting = request.acting
    border = (acting.season, acting.province, acting.college_id or 0)
    address = address_of(request, count_by_level(college_files(*border, FileFilter())))
    slots = slots_of(address.wanted.level)
    rows = csv_rows(all_files(college_files(*border, address.wanted)), slots)
    writer = csv.writer(Echo(), lineterminator="\r\n")
    lines = (writer.writerow([harmless(cell) for cell in row]) for row in rows)
    answer = StreamingHttpResponse(with_bom(lines), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="files-{acting.organisation_code}.csv"'
    return answer


def csv_rows(files: Iterable[FileView], slots: tuple[PaperSlot, ...]) -> Iterator[list[str]]:
    """The header, then a row for each file."""
    yield [
        "位次", "报名号", "姓名", "统考总分", "照顾加分", "投档分",
        *(slot.label for slot in slots),
        "志愿", "专业", "免试", "状态",
    ]  # fmt: skip
    for file in files:
        marks = {mark.slot: mark for mark in file.marks}
        yield [
            str(file.merit_rank),
            file.candidate_number,
            masked(file.name),
            points(file.total_score),
            str(file.bonus_points),
            points(file.filing_score),
            *(points(marks[slot].points) if slot in marks else "" for slot in slots),
            str(file.choice_rank),
            file.programme,
            "是" if file.exempt else "",
            file.state.label,
        ]


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before whatever a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def with_bom(lines: Iterable[str]) -> Iterator[str]:
    """The lines after a byte order mark, without which spreadsheets misread Chinese text."""
    yield BOM
    yield from lines
