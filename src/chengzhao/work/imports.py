"""批量导入 in the queue: a table is looked at as a whole, and what is right in it imported step by step.

Each step of an import is one transaction that keeps which rows it made registrations of: work that was killed goes
on with the rest, and nothing is imported twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from uuid import UUID

from django.conf import settings

from chengzhao.actions.audit import Refused
from chengzhao.actions.governance import law_of
from chengzhao.actions.imported_registrations import faults_of_rows, import_registrations, stand_in_number
from chengzhao.actions.imports import CellFault, finish_import, report_import
from chengzhao.actions.queued_jobs import MadeFile
from chengzhao.exchange.confined import Refused as NotRead
from chengzhao.exchange.registrations.reading import Frame, Reader
from chengzhao.exchange.registrations.sifting import ReadRow, read_rows, sheet_fault
from chengzhao.exchange.registrations.writing import fault_table, faulty_rows
from chengzhao.exchange.sheet_writing import XLSX_TYPE, xlsx
from chengzhao.exchange.sheets import SheetFault
from chengzhao.exchange.tables import Table, open_table
from chengzhao.records.bulk import server_time
from chengzhao.records.import_words import ImportFileKind
from chengzhao.records.job_words import JobFileKind
from chengzhao.records.queries.imports import (
    ImportView,
    confirmation_points,
    faults_of,
    import_called,
    import_file,
    numbers_given,
    programme_levels,
)
from chengzhao.work.jobs import Outcome, Run

STEP = 1_000
MOST_LISTED = 20_000
"""Rows of the tables that are handed out: whoever has more faults than that has one fault in a column."""


def check_import(run: Run) -> Outcome:
    """Look at every row of a table and keep everything that is wrong, cell by cell; nothing is imported."""
    batch, table, reader = _opened(run)
    run.begin(table.total)
    faults: list[SheetFault] = []
    grounds: set[str] = set()
    for rows in _in_steps(read_rows(table, reader)):
        found = _faults(run, batch, reader, rows, grounds)
        faults += found
        run.advance(len(rows), faults=len(found))
    with run.as_asker():
        report_import(
            border=run.border,
            actor=run.actor,
            at=server_time(),
            public_id=batch.public_id,
            mapping=batch.mapping,
            faults=[
                CellFault(row=one.row, column=one.column, value=one.value, expected=one.expected)
                for one in faults
            ],
            grounds=grounds.pop() if len(grounds) == 1 else "",
            keys=settings.VAULT.keys(),
        )
    wrong = len({one.row for one in faults})
    message = f"共{table.total}行，{table.total - wrong}行可以导入，{wrong}行有错误，共{len(faults)}处。"
    files = _tables_of_faults(batch, table, faults) if faults else ()
    return Outcome(message=message, files=files)


def _faults(
    run: Run, batch: ImportView, reader: Reader, rows: list[ReadRow], grounds: set[str]
) -> list[SheetFault]:
    """What is wrong in some rows, in their order: what cannot be read, and what the rules find against the rest.

    The digest of what they were looked at under is added to `grounds`.
    """
    texts = {row.number: row.texts for row in rows}
    found = [fault for row in rows for fault in row.faults]
    forms = [(row.number, row.form) for row in rows if row.form is not None]
    if forms:
        with run.as_asker():
            against, under = faults_of_rows(
                border=run.border,
                actor=run.actor,
                at=batch.received_at,
                rows=forms,
                keys=settings.VAULT.keys(),
            )
        grounds.add(under)
        found += [sheet_fault(one, texts[one.row], reader) for one in against]
    return sorted(found, key=lambda one: one.row)


def _tables_of_faults(batch: ImportView, table: Table, faults: list[SheetFault]) -> tuple[MadeFile, ...]:
    """Every fault as a row of a table, and the rows that have any, to be mended and sent again."""
    said: dict[int, list[SheetFault]] = {}
    for one in faults:
        said.setdefault(one.row, []).append(one)
    listed = islice((row for row in table.rows() if row[0] in said), MOST_LISTED)
    sheet = batch.sheet or batch.name
    name = str(batch.public_id)[:8]
    return (
        _made(JobFileKind.FAULTS, f"faults-{name}.xlsx", fault_table(sheet, faults[:MOST_LISTED])),
        _made(JobFileKind.RESULT, f"to-mend-{name}.xlsx", faulty_rows(table.columns, listed, said)),
    )


def _made(kind: JobFileKind, name: str, content: bytes) -> MadeFile:
    return MadeFile(kind=kind, name=name, media_type=XLSX_TYPE, content=content)


def import_rows(run: Run) -> Outcome:
    """Make registrations of the right rows of a table, and hand out the numbers that they got."""
    batch, table, reader = _opened(run)
    run.begin(table.total)
    with run.as_asker():
        known = {row for row, *_ in faults_of(batch.key, settings.VAULT.keys())}
    for rows in _in_steps(read_rows(table, reader)):
        forms = [(row.number, row.form) for row in rows if row.form is not None and row.number not in known]
        wrong = len(rows) - len(forms)
        if forms:
            with run.as_asker():
                done = import_registrations(
                    border=run.border,
                    actor=run.actor,
                    at=server_time(),
                    public_id=batch.public_id,
                    rows=forms,
                    keys=settings.VAULT.keys(),
                    looked_at_under=batch.grounds,
                )
            wrong += len({one.row for one in done.faults})
        run.advance(len(rows), faults=wrong)
    with run.as_asker():
        imported = finish_import(
            border=run.border, actor=run.actor, at=server_time(), public_id=batch.public_id
        )
        numbers = numbers_given(batch.key)
    made = xlsx([("行", "姓名", "报名号"), *numbers], title="报名号")
    left_out = table.total - imported
    said = f"，{left_out}行有错误没有导入" if left_out else ""
    files = (_made(JobFileKind.RESULT, f"numbers-{str(batch.public_id)[:8]}.xlsx", made),)
    return Outcome(message=f"已导入{imported}行{said}。", files=files, is_partial=bool(left_out))


def _in_steps(rows: Iterable[ReadRow]) -> Iterator[list[ReadRow]]:
    found = iter(rows)
    while step := list(islice(found, STEP)):
        yield step


def _opened(run: Run) -> tuple[ImportView, Table, Reader]:
    """The batch that is asked for, its file opened, and what reads it. Raises Refused where the file is gone."""
    batch, content, frame = _asked_for(run)
    if content is None:
        raise Refused("文件已过保留期，请重新上传。")
    try:
        table = open_table(content, name=batch.name)
    except NotRead as refusal:
        raise Refused(str(refusal)) from refusal
    return batch, table, Reader(table.columns, _present(batch.mapping, table), frame)


def _present(mapping: Mapping[str, str], table: Table) -> dict[str, str]:
    return {name: heading for name, heading in mapping.items() if heading in table.columns}


def _asked_for(run: Run) -> tuple[ImportView, bytes | None, Frame]:
    acting, keys = run.acting, settings.VAULT.keys()
    with run.as_asker():
        public_id = UUID(str(run.arguments["batch"]))
        batch = import_called(acting.season, acting.province, acting.org_path, public_id, keys)
        if batch is None:
            raise Refused("本单位没有这一批，请从批次列表打开。")
        content = import_file(batch.key, ImportFileKind.SENT, keys)
        _, extra = law_of(run.border)
        frame = Frame(
            extra=extra,
            points=confirmation_points(acting.province),
            reach=batch.org_path,
            levels=programme_levels(acting.season, acting.province),
            number=stand_in_number(run.border, extra),
        )
    return batch, content, frame
