"""The season and province that the factories stand in, and the counter that makes each thing a new one."""

from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.conf import settings
from tests.canaries import Kind, plant

from chengzhao.actions.audit import Border
from chengzhao.vault.sealing import Keys

YEAR = 2024
PROVINCE = "14"
BEIJING = ZoneInfo("Asia/Shanghai")
BORDER = Border(season=YEAR, province=PROVINCE)
KEYS: Keys = settings.VAULT.keys()
REGISTRATION_DAY = datetime(2024, 9, 5, 10, tzinfo=BEIJING)

_numbers = count(1)


def a_new_number() -> int:
    """A number that was not given before in this process."""
    return next(_numbers)


def a_phone() -> str:
    """A telephone number that was not given before and rings nowhere (see rehearsal.identity)."""
    return plant(Kind.PHONE, str(19_900_000_000 + a_new_number()))
