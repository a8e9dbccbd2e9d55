"""The season's rules of one run: from the province's supplement, kept with the run as rules.toml has them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from chengzhao.actions.audit import Border, Refused
from chengzhao.actions.governance import law_of
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ProgrammeLevel, RoundKind
from chengzhao.records.models import Season
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.dossier import POINT, SeasonRules

RulesTable = Mapping[str, Any]
"""The keys and values of rules.toml: text, whole numbers, lists."""


def tiers_of(border: Border) -> tuple[tuple[ProgrammeLevel, ...], ...]:
    """The levels of each tier, in the order in which they are filed."""
    return law_of(border)[1].tiers.value


def tier_levels(border: Border, tier: int) -> tuple[ProgrammeLevel, ...]:
    """The levels of a tier, tiers counted from 1. Raises Refused for one that the province does not have."""
    _, rules = law_of(border)
    tiers = rules.tiers.value
    if not 1 <= tier <= len(tiers):
        raise Refused(f"{rules.province_name}共{len(tiers)}个批次，没有第{tier}批次。")
    return tiers[tier - 1]


def rules_table(season: Season, filing_round: FilingRound, levels: Sequence[ProgrammeLevel]) -> RulesTable:
    """The rules of a run of one tier. Raises Refused where its levels are filed by different mechanisms."""
    _, rules = law_of(Border(season=season.season, province=season.province))
    mechanisms = {rules.mechanism.value[level] for level in levels}
    if len(mechanisms) != 1:
        raise Refused("同一批次的招生类型投档方式不同，请在补充规定中改正。")
    return {
        "year": season.season,
        "province": season.province,
        "mechanism": mechanisms.pop().value,
        "unit": rules.unit.value.value,
        "ratio": _decimal(rules.ratio.value),
        "ties": rules.ties.value.value,
        "seed": season.tie_seed,
        "assignment": rules.assignment.value.value,
        "gaps": list(rules.gaps.value),
        "merit": rules.merit.value.value,
        "refill": rules.refills.value,
        "relaxation": relaxation(rules, filing_round),
        "tiers": [[level.value for level in levels]],
        "tie_keys": {
            key: [slot.value for slot in slots]
            for key, slots in sorted(rules.tie_keys.value.items())
            if key.partition("/")[0] in levels
        },
    }


def relaxation(rules: Supplement, filing_round: FilingRound) -> int:
    """The points of 降分 in a round: a relaxed round of its own (A1.5.10) follows the supplementary one."""
    if filing_round is FilingRound.MAIN:
        return rules.relaxation_in(RoundKind.MAIN)
    return max(rules.relaxation_in(RoundKind.SUPPLEMENTARY), rules.relaxation_in(RoundKind.RELAXED))


def season_rules(table: RulesTable) -> SeasonRules:
    """The values of a table of rules, points in hundredths."""
    return SeasonRules(
        year=table["year"],
        province=table["province"],
        mechanism=table["mechanism"],
        unit=table["unit"],
        ratio=Fraction(table["ratio"]),
        ties=table["ties"],
        seed=table["seed"],
        assignment=table["assignment"],
        tiers=tuple(tuple(levels) for levels in table["tiers"]),
        gaps=tuple(gap * POINT for gap in table["gaps"]),
        merit=table["merit"],
        refill=table["refill"],
        relaxation=table["relaxation"] * POINT,
        tie_keys={key: tuple(papers) for key, papers in table["tie_keys"].items()},
    )


def _decimal(ratio: Fraction) -> str:
    """A ratio as the exact decimal of rules.toml: 21/20 is "1.05"."""
    written = Decimal(ratio.numerator) / Decimal(ratio.denominator)
    if Fraction(written) != ratio:
        raise Refused(f"投档比例{ratio}不能写成有限小数，请在补充规定中改正。")
    return format(written.normalize(), "f")
