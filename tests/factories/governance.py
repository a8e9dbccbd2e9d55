"""Seasons, windows and responsible persons."""

from datetime import datetime
from typing import Any

from tests.factories.border import BEIJING, PROVINCE, YEAR

from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.law.years import year_law
from chengzhao.records.models import Organisation, ResponsiblePerson, Season, StageWindow
from chengzhao.records.models.governance import Duty


def a_season(*, year: int = YEAR, province: str = PROVINCE, **facts: Any) -> Season:
    """A season that has been opened."""
    given = {
        "name": f"{year}年全国成人高校招生（山西）",
        "office_name": "山西省招生考试管理中心",
        "tie_seed": "shanxi-2024-public-seed",
        "synthetic": True,
    }
    return Season.objects.create(season=year, province=province, **(given | facts))


def responsible_persons_of(
    organisation: Organisation, *, season: int = YEAR, province: str = PROVINCE
) -> None:
    """The organisation has named everybody whom N1.1 asks for; a county or site, one of each duty."""
    ordered = year_law(season).responsible_persons.value.get(OrganisationKind(organisation.kind), ())
    posts = {item.post: Duty.FIRST if item.is_first else Duty.DIRECT for item in ordered} or {
        "主任": Duty.FIRST,
        "副主任": Duty.DIRECT,
    }
    for post, duty in posts.items():
        ResponsiblePerson.objects.create(
            season=season, province=province, organisation=organisation, duty=duty, name="赵建国", post=post
        )


def an_open_stage(
    stage: Stage,
    *,
    org_path: str = f"/{PROVINCE}/",
    opens_at: datetime = datetime(2024, 8, 1, tzinfo=BEIJING),
    closes_at: datetime = datetime(2025, 1, 1, tzinfo=BEIJING),
    province: str = PROVINCE,
) -> StageWindow:
    """A window of a stage, by default open through the whole season."""
    return StageWindow.objects.create(
        season=YEAR, province=province, stage=stage, org_path=org_path, opens_at=opens_at, closes_at=closes_at
    )


def every_stage_open(*, org_path: str = f"/{PROVINCE}/") -> None:
    """All stages are open through the whole season."""
    for stage in Stage:
        an_open_stage(stage, org_path=org_path)
