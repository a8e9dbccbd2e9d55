"""What somebody in a seat sees of the database: the door of the role, and the settings of the place."""

from chengzhao.records.queries.people import Acting
from chengzhao.records.scope import Scope
from chengzhao.records.walls.doors import DOOR_OF_ROLE, Door


def scope_of(acting: Acting | None, account: int | None) -> Scope:
    """What a visitor sees: the public's part where no role is taken."""
    if acting is None:
        return Scope(door=Door.PUBLIC, account=account)
    return Scope(
        door=DOOR_OF_ROLE[acting.role],
        season=acting.season,
        province=acting.province,
        org_path=acting.org_path,
        account=acting.account_id,
        candidate=acting.candidate_id,
        college=acting.college_id,
    )
