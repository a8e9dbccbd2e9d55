"""到期删除: ordered by two, exactly what is over and nothing that is kept or held; the dry run deletes nothing."""

from datetime import date, datetime, timedelta

import pytest
from tests import factories
from tests.actions.two_persons import by_two, confirm, put_forward
from tests.factories import BEIJING, BORDER, an_actor
from tests.factories.accounts import a_candidate_account, a_second_factor
from tests.factories.retention import an_ended_season, one_of_each_standing

from chengzhao.actions.approvals import Changed
from chengzhao.actions.audit import Refused
from chengzhao.actions.legal_holds import lift_hold, place_hold
from chengzhao.actions.retention import (
    empty_accounts,
    finish_retention,
    order_retention,
    plan_of,
    remove_expired,
    remove_rows,
    tidy_expired,
)
from chengzhao.law.words import Role, Stage
from chengzhao.records.models import (
    Account,
    AuditRow,
    Candidate,
    Consent,
    Education,
    LegalHold,
    RetentionOrder,
    SealedPiece,
    TotpDevice,
)
from chengzhao.records.queries.persons import personal_texts, persons_by_number
from chengzhao.records.queries.retention import accounts_over, title_of
from chengzhao.rules.privacy.requests import RequestState
from chengzhao.rules.privacy.retention import ERASED_NAME, ROW_RULES, Standing
from chengzhao.work.retention import Removal, remove

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 20, 10, tzinfo=BEIJING)
DAY = AT.date()


def order(day: date = DAY, at: datetime = AT) -> int:
    return int(by_two("order_retention", {"day": day.isoformat()}, at))


def removal(at: datetime = AT) -> Removal:
    return Removal(border=BORDER, actor=security(), now=lambda: at, tell=lambda said: None)


def security() -> object:
    return an_actor(role=Role.SECURITY_ADMIN, org_path="/")


def names() -> list[str]:
    return list(Candidate.objects.order_by("pk").values_list("name", flat=True))


def test_dry_run_says_what_would_go_and_deletes_nothing() -> None:
    an_ended_season()
    one_of_each_standing()
    before = names()
    plan = plan_of(BORDER, DAY)
    said = {(line.whose, line.what): line.rows for line in plan.lines}
    assert said[("没有录取", "证件号码")] == 1
    assert said[("录取", "填报痕迹和审核备注")] == 1
    assert ("录取", "证件号码") not in said
    assert names() == before


def test_two_persons_order_and_exactly_that_goes() -> None:
    an_ended_season()
    found = one_of_each_standing()
    admitted = found[Standing.ADMITTED]
    order()
    remove(removal())
    assert names() == [ERASED_NAME] * 3 + [admitted.name]
    texts = [personal_texts(person.pk, factories.border.KEYS) for person in found.values()]
    assert [bool(one.identity_number) for one in texts] == [False, False, False, True]
    assert [bool(one.phone) for one in texts] == [False, False, False, True]
    assert Education.objects.values_list("candidate", flat=True).get() == admitted.pk
    assert SealedPiece.objects.count() == 0
    assert plan_of(BORDER, DAY).rows == 0


def test_whoever_is_erased_is_found_by_no_number() -> None:
    an_ended_season()
    person = factories.a_candidate(identity_number="99999919900101001X")
    order()
    remove(removal())
    keys = factories.border.KEYS
    assert persons_by_number(2024, "14", "/", "99999919900101001X", keys) == ()
    person.refresh_from_db()
    assert (person.birth_date, bytes(person.identity_sealed)) == (date(1990, 1, 1), b"")
    # The same document may stand in the table again, and two erased persons beside each other.
    factories.a_candidate(identity_number="99999919900101001X")


def test_results_and_trail_stay_and_each_person_reads_what_went() -> None:
    an_ended_season()
    found = one_of_each_standing()
    rows = AuditRow.objects.count()
    order()
    remove(removal())
    assert found[Standing.ADMITTED].admissions.count() == 1
    assert AuditRow.objects.count() > rows
    trail = AuditRow.objects.get(act="remove_expired", candidate=found[Standing.NOT_ADMITTED])
    assert trail.reason.startswith("到期删除：填报痕迹和审核备注、健康和残疾证明材料")
    assert RetentionOrder.objects.get().finished_at == AT


@pytest.mark.parametrize("is_lifted", [False, True])
def test_held_file_is_kept_whole_until_the_hold_is_lifted(is_lifted: bool) -> None:
    an_ended_season()
    person = one_of_each_standing(factories.a_tree().county)[Standing.NOT_ADMITTED]
    officer = an_actor()
    key = place_hold(
        border=BORDER, actor=officer, at=AT, candidate_number=person.candidate_number, reason="行政诉讼"
    )
    if is_lifted:
        lift_hold(border=BORDER, actor=officer, at=AT, hold_id=key, reason="已经审结")
    order()
    remove(removal())
    person.refresh_from_db()
    assert (person.name == ERASED_NAME) is is_lifted
    assert Education.objects.filter(candidate=person).exists() is not is_lifted


def test_hold_that_comes_after_the_order_still_holds() -> None:
    an_ended_season()
    person = one_of_each_standing()[Standing.NOT_ADMITTED]
    order()
    LegalHold.objects.create(
        season=2024,
        province="14",
        candidate=person,
        reason="调查",
        placed_by=factories.an_account(),
        placed_at=AT,
    )
    remove(removal())
    person.refresh_from_db()
    assert person.name != ERASED_NAME


def test_second_hold_and_hold_of_another_county_are_refused() -> None:
    tree = factories.a_tree()
    person = factories.a_candidate(confirmation_point=tree.county)
    facts = {"border": BORDER, "at": AT, "candidate_number": person.candidate_number}
    place_hold(**facts, actor=an_actor(), reason="举报核查")
    with pytest.raises(Refused, match="已经保全"):
        place_hold(**facts, actor=an_actor(), reason="举报核查")
    with pytest.raises(Refused, match="管辖范围"):
        place_hold(**facts, actor=an_actor(org_path="/14/1402/"), reason="举报核查")
    with pytest.raises(Refused, match="请写明理由"):
        place_hold(**facts, actor=an_actor(), reason=" ")
    with pytest.raises(Refused, match="没有这个报名号"):
        place_hold(**(facts | {"candidate_number": "0"}), actor=an_actor(), reason="举报核查")


def test_one_alone_orders_nothing_and_a_reviewer_removes_nothing() -> None:
    an_ended_season()
    one_of_each_standing()
    with pytest.raises(Refused, match="须由两人办理"):
        order_retention(border=BORDER, actor=an_actor(role=Role.PROVINCE_LEAD), at=AT, day=DAY)
    with pytest.raises(Refused, match="没有这项到期删除的命令"):
        finish_retention(border=BORDER, actor=security(), at=AT, order_id=0)
    key = order()
    with pytest.raises(Refused, match="由安全管理员办理"):
        remove_expired(border=BORDER, actor=an_actor(), at=AT, order_id=key, standing=Standing.DRAFT, after=0)


def test_what_changed_meanwhile_is_said_and_nothing_is_ordered() -> None:
    an_ended_season()
    one_of_each_standing()
    waiting = put_forward("order_retention", {"day": DAY.isoformat()}, AT)
    factories.a_candidate()
    with pytest.raises(Changed, match="没有录取 证件号码"):
        confirm(waiting, AT)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (DAY + timedelta(days=1), "还没有到这一天"),
        (date(2024, 9, 1), "没有到期的资料"),
        ("x", "请写明到期日"),
    ],
)
def test_order_for_no_day_or_a_day_to_come_is_refused(day: object, sentence: str) -> None:
    an_ended_season()
    one_of_each_standing()
    with pytest.raises(Refused, match=sentence):
        put_forward("order_retention", {"day": str(day)}, AT)


def test_one_order_at_a_time() -> None:
    an_ended_season()
    one_of_each_standing()
    order()
    with pytest.raises(Refused, match="上一次到期删除还没有完成"):
        order()


def test_season_that_still_runs_loses_nothing_but_what_ended() -> None:
    an_ended_season()
    one_of_each_standing()
    during = datetime(2024, 10, 15, tzinfo=BEIJING)
    assert plan_of(BORDER, during.date()).lines == ()


def test_account_goes_a_year_after_its_last_season_and_consents_stay() -> None:
    an_ended_season()
    old, newer = a_candidate_account(phone="13900000000"), a_candidate_account(phone="13900000001")
    a_second_factor(old)
    factories.a_candidate(account=old)
    factories.a_candidate(account=newer)
    factories.a_candidate(account=newer, season=2026, told=False)
    order()
    remove(removal())
    old.refresh_from_db()
    assert (old.display_name, old.is_active, old.phone_index, old.identity_sealed) == (
        ERASED_NAME,
        False,
        None,
        None,
    )
    assert not TotpDevice.objects.filter(account=old).exists()
    assert Consent.objects.filter(account=old).exists()
    assert Account.objects.get(pk=newer.pk).display_name != ERASED_NAME


@pytest.mark.parametrize(
    ("closes_at", "goes"),
    [
        (None, False),
        (datetime(2025, 6, 30, tzinfo=BEIJING), True),
        (datetime(2026, 6, 30, tzinfo=BEIJING), False),
    ],
)
def test_account_stays_while_the_same_year_of_another_province_is_not_over(
    closes_at: datetime | None, goes: bool
) -> None:
    an_ended_season()
    account = a_candidate_account(phone="13900000000")
    factories.a_candidate(account=account)
    factories.a_season(province="32")
    factories.a_candidate(account=account, province="32")
    if closes_at:
        factories.an_open_stage(Stage.ADMISSION, province="32", closes_at=closes_at)
    found = accounts_over(2024, "14", DAY)
    assert [one.pk for one in found] == ([account.pk] if goes else [])
    order()
    remove(removal())
    account.refresh_from_db()
    assert (account.display_name == ERASED_NAME, account.is_active) == (goes, not goes)


def test_notice_entries_and_answered_requests_go_after_their_own_time() -> None:
    an_ended_season()
    person = factories.a_candidate()
    factories.a_rights_request(candidate=person, state=RequestState.GRANTED)
    assert title_of("rightsrequest") not in {line.what for line in plan_of(BORDER, DAY).lines}
    late = datetime(2027, 12, 1, tzinfo=BEIJING)
    assert title_of("rightsrequest") in {line.what for line in plan_of(BORDER, late.date()).lines}
    key = order(late.date(), late)
    rule = next(one for one in ROW_RULES if one.table == "rightsrequest")
    assert remove_rows(border=BORDER, actor=security(), at=late, order_id=key, rule=rule) == 1
    assert empty_accounts(border=BORDER, actor=security(), at=late, order_id=key) == 0


def test_text_of_a_closed_request_goes_with_the_contact_and_the_row_stays() -> None:
    an_ended_season()
    person = factories.a_candidate()
    request = factories.a_rights_request(
        candidate=person, state=RequestState.REFUSED, answered_at=AT, received_at=AT
    )
    order()
    remove(removal())
    request.refresh_from_db()
    person.refresh_from_db()
    assert bytes(person.phone_sealed) == b""
    assert (factories.asked_in(request), factories.answer_in(request), request.state) == ("", "", "REFUSED")


def test_short_lived_rows_go_without_an_order_and_fresh_ones_stay() -> None:
    from chengzhao.records.models import FailedLogIn

    for days in (1, 9):
        FailedLogIn.objects.create(
            name_index=b"x", device_digest=b"y", network="192.0.2.0", at=AT - timedelta(days=days)
        )
    assert tidy_expired(border=BORDER, actor=security(), at=AT, day=DAY) == 1
    assert FailedLogIn.objects.count() == 1
    assert AuditRow.objects.get(act="tidy_expired").reason == "failedlogin 1行"
    assert tidy_expired(border=BORDER, actor=security(), at=AT, day=DAY) == 0
    assert [row.reason for row in AuditRow.objects.filter(act="tidy_expired").order_by("pk")] == [
        "failedlogin 1行",
        "没有到期的",
    ]
