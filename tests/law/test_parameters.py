"""Every parameter of the law has a Chinese name, and every name a parameter."""

import re
from pathlib import Path

import pytest

from chengzhao import law
from chengzhao.law import texts
from chengzhao.law.orders import (
    CRIMINAL_LAW,
    EIGHT_REQUIREMENTS,
    ORDER_33,
    ORDER_36,
    SIX_BANS,
    TEN_BANS,
    TEN_DISCLOSURES,
    THIRTY_BANS,
    bans,
    order_rows,
)
from chengzhao.law.parameters import (
    Parameter,
    order_parameters,
    parameter_names,
    supplement_parameters,
    year_parameters,
)
from chengzhao.law.provinces import known_supplements, supplement
from chengzhao.law.years import known_years, year_law

YEARS = [each for year in known_years() for each in year_parameters(year_law(year))]
PROVINCES = [each for key in known_supplements() for each in supplement_parameters(supplement(*key))]
BAN_LISTS = (TEN_BANS, THIRTY_BANS, EIGHT_REQUIREMENTS, SIX_BANS, TEN_DISCLOSURES)
EVERY = [*YEARS, *PROVINCES, *order_parameters()]


def of_one(found: list[Parameter], holder: str) -> list[str]:
    """The labels of one holder."""
    return [each.label for each in found if each.holder == holder]


def test_every_name_belongs_to_a_parameter() -> None:
    held = {("year", each.name) for each in YEARS}
    held |= {("province", each.name) for each in PROVINCES}
    held |= {("order", each.name) for each in order_parameters()}
    assert {(holder.value, name) for holder, name in parameter_names()} == held


def test_labels_are_chinese_and_differ() -> None:
    for holder in {each.holder for each in EVERY}:
        labels = of_one(EVERY, holder)
        assert sorted(labels) == sorted(set(labels))
        assert [label for label in labels if not re.search("[一-鿿]", label)] == []


def test_further_clauses_exist() -> None:
    for naming in parameter_names().values():
        assert set(naming.also) <= set(texts.clauses())
        assert len(set(naming.also)) == len(naming.also), naming.label


@pytest.mark.parametrize("parameter", EVERY, ids=lambda each: f"{each.holder} {each.label}")
def test_values_are_said_in_chinese(parameter: Parameter) -> None:
    assert parameter.lines
    for line in parameter.lines:
        assert line == line.strip() != ""
        assert not re.search("[a-z]{3}|[<>]|True|False|None", line), line


ADDRESS = re.compile(r"[\w.-]+\.(?:cn|com|net|org)[\w./…-]*|[0-9a-f_]+\.pdf|www\.\S+")


def test_sources_are_chinese_but_for_their_addresses() -> None:
    sources = {each.provision.source for each in EVERY}
    sources |= {row.source for name in (ORDER_33, ORDER_36, CRIMINAL_LAW) for row in order_rows(name)}
    sources |= {ban.source for name in BAN_LISTS for ban in bans(name)}
    strange = [source for source in sources if re.search("[A-Za-z]{3}", ADDRESS.sub("", source))]
    assert [each for each in strange if not re.search("ghqlgyb|jgsdaily|anxinzuo", each)] == []


def test_relaxation_reads_with_its_unit() -> None:
    [relaxation] = [each for each in year_parameters(year_law(2024)) if each.name == "relaxation_ceiling"]
    assert (relaxation.label, relaxation.lines) == ("降分投档最大幅度", ("20分",))


def test_preferences_are_labelled_by_their_kind() -> None:
    labels = [each.label for each in year_parameters(year_law(2024)) if each.name == "preferences"]
    assert labels[-2:] == ["年满25周岁", "自主就业退役士兵"]


def test_every_value_has_a_place_in_a_file_that_names_it() -> None:
    root = Path(law.__file__).parent.parent
    for parameter in EVERY:
        file, _, line = parameter.place.rpartition(":")
        written = (root / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert re.search(r"^\s*\[?[\w.]+", written), parameter
        assert parameter.written.word in written or "Provision" in written, parameter


@pytest.mark.parametrize(
    ("found", "name", "file", "begins"),
    [
        (year_parameters(year_law(2025)), "study_forms", "law/years/y2025.py", "    study_forms=Provision("),
        (year_parameters(year_law(2025)), "full_mark", "law/years/y2024.py", "    full_mark=Provision("),
        (year_parameters(year_law(2024)), "bonus_age", "law/years/preferences_2024.py", "BONUS_AGE"),
        (supplement_parameters(supplement("14", 2024)), "ratio", "law/provinces/shanxi.py", "    ratio="),
        (supplement_parameters(supplement("41", 2025)), "ratio", "law/provinces/41_2025.toml", "[ratio]"),
        (
            supplement_parameters(supplement("41", 2025)),
            "notice_months",
            "law/provinces/shape.py",
            "    notice_",
        ),
        (order_parameters(), "SIGNERS", "law/orders/order33.py", "SIGNERS = Provision(2"),
    ],
)
def test_place_is_the_nearest_file(found: tuple[Parameter, ...], name: str, file: str, begins: str) -> None:
    [parameter] = [each for each in found if each.name == name]
    told, _, line = parameter.place.rpartition(":")
    written = (Path(law.__file__).parent.parent / file).read_text(encoding="utf-8").splitlines()
    assert told == file
    assert written[int(line) - 1].startswith(begins)
