"""What the system asks of itself, by the clock: once for each time, however many workers there are.

The queue lets no two workers put the same time in, and never does a work twice at once; what a time missed, the
next one does. A database that is away, or a key that is missing, is told in the log and tried again.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from croniter import croniter
from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from procrastinate import App

from chengzhao.actions.audit import Refused
from chengzhao.actions.reminders import borders_with_deadline, remind_of_deadlines
from chengzhao.ledger.trail import verdict_text
from chengzhao.records.bulk import server_time
from chengzhao.records.queries.seals import last_check
from chengzhao.records.scope import Scope, session
from chengzhao.records.walls.doors import Door
from chengzhao.settings.options import OptionError
from chengzhao.vault.key_files import KeysMissing
from chengzhao.work.publicity import take_down
from chengzhao.work.refunds import send_refunds_once
from chengzhao.work.registers import ask_registers_once
from chengzhao.work.risks import look_for_risks
from chengzhao.work.tidying import tidy
from chengzhao.work.trail import seal_waiting, verify_trail

log = logging.getLogger(__name__)

CHECKS_APART = timedelta(hours=5)
"""A trail that was found sound is not verified again before this."""


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """A work that comes round: what it does, and at which minutes in the words of cron (UTC).

    One that is daily is looked for more often, so that a night is missed by nobody who stops the service then.
    """

    label: str
    rhythm: str
    cron: str
    do: Callable[[], None]
    is_daily: bool = False

    def next_after(self, moment: datetime) -> datetime:
        """When it is due next."""
        found: datetime = croniter(self.cron, moment.astimezone(UTC)).get_next(datetime)
        return found


def _seal() -> None:
    seal_waiting()


def _verify() -> None:
    held = last_check()
    if held is not None and not held.fault and server_time() - held.at < CHECKS_APART:
        # Each worker that begins asks for it: a long trail is not read again for each of them.
        return
    if (found := verify_trail()).fault:
        log.error("%s", verdict_text(found))


def _remind() -> None:
    keys, now = settings.VAULT.keys(), server_time()
    for border in borders_with_deadline(now):
        remind_of_deadlines(border=border, at=now, keys=keys)


def _ask_registers() -> None:
    ask_registers_once()


def _refund() -> None:
    send_refunds_once()


def _tidy() -> None:
    at = server_time()
    take_down(at)
    tidy(at)


def _look_for_risks() -> None:
    look_for_risks(server_time())


UPKEEP: Mapping[str, Upkeep] = MappingProxyType(
    {
        "seal": Upkeep(label="操作记录封签", rhythm="每分钟", cron="* * * * *", do=_seal),
        "registers": Upkeep(
            label="向各部门数据来源核查", rhythm="每分钟", cron="* * * * *", do=_ask_registers
        ),
        "refund": Upkeep(label="退款发送", rhythm="每分钟", cron="* * * * *", do=_refund),
        "verify": Upkeep(label="封签核验", rhythm="每6小时", cron="23 */6 * * *", do=_verify),
        "remind": Upkeep(label="报名截止提醒", rhythm="每10分钟", cron="*/10 * * * *", do=_remind),
        "risks": Upkeep(label="可疑线索查找", rhythm="每5分钟", cron="*/5 * * * *", do=_look_for_risks),
        "tidy": Upkeep(label="短期记录清理", rhythm="每天一次", cron="17 * * * *", do=_tidy, is_daily=True),
    }
)
"""By the names of their tasks."""


def keep_up(name: str, timestamp: int = 0) -> None:
    """Do one of them, seen as maintenance."""
    try:
        with session(Scope(door=Door.MAINTENANCE)):
            UPKEEP[name].do()
    except (InterfaceError, OperationalError, KeysMissing, OptionError, Refused) as error:
        log.warning("%s could not be done, trying again when it is due: %s", name, error)
    finally:
        # Between two times nothing is held: the database may be stopped and started again.
        connections.close_all()


async def put_back_left_jobs(app: App) -> None:
    """Put jobs back into the queue whose worker has not been heard of for half a minute."""
    for held in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(held)


async def take_up_again(app: App, timestamp: int) -> None:
    """The same, each minute."""
    await put_back_left_jobs(app)
