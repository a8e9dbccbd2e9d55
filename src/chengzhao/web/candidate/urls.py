"""A candidate's own pages."""

from django.urls import path

from chengzhao.web.candidate import (
    access_log,
    admission,
    claims,
    evidence,
    exams,
    fees,
    home,
    messages,
    own_data,
    preferences,
    privacy,
    questions,
    submitting,
    taking_over,
    uploads,
)

app_name = "candidate"
urlpatterns = [
    path("", home.home, name="home"),
    path("register/<slug:name>/", questions.question, name="question"),
    path("register/claims/<str:kind>/", uploads.claim_file, name="claim-file"),
    path("files/<uuid:public_id>/drop/", uploads.drop, name="drop-file"),
    path("check/", submitting.check, name="check"),
    path("receipts/", submitting.receipts, name="receipts"),
    path("registration.pdf", submitting.paper, name="registration-pdf"),
    path("withdraw/", submitting.withdraw, name="withdraw"),
    path("take-over/", taking_over.take_over, name="take-over"),
    path("fee/", fees.fee, name="fee"),
    path("confirm/", submitting.confirm, name="confirm"),
    path("admit-card.pdf", exams.admit_card, name="admit-card"),
    path("score/", exams.score, name="score"),
    path("choices/", preferences.choices, name="choices"),
    path("claims/", claims.claims, name="claims"),
    path("result/", admission.result, name="result"),
    path("privacy/access/", access_log.access_log, name="access-log"),
    path("messages/", messages.messages, name="messages"),
    path("letter.pdf", admission.letter, name="letter"),
    path("notice/", privacy.notice, name="notice"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/my-data.zip", own_data.export, name="export"),
    path("privacy/consents/<str:kind>/", privacy.consent, name="consent"),
    path("privacy/requests/new/", privacy.ask, name="ask"),
    path("privacy/requests/<uuid:public_id>/take-back/", privacy.take_back, name="take-back"),
    path("evidence/<uuid:public_id>/", evidence.evidence, name="evidence"),
]
