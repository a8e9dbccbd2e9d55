"""The order of merit as a file of its own: who stands where, before anybody is filed (A1.5.7 to A1.5.9)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from chengzhao.law.citation import cites
from chengzhao.rules.dossier import Candidate, FilingInput, points_text, table_text
from chengzhao.rules.merit import MeritKey, Standing, merit_key, ordering, standing

List = tuple[str, str, str]
"""One list in order of merit: level, category, and the college whose extra test orders it, else empty."""
Member = tuple[str, Standing, int | None]
"""Somebody on a list: candidate_id, figures, extra-test score where the list goes by it."""

ORDER = ("level", "category", "college", "place", "candidate_id", "extra", "filing_score", "ties")


@cites("A1.5.7", "A1.5.8", "A1.5.9")
def order_text(given: FilingInput) -> str:
    """Return order.csv: everybody in order of merit, in each level and category and for each extra test.

    `place` is one more than the number of those strictly above, so that a tie group shares it; within a group the
    seed key decides the row. On a college's list stand those who chose a programme there that goes by its extra test.
    """
    return table_text(
        ORDER, (row for key, members in sorted(lists_of(given).items()) for row in _rows(key, members))
    )


def lists_of(given: FilingInput) -> dict[List, list[Member]]:
    """The lists of a filing, each still in any order; who does not take part stands on none."""
    figures = {
        (one.candidate_id, one.level): (one, standing(one, given.rules))
        for one in given.candidates
        if one.person_status == "OK"
    }
    lists: dict[List, list[Member]] = defaultdict(list)
    for one, mine in figures.values():
        lists[one.level, one.category, ""].append((one.candidate_id, mine, None))
    tests = {(one.candidate_id, one.college): one.test_score for one in given.extra_tests}
    by_test = {
        (one.programme_id, one.level, one.category)
        for one in given.programmes
        if ordering(one.kind) == "extra"
    }
    for person, level, college in sorted(
        _tested(given, by_test, {key: held[0] for key, held in figures.items()})
    ):
        one, mine = figures[person, level]
        lists[level, one.category, college].append((person, mine, tests.get((person, college), 0)))
    return lists


def _tested(
    given: FilingInput, by_test: set[tuple[str, str, str]], taking: dict[tuple[str, str], Candidate]
) -> set[tuple[str, str, str]]:
    """Who chose a programme of the own level and category that goes by an extra test: person, level, college."""
    return {
        (one.candidate_id, one.level, one.college)
        for one in given.choices
        if (candidate := taking.get((one.candidate_id, one.level)))
        and any((programme, one.level, candidate.category) in by_test for programme in one.programmes)
    }


def _rows(key: List, members: Sequence[Member]) -> Iterator[Sequence[object]]:
    def merit(member: Member) -> MeritKey:
        return merit_key(member[1], member[2])

    place = 1
    for _, group in groupby(sorted(members, key=lambda one: (merit(one), one[1].seed_key)), key=merit):
        equals = list(group)
        for person, figures, extra in equals:
            yield (
                *key,
                place,
                person,
                None if extra is None else points_text(extra),
                points_text(figures.filing_score),
                "/".join(map(points_text, figures.tie_marks)),
            )
        place += len(equals)
