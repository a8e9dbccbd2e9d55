"""可疑报名线索: what offices of every level see of registrations that an agency may have organised (N3.4)."""

from typing import Any

from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.risks import RiskQueue, risk_queue
from chengzhao.web.shared.chinese import count
from chengzhao.web.shared.figures import Fig


def risk_context(acting: Acting) -> dict[str, Any]:
    """The queue of the visitor's own part of the tree."""
    queue = risk_queue(acting.season, acting.province, acting.org_path)
    return {"queue": queue, "figs": figures(queue)}


def figures(queue: RiskQueue) -> list[Fig]:
    """The strip of the page."""
    held = sum(len(cluster.members) for cluster in queue.clusters)
    strangers = sum(cluster.out_of_place for cluster in queue.clusters)
    return [
        Fig(name="共用线索", value=count(queue.cluster_total), unit="组"),
        Fig(name="涉及报名", value=count(held), unit="份"),
        Fig(name="其中异地", value=count(strangers), unit="份", tone="warn" if strangers else ""),
        Fig(name="填报过快", value=count(queue.hasty_total), unit="份"),
    ]
