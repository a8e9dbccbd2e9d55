"""附件1·五（四）: what is left open is announced and filled by a public supplementary round (A1.5.11)."""

from collections.abc import Mapping
from decimal import Decimal

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.rules.admission.lists import FileState


@cites("A1.5.11")
def vacancies(places: Mapping[str, int], admitted: Mapping[str, int]) -> dict[str, int]:
    """The places still open by programme, in order of the programmes; full ones are left out."""
    open_places = {programme: places[programme] - admitted.get(programme, 0) for programme in sorted(places)}
    return {programme: count for programme, count in open_places.items() if count > 0}


@cites("A1.5.11")
def announcement_of_vacancies_findings(
    vacant: Mapping[str, int], announced: Mapping[str, int]
) -> tuple[Finding, ...]:
    """Vacancies that are not announced, or announced with another number, and announced ones that are none."""
    programmes = sorted(set(vacant) | set(announced))
    return tuple(
        finding(
            "A1.5.11",
            f"专业{programme}缺额{vacant.get(programme, 0)}人，公布为{announced.get(programme, 0)}人。",
            专业=programme,
        )
        for programme in programmes
        if vacant.get(programme, 0) != announced.get(programme, 0)
    )


@cites("A1.5.11")
def supplementary_choice_findings(
    state: FileState, filing_score: Decimal, control_line: int, relaxed_by: int
) -> tuple[Finding, ...]:
    """Whether a candidate may write choices in the supplementary round: no place yet, and on the line.

    `relaxed_by` is the points by which the round lowers the line, 0 where it keeps it.
    """
    if state is not FileState.FREE:
        return (finding("A1.5.11", f"电子档案“{state.label}”，只有未被录取的考生可以参加征集志愿。"),)
    least = control_line - relaxed_by
    if filing_score >= least:
        return ()
    return (finding("A1.5.11", f"投档分{filing_score}分，未达征集志愿资格线{least}分。", 资格线=least),)
