"""Sites, rooms, seats, marks and extra tests."""

from datetime import datetime, timedelta
from decimal import Decimal

from tests.factories.border import BEIJING, PROVINCE, REGISTRATION_DAY, YEAR, a_new_number
from tests.factories.people import an_organisation

from chengzhao.law.words import Paper, PaperSlot
from chengzhao.records.models import (
    Candidate,
    College,
    ExamRoom,
    ExamSite,
    ExtraTestResult,
    Organisation,
    PaperMark,
    Seat,
)
from chengzhao.records.models.exams import SessionGroup
from chengzhao.rules.exams import MarkState

_PAPERS = {
    PaperSlot.CHINESE: Paper.CHINESE,
    PaperSlot.MATHS: Paper.MATHS_HUMANITIES,
    PaperSlot.FOREIGN: Paper.FOREIGN,
    PaperSlot.COMBINED: Paper.HISTORY_GEOGRAPHY,
    PaperSlot.POLITICS: Paper.POLITICS,
    PaperSlot.SPECIALISED: Paper.ADVANCED_MATHS_2,
}


def a_site(*, organisation: Organisation | None = None, code: str = "", rooms: int = 10) -> ExamSite:
    """A certified site with no rooms arranged yet."""
    organisation = organisation or an_organisation()
    return ExamSite.objects.create(
        season=YEAR,
        province=PROVINCE,
        organisation=organisation,
        code=code or f"{a_new_number():05d}",
        address="太原市小店区学府街1号",
        room_count=rooms,
        phone_policy="手机不得带入考点",
        certified_at=datetime(2024, 9, 1, tzinfo=BEIJING),
        org_path=organisation.path,
    )


def a_room(
    *,
    site: ExamSite | None = None,
    number: int = 1,
    group: SessionGroup = SessionGroup.ZHUANKE,
    seats: int = 30,
) -> ExamRoom:
    """A room of a site."""
    return ExamRoom.objects.create(
        season=YEAR,
        province=PROVINCE,
        site=site or a_site(),
        number=number,
        session_group=group,
        seats=seats,
    )


def a_seat(*, candidate: Candidate, room: ExamRoom | None = None, number: int = 1) -> Seat:
    """A candidate's seat with the number of the admit card."""
    return Seat.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        room=room or a_room(),
        number=number,
        admit_card_number=f"24{a_new_number():012d}",
        issued_at=REGISTRATION_DAY + timedelta(days=30),
    )


def a_mark(
    *,
    candidate: Candidate,
    slot: PaperSlot = PaperSlot.POLITICS,
    mark: Decimal | int | None = 90,
    paper: Paper | None = None,
    state: MarkState = MarkState.RELEASED,
    absent: bool = False,
    cancelled: bool = False,
) -> PaperMark:
    """One paper of a candidate with its mark; an absent one has none, a cancelled one is zero."""
    value = None if absent else Decimal(0) if cancelled else mark
    return PaperMark.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        paper=paper or _PAPERS[slot],
        slot=slot,
        state=state,
        absent=absent,
        cancelled=cancelled,
        mark=value,
    )


def an_extra_test(
    *, candidate: Candidate, college: College, score: Decimal | int = 80, passed: bool = True
) -> ExtraTestResult:
    """专业加试 of a candidate at a college, filed before the exam."""
    return ExtraTestResult.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        college=college,
        score=score,
        passed=passed,
        filed_at=REGISTRATION_DAY + timedelta(days=30),
    )
