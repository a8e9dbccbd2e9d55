"""可疑报名线索 are looked for by the clock, in every province of the newest season: what changed, and that alone."""

from datetime import datetime

from chengzhao.actions.audit import Actor, Border
from chengzhao.actions.risk_scan import Scanned, scan_risks
from chengzhao.law.words import Role
from chengzhao.records.queries.season import newest_borders


def look_for_risks(at: datetime) -> dict[Border, Scanned]:
    """Look once in each province; returns what each look has changed."""
    found = {}
    for season, province in newest_borders():
        border = Border(season=season, province=province)
        service = Actor(account=None, role=Role.PROVINCE_OFFICER, org_path=f"/{province}/")
        found[border] = scan_risks(border=border, actor=service, at=at)
    return found
