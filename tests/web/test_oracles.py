"""What is hidden is not found out sideways either: by sorting, filtering, counting, or comparing two refusals (C-03).

An answer that differs for two values of a field that the reader does not see tells the field, bit by bit.
"""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories
from tests.web.test_access import TABLE, visits
from tests.web.test_borders import OF_EVERY_SEASON, OF_NOBODY, stranger
from tests.web.walking import body_of
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Candidate, Job
from chengzhao.rules.admission import FileState

OF_A_REQUEST = re.compile(
    r'(name="(?:csrfmiddlewaretoken|token|form)" value="[^"]*")|([0-9a-f]{32})|'
    r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(\d?\d:\d\d(?::\d\d)?)"
)
"""What is another in each answer: tokens of forms, numbers of requests and things, and the time of day."""
TOLD_BY_HEADERS = (
    "ETag",
    "Last-Modified",
    "Content-Length",
    "Content-Range",
    "Age",
    "Location",
    "Server-Timing",
)
WORDS = (
    "sort",
    "order",
    "order_by",
    "o",
    "q",
    "search",
    "filter",
    "ordering",
    "fields",
    "page_size",
    "limit",
)
HIDDEN = (
    *("phone_index", "phone_sealed", "identity_tail_index", "identity_index", "identity_sealed", "name"),
    *("candidate__name", "candidate__phone_index", "candidate__birth_date", "filing_score", "-filing_score"),
    *(
        "candidate__marks__mark",
        "-candidate__marks__mark",
        "candidate__choices__college",
        "account__password",
    ),
)
"""Columns and ways to columns, as a framework that filters by what it is given would take them."""


def plain(content: str) -> str:
    """An answer without what every answer has for itself."""
    return OF_A_REQUEST.sub("", content)


def lists_of(world: World, role: Role) -> Iterator[str]:
    """The addresses without a number that a role may enter."""
    for visit in visits(world):
        allowed = TABLE[visit.name]
        if isinstance(allowed, set) and role in allowed and not re.search(r"[0-9a-f]{8}-", visit.href):
            yield visit.href


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CANDIDATE])
def test_no_list_takes_a_column_to_sort_or_filter_by(world: World, log_in: LogIn, role: Role) -> None:
    client = log_in(world.accounts[role])
    for href in lists_of(world, role):
        answer = client.get(href)
        if answer.status_code != 200 or "Content-Disposition" in answer.headers:
            continue
        before = shown(body_of(answer))
        by_word = "&".join(f"{word}={column}" for word, column in zip(WORDS, HIDDEN, strict=False))
        by_column = "&".join(f"{column}={world.admitted.name[:1]}" for column in HIDDEN if column != "name")
        lookups = "&".join(f"{column}__startswith=1" for column in HIDDEN if column[0] != "-")
        for query in (by_word, by_column, lookups):
            assert (href, shown(body_of(client.get(f"{href}?{query}")))) == (href, before)


def shown(content: str) -> list[str]:
    """The cells and figures of a page in their order, without the addresses behind them; clocks go on."""
    main = re.sub(r"[0-9.]+ ?秒", "秒", plain(content).partition("<main")[2])
    return re.findall(r">\s*([^<>\s][^<>]*)<", main)


@pytest.fixture
def officer(world: World, log_in: LogIn) -> Client:
    """An officer of the college that holds one file."""
    return log_in(world.accounts[Role.COLLEGE_OFFICER])


def count_of(page: str) -> int:
    return page.count('<th scope="row" class="mono">')


def test_a_college_counts_nothing_of_another_by_its_filters(officer: Client, world: World) -> None:
    for state in FileState:
        found = body_of(officer.get(f"/college/files/?state={state}"))
        own = 1 if state is FileState.ADMITTED else 0
        assert (state, count_of(found)) == (state, own)
        assert world.other_file.candidate.candidate_number not in found
    of_other = body_of(officer.get(f"/college/files/?programme={world.other_programme.pk}"))
    of_none = body_of(officer.get("/college/files/?programme=999999999"))
    assert count_of(of_other) == count_of(of_none) == 0
    assert shown(of_other) == shown(of_none)


def test_the_key_of_a_page_tells_nothing_of_anothers_file(officer: Client, world: World) -> None:
    """Whether a file of that score, rank and key exists elsewhere makes no difference to the page behind it."""
    other = world.other_file
    there = f"{other.filing_score}_{other.merit_rank}_{other.pk}"
    nowhere = f"{other.filing_score}_{other.merit_rank}_{other.pk + 100_000}"
    pages = [body_of(officer.get(f"/college/files/?after={key}")) for key in (there, nowhere)]
    assert shown(pages[0]) == shown(pages[1])


def test_the_list_of_a_college_does_not_move_with_what_it_may_not_see(officer: Client, world: World) -> None:
    """Two files alike but for telephone, end of number and birth date stand in the order in which they were made."""
    for phone, birth in (("19900000009", "1970-01-01"), ("19900000001", "1999-01-01")):
        person = factories.a_candidate(birth_date=birth, phone=phone)
        factories.a_file(candidate=person, programme=world.programme, filing_score=200, merit_rank=5)
    numbers = list(Candidate.objects.order_by("-pk").values_list("candidate_number", flat=True)[:2])[::-1]
    for query in ("", "?sort=phone", "?order=-birth_date", "?candidate__phone_index=1"):
        page = body_of(officer.get(f"/college/files/{query}"))
        places = [page.index(f">{number}</a>") for number in numbers]
        assert (query, places) == (query, sorted(places))


STRANGERS = (
    ("sibling county", Role.COUNTY_REVIEWER),
    ("other city", Role.PREFECTURE_OFFICER),
    ("other college", Role.COLLEGE_OFFICER),
    ("other province", Role.PROVINCE_LEAD),
    ("other season", Role.PROVINCE_OFFICER),
    ("other province", Role.OVERSIGHT),
    ("other province", Role.SECURITY_ADMIN),
)


@pytest.mark.parametrize(("relation", "role"), STRANGERS)
def test_anothers_thing_and_none_are_answered_alike_to_the_last_header(
    world: World, log_in: LogIn, relation: str, role: Role
) -> None:
    client = log_in(stranger(world, relation, role))
    compared = 0
    for visit in visits(world):
        allowed = TABLE[visit.name]
        number = re.search(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", visit.href)
        if not number or not isinstance(allowed, set) or role not in allowed or visit.name in OF_NOBODY:
            continue
        if relation == "other season" and visit.name in OF_EVERY_SEASON:
            continue
        theirs, none = (
            client.get(href) for href in (visit.href, visit.href.replace(number[0], str(uuid4())))
        )
        assert (visit.name, theirs.status_code, none.status_code) == (visit.name, 404, 404)
        assert (visit.name, headers_of(theirs)) == (visit.name, headers_of(none))
        assert (visit.name, plain(body_of(theirs))) == (visit.name, plain(body_of(none)))
        assert (visit.name, len(body_of(theirs))) == (visit.name, len(body_of(none)))
        compared += 1
    assert compared > 0


def headers_of(response: object) -> dict[str, str]:
    given = response.headers.items()  # type: ignore[attr-defined]
    return {name: plain(value) for name, value in given}


def test_no_page_of_a_desk_says_when_it_was_changed_or_what_it_was(world: World, log_in: LogIn) -> None:
    """A tag or a date of the last change would tell somebody who asks again that something happened."""
    for role in (Role.COLLEGE_OFFICER, Role.COUNTY_REVIEWER, Role.PROVINCE_LEAD, Role.CANDIDATE):
        client = log_in(world.accounts[role])
        for visit in visits(world):
            allowed = TABLE[visit.name]
            if not isinstance(allowed, set) or role not in allowed:
                continue
            response = client.get(
                visit.href,
                headers={"If-None-Match": "*", "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
            )
            assert (visit.name, response.status_code == 304) == (visit.name, False)
            told = [name for name in TOLD_BY_HEADERS[:2] if name in response.headers]
            assert (visit.name, told) == (visit.name, [])


def test_a_job_of_another_account_is_neither_named_nor_fetched_nor_found_by_its_number(
    world: World, log_in: LogIn
) -> None:
    Job.objects.update(title="导出高起本阅档名单（CSV）", message="共4321份档案。")
    page, file = f"/jobs/{world.job.public_id}/", f"/jobs/{world.job.public_id}/result/"
    other = log_in(stranger(world, "other college", Role.COLLEGE_OFFICER))
    for client in (other, log_in(world.accounts[Role.PROVINCE_LEAD]), log_in(world.accounts[Role.OVERSIGHT])):
        told = body_of(client.get(reverse("desk:jobs")))
        assert "高起本" not in told
        assert "4321" not in told
        for href in (page, f"{page}?part=1", file):
            theirs = client.get(href)
            none = client.get(href.replace(str(world.job.public_id), str(uuid4())))
            assert (href, theirs.status_code, plain(body_of(theirs))) == (href, 404, plain(body_of(none)))
    for role in (Role.COLLEGE_LEAD, Role.MINISTRY_OFFICER):
        # Whoever sees that there is a job does not get what it made.
        client = log_in(world.accounts[role])
        assert (role, client.get(page).status_code, client.get(file).status_code) == (role, 200, 404)
        assert file not in body_of(client.get(page))


TYPED = (
    ("/province/holds/", {"number": "", "reason": "有申诉正在办理"}, Role.PROVINCE_LEAD),
    ("/province/unmasking/", {"numbers": "", "room": "PHONE", "reason": "通知补交材料"}, Role.PROVINCE_LEAD),
    ("/recusals/", {"number": "", "relation": "RELATIVE"}, Role.COUNTY_REVIEWER),
    ("/oversight/person/", {"number": ""}, Role.OVERSIGHT),
)


@pytest.mark.parametrize(("href", "sent", "role"), TYPED)
def test_a_number_that_is_typed_says_nothing_of_whether_it_is_somebodys_elsewhere(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch, href: str, sent: dict[str, str], role: Role
) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)
    relation = "sibling county" if role is Role.COUNTY_REVIEWER else "other province"
    client = log_in(stranger(world, relation, role))
    answers = []
    for number in (world.admitted.candidate_number, "24149999000001"):
        typed = {name: value or number for name, value in sent.items()}
        response = client.post(href, typed)
        answers.append((response.status_code, plain(body_of(response)).replace(number, "")))
    assert answers[0] == answers[1]
