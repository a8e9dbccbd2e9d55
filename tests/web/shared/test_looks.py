"""Who looked at whose file stands on the trail: by whichever view, before the page is sent, and only then."""

from datetime import date
from hashlib import sha256

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.test_access import EVERYBODY, LOGGED_IN, TABLE, visits
from tests.web.world import LogIn, World

from chengzhao.actions import access_log
from chengzhao.law.words import Role
from chengzhao.records.looks import noting
from chengzhao.records.models import AuditRow, Candidate
from chengzhao.web.shared import looks
from chengzhao.web.shared.chinese import full_day

LOOKS = {
    "college:file": "阅档",
    "college:files": "阅档",
    "county:file": "审核报名",
    "county:confirmation": "打印报名确认表",
    "province:request": "查看",
    "province:complaint": "办理异议",
    "province:publicity-notice": "照顾公示",
    **{f"{desk}:person": "查看考生资料" for desk in ("college", "county", "province")},
    **{f"{desk}:evidence": "查看材料" for desk in ("college", "county", "province")},
}
"""The pages that show staff one person's file, each with why."""

TAKEN = {
    "desk:job-file": "任务中心",
    "province:figures-csv": "统计图表",
    "province:fees-csv": "缴费对账",
    "province:run-pack": "复核投档",
    "oversight:run-pack": "复核投档",
    "oversight:trail-csv": "监督检查",
}
"""The addresses at which staff take a file away, each with why."""


def rows_of(act: str) -> list[AuditRow]:
    return list(AuditRow.objects.filter(act=act).order_by("pk"))


def change(person: Candidate, **facts: object) -> Candidate:
    Candidate.objects.filter(pk=person.pk).update(**facts)
    person.refresh_from_db()
    return person


def test_every_view_of_a_person_and_every_file_leaves_a_row(world: World, log_in: LogIn) -> None:
    born = enumerate((world.admitted, world.waiting), start=1)
    persons = [change(person, birth_date=date(1990, 1, day)) for day, person in born]
    looked: dict[str, set[str]] = {}
    taken: dict[str, set[str]] = {}
    for role in Role:
        if role is Role.CANDIDATE:
            continue
        client = log_in(world.accounts[role])
        for visit in visits(world):
            allowed = TABLE[visit.name]
            if allowed in (EVERYBODY, LOGGED_IN) or role in allowed:
                before = AuditRow.objects.count()
                response = client.get(visit.href)
                content = b"".join(response) if response.streaming else response.content
                new = list(AuditRow.objects.order_by("pk")[before:])
                for row in new:
                    assert (visit.name, row.account_id, row.role) == (
                        visit.name,
                        world.accounts[role].pk,
                        role,
                    )
                    {"view_file": looked, "take_list": taken}[row.act].setdefault(visit.name, set()).add(
                        row.reason
                    )
                is_file = response.status_code == 200 and response.has_header("Content-Disposition")
                is_file = is_file and allowed != EVERYBODY
                assert (visit.name, any(row.act == "take_list" for row in new)) == (visit.name, is_file)
                for person in persons:
                    details = (person.name, full_day(person.birth_date))
                    if allowed != EVERYBODY and any(detail.encode() in content for detail in details):
                        assert (visit.name, person.pk in {row.candidate_id for row in new}) == (
                            visit.name,
                            True,
                        )
    # A list that was taken away is a look at those in it, too.
    assert {name: found for name, found in looked.items() if name not in TAKEN} == {
        name: {why} for name, why in LOOKS.items()
    }
    assert {name: {reason.partition("　")[0] for reason in found} for name, found in taken.items()} == {
        name: {why} for name, why in TAKEN.items()
    }


def test_row_says_who_looked_at_whom_from_where(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    answer = client.get(f"/college/files/{world.file.public_id}/", REMOTE_ADDR="192.0.2.7")
    [row] = rows_of("view_file")
    assert (row.object_kind, row.object_id, row.candidate_id) == (
        "candidate",
        str(world.admitted.pk),
        world.admitted.pk,
    )
    assert (row.season, row.province, row.org_path) == (2024, "14", world.college.organisation.path)
    assert (row.network_address, row.request_id) == ("192.0.2.7", answer.headers["X-Request-ID"])
    assert len(row.session) == 32


def test_file_taken_away_is_named_by_its_digest(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    answer = client.get(f"/jobs/{world.job.public_id}/result/")
    [row] = rows_of("take_list")
    assert (row.object_kind, row.candidate_id) == ("list_file", None)
    assert f'filename="{row.object_id}"' in answer.headers["Content-Disposition"]
    assert row.after_digest == sha256(answer.content).hexdigest()
    assert row.reason == f"任务中心　/jobs/{world.job.public_id}/result/"


def test_what_was_typed_to_narrow_a_list_is_no_part_of_the_trail(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    client.get(f"/jobs/{world.job.public_id}/result/?state=FILED&words=张三丰&number=999999199003070012")
    [row] = rows_of("take_list")
    assert row.reason == f"任务中心　/jobs/{world.job.public_id}/result/?state=FILED&words=…&number=…"


def test_candidate_who_reads_their_own_file_leaves_no_row(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.CANDIDATE])
    for href in ("/candidate/", "/candidate/score/", "/candidate/result/", "/candidate/letter.pdf"):
        assert client.get(href).status_code == 200
    assert rows_of("view_file") == rows_of("take_list") == []


def test_page_that_was_refused_leaves_no_row(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    assert client.get(f"/college/files/{world.other_file.public_id}/").status_code == 404
    assert rows_of("view_file") == []


def test_page_is_not_sent_where_the_row_cannot_be_written(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the trail is full")

    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    client.raise_request_exception = False
    monkeypatch.setattr(looks, "view_file", fail)
    answer = client.get(f"/college/files/{world.file.public_id}/")
    assert answer.status_code == 500
    assert world.admitted.candidate_number not in answer.content.decode()


def test_view_without_a_reason_is_told_as_a_look(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    with noting():
        client.get(f"/college/files/{world.file.public_id}/")
    assert [row.reason for row in rows_of("view_file")] == ["阅档"]

    def view(request: object) -> HttpResponse:
        return HttpResponse()

    assert looks.shows_person("审核")(view).why == "审核"  # type: ignore[attr-defined]
    assert access_log.LONGEST_REASON == 400


def test_anonymous_visitor_leaves_no_row(world: World, client: Client) -> None:
    before = AuditRow.objects.count()
    client.get("/")
    assert AuditRow.objects.count() == before
