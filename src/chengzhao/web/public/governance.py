"""责任体系: who answers for admissions this year, by organisation (N1.1)."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from chengzhao.records.queries.governance import current_season, responsible_persons
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@shows("N1.1", called="责任体系")
@login_not_required
def responsible(request: HttpRequest) -> HttpResponse:
    """The responsible persons of every organisation of the season, by kind of organisation."""
    season = current_season()
    persons = responsible_persons(season.season, season.province) if season else ()
    kinds = [(kind, tuple(rows)) for kind, rows in groupby(persons, key=lambda person: person.kind)]
    return page(request, "public/responsible.html", {"kinds": kinds, "season": season})
