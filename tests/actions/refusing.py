"""What an act leaves behind: its trail when it is done, nothing when it is refused."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chengzhao.actions.audit import Refused
from chengzhao.actions.refusals import RowsRefused
from chengzhao.records.models import AuditRow


def trail_of(act: str) -> list[tuple[str, str]]:
    """The rows on the trail of an act, as (object kind, object number), oldest first."""
    rows = AuditRow.objects.filter(act=act).order_by("pk")
    return list(rows.values_list("object_kind", "object_id"))


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """The step inside must be refused with exactly this sentence, and leave nothing on the trail."""
    before = AuditRow.objects.count()
    with pytest.raises(Refused) as caught:
        yield
    assert str(caught.value) == sentence
    assert AuditRow.objects.count() == before


@contextmanager
def rows_refused(*faults: tuple[int, str, str]) -> Iterator[None]:
    """The step inside must be refused for exactly these (row, value, expected), and leave nothing."""
    before = AuditRow.objects.count()
    with pytest.raises(RowsRefused) as caught:
        yield
    assert [(fault.row, fault.value, fault.expected) for fault in caught.value.faults] == list(faults)
    assert AuditRow.objects.count() == before
