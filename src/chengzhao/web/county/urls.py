"""Pages of the confirmation points of counties and prefectures."""

from django.urls import path

from chengzhao.web.county import (
    batches,
    confirmation,
    evidence,
    find,
    home,
    in_person,
    people,
    queue,
    review,
    review_page,
    risks,
    tally,
)

app_name = "county"
urlpatterns = [
    path("", home.home, name="home"),
    path("risks/", risks.risks, name="risks"),
    path("risks/<uuid:public_id>/", risks.risk, name="risk"),
    path("in-person/", in_person.in_person, name="in-person"),
    path("in-person/<uuid:token>/", in_person.case, name="in-person-case"),
    path("evidence/<uuid:public_id>/", evidence.evidence, name="evidence"),
    path("people/<uuid:public_id>/", people.person, name="person"),
    path("review/", queue.queue, name="queue"),
    path("review/find/", find.find, name="find"),
    path("review/tally/", tally.tally, name="tally"),
    path("review/tally/table/", tally.table, name="tally-table"),
    path("review/<uuid:public_id>/form/", confirmation.confirmation, name="confirmation"),
    path("review/batches/", batches.batches, name="batches"),
    path("review/batches/<uuid:public_id>/", batches.batch, name="batch"),
    path("review/<uuid:public_id>/", review.file, name="file"),
    path("review/<uuid:public_id>/evidence/<uuid:file_id>/", review_page.image, name="review-image"),
]
