"""录取结果查询: a sum for everybody, one answer for every wrong pair, an alarm for who goes through the numbers."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.factories import KEYS
from tests.web.world import World

from chengzhao.actions.decoys import is_decoy
from chengzhao.records.models import AuditRow, Candidate
from chengzhao.web.public.results import WRONG_PAIR
from chengzhao.web.shared import limits
from chengzhao.web.shared.challenge import OVER, SALT, WRONG, fault_of, pose, said
from chengzhao.web.shared.limits import Limit, Per

WORDS = {said(number): number for number in range(1, 21)}


def answer_to(question: str) -> str:
    """What somebody answers who reads the question."""
    [(first, sign, second)] = re.findall(
        "([一二三四五六七八九十]+)(加|减)([一二三四五六七八九十]+)等于几", question
    )
    return str(WORDS[first] + WORDS[second] if sign == "加" else WORDS[first] - WORDS[second])


def asked(client: Client) -> dict[str, str]:
    """The token of a fresh page and the right answer to its question."""
    page = client.get("/results/").content.decode()
    [token] = re.findall('name="token" value="([^"]+)"', page)
    return {"token": token, "answer": answer_to(page)}


def look_up(client: Client, number: str, tail: str, **given: str) -> str:
    form = {"number": number, "tail": tail, **asked(client), **given}
    response = client.post("/results/", form)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    return response.content.decode()


@pytest.fixture
def tails(world: World) -> dict[Candidate, str]:
    """The end of the document of one who was admitted and of one who was not."""
    found = {}
    for candidate in (world.admitted, world.waiting):
        row = f"candidate/{candidate.pk}/identity_number"
        found[candidate] = KEYS.open(candidate.identity_sealed, row=row)[-6:]
    return found


def test_result_of_somebody_who_was_admitted(
    client: Client, world: World, tails: dict[Candidate, str]
) -> None:
    page = look_up(client, world.admitted.candidate_number, tails[world.admitted])
    assert ">已录取</h2>" in page
    assert "山西财经大学" in page
    assert "张*丰" in page
    assert "张三丰" not in page


def test_result_of_somebody_who_was_not(client: Client, world: World, tails: dict[Candidate, str]) -> None:
    page = look_up(client, world.waiting.candidate_number, tails[world.waiting].lower())
    assert "没有录取记录" in page
    assert "山西财经大学" not in page


def test_every_wrong_pair_gets_the_same_answer(
    client: Client, world: World, tails: dict[Candidate, str]
) -> None:
    number, tail = world.admitted.candidate_number, tails[world.admitted]
    free = next(
        f"241401059{place:05d}" for place in range(999) if not is_decoy(f"241401059{place:05d}", KEYS)
    )
    pages = [look_up(client, *pair) for pair in ((number, "000000"), (free, tail))]
    assert all(page.count(WRONG_PAIR) == 1 and "姓名</dt>" not in page for page in pages)


def test_wrong_sum_tells_nothing_and_asks_another(
    client: Client, world: World, tails: dict[Candidate, str]
) -> None:
    page = look_up(client, world.admitted.candidate_number, tails[world.admitted], answer="99")
    assert WRONG in page
    assert 'value="99"' not in page
    assert f'value="{world.admitted.candidate_number}"' in page
    assert "山西财经大学" not in page
    assert 'name="token"' in page


@pytest.mark.django_db
def test_a_sum_holds_for_one_try() -> None:
    now = timezone.now()
    right = pose()
    assert fault_of(right.token, answer_to(right.question), now) == ""
    assert fault_of(right.token, answer_to(right.question), now) == OVER
    tried = pose()
    assert fault_of(tried.token, "99", now) == WRONG
    assert fault_of(tried.token, answer_to(tried.question), now) == OVER


@pytest.mark.django_db
def test_a_sum_is_over_after_five_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    held = pose()
    later = signing.time.time() + timedelta(minutes=5, seconds=2).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert fault_of(held.token, answer_to(held.question), timezone.now()) == OVER


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "forged", "a:b:c", "x" * 9000])
def test_a_token_that_we_did_not_sign_is_refused(token: str) -> None:
    assert fault_of(token, "7", timezone.now()) == OVER


def test_token_does_not_tell_the_answer() -> None:
    held = signing.loads(pose().token, salt=SALT)
    assert set(held) == {"mark", "right"}
    assert len(held["right"]) == 64


def test_questions_are_right_and_never_below_zero() -> None:
    answers = [int(answer_to(pose().question)) for _ in range(300)]
    assert min(answers) >= 0
    assert max(answers) <= 40


def test_a_decoy_raises_an_alarm_and_looks_like_any_wrong_number(client: Client, world: World) -> None:
    decoy = next(f"241401059{place:05d}" for place in range(9999) if is_decoy(f"241401059{place:05d}", KEYS))
    page = look_up(client, decoy, "123456")
    assert WRONG_PAIR in page
    row = AuditRow.objects.get(act="touch_decoy")
    assert (row.object_id, row.object_kind, row.account_id) == (decoy, "decoy", None)
    assert row.network_address == "127.0.0.1"


def test_neither_a_real_number_nor_a_plain_free_one_raises_it(
    client: Client, world: World, tails: dict[Candidate, str]
) -> None:
    free = next(
        f"241401059{place:05d}" for place in range(999) if not is_decoy(f"241401059{place:05d}", KEYS)
    )
    look_up(client, free, "123456")
    look_up(client, world.admitted.candidate_number, "000000")
    assert not AuditRow.objects.filter(act="touch_decoy").exists()


def test_a_search_of_hundreds_always_meets_a_decoy() -> None:
    numbers = [f"2414010500{place:04d}" for place in range(5000)]
    met = [is_decoy(number, KEYS) for number in numbers]
    assert 30 < sum(met) < 160
    assert all(any(met[start : start + 1000]) for start in range(0, 5000, 1000))


def test_one_number_is_asked_for_twenty_times_an_hour(client: Client, world: World) -> None:
    form = {"number": world.admitted.candidate_number, "tail": "000000"}
    statuses = [
        client.post("/results/", form | asked(client), REMOTE_ADDR=f"203.0.{place}.1").status_code
        for place in range(21)
    ]
    assert statuses == [200] * 20 + [429]


@pytest.mark.django_db
def test_without_a_season_there_is_nothing_to_ask(client: Client) -> None:
    assert "还没有开放的年度" in client.get("/results/").content.decode()
    factories.a_season()


def test_wrong_sums_use_up_nobodys_number_and_right_ones_do(
    world: World, tails: dict[Candidate, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = (Limit(per=Per.SUBJECT, most=2, window=timedelta(hours=1)),)
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "pair": few})
    number, tail = world.admitted.candidate_number, tails[world.admitted]
    for _ in range(3):
        look_up(Client(), number, "000000", answer="99")
    assert ">已录取</h2>" in look_up(Client(), number, tail)
    look_up(Client(), number, "000000")
    client = Client()
    refused = client.post("/results/", {"number": number, "tail": tail, **asked(client)})
    assert refused.status_code == 429
