"""Rooms and seats: 30 single seats in a standard room, the last room of a group as large as needed."""

from collections.abc import Collection

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import RoomPlan


@cites("N2.4")
def room_sizes(candidates: int, room_plan: RoomPlan) -> tuple[int, ...]:
    """How many candidates sit in each room: full rooms, then the rest in the last one."""
    if candidates < 0:
        raise ValueError(f"考生人数不能为负：{candidates}")
    full, rest = divmod(candidates, room_plan.seats)
    return (room_plan.seats,) * full + ((rest,) if rest else ())


@cites("N2.4")
def seat_place(number: int, room_plan: RoomPlan) -> tuple[int, int]:
    """The row (from the front) and column (from the door) of a seat number, all counted from 1.

    Raises ValueError for a number that the room does not have.
    """
    if not 1 <= number <= room_plan.seats:
        raise ValueError(f"座位号应为1至{room_plan.seats}：{number}")
    column, row = divmod(number - 1, room_plan.rows)
    runs_back = room_plan.runs_back_and_forth and column % 2 == 1
    return (room_plan.rows - row if runs_back else row + 1), column + 1


@cites("N2.5")
def invigilator_findings(
    invigilators: Collection[str], related: Collection[str], room_plan: RoomPlan
) -> tuple[Finding, ...]:
    """Whether a room has its invigilators, none of them with a declared relative in it.

    Both are given by the persons' ids.
    """
    found = []
    present = set(invigilators)
    if len(present) < room_plan.invigilators:
        found.append(
            finding(
                "N2.5",
                f"每个考场至少安排{room_plan.invigilators}名监考人员，现有{len(present)}名。",
                监考人数=len(present),
            )
        )
    found.extend(
        finding("N2.5", "监考人员有亲属在本考场考试，应当回避。", 监考人员=person)
        for person in sorted(present & set(related))
    )
    return tuple(found)
