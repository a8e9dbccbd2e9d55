"""The daily tidying: traces of logging in and sending go when their time is over, whether or not anybody asks."""

from datetime import datetime

from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor
from chengzhao.actions.own import newest_border
from chengzhao.actions.retention import tidy_expired
from chengzhao.law.words import Role
from chengzhao.records.queries.upkeep import tidied_on

SERVICE = Actor(account=None, role=Role.SECURITY_ADMIN, org_path="/")
"""The service itself: nobody's account, in the role whose work this is."""


def tidy(at: datetime) -> int:
    """Delete what is over its time and needs no order, once a day; returns how many rows.

    It is told in the newest season's trail.
    """
    border, day = newest_border(), localtime(at).date()
    if tidied_on(border.season, border.province, day):
        return 0
    return tidy_expired(border=border, actor=SERVICE, at=at, day=day)
