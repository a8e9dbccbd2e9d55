"""待办与通知: the bell counts what waits and what is new, the page leads there, and a button marks as read."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import AdmissionList, Approval, AuditRow, Habit, Job
from chengzhao.records.queries.notices_to_me import count_notices
from chengzhao.records.queries.people import seats_of

pytestmark = pytest.mark.django_db
BELL = re.compile(r"待办 <b>(\d+\+?)</b>")
NEWS = re.compile(r"通知 <b>(\d+\+?)</b>")


def bell_of(client: Client, href: str) -> str:
    found = BELL.search(client.get(href).content.decode())
    assert found
    return found[1]


def news_of(client: Client, href: str) -> str:
    """The number of news beside the bell; "" where there are none."""
    found = NEWS.search(client.get(href).content.decode())
    return found[1] if found else ""


def test_bell_counts_what_waits_for_whoever_may_answer(world: World, log_in: LogIn) -> None:
    # A role of the county was put forward by a security administrator.
    assert bell_of(log_in(world.accounts[Role.SECURITY_ADMIN]), "/system/") == "1"
    assert bell_of(log_in(world.approval.first), "/system/") == "0"
    assert bell_of(log_in(world.accounts[Role.COUNTY_REVIEWER]), "/county/") == "0"
    # The province answers requests about personal data, too.
    assert bell_of(log_in(world.accounts[Role.PROVINCE_LEAD]), "/province/") == "2"
    assert bell_of(log_in(world.accounts[Role.PROVINCE_OFFICER]), "/province/") == "1"


def test_what_waits_leads_to_where_it_is_dealt_with(world: World, log_in: LogIn) -> None:
    page = log_in(world.accounts[Role.PROVINCE_LEAD]).get("/inbox/").content.decode()
    assert f'href="/approvals/{world.approval.public_id}/"' in page
    assert f'href="/province/privacy-requests/{world.request.public_id}/"' in page
    assert world.admitted.name not in page
    assert world.admitted.candidate_number not in page


def test_lapsed_acts_wait_no_longer(world: World) -> None:
    (seat,) = seats_of(world.accounts[Role.SECURITY_ADMIN].pk)
    lapses_at = world.approval.lapses_at
    assert count_notices(seat, lapses_at - timedelta(seconds=1)).waiting == 1
    assert count_notices(seat, lapses_at).waiting == 0


def test_lists_wait_for_the_office_and_come_back_to_the_college(world: World, log_in: LogIn) -> None:
    officer, college = (log_in(world.accounts[role]) for role in (Role.PROVINCE_OFFICER, Role.COLLEGE_LEAD))
    factories.a_list(college=world.college)
    AdmissionList.objects.filter(college=world.college).update(state="SUBMITTED", submitted_at=timezone.now())
    assert bell_of(officer, "/province/") == "2"
    assert "山西财经大学" in officer.get("/inbox/").content.decode()
    assert bell_of(college, "/college/") == "0"
    AdmissionList.objects.filter(college=world.college).update(state="QUERIED")
    assert bell_of(officer, "/province/") == "1"
    assert bell_of(college, "/college/") == "1"
    assert "录取名单被质询" in college.get("/inbox/").content.decode()


def test_ended_job_is_new_until_it_is_marked(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    assert news_of(client, "/college/") == "1"
    assert bell_of(client, "/college/") == "0"
    page = client.get("/inbox/").content.decode()
    assert f'href="/jobs/{world.job.public_id}/"' in page
    assert "1条标为已读" in page
    until = page.partition('name="until" value="')[2].partition('"')[0]
    for _ in range(2):
        assert client.post("/inbox/", {"until": until}).status_code == 302
    assert news_of(client, "/college/") == ""
    after = client.get("/inbox/").content.decode()
    assert f'href="/jobs/{world.job.public_id}/"' in after
    assert "标为已读" not in after
    row = AuditRow.objects.get(act="keep_habit")
    assert (row.account_id, row.reason) == (world.accounts[Role.COLLEGE_OFFICER].pk, "通知看到何时")


def test_mark_reaches_only_what_the_page_showed(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    until = client.get("/inbox/").content.decode().partition('name="until" value="')[2].partition('"')[0]
    later = timezone.now() + timedelta(seconds=1)
    Job.objects.filter(pk=world.job.pk).update(finished_at=later)
    client.post("/inbox/", {"until": until})
    assert news_of(client, "/college/") == "1"
    for nonsense in ("", "yesterday", "9999-01-01T00:00:00+00:00"):
        assert client.post("/inbox/", {"until": nonsense}).status_code == 302
    assert Habit.objects.get().chosen <= timezone.now().isoformat()


def test_jobs_of_a_colleague_are_no_news(world: World, log_in: LogIn) -> None:
    assert news_of(log_in(world.accounts[Role.COLLEGE_LEAD]), "/college/") == ""


def test_answer_to_what_one_has_put_forward_is_news(world: World, log_in: LogIn) -> None:
    Approval.objects.update(
        state="REFUSED",
        second=world.accounts[Role.PROVINCE_LEAD],
        second_role=Role.PROVINCE_LEAD.value,
        second_at=timezone.now(),
        reason="材料不全",
    )
    client = log_in(world.approval.first)
    assert news_of(client, "/system/") == "1"
    assert "未同意" in client.get("/inbox/").content.decode()


def test_bell_costs_one_statement(world: World, log_in: LogIn, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = log_in(world.accounts[Role.PROVINCE_LEAD])
    client.get("/settings/")
    with django_assert_max_num_queries(20) as caught:
        client.get("/settings/")
    counting = [one["sql"] for one in caught.captured_queries if "records_rightsrequest" in one["sql"]]
    assert len(counting) == 1
    assert "records_approval" in counting[0]
    assert "records_job" in counting[0]


def test_keys_are_turned_off_for_the_account(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    assert "hotkeys.js" in client.get("/college/").content.decode()
    for _ in range(2):
        assert client.post("/settings/", {"keys": "off"}).status_code == 302
    page = client.get("/settings/").content.decode()
    assert "hotkeys.js" not in page
    assert 'value="off" checked' in page
    assert "hotkeys.js" in log_in(world.accounts[Role.COLLEGE_LEAD]).get("/college/").content.decode()
    client.post("/settings/", {"keys": "on"})
    assert "hotkeys.js" in client.get("/college/").content.decode()
    assert AuditRow.objects.filter(act="keep_habit").count() == 2
