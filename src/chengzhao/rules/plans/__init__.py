"""附件1·二: the programme directory, the numbers, the ceilings, and how plans travel."""

from chengzhao.rules.plans.carryover import (
    CarriedOver,
    CarriedProgramme,
    carried_form,
    carry_over,
)
from chengzhao.rules.plans.linter import (
    PlanContext,
    PlanRow,
    ceiling_authority,
    ceiling_findings,
    correspondence_findings,
    directory_findings,
    full_time_findings,
    growth_findings,
    is_relaxable,
    lint,
    registered_findings,
    row_findings,
    share_findings,
    teaching_site_findings,
)
from chengzhao.rules.plans.procedure import (
    MOVERS,
    distribution_findings,
    mover_findings,
    uncompiled_findings,
)
from chengzhao.rules.plans.quality import (
    PastYear,
    QualityFigures,
    quality_figures,
    quality_findings,
    suggested_places,
)
from chengzhao.rules.plans.states import PLAN, PlanState

__all__ = [
    "MOVERS",
    "PLAN",
    "CarriedOver",
    "CarriedProgramme",
    "PastYear",
    "PlanContext",
    "PlanRow",
    "PlanState",
    "QualityFigures",
    "carried_form",
    "carry_over",
    "ceiling_authority",
    "ceiling_findings",
    "correspondence_findings",
    "directory_findings",
    "distribution_findings",
    "full_time_findings",
    "growth_findings",
    "is_relaxable",
    "lint",
    "mover_findings",
    "quality_figures",
    "quality_findings",
    "registered_findings",
    "row_findings",
    "share_findings",
    "suggested_places",
    "teaching_site_findings",
    "uncompiled_findings",
]
