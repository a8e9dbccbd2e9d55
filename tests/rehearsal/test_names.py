"""Names: frequencies as in the reference files, rare characters at their real rate, interpuncts in place."""

from collections import Counter

import pytest

from chengzhao.law.reference import HAN
from chengzhao.law.words import Sex
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import stream
from chengzhao.rehearsal.names import INTERPUNCT, Names

DRAWS = 20_000


def is_rare(name: str) -> bool:
    """Whether a name has a character outside GB 2312 (the interpunct apart)."""
    try:
        name.replace(INTERPUNCT, "").encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@pytest.fixture(scope="module")
def han_names() -> list[str]:
    chance, names = stream("names", "test"), Names()
    return [names.draw(chance, sex=Sex(str(1 + n % 2)), born=1990, ethnicity=HAN) for n in range(DRAWS)]


def test_surnames_come_as_often_as_in_the_file(han_names: list[str]) -> None:
    """Every surname of more than one in a hundred stays within a sixth of its share."""
    first = Counter(name[0] for name in han_names)
    for surname, per_myriad in facts.surnames():
        if per_myriad > 100:
            expected = DRAWS * per_myriad // 10_000
            assert abs(first[surname] - expected) < expected // 6, surname


def test_rare_characters_come_at_the_cited_rate(han_names: list[str]) -> None:
    """60 million of 1.4 billion people is 4.29 per cent; sampling leaves half a point."""
    rate = sum(is_rare(name) for name in han_names) * 10_000 // DRAWS
    assert 380 <= rate <= 480


def test_a_given_name_has_one_or_two_characters(han_names: list[str]) -> None:
    compound = {surname for surname, _ in facts.surnames() if len(surname) == 2}
    lengths = Counter(len(name) - (2 if name[:2] in compound else 1) for name in han_names)
    assert set(lengths) == {1, 2}


def test_names_of_a_decade_are_of_that_decade() -> None:
    chance, names = stream("decades", "test"), Names()
    old = {names.draw(chance, sex=Sex.MALE, born=1960, ethnicity=HAN)[1:] for _ in range(3000)}
    young = {names.draw(chance, sex=Sex.MALE, born=2003, ethnicity=HAN)[1:] for _ in range(3000)}
    assert "建国" in old
    assert "建国" not in young
    assert "浩宇" in young
    assert "浩宇" not in old


@pytest.mark.parametrize("ethnicity", ["05", "07", "17"])
def test_a_name_with_a_fathers_or_clan_name_has_one_interpunct(ethnicity: str) -> None:
    chance, names = stream("minorities", ethnicity), Names()
    for number in range(50):
        sex = Sex(str(1 + number % 2))
        name = names.draw(chance, sex=sex, born=1990, ethnicity=ethnicity)
        assert name.count(INTERPUNCT) == 1
        assert not name.startswith(INTERPUNCT)
        assert not name.endswith(INTERPUNCT)
    assert INTERPUNCT == "\u00b7"


def test_a_tibetan_name_has_no_interpunct_and_no_surname() -> None:
    chance, names = stream("minorities", "04"), Names()
    whole = {part.text for part in facts.minority_parts() if part.ethnicity == "04" and part.sex == "2"}
    drawn = {names.draw(chance, sex=Sex.FEMALE, born=1990, ethnicity="04") for _ in range(200)}
    assert drawn == whole


def test_characters_of_the_rare_file_are_rare() -> None:
    assert [character for character, _ in facts.rare_characters() if not is_rare(character)] == []


@pytest.mark.parametrize(
    ("name", "rare"), [("王伟", False), ("王玥", True), ("刘䶮", True), ("阿依古丽·买买提", False)]
)
def test_rare_means_outside_gb2312(name: str, rare: bool) -> None:
    assert is_rare(name) is rare
