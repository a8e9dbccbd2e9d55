"""Pages of a college's admission officers."""

from django.urls import path

from chengzhao.web.college import admission, evidence, export, home, people

app_name = "college"
urlpatterns = [
    path("", home.home, name="home"),
    path("files/", admission.files, name="files"),
    path("files.csv", export.files_csv, name="files-csv"),
    path("files.xlsx", export.files_xlsx, name="files-xlsx"),
    path("files/<uuid:public_id>/", admission.files, name="file"),
    path("evidence/<uuid:public_id>/", evidence.evidence, name="evidence"),
    path("people/<uuid:public_id>/", people.person, name="person"),
]
