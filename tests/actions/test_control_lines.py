"""Control lines: proposed by one, published by another, never under their floor."""

from datetime import datetime
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.two_persons import a_second, by_two, confirm, put_forward
from tests.factories import (
    BEIJING,
    BORDER,
    a_college,
    a_control_line,
    a_programme,
    a_season,
    an_account,
    an_actor,
    every_stage_open,
)

from chengzhao.actions.control_lines import (
    ControlLineForm,
    propose_control_lines,
    publish_control_lines,
)
from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel
from chengzhao.records.models import Account, ControlLine

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 20, 9, tzinfo=BEIJING)
GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
GENERAL, ARTS, ARTS_THEORY = ProgrammeKind.GENERAL, ProgrammeKind.ARTS, ProgrammeKind.ARTS_THEORY

ACT = "publish_control_lines"


def form(
    score: int,
    *,
    level: ProgrammeLevel = GAOQIBEN,
    category: ExamCategory = ExamCategory.HUMANITIES,
    kind: ProgrammeKind = GENERAL,
) -> ControlLineForm:
    return ControlLineForm(level=level, category=category, kind=kind, score=score)


def arts(score: int, **facts: Any) -> ControlLineForm:
    return form(score, **({"category": ExamCategory.ARTS_HUMANITIES, "kind": ARTS} | facts))


def propose(*lines: ControlLineForm, by: Account | None = None) -> int:
    actor = an_actor(account=by)
    return propose_control_lines(border=BORDER, actor=actor, at=AT, lines=lines)


def publish(by: Account | None = None) -> int:
    return int(by_two(ACT, {}, AT, second=a_second(ACT, by)))


@pytest.fixture(autouse=True)
def _season() -> None:
    a_season()
    every_stage_open()


def test_propose_and_publish_keep_both_persons_and_the_time() -> None:
    first, second = an_account(), an_account()
    assert propose(form(120), by=first) == 1
    assert ControlLine.objects.get().published_at is None
    assert publish(second) == 1
    line = ControlLine.objects.get()
    assert (line.level, line.category, line.kind, line.version, line.score) == (
        "GAOQIBEN",
        "HUMANITIES",
        "GENERAL",
        1,
        120,
    )
    assert (line.proposed_by, line.approved_by, line.published_at) == (first, second, AT)
    assert trail_of("propose_control_lines") == [("control_line", str(line.pk))]
    assert trail_of("publish_control_lines") == [("control_line", str(line.pk))]


def test_publish_by_who_proposed_is_refused() -> None:
    person = an_account()
    propose(form(120), by=person)
    with refused("控制线必须由两人签发：拟定人不能公布自己拟定的控制线，请由另一人复核公布。"):
        publish(person)
    assert ControlLine.objects.get().published_at is None


def test_publish_twice_is_refused() -> None:
    propose(form(120))
    publish()
    with refused("没有待公布的控制线：尚未拟定，或已经公布。"):
        publish()


@pytest.mark.parametrize(("base", "floor"), [(92, 64), (115, 81), (97, 68)])
def test_arts_stand_on_seventy_per_cent_of_their_base(base: int, floor: int) -> None:
    title = "高起本·艺术（文）·艺术类"
    text = f"{title}控制线{floor - 1}分，低于高起本·文史类·普通类控制线{base}分的70％（{floor}分）。"
    with rows_refused((1, f"{title} {floor - 1}分", text)):
        propose(arts(floor - 1), form(base))
    assert propose(arts(floor), form(base)) == 2


def test_arts_theory_and_upgrade_arts_have_no_floor() -> None:
    upgrade = form(10, level=ZHUANSHENGBEN, category=ExamCategory.ARTS, kind=ARTS)
    assert propose(arts(10, kind=ARTS_THEORY), upgrade) == 2


def test_arts_before_their_base_line_are_refused() -> None:
    text = "须先划定高起本·文史类·普通类控制线，再划定高起本·艺术（文）·艺术类控制线。"
    with rows_refused((1, "高起本·艺术（文）·艺术类 80分", text)):
        propose(arts(80))


@pytest.mark.parametrize(
    ("level", "category", "highest"),
    [
        (GAOQIBEN, ExamCategory.HUMANITIES, 600),
        (ZHUANSHENGBEN, ExamCategory.LITERATURE, 450),
        (GAOQIZHUAN, ExamCategory.ARTS_HUMANITIES, 300),
    ],
)
def test_lines_reach_up_to_the_full_mark_of_the_papers_that_count(
    level: ProgrammeLevel, category: ExamCategory, highest: int
) -> None:
    title = f"{level.label}·{category.label}·普通类"
    text = f"{title}控制线应为0至{highest}分：{highest + 1}分。"
    with rows_refused((1, f"{title} {highest + 1}分", text)):
        propose(form(highest + 1, level=level, category=category))
    assert propose(form(highest, level=level, category=category)) == 1


def test_one_line_twice_in_a_proposal_is_refused() -> None:
    text = "同一控制线应只写一次"
    with rows_refused((1, "高起本·文史类·普通类 120分", text), (2, "高起本·文史类·普通类 121分", text)):
        propose(form(120), form(121))


def test_a_proposal_pressed_again_is_refused_and_corrected_by_a_next_version() -> None:
    propose(form(120))
    with rows_refused((1, "高起本·文史类·普通类 120分", "已经拟定，应由另一人复核公布")):
        propose(form(120))
    propose(form(118))
    publish()
    rows = ControlLine.objects.order_by("version").values_list("version", "score", "published_at")
    assert list(rows) == [(1, 120, None), (2, 118, AT)]


def test_publish_refuses_what_would_stand_under_its_floor_by_then() -> None:
    propose(form(100), arts(70))
    propose(form(110))
    text = "高起本·艺术（文）·艺术类控制线70分，低于高起本·文史类·普通类控制线110分的70％（77分）。"
    with rows_refused((1, "高起本·艺术（文）·艺术类", text)):
        publish()


@pytest.mark.parametrize("score", [120, 121])
def test_a_published_line_is_never_raised(score: int) -> None:
    a_control_line(level=GAOQIBEN, category=ExamCategory.HUMANITIES, score=120)
    text = "控制线已公布为120分，公布后只能按规定下浮"
    with rows_refused((1, f"高起本·文史类·普通类 {score}分", text)):
        propose(form(score))


NOT_LOWERABLE = (
    "只有高起专的公安类成人高校全部专业、医学（药学类除外）专业"
    "和中央司法警官学院监狱管理专业可以适当降低控制线。"
)


def test_a_published_line_of_general_majors_is_not_lowered() -> None:
    a_programme(level=GAOQIZHUAN, category=ExamCategory.SCIENCE, major_code="530302")
    a_control_line(level=GAOQIZHUAN, category=ExamCategory.SCIENCE, score=120)
    with rows_refused((1, "高起专·理工类·普通类 119分", NOT_LOWERABLE)):
        propose(form(119, level=GAOQIZHUAN, category=ExamCategory.SCIENCE))


def test_a_published_line_without_programmes_is_not_lowered() -> None:
    a_control_line(level=GAOQIZHUAN, category=ExamCategory.SCIENCE, score=120)
    with rows_refused((1, "高起专·理工类·普通类 119分", NOT_LOWERABLE)):
        propose(form(119, level=GAOQIZHUAN, category=ExamCategory.SCIENCE))


def test_a_line_of_medical_majors_goes_down_to_seventy_per_cent_of_the_first_one() -> None:
    a_programme(level=GAOQIZHUAN, category=ExamCategory.SCIENCE, major_code="520101K", name="临床医学")
    a_control_line(level=GAOQIZHUAN, category=ExamCategory.SCIENCE, score=120)
    a_control_line(level=GAOQIZHUAN, category=ExamCategory.SCIENCE, score=100, version=2)
    lowered = form(83, level=GAOQIZHUAN, category=ExamCategory.SCIENCE)
    with rows_refused((1, "高起专·理工类·普通类 83分", "控制线120分最低可降至84分，不能降至83分。")):
        propose(lowered)
    assert propose(form(84, level=GAOQIZHUAN, category=ExamCategory.SCIENCE)) == 1
    publish()
    assert ControlLine.objects.order_by("-version")[0].score == 84


@pytest.mark.parametrize(
    ("name", "is_lowered"), [("山西警察成人高等学校", True), ("中央司法警官学院", False)]
)
def test_a_line_of_a_police_college_may_be_lowered(name: str, is_lowered: bool) -> None:
    college = a_college(name=name)
    a_programme(college=college, level=GAOQIZHUAN, category=ExamCategory.HUMANITIES, major_code="530302")
    a_control_line(level=GAOQIZHUAN, category=ExamCategory.HUMANITIES, score=120)
    lowered = form(100, level=GAOQIZHUAN)
    if is_lowered:
        assert propose(lowered) == 1
    else:
        with rows_refused((1, "高起专·文史类·普通类 100分", NOT_LOWERABLE)):
            propose(lowered)


@pytest.mark.django_db(transaction=True)
def test_propose_pressed_twice_at_once_makes_one_version() -> None:
    actor = an_actor()
    outcomes = press_twice(
        lambda: propose_control_lines(border=BORDER, actor=actor, at=AT, lines=[form(120)])
    )
    assert outcomes[0] == DONE
    assert outcomes[1].endswith("已经拟定，应由另一人复核公布。")
    assert ControlLine.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_publish_pressed_twice_at_once_is_done_once() -> None:
    propose(form(120))
    outcomes = press_twice(publish)
    assert outcomes == [DONE, "没有待公布的控制线：尚未拟定，或已经公布。"]


def test_propose_and_publish_without_an_account_are_refused() -> None:
    nobody = an_actor()
    nobody = type(nobody)(account=None, role=nobody.role, org_path=nobody.org_path)
    with refused("控制线必须由登录的工作人员拟定。"):
        propose_control_lines(border=BORDER, actor=nobody, at=AT, lines=[form(120)])
    with refused("“公布控制线”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        publish_control_lines(border=BORDER, actor=nobody, at=AT)


def test_publish_shows_each_line_and_what_it_was() -> None:
    a_programme(level=GAOQIZHUAN, category=ExamCategory.SCIENCE, major_code="520101K", name="临床医学")
    a_control_line(level=GAOQIZHUAN, category=ExamCategory.SCIENCE, score=120)
    propose(form(84, level=GAOQIZHUAN, category=ExamCategory.SCIENCE), form(110))
    assert put_forward(ACT, {}, AT).facts[:-1] == [
        ["高起本·文史类·普通类", "110分"],
        ["高起专·理工类·普通类", "84分（原120分）"],
    ]


def test_publish_after_another_proposal_says_which_line_changed() -> None:
    propose(form(120))
    waiting = put_forward(ACT, {}, AT)
    propose(form(118))
    with refused(
        "提请之后内容有变动，没有办理：高起本·文史类·普通类由“120分”变为“118分”。请提请人撤回后重新提请。"
    ):
        confirm(waiting, AT)
    assert not ControlLine.objects.filter(published_at__isnull=False).exists()


def test_propose_after_the_stage_closed_is_refused() -> None:
    with refused("“划定控制线”已于2025年1月1日00:00截止，如需延长请联系省级招生考试机构。"):
        propose_control_lines(
            border=BORDER,
            actor=an_actor(),
            at=datetime(2025, 1, 1, tzinfo=BEIJING),
            lines=[form(120)],
        )
