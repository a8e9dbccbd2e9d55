"""Pages of the confirmation points of counties and prefectures."""

from django.urls import path

from chengzhao.web.county import evidence, home, risks
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.shared.persons import person_page

app_name = "county"
urlpatterns = [
    path("people/<uuid:public_id>/", person_page(may_see_confirmation_point), name="person"),
    path("", home.home, name="home"),
    path("risks/", risks.risks, name="risks"),
    path("evidence/<uuid:public_id>/", evidence.evidence, name="evidence"),
]
