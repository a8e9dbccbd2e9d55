"""谁看过我的资料: what others did with the candidate's file and saw of it, by organisation and role."""

from django.http import HttpResponse

from chengzhao.law.words import Role
from chengzhao.records.queries.trail import others_on_file, story_of_person
from chengzhao.web.candidate.permissions import may_see_own_registration
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.page import page

SHOWN = 200


@allow(may_see_own_registration)
def access_log(request: StaffRequest) -> HttpResponse:
    """Organisation, role, when and why; not the officer's name, which the trail keeps for those who oversee it."""
    acting = request.acting
    whose = (acting.candidate_id or 0, acting.season, acting.province)
    rows = others_on_file(*whose, limit=SHOWN)
    mine = [row for row in story_of_person(*whose) if row.role == Role.CANDIDATE.label]
    context = {"rows": rows, "is_cut": len(rows) == SHOWN, "timeline": mine}
    return page(request, "candidate/access_log.html", context)
