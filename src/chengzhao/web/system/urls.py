"""Pages of the administrators of system, security and audit."""

from django.urls import path

from chengzhao.web.system import home

app_name = "system"
urlpatterns = [path("", home.home, name="home")]
