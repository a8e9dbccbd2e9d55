"""考生资料: what the table of sights shows the provincial office of its candidates."""

from uuid import UUID

from django.http import HttpResponseBase

from chengzhao.web.province.permissions import may_see_persons
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.persons import show_person


@allow(may_see_persons)
@fresh_factor
@shows_person("查看考生资料")
def person(request: StaffRequest, public_id: UUID) -> HttpResponseBase:
    """One person; a mask is lifted for a reason, with a fresh factor."""
    return show_person(request, public_id)
