"""The candidate's choices as they stand in the records: to read, since they were made at registration."""

from itertools import groupby

from django.http import HttpResponse

from chengzhao.records.queries.choices import choices_of
from chengzhao.web.candidate.permissions import may_see_own_registration
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@shows("A2.2", called="我的志愿")
@allow(may_see_own_registration)
def choices(request: StaffRequest) -> HttpResponse:
    """Every choice by round and level."""
    found = choices_of(request.acting.candidate_id or 0)
    groups = [
        (filing_round, level, tuple(mine))
        for (filing_round, level), mine in groupby(found, key=lambda one: (one.filing_round, one.level))
    ]
    return page(request, "candidate/choices.html", {"groups": groups})
