"""What the answer of 报考条件自测 shows: the points by how they stand, the place with the season's own, the claims."""

from collections.abc import Mapping
from dataclasses import dataclass

from chengzhao.law.words import ClaimKind, OrganisationKind, ProgrammeLevel
from chengzhao.law.years import Preference, YearLaw
from chengzhao.records.queries.governance import organisation_names
from chengzhao.rules.advice import Advice, Enquirer, Standing, Verdict, advise
from chengzhao.rules.preferences import points_of
from chengzhao.rules.registration import PlaceKind
from chengzhao.web.public.in_force import RulesInForce

TONES = {Verdict.MAY: "ok", Verdict.MAY_NOT: "bad", Verdict.NEEDS_PAPERS: "warn"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PointGroup:
    """The confirmation points of one prefecture, each with its code and name."""

    prefecture: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimRow:
    """One preference that a level offers: who qualifies, what it gives, what proves it, who reviews it."""

    kind: ClaimKind
    effect: str
    preference: Preference
    clause: str


def answer_context(enquirer: Enquirer, rules: RulesInForce, point: str) -> dict[str, object]:
    """The answer and what stands around it; `point` is the code of the confirmation point that was chosen."""
    answer = advise(enquirer, rules.law, rules.supplement)
    groups = confirmation_points(rules) if takes_point(answer) else ()
    chosen = next((name for group in groups for code, name in group.points if code == point), "")
    return {
        "answer": answer,
        "tone": TONES[answer.verdict],
        "against": answer.of(Standing.NOT_MET, Standing.NEEDS_PROOF),
        "met": answer.of(Standing.MET),
        "noted": answer.of(Standing.NOTED),
        "groups": groups,
        "point": point if chosen else "",
        "chosen": chosen,
        "claims": claim_rows(enquirer.level, rules),
    }


def takes_point(answer: Advice) -> bool:
    """Whether the person goes to a county, and not where the province says."""
    return answer.place is not None and answer.place.kind is not PlaceKind.DESIGNATED


def confirmation_points(rules: RulesInForce) -> tuple[PointGroup, ...]:
    """The season's counties by prefecture, in the order of their codes; none without a season."""
    if rules.season is None:
        return ()
    root = f"/{rules.season.province}/"
    counties = organisation_names(OrganisationKind.COUNTY, root)
    prefectures = organisation_names(OrganisationKind.PREFECTURE, root)
    found: dict[str, list[tuple[str, str]]] = {}
    for path, name in counties.items():
        code = path.strip("/").rpartition("/")[2]
        found.setdefault(_head(path, prefectures), []).append((code, name))
    return tuple(
        PointGroup(prefecture=prefectures.get(head, "省直辖"), points=tuple(points))
        for head, points in found.items()
    )


def _head(path: str, prefectures: Mapping[str, str]) -> str:
    """The path of the prefecture above a county; empty where there is none."""
    return next((head for head in prefectures if path.startswith(head)), "")


def claim_rows(level: ProgrammeLevel | None, rules: RulesInForce) -> tuple[ClaimRow, ...]:
    """Every preference that a level offers, exemptions first, in the order of the notice."""
    return tuple(
        ClaimRow(
            kind=kind,
            effect=_effect(kind, rules.law, rules),
            preference=provision.value,
            clause=provision.citation.clause,
        )
        for kind, provision in rules.law.preferences.items()
        if not provision.value.is_exemption or level in provision.value.exempt_levels
    )


def _effect(kind: ClaimKind, law: YearLaw, rules: RulesInForce) -> str:
    if law.preferences[kind].value.is_exemption:
        return "免试"
    return f"加{points_of(kind, law, rules.supplement)}分"
