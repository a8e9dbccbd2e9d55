"""The trail as overseers search it, its export, one person's rows, the seals; and what the candidate sees of it."""

import re
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.actions.test_sealing import AT
from tests.web.world import LogIn, World

from chengzhao.actions.access_log import unmask
from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow
from chengzhao.web.oversight import trail_file

BORDER = Border(season=2024, province="14")


@pytest.fixture
def overseer(world: World, log_in: LogIn) -> Client:
    """An overseer, and a trail of three acts of a county's reviewer."""
    reviewer = Actor(
        account=world.accounts[Role.COUNTY_REVIEWER].pk,
        role=Role.COUNTY_REVIEWER,
        org_path=world.tree.county.path,
        address="192.0.2.7",
    )
    Account.objects.filter(pk=reviewer.account).update(display_name="李四光")
    number = world.admitted.candidate_number
    given = {"border": BORDER, "actor": reviewer, "at": AT}
    touched = [Touched(object_id=number, after="a" * 64, reason="=HYPERLINK(1)")]
    record(**given, act="decide_registrations", object_kind="registration", touched=touched)  # type: ignore[arg-type]
    record(**given, act="log_in", object_kind="account", touched=[Touched(object_id="x", after="")])  # type: ignore[arg-type]
    unmask(**given, candidate_id=world.admitted.pk, fields=["电话"], reason="核实材料")  # type: ignore[arg-type]
    return log_in(world.accounts[Role.OVERSIGHT])


def body(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def text(client: Client, href: str) -> str:
    return client.get(href).content.decode()


def shown(page: str) -> list[str]:
    """The acts in the table of a page."""
    rows = page.partition("<tbody>")[2].split('<tr><td data-label="时间">')[1:]
    return [row.partition('data-label="动作">')[2].partition("</td>")[0] for row in rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # Three acts of that day, and the overseer's own log-in of today.
        ("", 4),
        ("act=log_in", 1),
        ("officer=nobody", 0),
        ("organisation=小店", 3),
        ("organisation=没有", 0),
        ("kind=registration", 1),
        ("since=2024-09-05&until=2024-09-05", 3),
        ("since=2024-09-06", 1),
        ("until=2024-09-04", 0),
        ("since=nonsense", 4),
    ],
)
def test_search_narrows(overseer: Client, query: str, found: int) -> None:
    assert len(shown(text(overseer, f"/oversight/trail/?{query}"))) == found


def test_access_log_shows_looks_only(overseer: Client) -> None:
    page = text(overseer, "/oversight/access/")
    assert len(shown(page)) == 1
    assert "电话：核实材料" in page


def test_export_is_the_same_query_and_no_cell_is_a_formula(overseer: Client) -> None:
    answer = overseer.get("/oversight/trail.csv?kind=registration")
    before = AuditRow.objects.get(act="take_list")
    assert (before.after_digest, before.reason) == ("", "监督检查　/oversight/trail.csv?kind=registration")
    content = body(answer)
    lines = content.decode().splitlines()
    assert len(lines) == 2
    assert ",=HYPERLINK" not in lines[1]
    assert "审核报名" in lines[1]
    after = AuditRow.objects.filter(act="take_list").latest("pk")
    assert (after.after_digest, after.reason) == (sha256(content).hexdigest(), "监督检查　导出完成，共1行")


def rows_of_a_season(number: int, **facts: object) -> None:
    """So many acts, as the trail keeps them."""
    given = {
        "season": 2024,
        "province": "14",
        "at": AT,
        "role": "PROVINCE_OFFICER",
        "org_path": "/14/",
        "act": "open_stage",
        "object_kind": "stage_window",
    } | facts
    AuditRow.objects.bulk_create(
        AuditRow(**given, object_id=f"row {one}")
        for one in range(number)  # type: ignore[misc]
    )


def test_long_trail_is_sent_batch_by_batch(overseer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail_file, "BATCH", 50)
    monkeypatch.setattr(trail_file, "LINES_AT_ONCE", 40)
    rows_of_a_season(7, season=2025)
    rows_of_a_season(7, province="32")
    asked = {}
    for number in (200, 200):
        rows_of_a_season(number)
        answer = overseer.get("/oversight/trail.csv?kind=stage_window")
        # A row that comes while the file is sent is in the next one.
        rows_of_a_season(1, object_kind="season")
        with CaptureQueriesContext(connection) as captured:
            parts = list(answer.streaming_content)  # type: ignore[attr-defined]
        names = re.findall(rb"row \d+", b"".join(parts))
        held = AuditRow.objects.filter(season=2024, province="14", object_kind="stage_window").count()
        assert len(names) == held
        assert max(part.count(b"\r\n") for part in parts) <= 40
        asked[held] = len(captured)
        doors = [one["sql"] for one in captured if "set_config('role'" in one["sql"]]
        assert any("chengzhao_oversight" in one for one in doors)
        assert not any("chengzhao_maintenance" in one for one in doors)
    # Four batches more cost what four batches cost: the door in and out, the page, the names of its organisations.
    assert asked[400] - asked[200] == 4 * 6


def test_file_that_nobody_reads_to_its_end_has_no_digest(
    overseer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_file, "LINES_AT_ONCE", 2)
    answer = overseer.get("/oversight/trail.csv")
    next(iter(answer.streaming_content))  # type: ignore[attr-defined]
    assert [row.after_digest for row in AuditRow.objects.filter(act="take_list")] == [""]


def test_person_is_found_by_number_and_the_look_is_written_down(overseer: Client, world: World) -> None:
    answer = overseer.post("/oversight/person/", {"number": world.admitted.candidate_number})
    assert len(shown(answer.content.decode())) == 2
    assert AuditRow.objects.get(act="view_file").candidate_id == world.admitted.pk
    nobody = overseer.post("/oversight/person/", {"number": "1"}).content.decode()
    assert "没有这个报名号" in nobody


def test_audit_administrator_sees_the_trail(overseer: Client, world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.AUDIT_ADMIN])
    assert len(shown(text(client, "/oversight/trail/"))) == 4


def test_seals_say_that_there_are_none_and_that_rows_wait(overseer: Client) -> None:
    page = text(overseer, "/oversight/seals/")
    assert "还没有封签" in page
    assert "尚未核验" in page


def test_candidate_sees_who_looked_without_the_officers_name(
    overseer: Client, world: World, log_in: LogIn
) -> None:
    client = log_in(world.accounts[Role.CANDIDATE])
    page = text(client, "/candidate/privacy/access/")
    assert "查看完整信息" in page
    assert "电话：核实材料" in page
    assert world.tree.county.name in page
    assert "李四光" not in page
    assert world.waiting.account is not None
    assert "查看完整信息" not in text(log_in(world.waiting.account), "/candidate/privacy/access/")
