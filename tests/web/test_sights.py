"""The table of sights on the page that shows a person: every role, every room, every stage of the file (C-07)."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.factories import KEYS
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Candidate, Education
from chengzhao.records.queries.people import seats_of
from chengzhao.records.queries.person_card import person_card
from chengzhao.rules.admission import FileState
from chengzhao.rules.privacy.masks import Mask, covered
from chengzhao.rules.privacy.sights import FileStage, Room, Sight, sight_of
from chengzhao.rules.registration import RegistrationState
from chengzhao.web.shared import persons

AUDIENCES = {
    Role.COUNTY_REVIEWER: "county",
    Role.SECOND_REVIEWER: "county",
    Role.PREFECTURE_OFFICER: "county",
    Role.PROVINCE_OFFICER: "province",
    Role.PROVINCE_LEAD: "province",
    Role.INSPECTOR: "province",
    Role.COLLEGE_OFFICER: "college",
    Role.COLLEGE_LEAD: "college",
}
PHONE, IDENTITY = "19987654321", "999999197707070031"
RAW: dict[Room, tuple[str, Mask]] = {
    Room.NAME: ("欧阳震岳", Mask.NAME),
    Room.IDENTITY: (IDENTITY, Mask.IDENTITY),
    Room.PHONE: (PHONE, Mask.PHONE),
    Room.BIRTH: ("1977-07-07", Mask.BIRTH_DATE),
    Room.PLACE: ("140199", Mask.WHOLE),
    Room.EMPLOYER: ("蓝天第九机械厂", Mask.WHOLE),
    Room.SCHOOLING: ("独一职业技术学院", Mask.WHOLE),
    Room.CERTIFICATE: ("C9911223344556677", Mask.CERTIFICATE),
    Room.EVIDENCE: ("独一无二的立功证书", Mask.WHOLE),
    Room.CLAIM: ("个人三等功以上", Mask.WHOLE),
    Room.MARK: ("87.5", Mask.WHOLE),
    Room.CHOICE: ("志愿中的专业", Mask.WHOLE),
}
STATES = {
    FileStage.DRAFT: RegistrationState.DRAFT,
    FileStage.RETURNED: RegistrationState.RETURNED,
    FileStage.REVIEW: RegistrationState.UNDER_REVIEW,
    FileStage.CLOSED: RegistrationState.REJECTED,
}


def a_person(world: World, stage: FileStage, *, for_college: bool = False) -> Candidate:
    """Somebody whose every value is found nowhere else, with a file in a stage."""
    gave_back = for_college and stage is FileStage.CLOSED
    state = RegistrationState.TICKETED if gave_back else STATES.get(stage, RegistrationState.TICKETED)
    candidate = factories.a_candidate(
        name="欧阳震岳",
        confirmation_point=world.tree.county,
        state=state,
        chosen=[factories.a_programme(college=world.college, name="志愿中的专业", places=3)],
        birth_date=date(1977, 7, 7),
        employer="蓝天第九机械厂",
        hukou_division="140199",
        identity_number=IDENTITY,
        phone=PHONE,
    )
    Education.objects.filter(candidate=candidate).update(
        school="独一职业技术学院", certificate_number="C9911223344556677"
    )
    factories.a_claim(candidate=candidate, evidence="独一无二的立功证书")
    factories.a_mark(candidate=candidate, mark=87.5)
    other = factories.a_programme(college=world.college, places=3)
    if stage is FileStage.FILED:
        factories.a_file(candidate=candidate, programme=other)
    elif stage is FileStage.ADMITTED:
        factories.an_admission(candidate=candidate, programme=other)
    elif gave_back:
        factories.a_file(candidate=candidate, programme=other, state=FileState.RETURNED)
    return candidate


def href_of(role: Role, candidate: Candidate) -> str:
    return f"/{AUDIENCES[role]}/people/{candidate.public_id}/"


def rooms_of(page: str) -> dict[Room, str]:
    """The text of each room that a page shows."""
    main = unescape(page.partition("<main")[2])
    parts = {room: main.partition(f'data-room="{room.value}">')[2].partition("</dl>")[0] for room in Room}
    return {room: text for room, text in parts.items() if text}


@pytest.mark.parametrize("stage", list(FileStage))
@pytest.mark.parametrize("role", list(AUDIENCES))
def test_every_room_is_shown_masked_or_absent_by_the_table(
    world: World, log_in: LogIn, role: Role, stage: FileStage
) -> None:
    candidate = a_person(world, stage, for_college=AUDIENCES[role] == "college")
    response = log_in(world.accounts[role]).get(href_of(role, candidate))
    gave_back = AUDIENCES[role] == "college" and stage is FileStage.CLOSED
    if gave_back or sight_of(role, Room.NUMBER, stage) is Sight.HIDE:
        assert response.status_code == 404
        return
    page = response.content.decode()
    shown = rooms_of(page)
    for room, (raw, mask) in RAW.items():
        sight = sight_of(role, room, stage)
        assert (room, raw in page) == (room, sight in (Sight.READ, Sight.WRITE))
        assert (room, room in shown) == (room, sight is not Sight.HIDE)
        if sight is Sight.MASK:
            assert (room, covered(raw, mask) in shown[room]) == (room, True)


@pytest.mark.parametrize("role", [role for role in AUDIENCES if AUDIENCES[role] != "college"])
def test_what_was_done_with_a_file_is_shown_by_the_table(world: World, log_in: LogIn, role: Role) -> None:
    page = log_in(world.accounts[role]).get(href_of(role, world.admitted)).content.decode()
    is_shown = sight_of(role, Room.TRAIL, FileStage.ADMITTED) is not Sight.HIDE
    assert ('aria-labelledby="doings"' in page) is is_shown


def test_the_table_shows_the_trail_to_the_province_and_its_inspectors_alone() -> None:
    for stage in FileStage:
        seen = {role for role in AUDIENCES if sight_of(role, Room.TRAIL, stage) is not Sight.HIDE}
        assert seen == {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR}


def test_a_college_reads_no_trail(world: World, log_in: LogIn) -> None:
    page = log_in(world.accounts[Role.COLLEGE_OFFICER]).get(href_of(Role.COLLEGE_OFFICER, world.admitted))
    assert 'aria-labelledby="doings"' not in page.content.decode()


def test_codes_of_national_tables_are_told_by_name_and_the_number_once(world: World, log_in: LogIn) -> None:
    candidate = factories.a_candidate(
        confirmation_point=world.tree.county, ethnicity="03", hukou_division="140105"
    )
    page = log_in(world.accounts[Role.COUNTY_REVIEWER]).get(href_of(Role.COUNTY_REVIEWER, candidate))
    main = page.content.decode().partition("<main")[2]
    assert "<dt>民族</dt><dd>回族</dd>" in main
    assert "山西省太原市小店区" in main
    assert main.count(candidate.candidate_number) == 1
    assert main.partition('aria-labelledby="registered"')[2].partition("</section>")[0].count("<h2") == 1


@pytest.fixture
def county(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.COUNTY_REVIEWER])


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """The visitor has just shown a factor."""
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda shown_at, now: True)


def test_reason_lifts_one_mask_for_ten_minutes_and_leaves_a_row(
    world: World, county: Client, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = a_person(world, FileStage.SETTLED)
    href = href_of(Role.COUNTY_REVIEWER, candidate)
    response = county.post(href, {"room": "PHONE", "reason": "通知补交材料"})
    assert (response.status_code, response.headers["Location"]) == (302, href)
    row = AuditRow.objects.get(act="unmask")
    assert (row.candidate_id, row.reason) == (candidate.pk, "联系电话：通知补交材料")
    page = county.get(href).content.decode()
    assert PHONE in page
    assert IDENTITY not in page
    later = timezone.now() + timedelta(minutes=persons.MINUTES, seconds=1)
    monkeypatch.setattr("chengzhao.web.shared.persons.timezone.now", lambda: later)
    assert PHONE not in county.get(href).content.decode()


def test_mask_is_not_lifted_without_a_fresh_factor(
    world: World, county: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda shown_at, now: False)
    candidate = a_person(world, FileStage.SETTLED)
    href = href_of(Role.COUNTY_REVIEWER, candidate)
    assert county.post(href, {"room": "PHONE", "reason": "通知补交材料"}).status_code == 307
    assert not AuditRow.objects.filter(act="unmask").exists()
    assert PHONE not in county.get(href).content.decode()


@pytest.mark.parametrize(
    ("room", "reason", "sentence"),
    [
        ("PHONE", "", "请写明查看的理由"),
        ("PHONE", "看", "至少4个字"),
        ("MARK", "想知道成绩", "不能查看完整的“成绩”"),
        ("SECRET", "想知道密码", "不能查看完整的“密码与索引”"),
        ("NOTHING", "想知道一切", "请选择查看哪一项"),
    ],
)
def test_mask_that_is_not_to_be_lifted_stays(
    world: World, county: Client, fresh: None, room: str, reason: str, sentence: str
) -> None:
    candidate = a_person(world, FileStage.SETTLED)
    href = href_of(Role.COUNTY_REVIEWER, candidate)
    page = county.post(href, {"room": room, "reason": reason}).content.decode()
    assert sentence in unescape(page)
    assert "87.5" not in page
    assert not AuditRow.objects.filter(act="unmask").exists()


def test_lifted_mask_is_that_of_one_person_in_one_seat(
    world: World, county: Client, log_in: LogIn, fresh: None
) -> None:
    candidate = a_person(world, FileStage.SETTLED)
    county.post(href_of(Role.COUNTY_REVIEWER, candidate), {"room": "IDENTITY", "reason": "核对证件号码"})
    other = log_in(world.accounts[Role.PREFECTURE_OFFICER])
    assert IDENTITY not in other.get(href_of(Role.PREFECTURE_OFFICER, candidate)).content.decode()
    page = county.get(f"/county/people/{world.admitted.public_id}/").content.decode()
    assert '<span class="tag tag--plain">已遮盖</span>' in page


def test_person_of_another_county_is_not_found(world: World, county: Client) -> None:
    elsewhere = factories.an_organisation(parent=world.tree.prefecture)
    stranger = factories.a_candidate(confirmation_point=elsewhere)
    assert county.get(f"/county/people/{stranger.public_id}/").status_code == 404


def test_card_has_no_room_that_the_table_hides(world: World) -> None:
    acting = seats_of(world.accounts[Role.COUNTY_REVIEWER].pk)[0]
    card = person_card(acting, world.admitted.public_id, keys=KEYS)
    assert card is not None
    assert {one.room for one in card.rooms} & {Room.MARK, Room.CHOICE, Room.SECRET, Room.HEALTH} == set()
