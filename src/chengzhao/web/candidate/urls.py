"""A candidate's own pages."""

from django.urls import path

from chengzhao.web.candidate import admission, exams, home, preferences

app_name = "candidate"
urlpatterns = [
    path("", home.home, name="home"),
    path("admit-card.pdf", exams.admit_card, name="admit-card"),
    path("score/", exams.score, name="score"),
    path("choices/", preferences.choices, name="choices"),
    path("result/", admission.result, name="result"),
    path("letter.pdf", admission.letter, name="letter"),
]
