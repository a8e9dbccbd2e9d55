"""Every button of every page, pressed by somebody who is logged in and for whom it is not: nothing is changed (C-03).

What is pressed is what the page of its owner shows, with all that the form holds: a stranger who knows everything
but has no right. A new page with a form is pressed here without being named.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from tests import factories
from tests.web.presses import Press, Standing, presses_of, standing
from tests.web.test_access import EVERYBODY, LOGGED_IN, TABLE, Visit, visits
from tests.web.test_borders import CASES, OF_EVERY_SEASON, stranger, told_of
from tests.web.walking import body_of
from tests.web.world import LogIn, World

from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.models import AuditRow, Job, StaffRole
from chengzhao.records.models.people import AccountKind

REFUSED = {"note_refusal"}
"""What a refused press leaves on the trail."""
OF_ONESELF = {
    *("candidate:notice", "candidate:ask", "candidate:export", "candidate:consent"),
    *("candidate:withdraw", "candidate:confirm"),
    # Whatever number is typed, a candidate is told of the own file alone (tests/web/desk/test_why.py).
    "desk:why",
}
"""What every candidate does for oneself, on a page without a number."""


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has just shown a factor: it is the wall alone that refuses."""
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


def visits_of(world: World, role: Role) -> Iterator[Visit]:
    """The pages of one role, but those of the own account and the public's."""
    for visit in visits(world):
        allowed = TABLE[visit.name]
        if allowed not in (EVERYBODY, LOGGED_IN) and role in allowed:
            yield visit


def presses(world: World, log_in: LogIn, role: Role) -> list[Press]:
    """What the role's owner could press in the small season."""
    client = log_in(world.accounts[role])
    found = [press for visit in visits_of(world, role) for press in presses_of(client, visit.href, world)]
    return [press for press in found if TABLE[press.name] not in (EVERYBODY, LOGGED_IN)]


def acts_since(last: int) -> set[str]:
    return set(AuditRow.objects.filter(pk__gt=last).values_list("act", flat=True))


def last_row() -> int:
    return AuditRow.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def is_untouched(before: Standing, last: int) -> tuple[set[str], set[str]]:
    """What a press changed, and what it added beside a refusal on the trail: both are to be empty."""
    others = acts_since(last) - REFUSED
    return before.changed() - {"auditrow"}, before.added() - {"auditrow"} | others


@pytest.mark.parametrize(("relation", "role"), CASES)
def test_a_stranger_presses_nothing_of_the_small_season(
    world: World, log_in: LogIn, relation: str, role: Role
) -> None:
    wanted = presses(world, log_in, role)
    client = log_in(stranger(world, relation, role))
    of_persons = {world.admitted.pk, world.waiting.pk}
    for press in wanted:
        if relation == "other season" and press.name in OF_EVERY_SEASON:
            continue
        before, last = standing(), last_row()
        response = client.post(press.href, press.data)
        named = (press.name, press.data, response.status_code)
        if press.names_a_thing:
            assert (*named, is_untouched(before, last)) == (*named[:2], 404, (set(), set()))
            continue
        # A page without a number does what it does with the stranger's own things, and with nobody else's.
        assert response.status_code in (200, 302, 400, 404, 409, 422), named
        assert (*named, before.changed()) == (*named, set())
        rows = AuditRow.objects.filter(pk__gt=last).exclude(act__in=REFUSED)
        assert (*named, rows.filter(candidate__in=of_persons).exists()) == (*named, False)
        if not {"number", "numbers"} & set(press.data):
            # What was typed is shown again.
            assert (*named, told_of(body_of(response))) == (*named, [])


def test_another_candidate_presses_nothing_of_the_admitted(world: World, log_in: LogIn) -> None:
    wanted = presses(world, log_in, Role.CANDIDATE)
    assert {"candidate:take-back", "candidate:evidence"} <= {press.name for press in wanted}
    assert world.waiting.account is not None
    client = log_in(world.waiting.account)
    for press in wanted:
        if press.name in OF_ONESELF:
            continue
        before, last = standing(), last_row()
        status = client.post(press.href, press.data).status_code
        assert (press.name, status, is_untouched(before, last)) == (press.name, 404, (set(), set()))


def test_no_role_presses_what_is_another_roles(world: World, log_in: LogIn) -> None:
    wanted = {
        (press.name, press.href, tuple(sorted(press.data.items()))): press
        for role in Role
        for press in presses(world, log_in, role)
    }
    for role in Role:
        client = log_in(world.accounts[role])
        before, last = standing(), last_row()
        for press in wanted.values():
            allowed = TABLE[press.name]
            assert isinstance(allowed, set)
            if role not in allowed:
                status = client.post(press.href, press.data).status_code
                assert (role, press.name, status) == (role, press.name, 403)
        assert (role, is_untouched(before, last)) == (role, (set(), set()))


def test_no_address_takes_a_post_of_the_wrong_role(world: World, log_in: LogIn) -> None:
    """Also what no form of the small season leads to; what takes no POST at all says so to everybody."""
    sent = {"step": "confirm", "reason": "按规定办理这件事", "number": "1"}
    for role in Role:
        client, before, last = log_in(world.accounts[role]), standing(), last_row()
        for visit in visits(world):
            allowed = TABLE[visit.name]
            if isinstance(allowed, set) and role not in allowed:
                status = client.post(visit.href, sent).status_code
                assert (role, visit.name, status in (403, 405)) == (role, visit.name, True)
        assert (role, is_untouched(before, last)) == (role, (set(), set()))


def test_owners_do_change_things_by_the_same_presses(world: World, log_in: LogIn) -> None:
    """The walk would prove nothing if the presses did nothing for anybody."""
    done = set()
    for role in (Role.PROVINCE_LEAD, Role.CANDIDATE, Role.COLLEGE_OFFICER, Role.SECURITY_ADMIN):
        wanted = presses(world, log_in, role)
        client = log_in(world.accounts[role])
        for press in wanted:
            before, last = standing(), last_row()
            with transaction.atomic():
                client.post(press.href, press.data)
                changed, added = is_untouched(before, last)
                # Each is pressed in the season as it is: one answer would take the next one's question away.
                transaction.set_rollback(True)
            if changed or added:
                done.add(press.name)
    assert done >= {
        *("candidate:take-back", "candidate:evidence", "college:export", "desk:approval", "desk:recusals"),
        *("province:request", "province:holds", "province:evidence", "college:person", "system:user"),
    }


@pytest.mark.parametrize("step", ["cancel", "again"])
def test_a_colleague_neither_calls_off_nor_repeats_a_job_and_the_trail_says_so(
    world: World, log_in: LogIn, step: str
) -> None:
    stands = {"state": "QUEUED", "finished_at": None} if step == "cancel" else {"state": "FAILED"}
    Job.objects.update(**stands)
    client = log_in(world.accounts[Role.COLLEGE_LEAD])
    before, last = standing(), last_row()
    response = client.post(f"/jobs/{world.job.public_id}/", {"step": step})
    assert response.status_code == 409
    assert "任务由发起人本人取消或重新办理。" in response.content.decode()
    assert is_untouched(before, last) == (set(), set())
    row = AuditRow.objects.get(pk__gt=last)
    assert (row.act, row.object_kind, row.account) == (
        "note_refusal",
        "job",
        world.accounts[Role.COLLEGE_LEAD],
    )


def test_whoever_may_not_sign_an_act_does_not_even_find_it(world: World, log_in: LogIn) -> None:
    for role in (Role.COUNTY_REVIEWER, Role.COMMITTEE_MEMBER, Role.COLLEGE_LEAD):
        client = log_in(world.accounts[role])
        before, last = standing(), last_row()
        for step in ("confirm", "refuse", "withdraw"):
            sent = {"step": step, "digest": world.approval.digest, "reason": "按规定办理这件事"}
            status = client.post(f"/approvals/{world.approval.public_id}/", sent).status_code
            assert (role, step, status) == (role, step, 404)
        assert is_untouched(before, last) == (set(), set())


def test_who_was_given_the_same_role_elsewhere_takes_nobodys_seat(world: World, log_in: LogIn) -> None:
    """A seat is asked for by its number: that of a sibling of the same role is not given."""
    sibling = factories.an_organisation(
        kind=OrganisationKind.COUNTY, code="140106", parent=world.tree.prefecture
    )
    account = factories.an_account(kind=AccountKind.STAFF)
    factories.a_role(account=account, organisation=sibling, role=Role.COUNTY_REVIEWER)
    theirs = StaffRole.objects.get(account=world.accounts[Role.COUNTY_REVIEWER])
    client = log_in(account)
    client.post("/seats/", {"seat": f"role:{theirs.pk}"})
    assert client.get(f"/county/people/{world.admitted.public_id}/").status_code == 404
