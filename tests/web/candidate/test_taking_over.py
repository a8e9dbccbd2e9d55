"""在网上补正: the home of whoever was typed by an office leads there once it was returned, and back to the list."""

from tests.factories import KEYS, REGISTRATION_DAY
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import (
    Account,
    Registration,
    RegistrationVersion,
    ReturnedItem,
    ReviewDecision,
)
from chengzhao.records.sealed import ACCOUNT_IDENTITY, IDENTITY_NUMBER

HREF = "/candidate/take-over/"


def send_back(world: World) -> None:
    """The registration of the candidate is returned for its employer; no version of it was ever handed in."""
    candidate = world.admitted
    number = IDENTITY_NUMBER.text(KEYS, candidate.pk, bytes(candidate.identity_sealed))
    held = ACCOUNT_IDENTITY.values(KEYS, candidate.account_id or 0, number)
    Account.objects.filter(pk=candidate.account_id).update(
        identity_kind=candidate.identity_kind, **dict(zip(ACCOUNT_IDENTITY.columns(), held, strict=True))
    )
    RegistrationVersion.objects.filter(candidate=candidate).delete()
    decision = ReviewDecision.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        reviewer=world.accounts[Role.COUNTY_REVIEWER],
        verdict="RETURN",
        reason="工作单位：填写不完整，请写明单位全称",
        at=REGISTRATION_DAY,
    )
    ReturnedItem.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        decision=decision,
        item="EMPLOYER",
        reason="填写不完整，请写明单位全称",
    )
    Registration.objects.filter(candidate=candidate).update(
        state="RETURNED", approved_at=None, confirmed_at=None, ticketed_at=None
    )


def test_returned_registration_is_taken_over_from_the_home(world: World, log_in: LogIn) -> None:
    send_back(world)
    mine = log_in(world.accounts[Role.CANDIDATE])
    assert f'href="{HREF}"' in mine.get("/candidate/").content.decode()
    shown = mine.get(HREF).content.decode()
    assert "填写不完整，请写明单位全称" in shown
    assert "由我在网上补正" in shown
    assert mine.post(HREF).status_code == 302
    home = mine.get("/candidate/").content.decode()
    assert "/candidate/register/employer/" in home
    assert f'href="{HREF}"' not in home
    assert "由单位录入" in mine.get("/candidate/receipts/").content.decode()
    # The back button and a second press do nothing more.
    assert mine.post(HREF).status_code == 302
    assert RegistrationVersion.objects.filter(candidate=world.admitted).count() == 1


def test_what_is_not_returned_is_not_taken_over(world: World, log_in: LogIn) -> None:
    mine = log_in(world.accounts[Role.CANDIDATE])
    RegistrationVersion.objects.filter(candidate=world.admitted).delete()
    assert "现在不用补正" in mine.get(HREF).content.decode()
    answer = mine.post(HREF)
    assert answer.status_code == 409
    assert "退回补正以后才能在网上更改" in answer.content.decode()
