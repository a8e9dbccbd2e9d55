"""Pages of a college's admission officers."""

from django.urls import path

from chengzhao.web.college import admission, evidence, export, home, people

app_name = "college"
urlpatterns = [
    path("", home.home, name="home"),
    path("files/", admission.files, name="files"),
    path("files/export/", export.export_files, name="export"),
    path("papers/", export.print_papers, name="papers"),
    path("files/<uuid:public_id>/", admission.files, name="file"),
    path("evidence/<uuid:public_id>/", evidence.evidence, name="evidence"),
    path("people/<uuid:public_id>/", people.person, name="person"),
]
