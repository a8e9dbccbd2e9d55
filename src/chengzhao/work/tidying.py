"""The daily tidying: traces of logging in and sending go when their time is over, whether or not anybody asks."""

from datetime import datetime

from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor
from chengzhao.actions.own import newest_border
from chengzhao.actions.retention import tidy_expired
from chengzhao.law.words import Role

SERVICE = Actor(account=None, role=Role.SECURITY_ADMIN, org_path="/")
"""The service itself: nobody's account, in the role whose work this is."""


def tidy(at: datetime) -> int:
    """Delete what is over its time and needs no order; returns how many rows, told in the newest season's trail."""
    return tidy_expired(border=newest_border(), actor=SERVICE, at=at, day=localtime(at).date())
