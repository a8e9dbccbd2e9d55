"""Lifting a mask: only what the table of sights covers for this role, only of one's own people, with a reason."""

from datetime import datetime

from chengzhao.actions.access_log import unmask
from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.duties import COLLEGES
from chengzhao.records.models import Candidate, CandidateFile
from chengzhao.rules.privacy.sights import FileStage, Reader, Room

SHORTEST_REASON = 4


def uncover(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    candidate_id: int,
    room: Room,
    stage: FileStage,
    reason: str,
) -> None:
    """Writes down that a room of a person's file is shown whole to the actor; the row is that of `unmask`.

    `stage` is the stage of the file for this reader. Raises Refused where the role may not lift this mask, for
    somebody outside of the actor's reach, and without a reason that says something.
    """
    if actor.role is None or not Reader(role=actor.role, stage=stage).may_uncover(room):
        raise Refused(f"你的岗位在这个阶段不能查看完整的“{room.label}”。")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(f"请写明查看的理由，至少{SHORTEST_REASON}个字。")
    people = Candidate.objects.filter(season=border.season, province=border.province, pk=candidate_id)
    path = people.values_list("org_path", flat=True).first()
    if path is None or not _reaches(actor, candidate_id, path):
        raise Refused("这名考生不在你单位的管辖范围内。")
    unmask(border=border, actor=actor, at=at, candidate_id=candidate_id, fields=[room.label], reason=reason)


def _reaches(actor: Actor, candidate_id: int, path: str) -> bool:
    if actor.role in COLLEGES:
        files = CandidateFile.objects.filter(
            candidate_id=candidate_id, college__organisation__path=actor.org_path
        )
        return files.exists()
    return path.startswith(actor.org_path)
