"""The whole season as a value: the same every time, on every machine."""

import os
import subprocess
import sys
from dataclasses import asdict, replace

from chengzhao.ledger.digest import digest_of
from chengzhao.rehearsal.generator import SyntheticSeason, generate
from chengzhao.rehearsal.scenario import scenario

PROGRAMME = """
from tests.rehearsal.test_generator import digest_of_season
from chengzhao.rehearsal.generator import generate
from chengzhao.rehearsal.scenario import scenario
print(digest_of_season(generate(scenario(province="14", year=2024, candidates=400, seed="x"))))
"""


def digest_of_season(season: SyntheticSeason) -> str:
    """One digest over everything that is played."""
    return digest_of(
        [
            [asdict(person) for person in season.people],
            [asdict(offer) for offer in season.offers],
            [asdict(wish) for wish in season.wishes],
            [course.name for course in season.courses],
            [[asdict(claim) for claim in held] for held in season.claims],
            sorted(season.places.items()),
            [asdict(test) for test in season.extra_tests],
            [asdict(sitting) for sitting in season.sittings],
            season.cancelled,
        ]
    )


def test_one_seed_gives_one_season() -> None:
    wanted = scenario(province="32", year=2025, candidates=400, seed="x")
    assert digest_of_season(generate(wanted)) == digest_of_season(generate(wanted))


def test_another_seed_gives_another_season() -> None:
    wanted = scenario(province="14", year=2024, candidates=400, seed="x")
    other = replace(wanted, seed="y")
    assert digest_of_season(generate(wanted)) != digest_of_season(generate(other))


def test_the_order_of_sets_and_hashes_has_no_say() -> None:
    """Two processes whose hashes differ make the same season."""
    found = set()
    for hash_seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", PROGRAMME],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout.strip())
    wanted = scenario(province="14", year=2024, candidates=400, seed="x")
    assert found == {digest_of_season(generate(wanted))}


def test_lists_by_person_have_one_entry_each(season: SyntheticSeason) -> None:
    lengths = {
        len(season.people),
        len(season.wishes),
        len(season.courses),
        len(season.claims),
        len(season.sittings),
    }
    assert lengths == {season.scenario.candidates}


def test_at_least_one_paper_is_cancelled_and_it_was_sat(season: SyntheticSeason) -> None:
    assert len(season.cancelled) >= 1
    for number, slot in season.cancelled:
        assert slot in dict(season.sittings[number - 1].marks)
