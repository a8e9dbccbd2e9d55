"""Pages of an exam site."""

from django.urls import path

from chengzhao.web.site import home

app_name = "site"
urlpatterns = [path("", home.home, name="home")]
