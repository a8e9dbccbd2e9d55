"""The style guide: every shared part in its states, and nowhere in a real office."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django.fixtures import Settings

from chengzhao.settings import base
from chengzhao.web.shared.tones import kinds

PARTS = base.WEB / "shared" / "templates" / "parts"
WHOLE_PAGES = {"error.html", "forbidden.html", "error_text.html", "request_number.html"}
AROUND_EVERY_PAGE = {"masthead.html", "footer.html", "deskbar.html", "sidenav.html", "crumbs.html"}
OF_ONE_MATTER = {
    *("audit_table.html", "trail_table.html", "runs_table.html", "risk_queue.html", "risk_case.html"),
    *(
        "person_page.html",
        "person_rooms.html",
        "member_roles.html",
        "role_form.html",
        "open_invitations.html",
    ),
    *("moves.html", "object_timeline.html", "row_timeline.html", "scorecard.html", "state_counts.html"),
}
"""Parts that say one thing of the trade; the components in them are shown by themselves."""


@pytest.fixture
def shown(db: None, client: Client) -> str:
    return client.get("/design/").content.decode()


def test_guide_is_there_only_where_the_site_is_developed(
    client: Client, db: None, settings: Settings
) -> None:
    assert client.get("/design/").status_code == 200
    settings.STYLE_GUIDE = False
    assert client.get("/design/").status_code == 404
    assert base.STYLE_GUIDE is False


def test_every_state_of_every_kind_is_shown(shown: str) -> None:
    for kind in kinds():
        for state in kind:  # type: ignore[attr-defined]
            assert f">{escape(state.label)}</span>" in shown


def test_every_component_is_in_the_guide(shown: str) -> None:
    """A part that is added to the shared ones is shown, or named above with why not."""
    folder = base.WEB / "public" / "templates" / "public"
    guide = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("design*.html")))
    parts: list[Path] = sorted(PARTS.glob("*.html"))
    left_out = WHOLE_PAGES | AROUND_EVERY_PAGE | OF_ONE_MATTER
    assert [one.name for one in parts if one.name not in left_out and f"parts/{one.name}" not in guide] == []


def test_guide_names_nobody_and_has_each_id_once(shown: str) -> None:
    ids = [piece.partition('"')[0] for piece in shown.split(' id="')[1:]]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_acts_of_the_sample_are_acts_of_the_trail(shown: str) -> None:
    assert ("提交报名" in shown, "_registration" in shown) == (True, False)
