"""`chengzhao eligible`: may somebody register, with what, what does he sit, what may he claim, where does he go."""

import sys
from dataclasses import dataclass
from pathlib import Path

from chengzhao.cli.advice_text import advice_lines
from chengzhao.cli.asking import Given, ask
from chengzhao.exchange.people_files import PeopleFileError, WrittenPerson, read_people
from chengzhao.law.provinces import UNUSABLE, Supplement, UnknownSupplement, supplement
from chengzhao.law.reference import division
from chengzhao.law.years import UnknownYear, YearLaw, year_law
from chengzhao.rules.advice import Enquirer, FactErrors, advise, read_enquirer

DONE, WRONG_INPUT = 0, 2


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the command was asked: the law, and one person's facts, or a file of people."""

    year: int
    province: str
    facts: Given
    file: Path | None = None
    is_asked: bool = True


def run(wanted: Wanted) -> int:
    """Print the answer for one person or for everybody of a file; 2 where something is wrong with the input."""
    try:
        law = year_law(wanted.year)
        rules = _rules(wanted.province, wanted.year)
        if wanted.file is None:
            return _answer_one(wanted, law, rules)
        if wanted.facts:
            return _refuse("--file 不能与其他项目同时使用：把这些项目写进文件。")
        return _answer_file(wanted.file, wanted.province, law, rules)
    except (UnknownYear, FactErrors, UnknownSupplement, PeopleFileError, *UNUSABLE) as error:
        return _refuse(str(error))


def _rules(province: str, year: int) -> Supplement | None:
    """The province's supplement; without one the answer says what the province decides.

    Raises UnknownSupplement for digits that are no province's.
    """
    try:
        return supplement(province, year)
    except UnknownSupplement as error:
        if division(f"{province}0000") is None:
            raise
        print(f"{error}以下只按国家规定回答。", file=sys.stderr)
        return None


def _answer_one(wanted: Wanted, law: YearLaw, rules: Supplement | None) -> int:
    if wanted.is_asked:
        enquirer = ask(wanted.facts, law, rules, wanted.province)
    else:
        enquirer = read_enquirer(wanted.facts, law, rules, province=wanted.province)
    _print(enquirer, law, rules)
    return DONE


def _answer_file(file: Path, province: str, law: YearLaw, rules: Supplement | None) -> int:
    """Everybody of a file; every mistake of everybody is told before anything is answered."""
    people, mistakes = read_people(file)
    errors = list(mistakes)
    found = []
    for person in people:
        try:
            found.append(read_enquirer(person.given, law, rules, province=province))
        except FactErrors as error:
            errors.extend(_placed(file.name, person, error))
    if errors:
        return _refuse("\n".join(errors))
    for number, (person, enquirer) in enumerate(zip(people, found, strict=True)):
        if len(people) > 1:
            print(("\n" if number else "") + f"—— {person.called} ——")
        _print(enquirer, law, rules)
    return DONE


def _placed(file: str, person: WrittenPerson, error: FactErrors) -> list[str]:
    """Each mistake with file, line and person."""
    first = min(person.lines.values(), default=1)
    return [f"{file}:{person.lines.get(one.written, first)}: {person.called}　{one}" for one in error.errors]


def _print(enquirer: Enquirer, law: YearLaw, rules: Supplement | None) -> None:
    for line in advice_lines(advise(enquirer, law, rules)):
        print(line)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return WRONG_INPUT
