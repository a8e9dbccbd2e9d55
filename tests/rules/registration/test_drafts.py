"""Which questions are asked, which are open, and which a returned item opens again."""

from typing import Any

import pytest

from chengzhao.law.words import ClaimKind, IdentityDocument
from chengzhao.rules.registration import (
    STEP,
    STEPS,
    STEPS_OF_RETURN,
    Drafted,
    DraftState,
    DraftTask,
    MedicalField,
    ReturnItem,
    asked_steps,
    draft_state,
    following_step,
    mendable_steps,
    open_steps,
    step_of_file,
)


def drafted(**facts: Any) -> Drafted:
    return Drafted(**{"document": IdentityDocument.RESIDENT_ID, "province": "14", **facts})


def names(found: tuple[Any, ...]) -> list[str]:
    return [step.name for step in found]


def test_an_empty_draft_is_empty_in_every_task_that_is_asked() -> None:
    assert {task: draft_state(drafted(), task) for task in DraftTask} == {
        **dict.fromkeys(DraftTask, DraftState.EMPTY),
        DraftTask.LICENCE: DraftState.NOT_ASKED,
    }


@pytest.mark.parametrize(("hukou", "is_asked"), [("140105", False), ("110101", True), ("", False)])
def test_proofs_are_asked_of_whose_household_is_in_another_province(hukou: str, is_asked: bool) -> None:
    one = drafted(answers={DraftTask.HOUSEHOLD: {"hukou": hukou}})
    assert ("residence" in names(asked_steps(one))) is is_asked


def test_household_is_not_asked_of_whoever_has_none_here() -> None:
    one = drafted(document=IdentityDocument.HK_MACAO_PERMIT, needs_birth=True)
    assert not {"hukou", "residence"} & set(names(asked_steps(one)))


@pytest.mark.parametrize("needs_birth", [True, False])
def test_birth_and_sex_are_asked_where_the_number_does_not_say_them(needs_birth: bool) -> None:
    one = drafted(needs_birth=needs_birth, answers={DraftTask.IDENTITY: {"name": "陈大文"}})
    assert ("person" in names(open_steps(one))) is needs_birth


@pytest.mark.parametrize(
    ("field", "answers", "is_done"),
    [
        (MedicalField.NURSING, {"answered": "yes", "kinds": []}, True),
        (MedicalField.NURSING, {}, False),
        (MedicalField.OTHER, {"works_in_health": "no"}, True),
        (MedicalField.OTHER, {"answered": "yes"}, False),
    ],
)
def test_licence_is_asked_by_the_field_of_the_choices(
    field: MedicalField, answers: dict[str, Any], is_done: bool
) -> None:
    one = drafted(fields=frozenset({field}), answers={DraftTask.LICENCE: answers})
    assert (draft_state(one, DraftTask.LICENCE) is DraftState.DONE) is is_done


def test_claim_is_done_with_its_words_and_its_paper() -> None:
    answers = {"answered": "yes", "kinds": [ClaimKind.MODEL_WORKER]}
    bare = drafted(answers={DraftTask.CLAIMS: answers})
    assert draft_state(bare, DraftTask.CLAIMS) is DraftState.BEGUN
    said = {**answers, "evidence_MODEL_WORKER": "证书"}
    proved = drafted(answers={DraftTask.CLAIMS: said}, files={"CLAIM/MODEL_WORKER": 1})
    assert draft_state(proved, DraftTask.CLAIMS) is DraftState.DONE
    assert draft_state(drafted(answers={DraftTask.CLAIMS: said}), DraftTask.CLAIMS) is DraftState.BEGUN


@pytest.mark.parametrize(("original", "is_asked"), [("yes", False), ("no", True)])
def test_papers_of_health_are_uploaded_only_by_whoever_wants_to(original: str, is_asked: bool) -> None:
    one = drafted(answers={DraftTask.HELP: {"kinds": ["LARGE_PRINT"], "shows_original": original}})
    assert ("help-files" in names(asked_steps(one))) is is_asked


def test_answers_that_fit_no_more_are_not_done() -> None:
    answers = {DraftTask.CHOICES: {"choices": [{"level": "GAOQIBEN", "codes": ["1"]}]}}
    assert draft_state(drafted(answers=answers), DraftTask.CHOICES) is DraftState.DONE
    changed = drafted(answers=answers, misfits=frozenset({DraftTask.CHOICES}))
    assert draft_state(changed, DraftTask.CHOICES) is DraftState.BEGUN


def test_questions_follow_one_another_within_a_task() -> None:
    one = drafted()
    assert following_step(one, STEP["person"]) == STEP["ethnicity"]
    assert following_step(one, STEP["document-back"]) is None


def test_every_question_stands_once_and_every_task_has_one() -> None:
    assert len(STEP) == len(STEPS)
    assert {step.task for step in STEPS} == set(DraftTask)


def test_every_returned_item_opens_questions_that_exist() -> None:
    assert set(STEPS_OF_RETURN) == set(ReturnItem)
    assert {name for found in STEPS_OF_RETURN.values() for name in found} <= set(STEP)


def test_only_what_was_returned_is_open_and_all_where_nothing_was_named() -> None:
    assert mendable_steps([ReturnItem.EMPLOYER, ReturnItem.PORTRAIT]) == {"employer", "portrait"}
    assert mendable_steps([]) == set(STEP)


def test_fields_belong_to_their_question() -> None:
    assert STEP["licence"].holds("number_NURSE")
    assert not STEP["employer"].holds("hukou")
    assert (step_of_file("CLAIM"), step_of_file("PORTRAIT"), step_of_file("OTHER")) == (
        "claim-papers",
        "portrait",
        "",
    )
