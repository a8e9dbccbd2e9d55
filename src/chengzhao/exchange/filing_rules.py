"""Reading rules.toml, the season's rules of an offline filing (design of filing, section 11)."""

import re
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from chengzhao.exchange.filing_tables import ErrorList, decoded
from chengzhao.law.words import (
    AssignmentRule,
    FilingMechanism,
    FilingUnit,
    MeritScore,
    PaperSlot,
    ProgrammeLevel,
    TieRule,
    Word,
)
from chengzhao.law.years.y2024 import Y2024
from chengzhao.rules.dossier import POINT, SeasonRules

RULES_FILE = "rules.toml"
RELAXATION_CEILING = Y2024.relaxation_ceiling.value
RATIO = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
WORDS: Mapping[str, type[Word]] = {
    "mechanism": FilingMechanism,
    "unit": FilingUnit,
    "ties": TieRule,
    "assignment": AssignmentRule,
    "merit": MeritScore,
}
REQUIRED = ("year", "province", "mechanism", "unit", "ratio", "ties", "seed", "assignment", "tiers")
DEFAULTS: Mapping[str, Any] = {
    "gaps": [],
    "merit": "filing_score",
    "refill": True,
    "relaxation": 0,
    "tie_keys": {},
}


class RulesFile:
    """rules.toml as read: its settings, and errors with the row a key stands in (1 where it does not)."""

    def __init__(self, text: str, errors: ErrorList) -> None:
        self.text = text
        self.errors = errors
        self.settings: dict[str, Any] = {}
        self.is_sound = True

    def refuse(self, key: str, value: object, expected: str) -> None:
        """Put down an error of a key."""
        self.is_sound = False
        self.errors.add(RULES_FILE, self.row_of(key), key, str(value), expected)

    def row_of(self, key: str) -> int:
        """Return the row in which a key is written, 1 where none is found."""
        written = re.search(rf"^[ \t\[]*[\"']?{re.escape(key)}[\"']?[ \t]*[=\].]", self.text, re.MULTILINE)
        return self.text.count("\n", 0, written.start()) + 1 if written else 1


def read_rules(directory: Path, errors: ErrorList) -> SeasonRules | None:
    """Read the season's rules; None where anything in them is wrong, which `errors` then says."""
    text = decoded(directory, RULES_FILE, errors)
    if text is None:
        return None
    rules = RulesFile(text, errors)
    try:
        rules.settings = tomllib.loads(text)
    except ValueError as problem:
        found = re.search(r"line (\d+)", str(problem))
        errors.add(RULES_FILE, int(found[1]) if found else 1, "", str(problem), "应为合规的TOML")
        return None
    check_keys(rules)
    check_settings(rules)
    return season_rules(rules.settings) if rules.is_sound else None


def season_rules(settings: Mapping[str, Any]) -> SeasonRules:
    """Make the values of checked settings."""
    return SeasonRules(
        year=settings["year"],
        province=settings["province"],
        mechanism=settings["mechanism"],
        unit=settings["unit"],
        ratio=Fraction(settings["ratio"]),
        ties=settings["ties"],
        seed=settings["seed"],
        assignment=settings["assignment"],
        tiers=tuple(tuple(levels) for levels in settings["tiers"]),
        gaps=tuple(gap * POINT for gap in settings["gaps"]),
        merit=settings["merit"],
        refill=settings["refill"],
        relaxation=settings["relaxation"] * POINT,
        tie_keys={key: tuple(papers) for key, papers in settings["tie_keys"].items()},
    )


def check_keys(rules: RulesFile) -> None:
    """Refuse unknown keys and missing ones, and fill in the defaults."""
    for key in sorted(set(rules.settings) - {*REQUIRED, *DEFAULTS}):
        rules.refuse(key, rules.settings.pop(key), "不应有此项")
    for key in REQUIRED:
        if key not in rules.settings:
            rules.refuse(key, "", "缺少此项")
    rules.settings = {**DEFAULTS, **rules.settings}


def check_settings(rules: RulesFile) -> None:
    """Check the value of each key there is."""
    for key, value in rules.settings.items():
        if key in WORDS and value not in words(WORDS[key]):
            rules.refuse(key, value, f"应为{'、'.join(words(WORDS[key]))}之一")
        elif key in CHECKS:
            is_right, expected = CHECKS[key]
            if not is_right(value):
                rules.refuse(key, value, expected)
    if "tiers" in rules.settings:
        check_tiers(rules, rules.settings["tiers"])
    check_tie_keys(rules, rules.settings["tie_keys"])


def words(enumeration: type[Word]) -> list[str]:
    """Return the values an enumeration allows."""
    return [member.value for member in enumeration]


def is_whole(value: object) -> bool:
    """Say whether a value is a whole number not under 0 (true and false are none)."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_list_of(value: object, allowed: list[str]) -> bool:
    """Say whether a value is a list of allowed words, none twice."""
    return isinstance(value, list) and all(one in allowed for one in value) and len(set(value)) == len(value)


def is_ratio(value: object) -> bool:
    """Say whether a value is a decimal of at least 1, written as a string."""
    return isinstance(value, str) and bool(RATIO.fullmatch(value)) and Fraction(value) >= 1


CHECKS: Mapping[str, Any] = {
    "year": (is_whole, "应为整数"),
    "province": (lambda value: isinstance(value, str) and value != "", "应为非空字符串"),
    "ratio": (is_ratio, '应为不小于1的十进制小数，写作字符串，如"1.05"'),
    "seed": (lambda value: isinstance(value, str), "应为字符串"),
    "gaps": (lambda value: isinstance(value, list) and all(map(is_whole, value)), "应为非负整数的列表"),
    "refill": (lambda value: isinstance(value, bool), "应为true或false"),
    "relaxation": (
        lambda value: is_whole(value) and value <= RELAXATION_CEILING,
        f"应为0至{RELAXATION_CEILING}的整数",
    ),
}


def check_tiers(rules: RulesFile, tiers: object) -> None:
    """Refuse what is no list of lists of levels, and a level that stands in two tiers."""
    levels = words(ProgrammeLevel)
    if not isinstance(tiers, list) or not all(isinstance(tier, list) for tier in tiers):
        rules.refuse("tiers", tiers, "应为批次的列表，每批次为招生类型的列表")
        return
    seen: list[object] = []
    for level in (level for tier in tiers for level in tier):
        if level not in levels:
            rules.refuse("tiers", level, f"应为{'、'.join(levels)}之一")
        elif level in seen:
            rules.refuse("tiers", level, "同一招生类型至多列入一个批次一次")
        seen.append(level)


def check_tie_keys(rules: RulesFile, tie_keys: object) -> None:
    """Refuse keys that are neither LEVEL nor LEVEL/CATEGORY, and lists of anything but papers."""
    if not isinstance(tie_keys, dict):
        rules.refuse("tie_keys", tie_keys, "应为表")
        return
    papers = words(PaperSlot)
    for key, listed in tie_keys.items():
        level, slash, category = key.partition("/")
        if level not in words(ProgrammeLevel) or bool(slash) != bool(category):
            rules.refuse(key, key, "应为招生类型或“招生类型/科类”")
        if not is_list_of(listed, papers):
            rules.refuse(key, listed, f"应为科目的列表，科目不重复，取自{'、'.join(papers)}")
