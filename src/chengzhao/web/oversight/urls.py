"""Pages of discipline and oversight."""

from django.urls import path

from chengzhao.web.oversight import home

app_name = "oversight"
urlpatterns = [
    path("", home.home, name="home"),
    path("runs/<uuid:public_id>/input.zip", home.run_input, name="run-input"),
]
