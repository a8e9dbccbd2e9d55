"""Pages of the administrators of system, security and audit."""

from django.urls import path

from chengzhao.web.system import (
    grants,
    home,
    matrix,
    organisations,
    policies,
    retention,
    running,
    sessions,
    users,
)

app_name = "system"
urlpatterns = [
    path("", home.home, name="home"),
    path("users/", users.users, name="users"),
    path("users/<uuid:public_id>/", users.user, name="user"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("invite/", users.invite, name="invite"),
    path("grant/", grants.grant, name="grant"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<uuid:public_id>/", organisations.organisation, name="organisation"),
    path("roles/", matrix.roles, name="roles"),
    path("policies/", policies.policies, name="policies"),
    path("jobs/", running.jobs, name="jobs"),
    path("health/", running.health, name="health"),
    path("keys/", running.keys, name="keys"),
    path("retention/", retention.retention, name="retention"),
]
