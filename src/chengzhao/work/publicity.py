"""公示 by the clock: notices that have been up for their half year are taken down, whether or not anybody asks."""

from datetime import datetime

from chengzhao.actions.audit import Actor, Border
from chengzhao.actions.notices import take_down_notices
from chengzhao.law.words import Role
from chengzhao.records.queries.publicity import borders_with_notices_over

SERVICE = Actor(account=None, role=Role.PROVINCE_OFFICER, org_path="/")
"""The service itself: nobody's account, in the role whose work this is."""


def take_down(at: datetime) -> int:
    """Take down what is over in every season and province; returns how many notices. Nothing over leaves no trace."""
    return sum(
        take_down_notices(border=Border(season=season, province=province), actor=SERVICE, at=at)
        for season, province in borders_with_notices_over(at)
    )
