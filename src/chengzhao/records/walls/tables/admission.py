"""Files, lists, admissions and letters (附件1 五（二）（七）)."""

from chengzhao.records.walls.conditions import (
    BORDER,
    OWN_COLLEGE,
    WHOLE_PROVINCE,
    of_candidate,
    through,
    told_to_candidate,
)
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Walls, led_to, personal, rule
from chengzhao.rules.admission import CANDIDATE_FILE

_MOVE = led_to("candidatefile", "file_id", of="filemove")
_LETTER = led_to("admission", "admission_id", of="admissionletter")

_DECISION = ("state", "programme_id", "return_code", "decided_by_id", "decided_at")
"""What a college writes into a file; scores and ranks are those of the run."""

_HOW_FAR = ("id", "season", "province", "candidate_id", "state")
"""By this a door that reads evidence knows what the table of sights opens: no college and no score stands in it."""

WALLS: Walls = {
    "admissionlist": (
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
        rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="siu"),
        rule(Door.COMMITTEE, Door.OVERSIGHT, rows=BORDER),
    ),
    "candidatefile": (
        *personal("candidatefile", province="iu", told=told_to_candidate(CANDIDATE_FILE)),
        rule(Door.COLLEGE, rows=OWN_COLLEGE),
        rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="u", columns=_DECISION),
        rule(Door.SITE, Door.DEPARTMENT, rows=of_candidate("candidatefile"), columns=_HOW_FAR),
        rule(Door.FIGURES, rows=BORDER),
    ),
    "filemove": (
        rule(Door.OFFICE, Door.COLLEGE, rows=_MOVE),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="i"),
        rule(Door.COLLEGE, rows=_MOVE, rights="i"),
        rule(Door.CANDIDATE, rows=f"{_MOVE} AND {told_to_candidate(CANDIDATE_FILE, 'after')}"),
    ),
    "admission": (
        *personal("admission", province="iu", told=through("candidatefile", "file_id", of="admission")),
        rule(Door.COLLEGE, rows=led_to("candidatefile", "file_id", of="admission")),
        rule(Door.FIGURES, rows=BORDER),
    ),
    "admissionletter": (
        rule(Door.OFFICE, Door.CANDIDATE, rows=_LETTER),
        rule(Door.COLLEGE, rows=_LETTER, rights="si"),
    ),
}
