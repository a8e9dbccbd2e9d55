"""Small filings in values: 高起专, 文史类, one point is one point, and a programme's college is its first letter."""

import random
from fractions import Fraction
from typing import Any

from chengzhao.rules.dossier import (
    POINT,
    Candidate,
    Choice,
    ExtraTest,
    FilingInput,
    Programme,
    SeasonRules,
)

LEVEL = "GAOQIZHUAN"
CATEGORY = "HUMANITIES"
LEVELS = ("GAOQIBEN", "ZHUANSHENGBEN", "GAOQIZHUAN")
KINDS = ("GENERAL", "ARTS", "ARTS_THEORY", "SPORTS")
BY_EXTRA_TEST = ("ARTS", "SPORTS")
PAPERS = ("chinese", "maths", "foreign", "combined", "politics", "specialised")


def season_rules(**changes: Any) -> SeasonRules:
    """Sequential, by college, ratio 1, ties all in, score first; points in hundredths."""
    settings: dict[str, Any] = {
        "year": 2024,
        "province": "14",
        "mechanism": "sequential",
        "unit": "college",
        "ratio": Fraction(1),
        "ties": "all_in",
        "seed": "seed",
        "assignment": "score_first",
        "tiers": (("GAOQIBEN", "ZHUANSHENGBEN"), ("GAOQIZHUAN",)),
    }
    return SeasonRules(**{**settings, **changes})


def programme(programme_id: str, places: int = 1, **changes: Any) -> Programme:
    """A programme of the college named by its first letter."""
    fields: dict[str, Any] = {
        "college": programme_id[0],
        "level": LEVEL,
        "category": CATEGORY,
        "kind": "GENERAL",
        "is_relaxable": False,
        "has_extra_test": False,
    }
    return Programme(programme_id=programme_id, places=places, **{**fields, **changes})


def candidate(candidate_id: str, points: int = 0, **changes: Any) -> Candidate:
    """A candidate whose total is `points`, all of them in Chinese unless marks are given."""
    fields: dict[str, Any] = {"level": LEVEL, "category": CATEGORY, "chinese": points * POINT}
    return Candidate(candidate_id=candidate_id, **{**fields, **changes})


def choice(candidate_id: str, listed: str, rank: int = 1, **changes: Any) -> Choice:
    """A choice of programmes separated by blanks, at the college of the first."""
    fields: dict[str, Any] = {"level": LEVEL, "college": listed[0], "accepts_reassignment": False}
    return Choice(
        candidate_id=candidate_id, rank=rank, programmes=tuple(listed.split()), **{**fields, **changes}
    )


def extra_test(candidate_id: str, college: str, points: int, has_passed: bool = True) -> ExtraTest:
    """An extra-test result."""
    return ExtraTest(
        candidate_id=candidate_id, college=college, test_score=points * POINT, has_passed=has_passed
    )


def filing_input(
    programmes: list[Programme],
    candidates: list[Candidate],
    choices: list[Choice],
    extra_tests: tuple[ExtraTest, ...] = (),
    line: int = 100,
    **changes: Any,
) -> FilingInput:
    """A filing in which every control line is `line` points; other keywords are season rules."""
    return FilingInput(
        rules=season_rules(**changes),
        programmes=tuple(programmes),
        control_lines={(one.level, one.category, one.kind): line * POINT for one in programmes},
        candidates=tuple(candidates),
        choices=tuple(choices),
        extra_tests=extra_tests,
    )


def random_input(dice: random.Random, **settings: Any) -> FilingInput:
    """A small crowded filing with much that can go either way; `settings` hold some of its rules fixed."""
    rules = random_rules(dice, settings)
    categories = ("HUMANITIES", "ARTS_HUMANITIES")
    programmes = [
        Programme(
            programme_id=f"{college}{number}",
            college=college,
            level=dice.choice(LEVELS),
            category=dice.choice(categories),
            kind=dice.choice(KINDS),
            is_relaxable=dice.random() < 0.5,
            has_extra_test=dice.random() < 0.3,
            places=dice.choice((0, 1, 1, 2, 3)),
        )
        for college in "ABC"
        for number in range(6)
    ]
    candidates: list[Candidate] = []
    choices: list[Choice] = []
    for number in range(dice.choice((3, 12, 40))):
        for row in random_person(dice, f"K{number}", rules.tiers, categories):
            candidates.append(row)
            choices.extend(random_choices(dice, row, programmes, rules))
    persons = sorted({one.candidate_id for one in candidates})
    return FilingInput(
        rules=rules,
        programmes=tuple(programmes),
        control_lines={
            (one.level, one.category, one.kind): dice.choice((10, 13, 16)) * POINT for one in programmes
        },
        candidates=tuple(candidates),
        choices=tuple(choices),
        extra_tests=tuple(
            extra_test(person, college, dice.choice((50, 60, 70)), dice.random() < 0.7)
            for person in persons
            for college in "ABC"
            if dice.random() < 0.7
        ),
    )


def random_rules(dice: random.Random, settings: dict[str, Any]) -> SeasonRules:
    """Rules of any combination, but those that are held fixed."""
    default = (("GAOQIBEN", "ZHUANSHENGBEN"), ("GAOQIZHUAN",))
    drawn: dict[str, Any] = {
        "mechanism": dice.choice(("sequential", "parallel")),
        "unit": dice.choice(("college", "programme")),
        "ratio": Fraction(dice.choice(("1", "1.05", "1.5", "2"))),
        "ties": dice.choice(("all_in", "seed")),
        "assignment": dice.choice(("score_first", "major_first", "graded")),
        "tiers": dice.choice((default, tuple((level,) for level in LEVELS), default[1:])),
        "gaps": dice.choice(((), (300,), (100, 200), (500, 0, 100))),
        "merit": dice.choice(("filing_score", "total")),
        "refill": dice.random() < 0.5,
        "relaxation": dice.choice((0, 0, 200, 400)),
        "tie_keys": dice.choice(
            (
                {},
                dict.fromkeys(LEVELS, ("chinese", "maths")),
                {"GAOQIBEN": ("maths",), "GAOQIBEN/ARTS_HUMANITIES": ("foreign",)},
            )
        ),
    }
    return season_rules(**{**drawn, **settings})


def random_person(
    dice: random.Random, candidate_id: str, tiers: tuple[tuple[str, ...], ...], categories: tuple[str, ...]
) -> list[Candidate]:
    """One person at one level, or now and then at two that stand in different tiers."""
    levels = dice.sample(LEVELS, 2 if dice.random() < 0.3 else 1)
    if any(set(levels) <= set(tier) for tier in tiers):
        levels = levels[:1]
    person_status = dice.choice(["OK"] * 12 + ["VOID", "ADMITTED", "SUSPENDED"])
    return [
        Candidate(
            candidate_id=candidate_id,
            level=level,
            category=dice.choice(categories),
            bonus=dice.choice((0, 0, 0, 1000)),
            person_status=person_status,
            **{paper: dice.choice((300, 350, 400, 500)) for paper in PAPERS},
        )
        for level in levels
    ]


def random_choices(
    dice: random.Random, row: Candidate, programmes: list[Programme], rules: SeasonRules
) -> list[Choice]:
    """Up to four choices, mostly of programmes that fit, in ranks with holes between them."""
    kinds: tuple[str, ...] = KINDS
    if rules.mechanism == "parallel":
        kinds = dice.choice((BY_EXTRA_TEST, tuple(kind for kind in KINDS if kind not in BY_EXTRA_TEST)))
    found = []
    for rank in dice.sample(range(1, 6), dice.randint(0, 4)):
        college = dice.choice("ABC")
        possible = [one for one in programmes if one.college == college and one.kind in kinds]
        fitting = [one for one in possible if (one.level, one.category) == (row.level, row.category)]
        listed = fitting if fitting and dice.random() < 0.8 else possible
        if not listed:
            continue
        count = 1 if rules.unit == "programme" else dice.randint(1, len(listed))
        found.append(
            Choice(
                candidate_id=row.candidate_id,
                level=row.level,
                rank=rank,
                college=college,
                programmes=tuple(one.programme_id for one in dice.sample(listed, count)),
                accepts_reassignment=dice.random() < 0.5,
            )
        )
    return found
