"""The person of a file as the college that holds it may see them, by the table of sights (C-07)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chengzhao.law.words import Role
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import Candidate, CandidateFile, Education
from chengzhao.records.walls.seen import beyond_seen
from chengzhao.rules.admission import FileState
from chengzhao.rules.privacy.masks import Mask
from chengzhao.rules.privacy.sights import Reader, Room, Sight, college_stage_of
from chengzhao.rules.registration import RegistrationState


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonView:
    """What a file says of the person: sex, birth date, schooling; '' for what the college may not see."""

    sex: str
    birth_date: date | str
    education: str
    school: str
    major: str
    verified_by: str


def college_reader(file: CandidateFile, person: Candidate | None) -> Reader:
    """The college as a reader of one of its files; of whom it gave back the person is not there to be read."""
    registration = getattr(person, "registration", None)
    state = RegistrationState(registration.state) if registration else None
    return Reader(role=Role.COLLEGE_OFFICER, stage=college_stage_of(state, FileState(file.state)))


def people_of(files: Iterable[CandidateFile]) -> dict[int, Candidate]:
    """The persons of a college's files by key, in one statement: only of those that lie with the college."""
    rows = Candidate.objects.filter(pk__in=[file.candidate_id for file in files])
    seen = rows.select_related("registration").defer(*beyond_seen())
    return {row.pk: row for row in seen}


@of_one_person
def person_of(candidate_id: int, college_id: int) -> PersonView | None:
    """What the college's latest file of a candidate says of the person; None where it has none, or gave it back."""
    file = (
        CandidateFile.objects.filter(candidate_id=candidate_id, college_id=college_id)
        .select_related("candidate__registration", "candidate__education")
        .defer(*beyond_seen("candidate"))
        .order_by("-pk")
        .first()
    )
    if file is None:
        return None
    person = file.candidate
    reader = college_reader(file, person)
    education: Education | None = getattr(person, "education", None)
    birth = reader.shows(person.birth_date.isoformat(), Room.BIRTH, Mask.BIRTH_DATE)

    def schooling(text: str) -> str:
        return reader.shows(text, Room.SCHOOLING, Mask.WHOLE)

    return PersonView(
        sex=reader.shows(person.get_sex_display(), Room.PERSON, Mask.WHOLE),
        birth_date=person.birth_date if reader.sight(Room.BIRTH) is Sight.READ else birth,
        education=schooling(education.get_kind_display()) if education else "",
        school=schooling(education.school) if education else "",
        major=schooling(education.major) if education else "",
        verified_by=schooling(education.verified_by) if education else "",
    )
