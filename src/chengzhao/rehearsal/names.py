"""Names as people have them: surnames by frequency, rare characters, long names with an interpunct."""

from collections import defaultdict
from random import Random

from chengzhao.law.words import Sex
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import Weighted, happens

INTERPUNCT = "·"
_DECADES = (1950, 1975, 1985, 1995)


class Names:
    """Makes names; the tables are read once."""

    def __init__(self) -> None:
        self._surnames = Weighted(facts.surnames())
        self._rare = Weighted(facts.rare_characters())
        self._rare_share = facts.share("rare_character_names")
        self._single_share = facts.share("single_character_given_name")
        given: dict[tuple[int, Sex, str], list[tuple[str, int]]] = defaultdict(list)
        for item in facts.given_parts():
            given[item.born_from, item.sex, item.part].append((item.text, item.weight))
        self._given = {key: Weighted(pairs) for key, pairs in given.items()}
        self._minority: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for entry in facts.minority_parts():
            for sex in [entry.sex] if entry.sex else ["1", "2"]:
                self._minority[entry.ethnicity][entry.part + sex].append(entry.text)

    def draw(self, chance: Random, *, sex: Sex, born: int, ethnicity: str) -> str:
        """A name for somebody of this sex, year of birth and ethnicity (GB/T 3304 code)."""
        if ethnicity in self._minority:
            return self._own_form(chance, self._minority[ethnicity], sex)
        name = self._surnames.draw(chance) + self._given_name(chance, sex, born)
        return self._with_rare(chance, name) if happens(chance, self._rare_share) else name

    def _own_form(self, chance: Random, parts: dict[str, list[str]], sex: Sex) -> str:
        if parts["whole" + sex]:
            return chance.choice(parts["whole" + sex])
        return chance.choice(parts["first" + sex]) + INTERPUNCT + chance.choice(parts["second" + sex])

    def _given_name(self, chance: Random, sex: Sex, born: int) -> str:
        decade = max((start for start in _DECADES if start <= born), default=_DECADES[0])
        if happens(chance, self._single_share):
            return self._given[decade, sex, "single"].draw(chance)
        first = self._given[decade, sex, "first"].draw(chance)
        second = self._given[decade, sex, "second"].draw(chance)
        return first if first == second else first + second

    def _with_rare(self, chance: Random, name: str) -> str:
        return name[:-1] + self._rare.draw(chance)
