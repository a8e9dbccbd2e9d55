"""批量查看完整信息 on the pages: one asks, the lead agrees, one file once, never on a GET."""

import pytest
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Approval, AuditRow


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


def test_from_the_form_to_the_file(world: World, log_in: LogIn) -> None:
    officer, lead = (log_in(world.accounts[role]) for role in (Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD))
    number = world.waiting.candidate_number
    form = {"numbers": number, "room": ["PHONE"], "reason": ""}
    assert officer.post("/province/unmasking/", form).status_code == 409
    assert officer.post("/province/unmasking/", form | {"reason": "考点变更通知"}).status_code == 302
    waiting = Approval.objects.get(act="unmask_people")
    href = f"/province/unmasking/{waiting.public_id}/unmasked.csv"
    assert officer.post(href).status_code == 409
    seen = lead.get(f"/approvals/{waiting.public_id}/").content.decode()
    assert number in seen
    assert lead.post(f"/approvals/{waiting.public_id}/", {"step": "confirm", "digest": waiting.digest})
    assert href in officer.get("/province/unmasking/").content.decode()
    assert officer.get(href).status_code == 405
    assert lead.post(href).status_code == 409
    answer = officer.post(href)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="unmasked.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert number in answer.content.decode()
    assert officer.post(href).status_code == 409
    assert AuditRow.objects.filter(act="take_unmasked", candidate=world.waiting).count() == 1
