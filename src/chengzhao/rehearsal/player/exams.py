"""附件1·四: sites and seats before the exam, the exam days, then the marks up to their release."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from chengzhao.actions.audit import Actor
from chengzhao.actions.exams import (
    AbsenceForm,
    CancelForm,
    ExtraTestForm,
    MarkForm,
    SiteForm,
    arrange_rooms,
    cancel_papers,
    certify_sites,
    file_extra_tests,
    freeze_marks,
    import_marks,
    reconcile_marks,
    record_attendance,
    release_scores,
    seat_candidates,
)
from chengzhao.law.words import EntryRoute, Role, Stage
from chengzhao.rehearsal.offices import site_plans
from chengzhao.rehearsal.player.play import COLLEGES, Play
from chengzhao.rehearsal.player.stage import Act

PHONE_POLICY = "考生不得将手机带入考点，入口设集中保管处"
CANCELLED_BY = "违反考场规定，按教育部令第33号第九条取消该科成绩"


def seating_acts(play: Play) -> Sequence[Act]:
    """Sites are certified, lists of extra tests filed, everybody gets a seat."""
    return [
        Act(title="考点验收", run=lambda: _certify(play)),
        Act(title="加试成绩报备", run=lambda: _file_tests(play)),
        Act(
            title="编排考场",
            run=lambda: arrange_rooms(border=play.border, actor=_officer(play), at=play.clock.before_exam(9)),
        ),
        Act(
            title="编排座位",
            run=lambda: seat_candidates(
                border=play.border,
                actor=_officer(play),
                at=play.clock.before_exam(8),
                seed=play.season.scenario.tie_seed,
            ),
        ),
    ]


def exam_acts(play: Play) -> Sequence[Act]:
    """The exam days: who did not come, and what was a violation."""
    return [
        Act(title="登记缺考", run=lambda: _book_absent(play)),
        Act(title="违规处理", run=lambda: _cancel(play)),
    ]


def marking_acts(play: Play) -> Sequence[Act]:
    """Marks come in, are compared with attendance, frozen; scores are released."""
    clock, border = play.clock, play.border
    return [
        *(
            Act(title=f"导入成绩至{batch.stop}人", run=partial(_import, play, batch))
            for batch in play.batches()
        ),
        Act(
            title="核对成绩",
            run=lambda: (
                reconcile_marks(
                    border=border, actor=_officer(play), at=clock.within(Stage.MARKING, 14)
                ).expected
            ),
        ),
        Act(
            title="成绩封账",
            run=lambda: _done(
                freeze_marks(border=border, actor=_officer(play), at=clock.within(Stage.MARKING, 16))
            ),
        ),
        Act(
            title="发布成绩",
            run=lambda: _done(
                release_scores(border=border, actor=_officer(play), at=clock.within(Stage.MARKING, 17))
            ),
        ),
    ]


def _officer(play: Play) -> Actor:
    return play.province(Role.PROVINCE_OFFICER)


def _done(digest: str) -> int:
    return 1 if digest else 0


def _certify(play: Play) -> int:
    sites = [
        SiteForm(
            org_path=site.path,
            code=site.code,
            address=f"{site.name}（演练地址）",
            room_count=site.rooms,
            phone_policy=PHONE_POLICY,
        )
        for site in site_plans(play.season)
    ]
    at = play.clock.before_exam(25)
    return len(certify_sites(border=play.border, actor=_officer(play), at=at, sites=sites))


def _sits(play: Play, place: int) -> bool:
    """Whether the person at this place is seated for the unified exam."""
    return play.season.courses[place].ends_confirmed and play.season.route(place) is EntryRoute.UNIFIED


def _file_tests(play: Play) -> int:
    results = [
        ExtraTestForm(
            candidate_id=play.candidates[test.number - 1],
            national_code=test.national_code,
            score=Decimal(test.points),
            passed=test.passed,
        )
        for test in play.season.extra_tests
        if play.season.courses[test.number - 1].ends_confirmed
    ]
    at = play.clock.before_exam(12)
    return file_extra_tests(border=play.border, actor=COLLEGES, at=at, results=results)


def _book_absent(play: Play) -> int:
    """Each prefecture's office books who was absent in its counties."""
    by_prefecture: dict[str, list[AbsenceForm]] = defaultdict(list)
    for place, sitting in enumerate(play.season.sittings):
        if _sits(play, place):
            head = play.season.people[place].lives_in.prefecture
            by_prefecture[head].extend(
                AbsenceForm(candidate_id=play.candidates[place], slot=slot) for slot in sitting.missed
            )
    at = play.clock.after_exam()
    return sum(
        record_attendance(
            border=play.border,
            actor=play.staff(f"{play.top}{head}/", Role.PREFECTURE_OFFICER),
            at=at,
            absences=absences,
        )
        for head, absences in sorted(by_prefecture.items())
    )


def _cancel(play: Play) -> int:
    cancellations = [
        CancelForm(candidate_id=play.candidates[number - 1], slot=slot, reason=CANCELLED_BY)
        for number, slot in play.season.cancelled
    ]
    at = play.clock.within(Stage.MARKING, 1)
    return cancel_papers(border=play.border, actor=_officer(play), at=at, cancellations=cancellations)


def _import(play: Play, batch: range) -> int:
    cancelled = set(play.season.cancelled)
    marks = [
        MarkForm(candidate_id=play.candidates[place], slot=slot, mark=Decimal(mark))
        for place in batch
        if _sits(play, place)
        for slot, mark in play.season.sittings[place].marks
        if (place + 1, slot) not in cancelled
    ]
    at = play.clock.within(Stage.MARKING, 7)
    return import_marks(border=play.border, actor=_officer(play), at=at, marks=marks)
