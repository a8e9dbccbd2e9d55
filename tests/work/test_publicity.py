"""Notices come down by the clock, each province by its own, and a made-up season's stand as long as it is shown."""

from datetime import datetime

import pytest
from tests.factories import BEIJING, a_claim, a_notice, a_season

from chengzhao.records.models import AuditRow, PublicNotice
from chengzhao.rules.disclosure import NoticeState
from chengzhao.work.publicity import take_down

pytestmark = pytest.mark.django_db

LAST_DAY = datetime(2025, 4, 7, 23, 59, tzinfo=BEIJING)
FIRST_DAY_OVER = datetime(2025, 4, 8, 0, 0, tzinfo=BEIJING)


def test_a_notice_comes_down_when_its_half_year_is_over() -> None:
    a_season(synthetic=False)
    a_notice(claims=[a_claim()], state=NoticeState.COMPLETED)
    assert take_down(LAST_DAY) == 0
    assert not AuditRow.objects.filter(act="take_down_notices").exists()
    assert take_down(FIRST_DAY_OVER) == 1
    notice = PublicNotice.objects.get()
    assert (notice.state, notice.down_at) == ("DOWN", FIRST_DAY_OVER)
    row = AuditRow.objects.get(act="take_down_notices")
    assert (row.object_id, row.account) == (notice.number, None)
    assert take_down(FIRST_DAY_OVER) == 0


def test_what_is_not_finished_or_made_up_stays() -> None:
    a_season(synthetic=True)
    a_notice(state=NoticeState.COMPLETED)
    a_notice(state=NoticeState.UP)
    assert take_down(FIRST_DAY_OVER) == 0
    assert set(PublicNotice.objects.values_list("state", flat=True)) == {"COMPLETED", "UP"}
