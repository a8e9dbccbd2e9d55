"""Jobs, the health of the system, and the keys of sealed fields: what they are, never what they hold."""

import shutil
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from chengzhao.records.queries.running import DatabaseFacts, database_facts, job_lines
from chengzhao.records.queries.seals import Unsealed, sealing_lag
from chengzhao.records.queries.timelines import timelines
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count, moment_of_record
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.system.permissions import may_see_keys, may_see_running
from chengzhao.web.system.upkeep import upkeep_lines

MOST_JOBS = 100
MEGABYTE, GIGABYTE = 1024**2, 1024**3
LEAST_FREE = 0.1
CLOCKS_APART = timedelta(seconds=2)


@require_GET
@allow(may_see_running)
def jobs(request: StaffRequest) -> HttpResponse:
    """The works of upkeep, then the jobs of the season, the newest first."""
    border = (request.acting.season, request.acting.province)
    found = job_lines(*border, limit=MOST_JOBS)
    told = timelines(*border, "job", [str(one.pk) for one in found])
    context = {
        "jobs": [(one, told.get(str(one.pk), ())) for one in found],
        "upkeep": upkeep_lines(timezone.now()),
    }
    return page(request, "system/jobs.html", context)


@require_GET
@allow(may_see_running)
def health(request: StaffRequest) -> HttpResponse:
    """The database, the disk, the clocks, and how far the trail is sealed."""
    facts, now = database_facts(), timezone.now()
    figs = [*health_figs(facts, shutil.disk_usage("."), now), seal_fig(sealing_lag(), now)]
    context = {"facts": facts, "figs": figs}
    return page(request, "system/health.html", context)


def health_figs(facts: DatabaseFacts, disk: "shutil._ntuple_diskusage", now: datetime) -> list[Fig]:
    """The strip of the health page; what needs looking after is marked."""
    apart = abs(facts.time - now)
    is_full = disk.free < disk.total * LEAST_FREE
    return [
        Fig(
            name="数据库", value=count(facts.size // MEGABYTE), unit="MB", note=f"PostgreSQL {facts.version}"
        ),
        Fig(name="连接", value=count(facts.connections), unit="个"),
        Fig(
            name="磁盘剩余",
            value=f"{disk.free / GIGABYTE:.0f}",
            unit="GB",
            note=f"共{disk.total / GIGABYTE:.0f}GB",
            tone="bad" if is_full else "ok",
        ),
        Fig(
            name="应用与数据库时钟相差",
            value=f"{apart.total_seconds():.1f}",
            unit="秒",
            tone="bad" if apart > CLOCKS_APART else "ok",
        ),
    ]


def seal_fig(waiting: Unsealed, now: datetime) -> Fig:
    """How much of the trail waits for its seal; what has waited too long is marked."""
    return Fig(
        name="待封签",
        value=count(waiting.rows),
        unit="行",
        note=f"最早{moment_of_record(waiting.since)}" if waiting.since else "已全部封签",
        tone="bad" if waiting.is_late(now) else "ok",
    )


@require_GET
@allow(may_see_keys)
def keys(request: StaffRequest) -> HttpResponse:
    """Which sets of keys there are, and which one seals; a key itself is shown nowhere."""
    sets = vault_keys().ring.sets
    return page(request, "system/keys.html", {"sets": tuple(reversed(sets)), "current": sets[-1].id})
