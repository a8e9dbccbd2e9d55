"""Pages of a department in charge of colleges."""

from django.urls import path

from chengzhao.web.department import home

app_name = "department"
urlpatterns = [path("", home.home, name="home")]
