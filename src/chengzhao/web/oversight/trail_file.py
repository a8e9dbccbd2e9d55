"""What a search of the trail found, as a file that is read and sent batch by batch, however long the trail is.

The request's own transaction has ended when the first batch is read: each is read through the visitor's door in a
short transaction of its own, downwards from the newest row that was there at the beginning. That the file is taken
stands on the trail before it is sent; its digest is added when the last batch has gone out.
"""

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone

from chengzhao.actions.access_log import take_list
from chengzhao.actions.audit import Border
from chengzhao.exchange.sheet_writing import CSV_TYPE, Row, csv_lines
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.trail import TrailFilter, TrailRow, trail, trail_page
from chengzhao.records.scope import scope
from chengzhao.records.seats import scope_of
from chengzhao.web.shared.actors import actor_in
from chengzhao.web.shared.acts import act_label, object_label
from chengzhao.web.shared.chinese import beijing, count

BATCH = 2_000
LINES_AT_ONCE = 500
NAME = "trail.csv"
HEAD = (
    *("时间", "动作", "对象", "编号", "经办账号", "经办人", "角色", "单位"),
    *("网络地址", "之前摘要", "之后摘要", "理由", "请求编号"),
)


def trail_file(request: HttpRequest, acting: Acting, wanted: TrailFilter) -> StreamingHttpResponse:
    """The file as an answer that is sent while it is read."""
    answer = StreamingHttpResponse(_sent(request, acting, wanted), content_type=CSV_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer


def _sent(request: HttpRequest, acting: Acting, wanted: TrailFilter) -> Iterator[bytes]:
    """The parts of the file; the last line on the trail is written when all of them were taken."""
    digest, lines = sha256(), 0
    found = csv_lines(_table(acting, wanted))
    while part := list(islice(found, LINES_AT_ONCE)):
        sent = "".join(part).encode()
        digest.update(sent)
        lines += len(part)
        yield sent
    # The mark at the beginning and the head are no rows.
    rows = lines - 2
    with scope(scope_of(acting, acting.account_id)):
        take_list(
            border=Border(season=acting.season, province=acting.province),
            actor=actor_in(request, acting),
            at=timezone.now(),
            name=NAME,
            digest=digest.hexdigest(),
            reason=f"监督检查　导出完成，共{count(rows)}行",
        )


def _table(acting: Acting, wanted: TrailFilter) -> Iterator[Row]:
    """The header, then a row for each act, the newest first."""
    yield HEAD
    before: int | None = None
    while page := _page(acting, wanted, before):
        yield from map(_row, page)
        if len(page) < BATCH:
            return
        before = page[-1].key


def _page(acting: Acting, wanted: TrailFilter, before: int | None) -> tuple[TrailRow, ...]:
    with scope(scope_of(acting, acting.account_id)):
        rows = trail(acting.season, acting.province, wanted)
        return trail_page(rows, before=before, limit=BATCH)


def _row(row: TrailRow) -> Row:
    return [
        f"{beijing(row.at):%Y-%m-%d %H:%M:%S}",
        act_label(row.act),
        object_label(row.object_kind),
        row.object_id,
        row.username,
        row.actor,
        row.role,
        row.organisation,
        row.network_address,
        row.before_digest,
        row.after_digest,
        row.reason,
        row.request_id,
    ]
