"""A season that ended long ago, and candidates of every standing in it."""

from collections.abc import Mapping
from datetime import datetime

from tests.factories.admission import an_admission
from tests.factories.border import BEIJING, REGISTRATION_DAY
from tests.factories.colleges import a_college
from tests.factories.evidence import an_evidence_file
from tests.factories.exams import a_room, a_seat
from tests.factories.governance import a_season, an_open_stage
from tests.factories.plans import a_programme
from tests.factories.registration import a_candidate

from chengzhao.law.words import Stage
from chengzhao.records.models import Candidate, Organisation, RegistrationTrace
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.rules.privacy.retention import Standing
from chengzhao.rules.registration import RegistrationState

STATES = {
    Standing.DRAFT: RegistrationState.DRAFT,
    Standing.ENDED: RegistrationState.WITHDRAWN,
    Standing.NOT_ADMITTED: RegistrationState.TICKETED,
    Standing.ADMITTED: RegistrationState.TICKETED,
}


def an_ended_season() -> None:
    """Registration of 2024 ended in September, exams in October, admission at the year's end."""
    a_season()
    for stage, month in ((Stage.REGISTRATION, 9), (Stage.EXAM, 10), (Stage.ADMISSION, 12)):
        an_open_stage(stage, closes_at=datetime(2024, month, 31 if month != 9 else 30, tzinfo=BEIJING))


def one_of_each_standing(point: Organisation | None = None) -> Mapping[Standing, Candidate]:
    """A candidate of each standing with everything that can be deleted of one."""
    programme = a_programme(college=a_college(), places=9)
    room = a_room()
    found = {}
    for standing, state in STATES.items():
        person = a_candidate(state=state, chosen=[programme], confirmation_point=point)
        border = {"season": person.season, "province": person.province}
        RegistrationTrace.objects.create(candidate=person, network="192.0.2.0/24", **border)
        a_seat(candidate=person, room=room, number=len(found) + 1)
        for kind in (EvidenceKind.PORTRAIT, EvidenceKind.HEALTH):
            an_evidence_file(candidate=person, kind=kind)
        found[standing] = person
    an_admission(candidate=found[Standing.ADMITTED], programme=programme)
    return found


RETENTION_DAY = REGISTRATION_DAY.replace(year=2026)
"""Everything but what is kept of the admitted is over."""
