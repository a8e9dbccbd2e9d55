"""Sites, rooms, seats, marks and extra tests (附件1 四)."""

from chengzhao.records.walls.conditions import (
    BORDER,
    OFFICE,
    OWN_COLLEGE,
    WHOLE_PROVINCE,
    own_kind,
    told_to_candidate,
)
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Walls, led_to, personal, rule
from chengzhao.rules.exams import MARKING

_ROOM_OF_SITE = led_to("examsite", "site_id", of="examroom")
_SITS_HERE = f"{BORDER} AND EXISTS (SELECT 1 FROM records_seat s WHERE s.candidate_id = records_papermark.candidate_id)"

_SAT = ("id", "season", "province", "candidate_id", "paper", "slot", "state", "absent", "cancelled")
"""What a site knows of a paper: that it was sat, and never its mark."""

_MARKS_ARE_TOLD = (
    "EXISTS (SELECT 1 FROM records_papermark told "
    "WHERE told.candidate_id = records_extratestresult.candidate_id)"
)
"""An extra test has no state of its own: its score is told with the marks of which the same door sees one."""

WALLS: Walls = {
    "examsite": (
        rule(Door.OFFICE, rows=OFFICE),
        rule(Door.OFFICE, rows=f"{OFFICE} AND {own_kind('PROVINCE', 'PREFECTURE')}", rights="iu"),
        rule(Door.SITE, rows=OFFICE),
        rule(Door.CANDIDATE, Door.OVERSIGHT, rows=BORDER),
    ),
    "examroom": (
        rule(Door.OFFICE, rows=_ROOM_OF_SITE),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="iu"),
        rule(Door.SITE, Door.CANDIDATE, rows=_ROOM_OF_SITE),
    ),
    "seat": (
        *personal("seat", province="iu"),
        rule(Door.SITE, rows=led_to("examroom", "room_id", of="seat")),
        rule(Door.FIGURES, rows=BORDER),
    ),
    "papermark": (
        *personal("papermark", province="iu", college="s", told=told_to_candidate(MARKING)),
        rule(Door.SITE, rows=_SITS_HERE, columns=_SAT),
        rule(Door.SITE, rows=_SITS_HERE, rights="u", columns=("absent",)),
        rule(Door.FIGURES, rows=BORDER),
    ),
    "extratestresult": (
        *personal("extratestresult", told=_MARKS_ARE_TOLD),
        rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="siu"),
    ),
}
