"""附件1·一、二: colleges and their charters, the directory, then the numbers on their way to the public."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from chengzhao.actions.audit import Actor
from chengzhao.actions.colleges import (
    CharterForm,
    CollegeForm,
    RegisteredMajorForm,
    TeachingSiteForm,
    publish_charters,
    register_colleges,
    register_majors,
    register_teaching_sites,
)
from chengzhao.actions.plans import (
    PlacesForm,
    PlanCapForm,
    ProgrammeForm,
    agree_places,
    distribute_plans,
    publish_plans,
    set_plan_caps,
    submit_directory,
    submit_places,
    total_places,
)
from chengzhao.law.words import Role, Stage
from chengzhao.rehearsal.colleges import TakingPart
from chengzhao.rehearsal.offices import MINISTRY, authorities, college_path
from chengzhao.rehearsal.places import REASON, applicants, ceilings
from chengzhao.rehearsal.player.play import SYSTEM, Play
from chengzhao.rehearsal.player.stage import Act
from chengzhao.rehearsal.programmes import Offer
from chengzhao.rules.plans import PlanContext, PlanRow, ceiling_authority, lint

_CHARTER_TEXTS = {
    "招生专业": "见本校当年招生专业目录",
    "学习形式": "见本校当年招生专业目录",
    "学制和年限": "不少于国家规定的最短学习时间",
    "录取原则": "从高分到低分择优录取，艺术、体育类专业按加试成绩",
    "收费标准": "按所在省物价部门核定的标准收取",
    "专业加试科目的时间、地点": "艺术、体育类专业于国家统一考试前在校本部加试",
}


def directory_acts(play: Play) -> Sequence[Act]:
    """First phase: colleges, sites, majors, charters, and the directory."""
    return [
        Act(title="登记院校", run=lambda: _register_colleges(play)),
        Act(title="登记教学点", run=lambda: _register_sites(play)),
        Act(title="备案专业", run=lambda: _register_majors(play)),
        Act(title="公布章程", run=lambda: _publish_charters(play)),
        Act(title="编制专业目录", run=lambda: _submit_directory(play)),
    ]


def places_acts(play: Play) -> Sequence[Act]:
    """Second phase: ceilings and numbers, from the departments to the ministry and back to the province."""
    clock = play.clock
    return [
        Act(title="核定招生规模", run=lambda: _set_caps(play)),
        Act(title="上报计划数", run=lambda: _submit_places(play)),
        Act(title="主管部门审核", run=lambda: _agree(play)),
        Act(
            title="教育部汇总",
            run=lambda: total_places(
                border=play.border,
                actor=play.staff(MINISTRY, Role.MINISTRY_OFFICER),
                at=clock.within(Stage.PLACES, 6),
            ),
        ),
        Act(
            title="教育部分送",
            run=lambda: distribute_plans(
                border=play.border,
                actor=play.staff(MINISTRY, Role.MINISTRY_OFFICER),
                at=clock.within(Stage.PLACES, 8),
            ),
        ),
        Act(
            title="公布计划",
            run=lambda: publish_plans(
                border=play.border,
                actor=play.province(Role.PROVINCE_OFFICER),
                at=clock.within(Stage.PLACES, 9),
            ),
        ),
    ]


def _register_colleges(play: Play) -> int:
    forms = [
        CollegeForm(
            org_path=college_path(college.code),
            national_code=college.code,
            identifier=college.entry.identifier,
            name=college.entry.name,
            kind=college.entry.kind,
            authority=college.entry.authority,
            home_province=college.entry.province,
            city=college.entry.city,
        )
        for college in play.season.colleges
    ]
    at = play.clock.before_season()
    return len(register_colleges(border=play.border, actor=SYSTEM, at=at, colleges=forms))


def _register_sites(play: Play) -> int:
    year = play.border.season
    forms = [
        TeachingSiteForm(
            national_code=college.code,
            province=play.border.province,
            name=f"{college.entry.name}{_seat(college)}教学点",
            registered_from=date(year - 1, 9, 1),
        )
        for college in play.season.colleges
    ]
    register_teaching_sites(border=play.border, actor=SYSTEM, at=play.clock.before_season(), sites=forms)
    return len(forms)


def _register_majors(play: Play) -> int:
    listed = sorted({(offer.national_code, offer.major_code) for offer in play.season.offers})
    forms = [RegisteredMajorForm(national_code=college, major_code=major) for college, major in listed]
    register_majors(border=play.border, actor=SYSTEM, at=play.clock.before_season(), majors=forms)
    return len(forms)


def _publish_charters(play: Play) -> int:
    """Each college's own lead publishes its charter."""
    for college in play.season.colleges:
        contents = _CHARTER_TEXTS | {"办学地点": f"{_seat(college)}校本部"}
        publish_charters(
            border=play.border,
            actor=_lead(play, college.code),
            at=play.clock.within(Stage.DIRECTORY, 1),
            charters=[CharterForm(national_code=college.code, contents=contents)],
        )
    return len(play.season.colleges)


def _submit_directory(play: Play) -> int:
    """Each college's own lead submits its programmes."""
    by_college = _offers_by_college(play)
    for code, offers in by_college.items():
        submit_directory(
            border=play.border,
            actor=_lead(play, code),
            at=play.clock.within(Stage.DIRECTORY, 9),
            programmes=[_programme(offer) for offer in offers],
        )
    return len(play.season.offers)


def _lead(play: Play, code: str) -> Actor:
    return play.staff(college_path(code), Role.COLLEGE_LEAD)


def _offers_by_college(play: Play) -> Mapping[str, Sequence[Offer]]:
    found: dict[str, list[Offer]] = {}
    for offer in play.season.offers:
        found.setdefault(offer.national_code, []).append(offer)
    return found


def _programme(offer: Offer) -> ProgrammeForm:
    return ProgrammeForm(
        national_code=offer.national_code,
        code=offer.code,
        major_code=offer.major_code,
        name=offer.name,
        level=offer.level,
        category=offer.category,
        kind=offer.kind,
        study_form=offer.study_form,
        half_years=offer.half_years,
        specialised_paper=offer.specialised_paper,
        relaxable=offer.relaxable,
        extra_test=offer.extra_test,
        foreign_language=offer.foreign_language,
        teaching_place=offer.teaching_place,
        annual_fee=offer.annual_fee,
    )


def _set_caps(play: Play) -> int:
    """Each department sets the ceilings of the colleges that it runs."""
    limits = ceilings(play.season.offers, play.season.places)
    for name in authorities(play.season):
        caps = [
            PlanCapForm(
                national_code=college.code,
                ceiling=limits.get(college.code, 0),
                set_by=ceiling_authority(college.entry.authority),
            )
            for college in play.season.colleges
            if college.entry.authority == name
        ]
        at = play.clock.within(Stage.PLACES, 1)
        set_plan_caps(border=play.border, actor=play.department(name), at=at, caps=caps)
    return len(play.season.colleges)


def _submit_places(play: Play) -> int:
    """Each college's own lead submits its numbers."""
    reasons = _reasons(play)
    for code, offers in _offers_by_college(play).items():
        submit_places(
            border=play.border,
            actor=_lead(play, code),
            at=play.clock.within(Stage.PLACES, 2),
            places=[PlacesForm(code=offer.code, places=play.season.places[offer.code]) for offer in offers],
            reasons=reasons,
        )
    return len(play.season.offers)


def _agree(play: Play) -> int:
    """Each department agrees to the plans of the colleges that it runs."""
    by_college = _offers_by_college(play)
    agreed = 0
    for name in authorities(play.season):
        colleges = [one.code for one in play.season.colleges if one.entry.authority == name]
        codes = [offer.code for code in colleges for offer in by_college.get(code, ())]
        if codes:
            agreed += agree_places(
                border=play.border,
                actor=play.department(name),
                at=play.clock.within(Stage.PLACES, 4),
                codes=codes,
            )
    return agreed


def _reasons(play: Play) -> Mapping[str, str]:
    """A reason for each college whose plan goes beyond what holds 原则上."""
    season, scenario = play.season, play.season.scenario
    heads = applicants(
        wish for wish, course in zip(season.wishes, season.courses, strict=True) if course.is_passed
    )
    rows: dict[str, list[PlanRow]] = {college.code: [] for college in season.colleges}
    for offer in season.offers:
        rows[offer.national_code].append(
            PlanRow(
                major_code=offer.major_code,
                major_name=offer.name,
                level=offer.level,
                study_form=offer.study_form,
                years=Fraction(offer.half_years, 2),
                places=season.places[offer.code],
            )
        )
    limits = ceilings(season.offers, season.places)
    found = {}
    for code, listed in rows.items():
        context = PlanContext(
            ceiling=limits.get(code, 0),
            applicants=heads.get(code, 0),
            registered_majors={row.major_code for row in listed},
            has_teaching_site=True,
        )
        if lint(listed, context, scenario.law, scenario.supplement):
            found[code] = REASON
    return found


def _seat(college: TakingPart) -> str:
    """Where the college is; 所在地 is not in the list of adult colleges."""
    return college.entry.city or "所在市"
