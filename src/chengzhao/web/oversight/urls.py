"""Pages of discipline and oversight."""

from django.urls import path

from chengzhao.web.oversight import home, seals, trail

app_name = "oversight"
urlpatterns = [
    path("", home.home, name="home"),
    path("runs/<uuid:public_id>/evidence.zip", home.run_pack, name="run-pack"),
    path("trail/", trail.search, name="trail"),
    path("trail.csv", trail.search_csv, name="trail-csv"),
    path("access/", trail.access, name="access"),
    path("person/", trail.person, name="person"),
    path("seals/", seals.seals, name="seals"),
]
