"""The demonstration proves the walls, too: its whole season is written by a role that owns nothing."""

from typing import Any

import pytest
from django.db import connection
from tests.rehearsal.seasons import play, small_season, undone

from chengzhao.actions import audit
from chengzhao.records.bulk import copy_rows


@pytest.mark.django_db
def test_every_act_of_a_season_is_done_by_a_role_that_owns_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    roles: list[str] = []

    def noting(*given: Any) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            roles.append(cursor.fetchone()[0])
        return copy_rows(*given)

    monkeypatch.setattr(audit, "copy_rows", noting)
    with undone():
        play(small_season("14", 2024, candidates=100))
    assert len(roles) > 50
    assert set(roles) == {"chengzhao_work"}
