"""A file of evidence on the web: shown as nothing, handed out for a reason, unknown to everybody else."""

from uuid import uuid4

import pytest
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.vault.accepted import MediaType

pytestmark = pytest.mark.django_db
REASON = "核对本人照片"


def address(world: World, audience: str = "county") -> str:
    return f"/{audience}/evidence/{world.portrait.public_id}/"


def test_the_page_says_what_the_file_is_and_asks_why(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    shown = client.get(address(world)).content.decode()
    assert "<h1>照片</h1>" in shown
    assert world.admitted.candidate_number in shown
    assert "查看理由" in shown
    assert "证明.jpg" not in shown
    assert not AuditRow.objects.filter(act="open_file").exists()


def test_for_a_reason_the_file_comes_as_a_download(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    response = client.post(address(world), {"reason": REASON})
    assert response.status_code == 200
    assert response.content.startswith(b"picture ")
    headers = response.headers
    name = f"{world.portrait.public_id}.jpg"
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    row = AuditRow.objects.get(act="open_file")
    assert (row.account, row.reason) == (world.accounts[Role.COUNTY_REVIEWER], REASON)
    assert (row.candidate_id, row.object_id) == (world.admitted.pk, str(world.portrait.public_id))
    assert row.request_id == headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("reason", "said"), [("", "请写明查看的理由。"), ("看看", "请写明查看的理由，至少4个字")]
)
def test_without_a_reason_the_page_says_what_is_missing(
    world: World, log_in: LogIn, reason: str, said: str
) -> None:
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    response = client.post(address(world), {"reason": reason})
    assert response.headers["Content-Type"].startswith("text/html")
    shown = response.content.decode()
    assert "请改正以下1处" in shown
    assert said in shown
    assert not AuditRow.objects.filter(act="open_file").exists()


def test_the_owner_needs_no_reason(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.CANDIDATE])
    assert "查看理由" not in client.get(address(world, "candidate")).content.decode()
    assert client.post(address(world, "candidate")).content.startswith(b"picture ")
    assert AuditRow.objects.get(act="open_file").reason == "本人查看"


def test_a_college_reads_the_portrait_of_whom_it_has_and_no_other_file(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    assert client.post(address(world, "college"), {"reason": REASON}).content.startswith(b"picture ")
    proof = factories.an_evidence_file(candidate=world.admitted, kind=EvidenceKind.CLAIM)
    assert client.get(f"/college/evidence/{proof.public_id}/").status_code == 404
    other = factories.an_evidence_file(candidate=world.other_file.candidate)
    assert client.get(f"/college/evidence/{other.public_id}/").status_code == 404


def test_another_candidates_file_and_none_are_not_found_alike(world: World, log_in: LogIn) -> None:
    assert world.waiting.account is not None
    client = log_in(world.waiting.account)
    for number in (world.portrait.public_id, uuid4()):
        for method in (client.get, client.post):
            assert method(f"/candidate/evidence/{number}/").status_code == 404
    assert not AuditRow.objects.filter(act="open_file").exists()


def test_a_stranger_is_asked_to_log_in(world: World, client: Client) -> None:
    response = client.post(address(world), {"reason": REASON})
    assert (response.status_code, response.headers["Location"][:7]) == (302, "/login/")


def test_a_paper_keeps_its_ending(world: World, log_in: LogIn) -> None:
    paper = factories.an_evidence_file(
        candidate=world.admitted, kind=EvidenceKind.CLAIM, media_type=MediaType.PDF, pages=2
    )
    client = log_in(world.accounts[Role.CANDIDATE])
    href = f"/candidate/evidence/{paper.public_id}/"
    assert "PDF文件，1KB，2页" in client.get(href).content.decode()
    assert f'"{paper.public_id}.pdf"' in client.post(href).headers["Content-Disposition"]
