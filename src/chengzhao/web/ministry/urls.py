"""Pages of the ministry."""

from django.urls import path

from chengzhao.web.ministry import home

app_name = "ministry"
urlpatterns = [path("", home.home, name="home")]
