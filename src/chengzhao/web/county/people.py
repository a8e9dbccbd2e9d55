"""考生资料: what the table of sights shows a confirmation point of its own candidates."""

from uuid import UUID

from django.http import HttpResponseBase

from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.persons import show_person


@allow(may_see_confirmation_point)
@fresh_factor
@shows_person("查看考生资料")
def person(request: StaffRequest, public_id: UUID) -> HttpResponseBase:
    """One person; a mask is lifted for a reason, with a fresh factor."""
    return show_person(request, public_id)
