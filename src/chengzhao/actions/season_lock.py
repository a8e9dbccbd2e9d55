"""The lock of a season, which acts of a whole province take so that two presses cannot do them twice."""

from chengzhao.actions.audit import Border, Refused
from chengzhao.records.models import Season


def lock_season(border: Border) -> Season:
    """The season of the border, locked until the transaction ends. Raises Refused where there is none.

    Who comes second waits here, and then finds what the first one did.
    """
    season = Season.objects.select_for_update().filter(season=border.season, province=border.province).first()
    if season is None:
        raise Refused(f"{border.season}年度尚未开启，请先开启年度。")
    return season
