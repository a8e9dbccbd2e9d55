"""Choices are saved until they are frozen."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.ready_season import (
    AT,
    GAOQIBEN,
    GAOQIZHUAN,
    a_programme_of,
    an_entrant,
)
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import (
    BORDER,
    a_candidate,
    a_choice,
    a_control_line,
    a_file,
    a_mark,
    a_programme,
    a_season,
    an_actor,
    an_actor_for,
    an_admission,
    every_stage_open,
)

from chengzhao.actions.audit import Refused
from chengzhao.actions.choices import confirm_choices, freeze_choices, save_choices
from chengzhao.actions.filing import SupplementaryChoiceForm
from chengzhao.law.words import ExamCategory
from chengzhao.records.models import AuditRow, Candidate, Choice, ControlLine, Programme
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.exams import MarkState
from chengzhao.rules.plans import PlanState

pytestmark = pytest.mark.django_db

MAIN, SUPPLEMENTARY = FilingRound.MAIN, FilingRound.SUPPLEMENTARY


@pytest.fixture(autouse=True)
def _season() -> None:
    a_season()
    every_stage_open()


def wish(person: Candidate, *programmes: Programme, rank: int = 1, **facts: Any) -> SupplementaryChoiceForm:
    given = {
        "level": GAOQIBEN,
        "national_code": programmes[0].college.national_code if programmes else "10000",
        "programme_codes": tuple(one.code for one in programmes),
    }
    return SupplementaryChoiceForm(candidate_id=person.pk, rank=rank, **(given | facts))


def save(*choices: SupplementaryChoiceForm, filing_round: FilingRound = SUPPLEMENTARY) -> int:
    return save_choices(
        border=BORDER, actor=an_actor_for("save_choices"), at=AT, filing_round=filing_round, choices=choices
    )


def freeze(filing_round: FilingRound = SUPPLEMENTARY, **facts: Any) -> int:
    return freeze_choices(border=BORDER, actor=an_actor(), at=AT, filing_round=filing_round, **facts)


def saved() -> list[tuple[int, str, int, list[int]]]:
    rows = Choice.objects.order_by("candidate_id", "level", "rank")
    return list(rows.values_list("candidate_id", "level", "rank", "programmes"))


def test_save_choices_keeps_the_list_and_its_trail() -> None:
    person, first, second = an_entrant(300), a_programme_of(2), a_programme_of(2)
    assert save(wish(person, second, rank=2), wish(person, first)) == 2
    assert saved() == [(person.pk, "GAOQIBEN", 1, [first.pk]), (person.pk, "GAOQIBEN", 2, [second.pk])]
    row = Choice.objects.get(rank=1)
    assert (row.filing_round, row.college, row.saved_at, row.frozen_at) == (
        SUPPLEMENTARY,
        first.college,
        AT,
        None,
    )
    assert trail_of("save_choices") == [("choice_list", f"{person.candidate_number}-SUPPLEMENTARY-GAOQIBEN")]


def test_save_choices_again_replaces_the_list_and_leaves_others_alone() -> None:
    person, other = an_entrant(300), an_entrant(300)
    first, second = a_programme_of(2), a_programme_of(2)
    main = a_choice(candidate=person, programmes=[second], frozen=True)
    save(wish(person, first), wish(person, second, rank=2), wish(other, first))
    save(wish(person, second))
    assert saved() == [
        (person.pk, "GAOQIBEN", 1, main.programmes),
        (person.pk, "GAOQIBEN", 1, [second.pk]),
        (other.pk, "GAOQIBEN", 1, [first.pk]),
    ]
    before, after = AuditRow.objects.filter(
        act="save_choices", object_id__startswith=person.candidate_number
    ).order_by("pk")
    assert after.before_digest == before.after_digest
    assert after.after_digest != before.after_digest


def test_save_choices_at_gaoqizhuan_does_not_touch_the_list_of_another_level() -> None:
    side = a_programme_of(2, level=GAOQIZHUAN)
    person = an_entrant(300, also=[side])
    main, other = a_programme_of(2), an_entrant(300, also=[side])
    save(wish(person, main), wish(other, side, level=GAOQIZHUAN))
    save(wish(person, side, level=GAOQIZHUAN))
    held = Choice.objects.filter(filing_round=SUPPLEMENTARY).order_by("pk")
    assert [(row.candidate_id, row.level) for row in held] == [
        (person.pk, "GAOQIBEN"),
        (other.pk, "GAOQIZHUAN"),
        (person.pk, "GAOQIZHUAN"),
    ]


def test_save_choices_of_a_programme_without_a_vacancy_is_refused_in_the_supplementary_round() -> None:
    person, full = an_entrant(300), a_programme_of(2, admitted=2)
    name = f"{person.candidate_number} 第1志愿"
    with rows_refused((1, name, f"专业{full.code}没有缺额，应从公布的缺额中选择")):
        save(wish(person, full))
    assert save(wish(person, full), filing_round=MAIN) == 1


def test_save_choices_of_the_last_vacancy() -> None:
    person, programme = an_entrant(300), a_programme_of(2, admitted=1)
    assert save(wish(person, programme)) == 1


def test_save_choices_refuses_those_who_may_not_choose() -> None:
    programme = a_programme_of(5)
    placed, in_hand, unseated = an_entrant(300), an_entrant(300), a_candidate(approved=True)
    an_admission(candidate=placed, programme=programme)
    a_file(candidate=in_hand, programme=programme)
    with rows_refused(
        (1, placed.candidate_number, "考生已被录取，不能再填志愿"),
        (2, in_hand.candidate_number, "考生档案尚未办结，办结后才能填志愿"),
        (3, f"考生{unseated.pk}", "应为已编排座位的统考考生"),
    ):
        save(wish(placed, programme), wish(in_hand, programme), wish(unseated, programme))


def test_save_choices_refuses_what_is_not_offered_to_the_candidate() -> None:
    person = an_entrant(300)
    good = a_programme_of(2)
    hidden = a_programme_of(2, state=PlanState.DISTRIBUTED)
    science = a_programme(level=GAOQIBEN, category=ExamCategory.SCIENCE, name="土木工程")
    number = person.candidate_number
    with rows_refused((1, f"{number} 第1志愿", f"专业{hidden.code}应为已公布的招生专业")):
        save(wish(person, hidden))
    with rows_refused(
        (1, number, "土木工程招收理工类考生，与报考科类不一致（附件2）"),
    ):
        save(wish(person, science))
    with rows_refused((1, f"{number} 第1志愿", f"专业{good.code}应为院校10001的专业")):
        save(wish(person, good, national_code="10001"))
    assert saved() == []


def test_save_choices_beyond_what_the_province_allows_is_refused() -> None:
    person, programmes = an_entrant(300), [a_programme_of(2) for _ in range(3)]
    number = person.candidate_number
    with rows_refused((1, number, "高起本最多填报2个院校志愿，填报了3个（附件2）")):
        save(*(wish(person, one, rank=rank) for rank, one in enumerate(programmes, start=1)))
    with rows_refused(
        (1, number, "高起本志愿序号应从1开始连续，不能重复（附件2）"),
        (1, number, "山西省高起本志愿不设“服从调剂”（附件2）"),
    ):
        save(wish(person, programmes[0], rank=2, accepts_reassignment=True))


def test_save_choices_of_a_medical_major_without_its_licence_is_refused() -> None:
    person = an_entrant(300)
    nursing = a_programme_of(2, major_code="101101", name="护理学")
    with rows_refused((1, f"{person.candidate_number} 第1志愿", "报考护理学专业须有护士执业证书。")):
        save(wish(person, nursing))


def test_save_choices_after_the_freeze_is_refused() -> None:
    person, programme = an_entrant(300), a_programme_of(2)
    save(wish(person, programme))
    assert freeze() == 1
    late = an_entrant(300)
    for one in (person, late):
        with rows_refused((1, one.candidate_number, "高起本志愿已经封存，不能再改")):
            save(wish(one, programme))


def test_freeze_choices_freezes_the_round_and_level_asked_for() -> None:
    side = a_programme_of(2, level=GAOQIZHUAN)
    person = an_entrant(300, a_programme_of(2), also=[side], frozen=False)
    save(wish(person, side, level=GAOQIZHUAN))
    assert freeze(MAIN, levels=[GAOQIBEN]) == 1
    frozen = Choice.objects.filter(frozen_at=AT).values_list("filing_round", "level")
    assert list(frozen) == [(MAIN, "GAOQIBEN")]
    assert trail_of("freeze_choices") == [("choice_book", "MAIN-GAOQIBEN")]
    assert freeze(MAIN) == 1


def test_freeze_choices_twice_is_refused() -> None:
    an_entrant(300, a_programme_of(2), frozen=False)
    freeze(MAIN)
    with refused("没有待封存的正式投档志愿：尚无人填报，或已经封存。"):
        freeze(MAIN)


def test_the_digest_of_the_frozen_book_changes_with_a_choice() -> None:
    person = an_entrant(300, a_programme_of(2), frozen=False)
    freeze(MAIN)
    Choice.objects.filter(candidate=person).update(programmes=[a_programme_of(2).pk], frozen_at=None)
    freeze(MAIN)
    first, second = AuditRow.objects.filter(act="freeze_choices").values_list("after_digest", flat=True)
    assert first != second


@pytest.mark.parametrize(("filing_round", "stage"), [(MAIN, "志愿确认"), (SUPPLEMENTARY, "录取")])
def test_save_choices_waits_for_the_stage_of_its_round(filing_round: FilingRound, stage: str) -> None:
    person, programme = an_entrant(300), a_programme_of(2)
    early = AT.replace(month=7)
    with refused(f"“{stage}”尚未开始，开放时间为2024年8月1日00:00，请届时办理。"):
        save_choices(
            border=BORDER,
            actor=an_actor_for("save_choices"),
            at=early,
            filing_round=filing_round,
            choices=[wish(person, programme)],
        )


@pytest.mark.django_db(transaction=True)
def test_save_choices_of_one_candidate_twice_at_once_keeps_one_list() -> None:
    person, programme = an_entrant(300), a_programme_of(2)
    actor = an_actor_for("save_choices")
    outcomes = press_twice(
        lambda: save_choices(
            border=BORDER,
            actor=actor,
            at=AT,
            filing_round=SUPPLEMENTARY,
            choices=[wish(person, programme)],
        )
    )
    assert outcomes == [DONE, DONE]
    assert saved() == [(person.pk, "GAOQIBEN", 1, [programme.pk])]


NOVEMBER = AT.replace(month=11, day=30)


def a_chooser(*, state: MarkState = MarkState.RELEASED, has_line: bool = True) -> Candidate:
    """Somebody with a choice written at registration, whose score is told where nothing else is said."""
    person = a_candidate(level=GAOQIBEN, ticketed=True)
    a_choice(candidate=person, programmes=[a_programme_of(2)])
    a_mark(candidate=person, state=state)
    if has_line and not ControlLine.objects.exists():
        a_control_line()
    return person


def confirm(*people: Candidate, at: datetime = NOVEMBER, org_path: str = "/") -> int:
    return confirm_choices(
        border=BORDER,
        actor=an_actor_for("confirm_choices", org_path=org_path),
        at=at,
        candidate_ids=[person.pk for person in people],
    )


def test_confirm_choices_marks_those_of_the_main_round() -> None:
    person, other = a_chooser(), a_chooser()
    a_choice(candidate=person, programmes=[a_programme_of(2)], filing_round=SUPPLEMENTARY)
    assert confirm(person) == 1
    confirmed = Choice.objects.filter(confirmed_at=NOVEMBER).values_list("candidate_id", "filing_round")
    assert list(confirmed) == [(person.pk, "MAIN")]
    assert trail_of("confirm_choices") == [("choice_list", f"{person.candidate_number}-MAIN")]
    freeze(MAIN)
    assert AuditRow.objects.get(act="freeze_choices").reason == "1名考生未确认志愿，以报名时填报的为准"
    with rows_refused((1, other.candidate_number, "志愿已经封存，不能再确认")):
        confirm(other)


def test_confirm_choices_twice_or_without_any_is_refused() -> None:
    person, nobody = a_chooser(), a_candidate()
    confirm(person)
    with rows_refused(
        (1, person.candidate_number, "志愿已经确认，不能重复确认"),
        (2, str(nobody.pk), "没有填报志愿，无从确认"),
    ):
        confirm(person, nobody)
    other = a_chooser()
    with rows_refused((2, other.candidate_number, "与前面的行重复，应只写一次")):
        confirm(other, other)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"state": MarkState.FROZEN}, "成绩尚未发布"),
        ({"has_line": False}, "最低录取控制分数线尚未公布"),
    ],
)
def test_confirm_choices_before_scores_and_lines_is_refused(facts: dict[str, Any], sentence: str) -> None:
    person = a_chooser(**facts)
    with pytest.raises(Refused, match=sentence):
        confirm(person)
    assert not Choice.objects.filter(confirmed_at__isnull=False).exists()


def test_confirm_choices_after_november_is_refused() -> None:
    person = a_chooser()
    with pytest.raises(Refused, match="2024-12-01不能办理"):
        confirm(person, at=NOVEMBER + timedelta(days=1))
    assert confirm(person) == 1


def test_confirm_choices_of_people_elsewhere_is_refused() -> None:
    person = a_chooser()
    with rows_refused((1, person.candidate_number, "不在你单位的管辖范围内")):
        confirm(person, org_path="/99/")
    assert not Choice.objects.filter(confirmed_at__isnull=False).exists()
