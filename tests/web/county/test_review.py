"""The desk of a confirmation point: queue, file, decisions; through the doors of the database."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.documents.barcodes import code128
from chengzhao.exchange.sheets import read_sheet
from chengzhao.law.words import ClaimKind, ExamCategory, ProgrammeLevel, Role
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    Recusal,
    Registration,
    ReviewDecision,
    ReviewLease,
    ReviewNote,
    StageWindow,
)
from chengzhao.records.models.registration import Verdict
from chengzhao.records.queries.registration import returned_items_of
from chengzhao.rules.registration import CheckAnswer, CheckSubject, RegistrationState, check_digit
from chengzhao.web.shared import fresh as freshness
from chengzhao.web.shared import limits

HREF = "/county/review/"
S = RegistrationState
NUMBER = f"99999919850505001{check_digit('99999919850505001')}"


@pytest.fixture(autouse=True)
def reviews_are_open(world: World) -> None:
    StageWindow.objects.update(closes_at=timezone.now() + timedelta(days=30))


@pytest.fixture
def county(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.COUNTY_REVIEWER])


@pytest.fixture
def second(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.SECOND_REVIEWER])


def a_waiting(world: World, **facts: Any) -> Candidate:
    """Somebody whose number says what was typed, at the county of the small season."""
    given: dict[str, Any] = {"confirmation_point": world.tree.county, "name": "李晓明"}
    candidate = factories.a_candidate(**(given | facts))
    moment = timezone.now() - timedelta(days=1) + timedelta(seconds=Registration.objects.count())
    Registration.objects.filter(candidate=candidate).update(submitted_at=moment)
    return candidate


def at(candidate: Candidate) -> str:
    return f"{HREF}{candidate.public_id}/"


def body(client: Client, href: str, status: int = 200) -> str:
    response = client.get(href)
    assert response.status_code == status
    return response.content.decode()


def press(client: Client, candidate: Candidate, step: str, query: str = "", **fields: str) -> Any:
    return client.post(f"{at(candidate)}{query}", {"step": step, **fields})


def decide(client: Client, candidate: Candidate, verdict: str, query: str = "", **fields: str) -> Any:
    seen = ReviewDecision.objects.filter(candidate=candidate).order_by("pk").last()
    return press(
        client, candidate, "decide", query, verdict=verdict, seen=str(seen.pk if seen else 0), **fields
    )


def state_of(candidate: Candidate) -> str:
    return Registration.objects.get(candidate=candidate).state


def test_queue_masks_marks_and_counts(world: World, county: Client) -> None:
    plain, claiming = a_waiting(world), a_waiting(world, name="王小军", hukou_division="110101")
    factories.a_claim(candidate=claiming, kind=ClaimKind.THIRD_CLASS_MERIT)
    factories.a_claim(candidate=plain, kind=ClaimKind.AGED_25)
    a_waiting(
        world,
        name="赵一",
        confirmation_point=factories.an_organisation(code="140106", parent=world.tree.prefecture),
    )
    page = body(county, HREF)
    assert "2人待审" in page
    assert "李*明" in page
    assert "李晓明" not in page
    assert "赵" not in page.split("待审报名表")[1]
    chips = dict(re.findall(r'class="chip"[^>]*>(\S+) (\d+)</a>', page))
    assert (chips["待审核"], chips["加分"], chips["异地报考"], chips["免试"]) == ("2", "1", "1", "0")
    narrowed = body(county, f"{HREF}?claims=BONUS")
    assert "这个筛选1人待审" in narrowed
    assert claiming.candidate_number in narrowed
    assert plain.candidate_number not in narrowed


@pytest.mark.parametrize(
    ("query", "facts"),
    [
        ("category=SCIENCE", {"category": ExamCategory.SCIENCE}),
        ("non_local=1", {"hukou_division": "110101"}),
        ("unverified=1", {"education_verified": False}),
        ("state=UNDER_REVIEW", {"state": S.UNDER_REVIEW}),
    ],
)
def test_queue_narrowed_by_each_chip(world: World, county: Client, query: str, facts: dict[str, Any]) -> None:
    a_waiting(world)
    wanted = a_waiting(world, **facts)
    page = body(county, f"{HREF}?{query}")
    assert re.findall(r'<a href="/county/review/([0-9a-f-]+)/', page) == [str(wanted.public_id)]


def test_queue_of_those_sent_back_before(world: World, county: Client) -> None:
    a_waiting(world)
    again = a_waiting(world)
    factories.a_decision(Verdict.RETURN, candidate=again)
    page = body(county, f"{HREF}?returned=1")
    assert re.findall(r'<a href="/county/review/([0-9a-f-]+)/', page) == [str(again.public_id)]


def test_queue_goes_on_behind_a_key(world: World, county: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.county.queue.PAGE_SIZE", 2)
    people = [a_waiting(world) for _ in range(5)]
    seen, href = [], HREF
    while href:
        page = body(county, href)
        seen += re.findall(r'<th scope="row" class="mono"><a href="/county/review/([0-9a-f-]+)/', page)
        following = re.search(r'href="\?([^"]+)" rel="next"', page)
        href = f"{HREF}?{following[1]}" if following else ""
    assert seen == [str(one.public_id) for one in people]


def test_each_role_s_queue_holds_its_own_reviews(
    world: World, county: Client, second: Client, log_in: LogIn
) -> None:
    first, again = a_waiting(world), a_waiting(world, state=S.SECOND_REVIEW)
    assert (str(first.public_id) in body(county, HREF), str(again.public_id) in body(county, HREF)) == (
        True,
        False,
    )
    assert (str(first.public_id) in body(second, HREF), str(again.public_id) in body(second, HREF)) == (
        False,
        True,
    )
    both = body(log_in(world.accounts[Role.PREFECTURE_OFFICER]), HREF)
    assert (str(first.public_id) in both, str(again.public_id) in both) == (True, True)


def test_next_file_is_taken_and_the_next_reviewer_gets_another(
    world: World, county: Client, log_in: LogIn
) -> None:
    first, second = a_waiting(world), a_waiting(world)
    colleague = factories.an_account(display_name="王佳")
    factories.a_role(account=colleague, organisation=world.tree.county, role=Role.COUNTY_REVIEWER)
    assert county.post(HREF).headers["Location"] == at(first)
    assert log_in(colleague).post(HREF).headers["Location"] == at(second)
    assert state_of(first) == "UNDER_REVIEW"
    lease = ReviewLease.objects.get(candidate=first)
    assert lease.account == world.accounts[Role.COUNTY_REVIEWER]
    page = body(log_in(colleague), at(first))
    assert "正在审核这份报名" in page
    assert 'value="decide"' not in page
    refused = press(log_in(colleague), first, "take")
    assert refused.status_code == 409
    assert "请先看下一份，或等对方办完" in refused.content.decode()
    # What ran out is free again.
    ReviewLease.objects.filter(candidate=first).update(
        taken_at=timezone.now() - timedelta(hours=1), until=timezone.now() - timedelta(minutes=1)
    )
    assert press(log_in(colleague), first, "take").status_code == 302


def test_pass_and_next_keeps_filter_order_and_place(world: World, county: Client) -> None:
    people = [a_waiting(world, category=ExamCategory.SCIENCE) for _ in range(3)]
    a_waiting(world)
    query = "?category=SCIENCE"
    assert county.post(f"{HREF}{query}").headers["Location"] == f"{at(people[0])}{query}"
    # The second one is skipped by hand; from the third one nobody is thrown back to the beginning.
    assert decide(county, people[0], "PASS", query).headers["Location"] == f"{at(people[1])}{query}"
    assert press(county, people[2], "take", query).status_code == 302
    assert decide(county, people[2], "PASS", query).headers["Location"] == f"{HREF}{query}&end=1"
    page = body(county, f"{HREF}{query}&end=1")
    assert "这个筛选后面没有待审的了" in page
    assert "前面还有1份没有办完" in page
    assert [state_of(one) for one in people] == ["APPROVED", "UNDER_REVIEW", "APPROVED"]


def test_file_marks_what_differs_from_the_number(world: World, county: Client) -> None:
    candidate = a_waiting(world, identity_number=NUMBER, sex="2")
    press(county, candidate, "take")
    page = body(county, at(candidate))
    assert page.count('<tr class="is-diff">') == 2
    assert "与证件号码不一致" in page
    assert "1985-05-05" in page
    assert NUMBER not in page
    looked = AuditRow.objects.filter(act="view_file", candidate=candidate)
    assert set(looked.values_list("reason", flat=True)) == {"审核报名"}


def test_file_shows_what_it_shares_with_others(world: World, county: Client) -> None:
    candidate = a_waiting(world, phone="19900004321")
    a_waiting(world, phone="19900004321", address="别处")
    page = body(county, at(candidate))
    assert "同一手机号：另有1份报名" in page


def test_return_field_by_field_is_told_and_kept(world: World, county: Client) -> None:
    candidate = a_waiting(world)
    press(county, candidate, "take")
    answer = decide(county, candidate, "RETURN", return_GRADUATED_ON="与毕业证书不一致", return_SCHOOL="")
    assert answer.status_code == 302
    assert [(one.item.label, one.reason) for one in returned_items_of(candidate.pk)] == [
        ("毕业日期", "与毕业证书不一致")
    ]
    assert state_of(candidate) == "RETURNED"
    page = body(county, at(candidate))
    assert "毕业日期：与毕业证书不一致" in page


def test_refused_decision_loses_nothing_that_was_typed(world: World, county: Client, log_in: LogIn) -> None:
    candidate = a_waiting(world)
    press(county, candidate, "take")
    answer = press(
        county, candidate, "decide", seen="0", return_SCHOOL="请写全称", note="来电问过", reason="学校简称"
    )
    assert answer.status_code == 409
    assert "请先选定" in answer.content.decode()
    # Another browser, another day: the draft is the server's.
    page = body(log_in(world.accounts[Role.COUNTY_REVIEWER]), at(candidate))
    for text in ("请写全称", "来电问过", "学校简称"):
        assert text in page
    note = ReviewNote.objects.get()
    assert (note.text, note.reason, note.returns) == ("来电问过", "学校简称", {"SCHOOL": "请写全称"})
    # The candidate never sees the note.
    decide(county, candidate, "RETURN", return_SCHOOL="请写全称", note="来电问过")
    assert "来电问过" in body(county, at(candidate))
    assert ReviewNote.objects.get().returns == {}


def test_second_press_of_the_same_decision_does_nothing(world: World, county: Client) -> None:
    first, following = a_waiting(world), a_waiting(world)
    press(county, first, "take")
    for _ in range(2):
        answer = press(county, first, "decide", verdict="PASS", seen="0")
        assert answer.headers["Location"] == at(following)
    assert ReviewDecision.objects.filter(candidate=first).count() == 1


def test_who_comes_second_sees_who_when_and_the_difference(
    world: World, county: Client, log_in: LogIn
) -> None:
    candidate = a_waiting(world)
    press(county, candidate, "take")
    ReviewLease.objects.update(
        taken_at=timezone.now() - timedelta(hours=1), until=timezone.now() - timedelta(minutes=1)
    )
    colleague = factories.an_account(display_name="王佳")
    factories.a_role(account=colleague, organisation=world.tree.county, role=Role.COUNTY_REVIEWER)
    faster = log_in(colleague)
    press(faster, candidate, "take")
    late = press(county, candidate, "decide", verdict="PASS", seen="0")
    assert late.status_code == 409
    assert "王佳从" in late.content.decode()
    decide(faster, candidate, "RETURN", return_SCHOOL="请写全称")
    answer = press(county, candidate, "decide", verdict="PASS", seen="0")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert re.search(
        r"王佳已于\d+月\d+日\d\d:\d\d决定“退回补正：毕业院校：请写全称”。你的“通过”没有办理", page
    )
    assert state_of(candidate) == "RETURNED"


def test_second_review_is_another_person_s(world: World, county: Client, second: Client) -> None:
    candidate = a_waiting(world)
    factories.a_claim(candidate=candidate, kind=ClaimKind.THIRD_CLASS_MERIT)
    press(county, candidate, "take")
    assert "初审通过，转复核" in body(county, at(candidate))
    assert decide(county, candidate, "PASS").status_code == 409
    assert decide(county, candidate, "SENT_ON").status_code == 302
    decision = ReviewDecision.objects.get()
    assert (decision.verdict, decision.reason) == ("SECOND", "初审通过，照顾加分须复核")
    own = press(county, candidate, "take")
    assert own.status_code == 409
    assert "须由另一人复核" in own.content.decode()
    assert second.post(HREF).headers["Location"] == at(candidate)
    assert decide(second, candidate, "PASS").status_code == 302
    assert state_of(candidate) == "APPROVED"


def test_certificate_checked_by_hand_goes_to_a_second_person(
    world: World, county: Client, second: Client
) -> None:
    candidate = a_waiting(world, education_verified=False, level=ProgrammeLevel.ZHUANSHENGBEN)
    press(county, candidate, "take")
    assert "学历未核验，不能通过" in body(county, at(candidate))
    assert decide(county, candidate, "PASS").status_code == 409
    assert press(county, candidate, "verify", how="").status_code == 409
    assert press(county, candidate, "verify", how="认证报告0001").status_code == 302
    candidate.education.refresh_from_db()
    assert candidate.education.verified_by == "人工核验：认证报告0001"
    assert decide(county, candidate, "SENT_ON").status_code == 302
    press(second, candidate, "take")
    assert decide(second, candidate, "REJECT", reason="报告与证书不符").status_code == 302
    assert state_of(candidate) == "REJECTED"


def test_pass_is_undone_by_the_same_person_for_some_minutes(
    world: World, county: Client, log_in: LogIn
) -> None:
    candidate, following = a_waiting(world), a_waiting(world)
    press(county, candidate, "take")
    decide(county, candidate, "PASS")
    assert "已通过，10分钟内可撤销" in body(county, at(following))
    other = log_in(world.accounts[Role.SECOND_REVIEWER])
    refused = press(other, candidate, "undo")
    assert refused.status_code == 409
    assert "不是你通过的" in refused.content.decode()
    assert press(county, candidate, "undo").status_code == 302
    assert state_of(candidate) == "UNDER_REVIEW"
    assert list(ReviewDecision.objects.order_by("pk").values_list("verdict", flat=True)) == ["PASS", "UNDO"]


def test_pass_of_long_ago_is_not_undone(world: World, county: Client) -> None:
    candidate = a_waiting(world, state=S.APPROVED)
    late = timezone.now() - timedelta(minutes=11)
    factories.a_decision(candidate=candidate, reviewer=world.accounts[Role.COUNTY_REVIEWER], at=late)
    refused = press(county, candidate, "undo")
    assert "通过已超过10分钟" in refused.content.decode()
    assert state_of(candidate) == "APPROVED"


def test_recusal_from_the_page_gives_the_file_back(world: World, county: Client) -> None:
    candidate = a_waiting(world)
    press(county, candidate, "take")
    assert press(county, candidate, "recuse", relation="SELF-MADE").status_code == 409
    assert press(county, candidate, "recuse", relation="RELATIVE").status_code == 302
    assert Recusal.objects.get().candidate == candidate
    assert not ReviewLease.objects.exists()
    assert press(county, candidate, "take").status_code == 409
    # Nor does the way to the next file lead there.
    assert county.post(HREF).headers["Location"] == f"{HREF}?end=1"


def test_file_given_back_is_free_and_a_file_of_the_next_county_is_unknown(
    world: World, county: Client, log_in: LogIn
) -> None:
    candidate = a_waiting(world)
    press(county, candidate, "take")
    assert press(county, candidate, "give_back").status_code == 302
    assert not ReviewLease.objects.exists()
    stranger = factories.an_account()
    place = factories.an_organisation(code="140106", parent=world.tree.prefecture)
    factories.a_role(account=stranger, organisation=place, role=Role.COUNTY_REVIEWER)
    client = log_in(stranger)
    assert client.get(at(candidate)).status_code == 404
    assert press(client, candidate, "take").status_code == 404
    assert client.post(HREF).headers["Location"] == f"{HREF}?end=1"


def test_picture_is_for_whoever_has_the_file_open_and_leaves_a_row(
    world: World, county: Client, log_in: LogIn
) -> None:
    candidate = a_waiting(world)
    kept = factories.an_evidence_file(candidate=candidate)
    href = f"{at(candidate)}evidence/{kept.public_id}/"
    assert county.get(href).status_code == 404
    before = body(county, at(candidate))
    assert "取件审核以后，图片显示在这里" in before
    assert f'href="/county/evidence/{kept.public_id}/"' in before
    press(county, candidate, "take")
    assert href in body(county, at(candidate))
    answer = county.get(href)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kept.media_type)
    assert "Content-Disposition" not in answer.headers
    row = AuditRow.objects.get(act="open_file")
    assert (row.reason, row.candidate_id) == ("审核报名", candidate.pk)
    assert log_in(world.accounts[Role.SECOND_REVIEWER]).get(href).status_code == 404


def test_pictures_are_counted_and_held_up_beyond_the_limit(
    world: World, county: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = a_waiting(world)
    kept = factories.an_evidence_file(candidate=candidate)
    press(county, candidate, "take")
    asked: list[str] = []

    def too_many(_: object, name: str, *__: object) -> HttpResponse:
        asked.append(name)
        return HttpResponse(status=429)

    monkeypatch.setattr(limits, "over_limit", too_many)
    assert county.get(f"{at(candidate)}evidence/{kept.public_id}/").status_code == 429
    assert asked == ["evidence"]
    assert not AuditRow.objects.filter(act="open_file").exists()


@pytest.mark.parametrize("way", ["number", "identity", "tail", "phone", "barcode"])
def test_walk_in_is_opened_by_whatever_they_show(world: World, county: Client, way: str) -> None:
    candidate = a_waiting(world, identity_number=NUMBER, phone="19900007777")
    wanted = {
        "number": candidate.candidate_number,
        "identity": f"{NUMBER[:6]} {NUMBER[6:].lower()}",
        "tail": NUMBER[-6:],
        "phone": "199 0000 7777",
        "barcode": f"*{candidate.candidate_number}*\r",
    }[way]
    answer = county.post(f"{HREF}find/", {"wanted": wanted})
    assert answer.headers["Location"] == at(candidate)
    assert AuditRow.objects.get(act="view_file", candidate=candidate).reason == "窗口查找"


def test_walk_in_of_nobody_and_of_several(world: World, county: Client, log_in: LogIn) -> None:
    page = county.post(f"{HREF}find/", {"wanted": "14010519991231001X"}).content.decode()
    assert "本辖区没有这个号码的报名" in page
    two = [a_waiting(world, phone="19900007777") for _ in range(2)]
    page = county.post(f"{HREF}find/", {"wanted": "19900007777"}).content.decode()
    assert [str(one.public_id) in page for one in two] == [True, True]
    assert ("李*明" in page, "李晓明" in page) == (True, False)


def test_batch_from_counts_over_the_sample_to_the_result_and_back(world: World, county: Client) -> None:
    born = date(2000, 3, 5)
    people = [
        a_waiting(
            world,
            birth_date=born,
            identity_number=factories.an_identity_number(birth=born),
            address=f"太原市小店区学府街{place}号",
        )
        for place in range(5)
    ]
    for one in people:
        for subject in (CheckSubject.IDENTITY, CheckSubject.STUDENT_STATUS):
            factories.a_check(one, subject=subject, answer=CheckAnswer.MATCHES)
    special = a_waiting(world, hukou_division="110101")
    page = body(county, f"{HREF}batches/")
    assert "<dd>6份</dd>" in page
    assert "<b>5份</b>" in page
    href = county.post(f"{HREF}batches/").headers["Location"]
    assert county.post(href, {"step": "pass"}).status_code == 409
    sampled = re.findall(r'<a href="/county/review/([0-9a-f-]+)/', body(county, href))
    assert len(sampled) == 3
    for one in people:
        if str(one.public_id) in sampled:
            press(county, one, "take")
    assert county.post(href, {"step": "pass"}).status_code == 302
    assert "已通过5份" in body(county, href)
    assert [state_of(one) for one in (*people, special)] == [*["APPROVED"] * 5, "SUBMITTED"]
    assert county.post(href, {"step": "undo"}).status_code == 302
    assert "已撤销5份" in body(county, href)


def test_tally_counts_a_day_and_goes_out_as_a_table(
    world: World, county: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "is_fresh", lambda *_: True)
    mine = world.accounts[Role.COUNTY_REVIEWER]
    for verdict in (Verdict.PASS, Verdict.PASS, Verdict.RETURN):
        factories.a_decision(verdict, candidate=a_waiting(world), reviewer=mine, at=timezone.now())
    factories.a_decision(candidate=a_waiting(world), at=timezone.now() - timedelta(days=2))
    page = body(county, f"{HREF}tally/")
    assert "共3次决定" in page
    told = re.findall(r'data-label="(通过|退回补正|转复核)">([0-9]+)</td>', page)
    assert told[:3] == [("通过", "2"), ("退回补正", "1"), ("转复核", "0")]
    answer = county.post(f"{HREF}tally/table/")
    table = read_sheet(answer.content, name="t.xlsx")
    assert [(row["通过"], row["退回补正"], row["合计"]) for row in table.rows] == [("2", "1", "3")] * 2
    other = (timezone.localdate() - timedelta(days=2)).isoformat()
    assert "共1次决定" in body(county, f"{HREF}tally/?day={other}")
    assert "没有审核决定" in body(county, f"{HREF}tally/?day=2020-01-01")


def test_confirmation_form_has_the_bars_of_the_number(world: World, county: Client) -> None:
    candidate = a_waiting(world, identity_number=NUMBER)
    page = body(county, f"{at(candidate)}form/")
    assert f"报名号{candidate.candidate_number}的条形码" in page
    found = re.findall(r'<rect x="([0-9]+)" width="([0-9]+)" height="24" fill="#000"/>', page)
    drawn = tuple((int(left), int(width)) for left, width in found)
    assert drawn == code128(candidate.candidate_number).bars
    assert NUMBER not in page
    assert AuditRow.objects.get(act="view_file", candidate=candidate).reason == "打印报名确认表"
