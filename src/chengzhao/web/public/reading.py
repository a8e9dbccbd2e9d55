"""Which year and province a reader of the law has chosen; by default those of the season that is shown."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest

from chengzhao.law.provinces import (
    UNUSABLE,
    Supplement,
    UnknownSupplement,
    known_supplements,
    supplement,
    usable_supplements,
)
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
    valid = {
        name: value
        for name, value in chosen.items()
        if name not in asked.errors or (name == "province" and value in _codes())
    }
    year = int(valid.get("year") or default_year)
    province = valid.get(
        "province", default_province if (default_province, year) in known_supplements() else ""
    )
    found, missing = _supplement_or_why_not(province, year) if province else (None, "")
    return Reading(
        law=year_law(year),
        supplement=found,
        form=ReadingForm({"year": str(year), "province": province}),
        missing=missing,
        query=f"?{urlencode(valid)}" if valid else "",
    )


def province_names() -> dict[str, str]:
    """The provinces that have a supplement to any year that can be used, by code."""
    return {each.province_code: each.province_name for each in usable_supplements()}


def _codes() -> set[str]:
    return {code for code, _ in known_supplements()}


def _supplement_or_why_not(province: str, year: int) -> tuple[Supplement | None, str]:
    """The supplement; or none, and a sentence: there is none to that year, or what is wrong with it."""
    try:
        return supplement(province, year), ""
    except UnknownSupplement:
        return None, _missing(province, year)
    except UNUSABLE as error:
        return None, f"{year}年的补充规定不能用：{str(error).rstrip('。')}。以下只列国家规定。"


def _defaults() -> tuple[int, str]:
    season = current_season()
    if season is None or season.season not in known_years():
        return known_years()[0], ""
    return season.season, season.province


def _missing(province: str, year: int) -> str:
    years = "、".join(f"{known}年" for code, known in known_supplements() if code == province)
    name = province_names().get(province, f"省份{province}")
    return f"本站没有{name}{year}年的补充规定，现有{years}的。以下只列国家规定。"
