"""Whatever stands in an address, the answer is a page."""

import pytest
from django.test import Client
from tests.web.world import LogIn, World

from chengzhao.law.words import Role

NONSENSE = (
    "%00",
    "%F0%9F%92%A9",
    "'",
    "-1",
    "9" * 40,
    "1e999",
    "%3Cscript%3E",
    "a" * 5000,
    "%E5%BC%A0",
    "[]",
)
PUBLIC = (
    "/eligibility/level/?level=",
    "/eligibility/level/?sent=",
    "/subjects/?major=",
    "/plans/?after=",
    "/plans/?words=",
    "/plans/?level=",
    "/care/?next=",
    "/login/?next=",
    "/clauses/?q=",
    "/clauses/?year=",
    "/clauses/A1.5.7/?year=",
    "/clauses/A1.5.7/?province=",
)
STAFF = {
    Role.COLLEGE_OFFICER: ("level", "state", "programme", "after"),
    Role.PROVINCE_LEAD: ("act", "before", "after", "short"),
}


@pytest.mark.parametrize("value", NONSENSE)
def test_public_pages_take_any_query(world: World, client: Client, value: str) -> None:
    notice = world.admitted.claims.get().entries.get().notice
    for start in (*PUBLIC, f"/publicity/{notice.public_id}/?after="):
        response = client.get(start + value)
        assert (start, response.status_code) == (start, 302 if start.startswith("/care/") else 200)
        assert b"<script>" not in response.content


@pytest.mark.parametrize("value", NONSENSE)
def test_staff_pages_take_any_query(world: World, log_in: LogIn, value: str) -> None:
    pages = {
        Role.COLLEGE_OFFICER: ("/college/files/", "/jobs/"),
        Role.PROVINCE_LEAD: ("/province/audit/", f"/province/runs/{world.run.public_id}/"),
    }
    for role, names in STAFF.items():
        client = log_in(world.accounts[role])
        for href in pages[role]:
            for name in names:
                response = client.get(f"{href}?{name}={value}")
                content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
                assert (href, name, response.status_code) == (href, name, 200)
                assert b"<script>" not in content


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["0", "1", "99999", "9" * 30])
def test_yearly_pages_take_any_year(client: Client, year: str) -> None:
    assert client.get(f"/lines/{year}/").status_code == 200
    assert client.get(f"/calendar/{year}/").status_code == 200


@pytest.mark.parametrize("seat", ["", "role:", "role:9999999999999999999999", "candidate:x", "%00"])
def test_seats_take_any_choice(world: World, log_in: LogIn, seat: str) -> None:
    client = log_in(world.accounts[Role.PROVINCE_LEAD])
    assert client.post("/seats/", {"seat": seat}).status_code == 302
