"""阅档 as a table to take away: every file that the filter of the page asks for, read page by page."""

from collections.abc import Iterator

from chengzhao.actions.queued_jobs import MadeFile
from chengzhao.exchange.college_files import COLUMNS, head, rows
from chengzhao.exchange.sheet_writing import CSV_TYPE, XLSX_TYPE, Row, csv_lines, xlsx
from chengzhao.records.job_words import JobFileKind
from chengzhao.records.queries.admission import FileFilter, FileKey, file_page
from chengzhao.records.queries.admission import college_files as files_of
from chengzhao.work.jobs import Outcome, Run

STEP = 500


def college_files(run: Run) -> Outcome:
    """The files of a college as `format` xlsx or csv; what is filtered and which columns are those of the page."""
    table = list(_rows(run))
    is_csv = run.arguments.get("format") == "csv"
    name = f"files-{run.acting.organisation_code}.{'csv' if is_csv else 'xlsx'}"
    content = "".join(csv_lines(table)).encode() if is_csv else xlsx(table, title="阅档")
    made = MadeFile(
        kind=JobFileKind.RESULT,
        name=name,
        media_type=CSV_TYPE if is_csv else XLSX_TYPE,
        content=content,
    )
    return Outcome(message=f"共{len(table) - 1}份档案。", files=(made,))


def _rows(run: Run) -> Iterator[Row]:
    acting, asked = run.acting, run.arguments
    wanted = FileFilter(
        level=str(asked.get("level") or ""),
        state=str(asked.get("state") or ""),
        programme=int(asked.get("programme") or 0),
    )
    border = (acting.season, acting.province, acting.college_id or 0)
    with run.as_asker():
        total = files_of(*border, wanted).count()
    run.begin(total)
    columns = str(asked.get("columns") or " ".join(COLUMNS)).split()
    yield head(wanted.level, columns)
    after: FileKey | None = None
    while True:
        with run.as_asker():
            page = file_page(files_of(*border, wanted), after=after, limit=STEP)
        if not page:
            return
        yield from rows(page, wanted.level, columns)
        run.advance(len(page))
        after = page[-1].key
