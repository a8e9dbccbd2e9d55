"""Pages of the provincial office."""

from django.urls import path

from chengzhao.web.province import (
    characters,
    evidence,
    figures,
    filing,
    gate,
    holds,
    home,
    messages,
    people,
    registers,
    rights,
    risks,
    stages,
    things,
    trail,
    unmasking,
)

app_name = "province"
urlpatterns = [
    path("", home.home, name="home"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:kind>.csv", figures.figures_csv, name="figures-csv"),
    path("runs/", filing.runs, name="runs"),
    path("runs/<uuid:public_id>/", filing.run, name="run"),
    path("runs/<uuid:public_id>/input.zip", filing.run_input, name="run-input"),
    path("risks/", risks.risks, name="risks"),
    path("doings/", things.listed, name="things"),
    path("doings/<slug:kind>/<uuid:public_id>/", things.one, name="thing"),
    path("stages/", stages.stages, name="stages"),
    path("responsible/", stages.responsible, name="responsible"),
    path("audit/", trail.audit, name="audit"),
    path("privacy-requests/", rights.requests, name="requests"),
    path("privacy-requests/<uuid:public_id>/", rights.answer, name="request"),
    path("gate/", gate.gate, name="gate"),
    path("holds/", holds.holds, name="holds"),
    path("unmasking/", unmasking.unmasking, name="unmasking"),
    path("unmasking/<uuid:public_id>/unmasked.csv", unmasking.unmasked_csv, name="unmasked-csv"),
    path("characters/", characters.characters, name="characters"),
    path("registers/", registers.registers, name="registers"),
    path("registers/<str:subject>/questions/", registers.questions, name="register-questions"),
    path("messages/", messages.messages, name="messages"),
    path("messages/<str:kind>/", messages.message, name="message"),
    path("messages/<uuid:public_id>/send/", messages.send, name="send-messages"),
    path("evidence/<uuid:public_id>/", evidence.evidence, name="evidence"),
    path("people/<uuid:public_id>/", people.person, name="person"),
]
