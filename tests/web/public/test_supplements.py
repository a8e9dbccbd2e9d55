"""各省补充规定 and 年度差异: every value with its source and confidence, every change with its clause."""

import pytest
from django.test import Client

from chengzhao.law.comparison import year_changes
from chengzhao.law.parameters import supplement_parameters
from chengzhao.law.provinces import known_supplements, supplement
from chengzhao.law.years import year_law
from chengzhao.web.shared.templatetags.law import sureness

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", known_supplements())
def test_supplement_shows_every_value(client: Client, key: tuple[str, int]) -> None:
    page = client.get(f"/supplements/{key[0]}/{key[1]}/").content.decode()
    values = supplement_parameters(supplement(*key))
    for value in values:
        place = page.index(f"<b>{value.label}</b>")
        told = page[place : page.index("</div>", place)]
        assert all(line in told for line in value.lines)
        assert value.provision.source in told
        assert f"可靠程度{sureness(value.provision.confidence)}" in told
        assert ("待核" in told) is not value.provision.is_certain
        assert f"/clauses/{value.provision.citation.clause}/" in told


def test_all_supplements_are_listed(client: Client) -> None:
    page = client.get("/supplements/").content.decode()
    for code, year in known_supplements():
        assert f'href="/supplements/{code}/{year}/"' in page


def test_changes_show_both_years_clause_by_clause(client: Client) -> None:
    page = client.get("/changes/2024/2025/").content.decode()
    for change in year_changes(year_law(2024), year_law(2025)):
        assert change.newest.label in page
        assert f"/clauses/{change.clause}/" in page
        for side in (change.before, change.after):
            assert side is None or all(line in page for line in side.lines)
    assert page.count('tag--warn">待核') == 5


def test_a_year_is_not_compared_with_itself(client: Client) -> None:
    page = client.get("/changes/2024/2024/").content.decode()
    assert "选的是同一个年度，请选两个不同的年度。" in page
    assert "2024年到2024年" not in page


@pytest.mark.parametrize(
    ("confidence", "text"),
    [("1", "100％"), ("0.85", "85％"), ("0.4", "40％"), ("0", "0％"), ("0.125", "12.5％")],
)
def test_sureness_is_a_share(confidence: str, text: str) -> None:
    from decimal import Decimal

    assert sureness(Decimal(confidence)) == text
