"""What everybody may see."""

from django.urls import path

from chengzhao.web.public import (
    care,
    design,
    disclosure,
    distribution,
    eligibility,
    exams,
    filing,
    fonts,
    governance,
    help_pages,
    home,
    law,
    orders,
    plans,
    privacy,
    results,
    subjects,
    supplements,
)

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("eligibility/", eligibility.begin, name="eligibility"),
    path("eligibility/answer/", eligibility.answer, name="eligibility-answer"),
    path("eligibility/<str:name>/", eligibility.question, name="eligibility-question"),
    path("subjects/", subjects.subjects, name="subjects"),
    path("plans/", plans.plans, name="plans"),
    path("calendar/<int:year>/", exams.calendar, name="calendar"),
    path("lines/<int:year>/", filing.lines, name="lines"),
    path(
        "distribution/<int:year>/<str:level>/<str:category>/",
        distribution.distribution,
        name="distribution",
    ),
    path(
        "distribution/<int:year>/<str:level>/<str:category>/table.csv",
        distribution.distribution_csv,
        name="distribution-csv",
    ),
    path("results/", results.results, name="results"),
    path("notices/", disclosure.notices, name="notices"),
    path("notices/<uuid:public_id>/", disclosure.notice, name="notice"),
    path("responsible/", governance.responsible, name="responsible"),
    path("clauses/", law.clauses, name="clauses"),
    path("clauses/<str:clause_id>/", law.clause, name="clause"),
    path("changes/<int:before>/<int:after>/", supplements.changes, name="changes"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<slug:slug>/", orders.order, name="order"),
    path("supplements/", supplements.supplements, name="supplements"),
    path("supplements/<str:province>/<int:year>/", supplements.one_supplement, name="supplement"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("help/", home.help_page, name="help"),
    path("help/<slug:slug>/", help_pages.screen, name="screen"),
    path("names.css", fonts.stylesheet, name="names-css"),
    path("fonts/<slug:slug>.woff", fonts.font, name="font"),
    path("care/", care.care, name="care"),
    path("design/", design.design, name="design"),
]
