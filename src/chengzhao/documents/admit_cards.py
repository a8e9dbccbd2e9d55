"""准考证: where and when a candidate sits which papers (附件1 四、附件3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from chengzhao.documents.typesetting import Format, qr_code, typeset

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, kw_only=True, slots=True)
class CardSession:
    """One session of the candidate's own timetable."""

    day: date
    start: time
    end: time
    paper: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AdmitCard:
    """What stands on one card. `masked_identity` shows no more than the last four characters."""

    season: int
    office: str
    name: str
    sex: str
    masked_identity: str
    candidate_number: str
    card_number: str
    level: str
    category: str
    site: str
    address: str
    room: int
    seat: int
    phone_policy: str
    sessions: tuple[CardSession, ...]


def render(cards: Sequence[AdmitCard], *, at: datetime, as_format: Format = "pdf") -> list[bytes]:
    """The cards as one PDF (or a PNG each), A4, a card a page; raises CannotPrint."""
    return typeset("admit_card.typ", [_as_item(card) for card in cards], at=at, as_format=as_format)


def _as_item(card: AdmitCard) -> dict[str, object]:
    return {
        "season": str(card.season),
        "office": card.office,
        "name": card.name,
        "facts": [
            ["性别", card.sex],
            ["证件号码", card.masked_identity],
            ["报名号", card.candidate_number],
            ["层次、科类", f"{card.level}　{card.category}"],
            ["考点", card.site],
            ["地址", card.address],
        ],
        "card_number": card.card_number,
        "room": f"{card.room:02d}",
        "seat": f"{card.seat:02d}",
        "sessions": [
            [
                f"{one.day.month}月{one.day.day}日（周{WEEKDAYS[one.day.weekday()]}）",
                f"{one.start:%H:%M}—{one.end:%H:%M}",
                one.paper,
            ]
            for one in card.sessions
        ],
        "phone_policy": card.phone_policy,
        "qr": qr_code(card.card_number),
    }
