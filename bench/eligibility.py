"""One person's full answer, eligibility and papers, against a plain walk over a dict of the same facts.

`python -m bench.eligibility [PEOPLE]` answers for people drawn over levels, majors, places, licences and honours.
Time is that of the processor: other work on the machine does not count.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from random import Random
from statistics import median

from chengzhao.law.provinces import Supplement, supplement
from chengzhao.law.reference import majors
from chengzhao.law.words import ClaimKind, EducationKind, ForeignLanguage, IdentityDocument, ProgrammeLevel
from chengzhao.law.years import YearLaw, year_law
from chengzhao.rules.advice import Enquirer, advise
from chengzhao.rules.registration import LicenceKind, Residence

ROUNDS = 5


def people(count: int, chance: Random) -> list[Enquirer]:
    """Everybody says everything: the answer with the most to work out."""
    codes = {
        level: [each.code for each in majors(is_undergraduate=level is not ProgrammeLevel.GAOQIZHUAN)]
        for level in ProgrammeLevel
    }
    return [_person(chance, chance.choice(list(ProgrammeLevel)), codes) for _ in range(count)]


def _person(chance: Random, level: ProgrammeLevel, codes: dict[ProgrammeLevel, list[str]]) -> Enquirer:
    return Enquirer(
        level=level,
        education=chance.choice(list(EducationKind)),
        is_student=chance.randrange(20) == 0,
        residence=chance.choice([Residence.HOUSEHOLD, Residence.WORKS_OR_LIVES]),
        proofs=("居住证",),
        document=IdentityDocument.RESIDENT_ID,
        major_code=chance.choice(codes[level]),
        licences=(chance.choice(list(LicenceKind)),),
        works_in_health=chance.randrange(2) == 0,
        is_science=chance.randrange(2) == 0,
        language=ForeignLanguage.ENGLISH,
        birth=date(1970 + chance.randrange(36), 1 + chance.randrange(12), 1 + chance.randrange(28)),
        honours=tuple(chance.sample(list(ClaimKind), 2)),
    )


def walk(facts: dict[str, object]) -> int:
    """The least that anything can do with the facts of one person: look at each once."""
    return sum(1 for value in facts.values() if value is not None)


def seconds_each(work: Callable[[], object], count: int) -> float:
    """Processor seconds for one person: the median of the rounds."""
    found = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        found.append((time.process_time() - begun) / count)
    return median(found)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    law: YearLaw = year_law(2024)
    rules: Supplement = supplement("14", 2024)
    asking = people(count, Random(1))
    dicts = [{field.name: getattr(one, field.name) for field in fields(one)} for one in asking]
    for one in asking[:50]:
        advise(one, law, rules)
    plain = seconds_each(lambda: [walk(each) for each in dicts], count)
    full = seconds_each(lambda: [advise(one, law, rules) for one in asking], count)
    print(f"{'people':>8} {'answer, µs':>12} {'dict walk, µs':>14} {'ratio':>8} {'answers/s':>10}")
    print(f"{count:>8} {full * 1e6:>12.1f} {plain * 1e6:>14.2f} {full / plain:>8.0f} {1 / full:>10.0f}")


if __name__ == "__main__":
    main()
