"""Every state has its colour from one table."""

import pytest

from chengzhao.law.words import Word
from chengzhao.records.job_words import JobState
from chengzhao.records.queries.fates import FateCode
from chengzhao.records.review_words import BatchState
from chengzhao.rules.admission import FileState, ListState, RunState
from chengzhao.rules.disclosure import NoticeState
from chengzhao.rules.disclosure.complaints import ComplaintState
from chengzhao.rules.disclosure.notices import PublicityTag
from chengzhao.rules.exams import MarkState
from chengzhao.rules.governance import ApprovalState
from chengzhao.rules.plans import PlanState
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.preferences.claims import ClaimPublicity
from chengzhao.rules.privacy.requests import RequestState
from chengzhao.rules.registration import DraftState, RegistrationState
from chengzhao.rules.registration.fees import FeeState
from chengzhao.rules.registration.imports import ImportState
from chengzhao.rules.registration.risk_cases import CaseState
from chengzhao.web.shared import tones

SHOWN = (
    RegistrationState,
    ClaimState,
    NoticeState,
    PlanState,
    MarkState,
    FileState,
    ListState,
    RequestState,
    RunState,
    ApprovalState,
    FateCode,
    JobState,
    BatchState,
    DraftState,
    FeeState,
    ImportState,
    CaseState,
    PublicityTag,
    ClaimPublicity,
    ComplaintState,
    tones.TaskState,
)


def test_tones_cover_every_kind_of_state_that_pages_show() -> None:
    assert set(tones.kinds()) == set(SHOWN)


@pytest.mark.parametrize("kind", SHOWN)
def test_tones_name_only_members_and_known_classes(kind: type[Word]) -> None:
    classes = {
        tones.MUTE,
        tones.PLAIN,
        tones.BRAND,
        tones.CYAN,
        tones.VIOLET,
        tones.OK,
        tones.WARN,
        tones.BAD,
    }
    assert {tones.tone_of(state) for state in kind} <= classes
    assert set(tones._TONES[kind]) <= {state.value for state in kind}


def test_tone_of_an_unknown_kind_is_refused() -> None:
    class Weather(Word):
        RAIN = "RAIN", "雨"

    with pytest.raises(KeyError):
        tones.tone_of(Weather.RAIN)
