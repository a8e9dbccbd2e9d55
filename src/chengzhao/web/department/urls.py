"""Pages of a department: the plans of its colleges, and the claims that it reviews with the exam office."""

from django.urls import path

from chengzhao.web.department import claims, home

app_name = "department"
urlpatterns = [
    path("", home.home, name="home"),
    path("claims/", claims.claims, name="claims"),
    path("claims/table/", claims.table, name="claims-table"),
    path("claims/<uuid:public_id>/<slug:kind>/", claims.claim, name="claim"),
    path("evidence/<uuid:public_id>/", claims.evidence, name="evidence"),
]
