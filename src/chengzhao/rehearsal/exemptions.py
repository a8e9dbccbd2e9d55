"""Which programme takes each exempt candidate: the first one written that still has a place."""

from collections import Counter
from collections.abc import Iterator

from chengzhao.law.words import EntryRoute, ProgrammeLevel
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.programmes import Offer


def placements(season: SyntheticSeason, levels: tuple[ProgrammeLevel, ...]) -> Iterator[tuple[int, Offer]]:
    """Places in the lists with the programme, for the exempt of these levels, by number.

    The exempt sit no national exam, but the extra test of an arts or sports programme they must have passed.
    """
    taken: Counter[str] = Counter()
    passed = {(test.number, test.national_code) for test in season.extra_tests if test.passed}
    for place, person in enumerate(season.people):
        is_exempt = season.route(place) is EntryRoute.EXEMPT and season.courses[place].ends_confirmed
        if person.level not in levels or not is_exempt:
            continue
        written = [offer for chosen in season.wishes[place].choices for offer in chosen.offers]
        for offer in written:
            may_enter = not offer.extra_test or (person.number, offer.national_code) in passed
            if may_enter and offer.level is person.level and taken[offer.code] < season.places[offer.code]:
                taken[offer.code] += 1
                yield place, offer
                break
