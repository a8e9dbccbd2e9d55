"""What becomes of each registration before the exam; every course is taken by somebody."""

from collections.abc import Iterable, Sequence
from enum import Enum
from random import Random

from chengzhao.law.words import ProgrammeLevel
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import happens, stream
from chengzhao.rehearsal.population import Person
from chengzhao.rehearsal.scenario import Scenario


class Course(Enum):
    """The way of a registration from submission to confirmation."""

    PASSED = "passed at once"
    RETURNED = "returned, mended, passed"
    PASSED_IN_SECOND = "passed in second review"
    REFUSED_IN_SECOND = "refused in second review"
    UNVERIFIED = "refused since the certificate could not be verified"
    WITHDRAWN = "withdrawn by the candidate"
    NEVER_CONFIRMED = "passed, never confirmed"

    @property
    def ends_confirmed(self) -> bool:
        """Whether the registration is confirmed in the end."""
        return self in (Course.PASSED, Course.RETURNED, Course.PASSED_IN_SECOND)

    @property
    def is_passed(self) -> bool:
        """Whether the review is passed in the end."""
        return self.ends_confirmed or self is Course.NEVER_CONFIRMED


RETURN_REASON = "工作单位填写不完整，请写明单位全称"
SECOND_REASON = "毕业证书姓名与身份证姓名用字不同，转复核"
REFUSAL_REASON = "复核未通过：提交的材料不能证明本人符合报名条件"
UNVERIFIED_REASON = "前置学历在学信网未查到，也未提交认证报告"
WITHDRAWAL_REASON = "本人因工作调动申请撤回报名"


def courses(scenario: Scenario, people: Sequence[Person]) -> list[Course]:
    """The course of everybody's registration, in the order of the people."""
    chance = stream(scenario.seed, "courses")
    drawn = [_drawn(chance, person) for person in people]
    for course in Course:
        if course not in drawn:
            drawn[_first_fit(course, people, drawn)] = course
    return drawn


def _drawn(chance: Random, person: Person) -> Course:
    is_upgrade = person.level is ProgrammeLevel.ZHUANSHENGBEN
    if happens(chance, facts.share("unverified_certificate")) and is_upgrade:
        return Course.UNVERIFIED
    if happens(chance, facts.share("returned_once")):
        return Course.RETURNED
    if happens(chance, facts.share("second_review")):
        refused = happens(chance, facts.share("refused_in_second_review"))
        return Course.REFUSED_IN_SECOND if refused else Course.PASSED_IN_SECOND
    if happens(chance, facts.share("withdrawn")):
        return Course.WITHDRAWN
    if happens(chance, facts.share("never_confirmed")):
        return Course.NEVER_CONFIRMED
    return Course.PASSED


def _first_fit(course: Course, people: Iterable[Person], drawn: Sequence[Course]) -> int:
    needs_upgrade = course is Course.UNVERIFIED
    return next(
        place
        for place, person in enumerate(people)
        if drawn[place] is Course.PASSED
        and (not needs_upgrade or person.level is ProgrammeLevel.ZHUANSHENGBEN)
    )
