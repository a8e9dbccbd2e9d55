"""A supplement as a file: the fictitious province of 云海 from TOML, and every error of a bad file at once."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.rules.small_filings import candidate, choice, filing_input, programme, season_rules

from chengzhao.law.citation import Citation
from chengzhao.law.provinces import (
    SupplementFileErrors,
    SupplementRefused,
    accepted,
    check,
    read_supplement,
    supplement,
)
from chengzhao.law.provinces.reader import FIELDS
from chengzhao.law.words import ClaimKind, ExamCategory, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.rules.dossier import SeasonRules
from chengzhao.rules.filing import file_candidates

FILE = Path(__file__).with_name("yunhai_2024.toml")
TEXT = FILE.read_text(encoding="utf-8")
HOW_TO = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "add-a-supplement.md"
LEVEL = ProgrammeLevel.GAOQIZHUAN


def with_value(key: str, value: str) -> str:
    """The file of 云海 with one value on one line replaced."""
    changed, count = re.subn(rf"(?m)^(\[{key}\]\nvalue = ).*$", lambda found: f"{found[1]}{value}", TEXT)
    assert count == 1, key
    return changed


def errors_of(content: str) -> tuple[str, ...]:
    with pytest.raises(SupplementFileErrors) as refused:
        read_supplement(content, "99_2024.toml")
    return refused.value.errors


def rules_of(text: str) -> SeasonRules:
    """The season's rules of one level, as the supplement says them."""
    found = accepted(read_supplement(text, FILE.name))
    return season_rules(
        province=found.province_code,
        mechanism=found.mechanism.value[LEVEL].value,
        unit=found.unit.value.value,
        ratio=found.ratio.value,
        ties=found.ties.value.value,
        assignment=found.assignment.value.value,
        merit=found.merit.value.value,
        refill=found.refills.value,
        tiers=tuple(tuple(levels) for levels in found.tiers.value),
        tie_keys={key: tuple(slots) for key, slots in found.tie_keys.value.items()},
    )


def test_file_is_read_checked_and_accepted() -> None:
    found = accepted(read_supplement(TEXT, FILE.name))
    assert (found.province_code, found.province_name, found.year) == ("99", "云海省", 2024)
    assert found.ratio.value == Fraction(21, 20)
    assert found.bonus_points.value == {ClaimKind.AGED_25: 15}
    assert found.tie_keys_of(LEVEL, ExamCategory.HUMANITIES) == ("chinese", "maths")
    assert found.tie_keys_of(LEVEL, ExamCategory.SCIENCE) == ("maths", "chinese")
    assert check(found, year_law(2024)) == ()


def test_added_province_files_its_candidates() -> None:
    given = filing_input(
        [programme("A1", 1)],
        [
            candidate("x", chinese=9000, maths=8000),
            candidate("y", chinese=8000, maths=9000),
            candidate("z", chinese=5000, maths=6000),
        ],
        [choice(name, "A1") for name in "xyz"],
    )
    result = file_candidates(replace(given, rules=rules_of(TEXT)))
    admitted = [row.candidate_id for row in result.rows if row.outcome == "ADMITTED"]
    assert admitted == ["x"]
    assert [row.filed for row in result.units] == [2]


def test_source_and_confidence_come_along() -> None:
    found = read_supplement(TEXT, FILE.name)
    assert (found.ratio.source, found.ratio.is_certain) == ("云海招〔2024〕1号第七条", True)
    assert (found.unit.confidence, found.unit.is_certain) == (found.unit.confidence, False)


def test_clause_of_each_value_exists_and_every_field_is_in_the_how_to() -> None:
    page = HOW_TO.read_text(encoding="utf-8")
    for key, field in FIELDS.items():
        assert f"| `{key}` | {field.clause} |" in page


def test_files_of_provinces_write_every_required_field() -> None:
    for key in (("33", 2025), ("41", 2025)):
        assert supplement(*key).year == key[1]


def test_all_errors_come_in_one_pass() -> None:
    content = with_value("ratio", "1.05").replace('province_code = "99"', 'province_code = "9"')
    content = content.replace("year = 2024", "year = 2031").replace("[unit]", "[unite]")
    found = errors_of(content)
    assert [error.split(": ")[0] for error in found] == [
        "99_2024.toml:unite",
        "99_2024.toml:province_code",
        "99_2024.toml:year",
        "99_2024.toml:unit",
        "99_2024.toml:ratio.value",
    ]
    assert found[2] == "99_2024.toml:year: 2031: 没有2031年的招生规定，现有：2024、2025。"
    assert found[4] == '99_2024.toml:ratio.value: 1.05: 加引号的数，如"1.05"或"7/10"（附件1·五（四））'


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("ties", '"lottery"', "all_in（同分全部投档）、seed（按公开的随机种子排序）"),
        ("refills", '"yes"', "true或false"),
        ("publicity_days", '"10"', "整数"),
        ("age_reference_day", '"2024-10-19"', "日期，如2025-10-18"),
        ("out_of_place_proofs", '"居住证"', "方括号内的列表"),
        ("fee", '"-1"', '金额如"120.00"，没有规定写""'),
        ("registration_window", "[2024-09-06T18:00:00+08:00, 2024-09-01T08:00:00+08:00]", "开始在截止之前"),
        ("bonus_points", '{ "高考状元" = 20 }', "、".join(f"{k.value}（{k.label}）" for k in ClaimKind)),
        ("room_plan", "{ rows = 6 }", "rows、columns、invigilators、runs_back_and_forth各一项"),
        ("line_floor_ratio", '"seven tenths"', '加引号的数，如"1.05"或"7/10"'),
    ],
)
def test_wrong_value_names_file_key_value_and_what_was_expected(key: str, value: str, expected: str) -> None:
    [error] = errors_of(with_value(key, value))
    assert error.startswith(f"99_2024.toml:{key}.value: ")
    assert error.endswith(f": {expected}（{Citation(FIELDS[key].clause).label}）")


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("registration_window", "[2024-09-06T18:00:00+08:00]", "[2024-09-06T18:00:00+08:00]"),
        ("age_reference_day", "2024-10-19T08:00:00", "2024-10-19T08:00:00"),
        ("publicity_days", "true", "true"),
        ("room_plan", '{rows=6,kind="大"}', '{ rows = 6, kind = "大" }'),
        ("out_of_place_proofs", '""', "（空）"),
        ("ratio", '["1", {}]', '["1", {}]'),
    ],
)
def test_wrong_value_is_shown_as_the_file_writes_it(key: str, value: str, shown: str) -> None:
    [error] = errors_of(with_value(key, value))
    assert error.startswith(f"99_2024.toml:{key}.value: {shown}: ")


@pytest.mark.parametrize(("year", "shown"), [('"2024"', "2024"), ("2024.0", "2024.0"), ("true", "true")])
def test_year_that_is_no_number_says_so(year: str, shown: str) -> None:
    [error] = errors_of(TEXT.replace("year = 2024", f"year = {year}"))
    assert error == f"99_2024.toml:year: {shown}: 整数，不加引号，如2025"


def test_value_without_source_is_refused() -> None:
    [error] = errors_of(TEXT.replace('source = "云海招〔2024〕1号第七条"', 'source = ""'))
    assert error == "99_2024.toml:ratio.source: （空）: 出处"


@pytest.mark.parametrize("confidence", ["1.01", "-0.1", "high", "NaN"])
def test_confidence_outside_zero_and_one_is_refused(confidence: str) -> None:
    [error] = errors_of(TEXT.replace('confidence = "0.4"', f'confidence = "{confidence}"'))
    assert error == f'99_2024.toml:unit.confidence: {confidence}: "0"至"1"，如"0.9"'


def test_text_that_is_no_toml_is_one_error() -> None:
    [error] = errors_of("ratio = ")
    assert error.startswith("99_2024.toml:TOML: ")


@pytest.mark.parametrize(
    ("key", "value", "clause"),
    [
        ("bonus_points", "{ AGED_25 = 21 }", "A1.5.19"),
        ("line_floor_ratio", '"0.69"', "A1.5.4"),
        ("publicity_days", "0", "N3.6"),
        ("ratio", '"0.99"', "A1.5.7"),
        ("notice_months", "5", "A1.6.3"),
        (
            "rounds",
            '[{ kind = "MAIN", relaxation = 0, takes_new_choices = false },'
            ' { kind = "SUPPLEMENTARY", relaxation = 25, takes_new_choices = true }]',
            "A1.5.10",
        ),
    ],
)
def test_file_that_contradicts_the_notice_is_refused_with_its_clause(
    key: str, value: str, clause: str
) -> None:
    found = read_supplement(with_value(key, value), FILE.name)
    with pytest.raises(SupplementRefused) as refused:
        accepted(found)
    assert [item.clause for item in refused.value.contradictions] == [clause]
