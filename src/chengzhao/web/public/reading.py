"""Which year and province a reader of the law has chosen; by default those of the season that is shown."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest

from chengzhao.law.provinces import Supplement, known_supplements, supplement
from chengzhao.law.years import YearLaw, known_years, year_law
from chengzhao.records.queries.governance import current_season


class ReadingForm(forms.Form):
    """年度 and 省份; what does not exist asks for the default."""

    year = forms.ChoiceField(label="年度", required=False, widget=forms.Select(attrs={"class": "select"}))
    province = forms.ChoiceField(label="省份", required=False, widget=forms.Select(attrs={"class": "select"}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["year"].choices = [(str(year), f"{year}年") for year in known_years()]  # type: ignore[attr-defined]
        self.fields["province"].choices = [("", "只看国家规定"), *province_names().items()]  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What is read: a year's law and, where the reader wants one and there is one, a province's supplement.

    `missing` is a sentence for a province without a supplement to that year; `query` keeps a choice that the
    reader made in the addresses of further pages.
    """

    law: YearLaw
    supplement: Supplement | None
    form: ReadingForm
    missing: str = ""
    query: str = ""


def reading_of(request: HttpRequest) -> Reading:
    """What the reader of a request has chosen."""
    asked = ReadingForm(request.GET)
    asked.is_valid()
    default_year, default_province = _defaults()
    chosen = {name: request.GET[name] for name in ("year", "province") if name in request.GET}
    valid = {name: value for name, value in chosen.items() if name not in asked.errors}
    year = int(valid.get("year") or default_year)
    province = valid.get(
        "province", default_province if (default_province, year) in known_supplements() else ""
    )
    has_supplement = (province, year) in known_supplements()
    return Reading(
        law=year_law(year),
        supplement=supplement(province, year) if has_supplement else None,
        form=ReadingForm({"year": str(year), "province": province}),
        missing="" if has_supplement or not province else _missing(province, year),
        query=f"?{urlencode(valid)}" if valid else "",
    )


def province_names() -> dict[str, str]:
    """The provinces that have a supplement to any year, by code."""
    return {code: supplement(code, year).province_name for code, year in known_supplements()}


def _defaults() -> tuple[int, str]:
    season = current_season()
    if season is None or season.season not in known_years():
        return known_years()[0], ""
    return season.season, season.province


def _missing(province: str, year: int) -> str:
    years = "、".join(f"{known}年" for code, known in known_supplements() if code == province)
    return f"本站没有{province_names()[province]}{year}年的补充规定，现有{years}的。以下只列国家规定。"
