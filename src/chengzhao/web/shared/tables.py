"""Tables handed out as files, by the one writer whose cells never become formulas."""

from collections.abc import Iterable

from django.http import HttpResponse

from chengzhao.exchange.sheet_writing import CSV_TYPE, Row, csv_lines


def csv_answer(rows: Iterable[Row], *, name: str) -> HttpResponse:
    """The rows as a download called `name`.csv: for programs."""
    return download("".join(csv_lines(rows)), CSV_TYPE, f"{name}.csv")


def download(content: str | bytes, kind: str, name: str) -> HttpResponse:
    """A content of a media type as a file of that name."""
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
