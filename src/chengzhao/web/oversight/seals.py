"""How far the trail is sealed, what its last verification found, and the head to compare with a printed one."""

from django.http import HttpResponse
from django.utils import timezone

from chengzhao.ledger.trail import BEGINNING
from chengzhao.records.queries.seals import CheckView, Unsealed, last_check, newest_seals, unsealed
from chengzhao.web.oversight.permissions import may_see_trail
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count, moment_of_record
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.page import page

SHOWN = 20
FAULTS = {
    "CHANGED": "记录被改动",
    "MISSING": "记录缺失",
    "INSERTED": "混入记录",
    "REORDERED": "记录错位",
    "LIST_CHANGED": "封签清单被改动",
    "SEAL_CHANGED": "封签被改动",
    "SEAL_MISSING": "封签缺失",
    "BAD_SIGNATURE": "签名不符",
}


@allow(may_see_trail)
def seals(request: StaffRequest) -> HttpResponse:
    """The newest seals, the lag, the last verification."""
    found = newest_seals(SHOWN)
    waiting = unsealed(found[0].ends if found else BEGINNING)
    check = last_check()
    is_late = waiting.is_late(timezone.now())
    context = {
        "seals": found,
        "head": found[0] if found else None,
        "waiting": waiting,
        "is_late": is_late,
        "check": check,
        "fault": FAULTS.get(check.fault, check.fault) if check else "",
        "figs": figures(found[0].number if found else 0, waiting, check, is_late=is_late),
    }
    return page(request, "oversight/seals.html", context)


def figures(number: int, waiting: Unsealed, check: CheckView | None, *, is_late: bool) -> list[Fig]:
    """The strip of the page."""
    since = f"最早{moment_of_record(waiting.since)}" if waiting.since else "已全部封签"
    verified = "尚未核验" if check is None else "有问题" if check.fault else "完好"
    tone = "warn" if check is None else "bad" if check.fault else "ok"
    return [
        Fig(name="封签", value=count(number), unit="个"),
        Fig(name="待封签", value=count(waiting.rows), unit="行", note=since, tone="bad" if is_late else ""),
        Fig(
            name="最近核验",
            value=verified,
            note=moment_of_record(check.at) if check else "运行 chengzhao audit verify",
            tone=tone,
        ),
    ]
