"""Pages that every desk has: what waits for a second person, and why something is not visible."""

from django.urls import path

from chengzhao.web.desk import (
    approvals,
    columns,
    inbox,
    jobs,
    lanes,
    members,
    own_settings,
    recusals,
    search,
    why,
)
from chengzhao.web.desk.import_batch import batch
from chengzhao.web.desk.imports import imports, template

app_name = "desk"
urlpatterns = [
    path("approvals/", approvals.queue, name="approvals"),
    path("approvals/<uuid:public_id>/", approvals.approval, name="approval"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:public_id>/", jobs.job, name="job"),
    path("jobs/<uuid:public_id>/<slug:kind>/", jobs.job_file, name="job-file"),
    path("imports/", imports, name="imports"),
    path("imports/registrations.xlsx", template, name="import-template"),
    path("imports/<uuid:public_id>/", batch, name="import"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("columns/<slug:table>/", columns.columns, name="columns"),
    path("settings/", own_settings.own_settings, name="settings"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/<uuid:public_id>/", members.one, name="member"),
    path("lanes/", lanes.lanes, name="lanes"),
    path("lanes/table/", lanes.table, name="lanes-table"),
    path("recusals/", recusals.recusals, name="recusals"),
    path("search/", search.search, name="search"),
    path("why/", why.why, name="why"),
]
