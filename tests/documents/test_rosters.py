from datetime import UTC, datetime

import pytest
from tests.documents.samples import roster_of

from chengzhao.documents import rosters

AT = datetime(2024, 12, 20, tzinfo=UTC)


@pytest.mark.parametrize(("rows", "pages"), [(1, 1), (28, 1), (29, 2), (60, 2), (61, 3)])
def test_render_breaks_after_28_rows_and_then_every_32(rows: int, pages: int) -> None:
    assert len(rosters.render([roster_of(rows)], at=AT, as_format="png")) == pages
