"""One sample of each document."""

from dataclasses import replace
from datetime import date, time

from chengzhao.documents.admit_cards import AdmitCard, CardSession, _as_item
from chengzhao.documents.letters import Letter
from chengzhao.documents.rosters import Roster, RosterRow

CARD = AdmitCard(
    season=2024,
    office="山西省招生考试管理中心",
    name="张三丰",
    sex="男",
    masked_identity="**************3512",
    candidate_number="241401050000123456",
    card_number="2414010500121",
    level="专升本",
    category="经管类",
    site="太原市迎泽区第一考点",
    address="太原市迎泽区",
    room=3,
    seat=7,
    phone_policy="考生不得将手机带入考点",
    sessions=(CardSession(day=date(2024, 10, 19), start=time(9), end=time(11, 30), paper="政治"),),
)
LETTER = Letter(
    season=2024,
    number="1410125-2024-000123",
    name="欧阳䶮",
    candidate_number="241401050000123456",
    college="山西财经大学",
    programme="会计学",
    level="专升本",
    study_form="业余",
    years="2.5年",
    office="山西省招生考试管理中心",
    issued_on=date(2024, 12, 20),
    digest="9f3c" * 16,
    verification="1410125-2024-000123",
)


def card_item(name: str = CARD.name) -> dict[str, object]:
    """The template's own form of the sample card."""
    return _as_item(replace(CARD, name=name))


def roster_of(count: int) -> Roster:
    """A roster of `count` entrants."""
    rows = tuple(
        RosterRow(
            candidate_number=f"24140105000012{index:04d}",
            name="张三丰",
            sex="男",
            programme="会计学",
            study_form="业余",
            total_score="231",
            bonus="20",
            filing_score="251",
        )
        for index in range(count)
    )
    return Roster(
        season=2024,
        office="山西省招生考试管理中心",
        college="山西财经大学",
        level="专升本",
        round="正式投档",
        digest="9f3c" * 16,
        rows=rows,
    )
