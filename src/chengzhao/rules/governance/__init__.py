"""通知·一 and 附件2: stages, responsible persons, roles, incidents, commitments."""

from chengzhao.rules.governance.commitments import (
    Commitment,
    commitment_findings,
    commitment_lists,
    uncertain_rules,
)
from chengzhao.rules.governance.incidents import (
    INCIDENT,
    EmergencyPlan,
    IncidentLevel,
    IncidentReport,
    IncidentState,
    closing_findings,
    late_report_findings,
    plan_findings,
    reporting_chain,
)
from chengzhao.rules.governance.roles import (
    POWERS,
    ROLE_PLACES,
    Power,
    Term,
    place_findings,
    power_of,
    separation_findings,
)
from chengzhao.rules.governance.stages import (
    FINISHED_BEFORE,
    Stage,
    calendar_findings,
    opening_findings,
    order_findings,
    responsible_findings,
)

__all__ = [
    "FINISHED_BEFORE",
    "INCIDENT",
    "POWERS",
    "ROLE_PLACES",
    "Commitment",
    "EmergencyPlan",
    "IncidentLevel",
    "IncidentReport",
    "IncidentState",
    "Power",
    "Stage",
    "Term",
    "calendar_findings",
    "closing_findings",
    "commitment_findings",
    "commitment_lists",
    "late_report_findings",
    "opening_findings",
    "order_findings",
    "place_findings",
    "plan_findings",
    "power_of",
    "reporting_chain",
    "responsible_findings",
    "separation_findings",
    "uncertain_rules",
]
