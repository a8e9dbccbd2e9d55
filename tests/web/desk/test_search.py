"""查找: inside the two walls only, masked, with a look on the trail for each person, and silent about all others."""

import pytest
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Candidate, CandidateFile
from chengzhao.records.queries.search import FINDERS, OFFICES

pytestmark = pytest.mark.django_db
NUMBER, PHONE = "99999919900101001X", "19912345678"
NOTHING = "在你的范围内没有找到"


@pytest.fixture
def person(world: World) -> Candidate:
    return factories.a_candidate(
        name="诸葛小明", identity_number=NUMBER, phone=PHONE, confirmation_point=world.tree.county
    )


def found_by(client: Client, words: str) -> str:
    response = client.post("/search/", {"q": words})
    assert response.status_code == 200
    return response.content.decode().partition('<main class="desk-main"')[2].partition("</form>")[2]


def looks() -> list[int | None]:
    return list(
        AuditRow.objects.filter(act="view_file", reason="查找").values_list("candidate_id", flat=True)
    )


@pytest.mark.parametrize(
    "typed",
    [
        "",
        NUMBER,
        NUMBER.lower(),
        "999999 19900101 001X",
        "01001X",
        PHONE,
        "诸葛",
        "诸葛小明",
        "１９９１２３４５６７８",
    ],
)
def test_person_is_found_in_every_way(world: World, log_in: LogIn, person: Candidate, typed: str) -> None:
    page = found_by(log_in(world.accounts[Role.COUNTY_REVIEWER]), typed or person.candidate_number)
    assert f'<a href="/county/people/{person.public_id}/">{person.candidate_number}</a>' in page
    assert "诸*明" in page
    assert "诸葛小明" not in page
    assert person.pk in looks()


@pytest.mark.parametrize("typed", ["诸", "小明", "19912345679", "999999", "1991", "%", "诸_"])
def test_part_of_a_number_or_the_end_of_a_name_finds_nobody(
    world: World, log_in: LogIn, person: Candidate, typed: str
) -> None:
    page = found_by(log_in(world.accounts[Role.PROVINCE_OFFICER]), typed)
    assert person.candidate_number not in page
    assert looks() == []


def test_outside_the_walls_reads_as_what_there_is_not(world: World, log_in: LogIn) -> None:
    county = factories.an_organisation(code="140106", parent=world.tree.prefecture)
    for walls in ({"confirmation_point": county}, {"season": 2023}, {"province": "32"}):
        factories.a_candidate(**{"identity_number": NUMBER, "confirmation_point": world.tree.county} | walls)
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    assert found_by(client, NUMBER) == found_by(client, "999999199001010028").replace(
        "999999199001010028", NUMBER
    )
    assert NOTHING in found_by(client, NUMBER)
    assert looks() == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CANDIDATE])
def test_who_finds_whom_by_what(world: World, log_in: LogIn, person: Candidate, role: Role) -> None:
    if role in (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD):
        # A college has this person's file.
        CandidateFile.objects.filter(pk=world.file.pk).update(state="UNDER_REVIEW")
    client = log_in(world.accounts[role])
    someone = world.admitted if role in (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD) else person
    found = [
        someone.candidate_number in found_by(client, typed)
        for typed in (someone.candidate_number, someone.name)
    ]
    assert found == [role in FINDERS] * 2
    for typed in (NUMBER, PHONE):
        assert (person.candidate_number in found_by(client, typed)) == (role in OFFICES)


def test_college_finds_those_alone_whose_file_it_holds(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    assert world.admitted.candidate_number in found_by(client, world.admitted.candidate_number)
    assert NOTHING in found_by(client, world.waiting.candidate_number)
    CandidateFile.objects.filter(pk=world.file.pk).update(
        state="RETURNED", return_code="OTHER", programme=None
    )
    assert NOTHING in found_by(client, world.admitted.candidate_number)


def test_colleges_and_offices_are_found_by_code_and_name(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.MINISTRY_OFFICER])
    for typed in (world.college.national_code, "财经"):
        assert "山西财经大学" in found_by(client, typed)
    reviewer = log_in(world.accounts[Role.COUNTY_REVIEWER])
    assert world.tree.county.name in found_by(reviewer, world.tree.county.code)
    assert world.tree.prefecture.name not in found_by(reviewer, world.tree.prefecture.code)
    admin = log_in(world.accounts[Role.SYSTEM_ADMIN])
    assert f'href="/system/organisations/{world.tree.county.public_id}/"' in found_by(
        admin, world.tree.county.name
    )
    assert looks() == []


def test_only_so_many_are_shown_and_noted(world: World, log_in: LogIn) -> None:
    for _ in range(21):
        factories.a_candidate(name="欧阳一", confirmation_point=world.tree.county)
    page = found_by(log_in(world.accounts[Role.PROVINCE_OFFICER]), "欧阳")
    assert page.count("欧*一") == 20
    assert "只列前20条" in page
    assert len(set(looks())) == 20


def test_words_stand_in_no_address(world: World, log_in: LogIn, person: Candidate) -> None:
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    assert person.candidate_number not in client.get("/search/", {"q": "诸葛小"}).content.decode()
    assert 'role="search" method="post"' in client.get("/county/").content.decode()
