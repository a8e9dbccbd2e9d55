"""How far a candidate's own registration is, as far as it is told: for the page that says why something is not seen."""

from dataclasses import dataclass

from chengzhao.records.looks import of_one_person
from chengzhao.records.models import AdmissionLetter, CandidateFile, PaperMark, Registration, Seat
from chengzhao.records.queries.announced import ANNOUNCED
from chengzhao.rules.admission import FileState
from chengzhao.rules.registration import RegistrationState


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnState:
    """What is told to the candidate: `file` is the newest that is settled or filed, None where nothing is told."""

    registration: RegistrationState | None
    has_seat: bool
    has_marks: bool
    file: FileState | None
    has_letter: bool


@of_one_person
def own_state(candidate_id: int) -> OwnState:
    """The candidate's own state: nothing that is not announced yet, through whatever door it is read."""
    registration = Registration.objects.filter(candidate_id=candidate_id)
    files = CandidateFile.objects.filter(ANNOUNCED["candidatefile"], candidate_id=candidate_id)
    letters = AdmissionLetter.objects.filter(
        ANNOUNCED["admissionletter"], admission__candidate_id=candidate_id
    )
    state = registration.values_list("state", flat=True).first()
    file = files.order_by("-pk").values_list("state", flat=True).first()
    marks = PaperMark.objects.filter(ANNOUNCED["papermark"], candidate_id=candidate_id)
    return OwnState(
        registration=RegistrationState(state) if state else None,
        has_seat=Seat.objects.filter(candidate_id=candidate_id).exists(),
        has_marks=marks.exists(),
        file=FileState(file) if file else None,
        has_letter=letters.exists(),
    )
