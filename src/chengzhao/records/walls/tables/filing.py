"""Control lines, choices, runs and what they found (附件1 五（三）（四）)."""

from chengzhao.records.walls.conditions import BORDER, WHOLE_PROVINCE, open_to_college, through
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Rule, Walls, personal, rule, shown

_RELEASED = "state IN ('RELEASED', 'SUPERSEDED')"


def _of_run(table: str) -> tuple[Rule, ...]:
    """What a run found as a whole: to whoever sees the run."""
    return (
        shown(through("filingrun", "run_id", of=table)),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="si"),
    )


WALLS: Walls = {
    "controlline": (
        shown("published_at IS NOT NULL"),
        rule(Door.OFFICE, Door.COMMITTEE, rows=WHOLE_PROVINCE, rights="siu"),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
    "choice": (
        *personal("choice", province="iu"),
        rule(Door.COLLEGE, rows=f"{open_to_college('choice')} AND college_id = app_college()"),
        rule(Door.FIGURES, rows=BORDER),
    ),
    "filingrun": (
        shown(_RELEASED),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
        rule(Door.COMMITTEE, rows=WHOLE_PROVINCE),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
    "filingsheet": (
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="si"),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
    "filingproof": _of_run("filingproof"),
    "filedunit": _of_run("filedunit"),
    "filingresult": (
        *personal("filingresult", province="i", told=through("filingrun", "run_id", of="filingresult")),
        rule(Door.FIGURES, rows=BORDER),
    ),
    "filingreason": personal(
        "filingreason", province="i", told=through("filingrun", "run_id", of="filingreason")
    ),
}
