"""Pages that every desk has: what waits for a second person, and why something is not visible."""

from django.urls import path

from chengzhao.web.desk import approvals, why

app_name = "desk"
urlpatterns = [
    path("approvals/", approvals.queue, name="approvals"),
    path("approvals/<uuid:public_id>/", approvals.approval, name="approval"),
    path("why/", why.why, name="why"),
]
