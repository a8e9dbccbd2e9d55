"""Choices against the directory and the form of the province."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.factories import BORDER, a_choice_form, a_programme

from chengzhao.actions.audit import Border
from chengzhao.actions.choice_checks import Chooser, OfferedProgramme, choice_findings, offered_programmes
from chengzhao.actions.registration_forms import ChoiceForm
from chengzhao.law.provinces import supplement
from chengzhao.law.words import ExamCategory, ForeignLanguage, Paper, ProgrammeKind, ProgrammeLevel
from chengzhao.law.years import year_law

CHOOSER = Chooser(
    levels=(ProgrammeLevel.ZHUANSHENGBEN,),
    category=ExamCategory.ECONOMICS_MANAGEMENT,
    specialised_paper=Paper.ADVANCED_MATHS_2,
    foreign_language=ForeignLanguage.ENGLISH,
)
SHANXI, JIANGSU = Border(season=2024, province="14"), Border(season=2025, province="32")


def offers(code: str, **facts: Any) -> OfferedProgramme:
    programme = OfferedProgramme(
        key=int(code),
        code=code,
        college_id=int(code[0]),
        college_province="14",
        major_code="120203",
        name="会计学",
        level=ProgrammeLevel.ZHUANSHENGBEN,
        category=ExamCategory.ECONOMICS_MANAGEMENT,
        kind=ProgrammeKind.GENERAL,
        specialised_paper=Paper.ADVANCED_MATHS_2,
        languages=(),
    )
    return replace(programme, **facts)


def findings(
    choices: Sequence[ChoiceForm],
    *programmes: OfferedProgramme,
    border: Border = SHANXI,
    chooser: Chooser = CHOOSER,
) -> list[str]:
    offered = {programme.code: programme for programme in programmes}
    law, extra = year_law(border.season), supplement(border.province, border.season)
    return [found.message for found in choice_findings(choices, chooser, offered, law, extra)]


def test_two_colleges_with_one_programme_each_in_shanxi() -> None:
    choices = [a_choice_form("11"), a_choice_form("21", rank=2)]
    assert findings(choices, offers("11"), offers("21")) == []


def test_no_choices_at_all() -> None:
    assert findings([]) == []


def test_more_colleges_than_the_province_offers() -> None:
    choices = [a_choice_form(code, rank=rank) for rank, code in enumerate(("11", "21", "31"), start=1)]
    assert findings(choices, offers("11"), offers("21"), offers("31")) == [
        "专升本最多填报2个院校志愿，填报了3个。"
    ]


@pytest.mark.parametrize(("border", "is_accepted"), [(SHANXI, False), (JIANGSU, True)])
def test_two_programmes_of_a_college_with_reassignment(border: Border, is_accepted: bool) -> None:
    choices = [a_choice_form("11", "12", accepts_reassignment=True)]
    expected = ["每个院校志愿应填1至1个专业，填报了2个。", "山西省专升本志愿不设“服从调剂”。"]
    assert findings(choices, offers("11"), offers("12"), border=border) == ([] if is_accepted else expected)


def test_a_choice_without_programmes_or_with_one_twice() -> None:
    assert findings([a_choice_form()]) == ["每个院校志愿应填1至1个专业，填报了0个。"]
    twice = findings([a_choice_form("11", "11")], offers("11"), border=JIANGSU)
    assert twice == ["同一志愿中专业不能重复。"]


@pytest.mark.parametrize("ranks", [(2, 3), (1, 1), (0, 1), (1, 3)])
def test_ranks_run_from_one(ranks: tuple[int, int]) -> None:
    choices = [a_choice_form("11", rank=ranks[0]), a_choice_form("21", rank=ranks[1])]
    assert findings(choices, offers("11"), offers("21")) == ["专升本志愿序号应从1开始连续，不能重复。"]


def test_a_programme_that_does_not_exist() -> None:
    assert findings([a_choice_form("11")]) == ["没有专业代号11，请核对招生专业目录。"]


def test_programmes_of_two_colleges_in_one_choice() -> None:
    assert findings([a_choice_form("11", "21")], offers("11"), offers("21"), border=JIANGSU) == [
        "一个院校志愿中的专业必须属于同一所院校。"
    ]


def test_a_programme_of_another_level_category_paper_or_language() -> None:
    choice = [a_choice_form("11")]
    assert findings(choice, offers("11", level=ProgrammeLevel.GAOQIZHUAN)) == [
        "11是高起专专业，不能填在专升本志愿中。"
    ]
    assert findings(choice, offers("11", category=ExamCategory.LAW)) == [
        "会计学招收法学类考生，与报考科类不一致。"
    ]
    assert findings(choice, offers("11", specialised_paper=Paper.ADVANCED_MATHS_1)) == [
        "会计学的专业基础课与所报的不一致。"
    ]
    assert findings(choice, offers("11", languages=(ForeignLanguage.JAPANESE,))) == [
        "报考专业要求的外语语种为日语，不能选英语。"
    ]
    assert findings(choice, offers("11", languages=(ForeignLanguage.JAPANESE, ForeignLanguage.ENGLISH))) == []


def test_a_level_that_was_not_registered_for() -> None:
    choice = [a_choice_form("11", level=ProgrammeLevel.GAOQIZHUAN)]
    assert findings(choice, offers("11", level=ProgrammeLevel.GAOQIZHUAN)) == [
        "没有报考高起专，不能填报高起专志愿。"
    ]


def test_arts_and_other_programmes_mix_under_sequential_but_not_under_parallel_filing() -> None:
    def mixed(level: ProgrammeLevel) -> list[str]:
        facts: dict[str, Any] = {
            "level": level,
            "category": ExamCategory.ARTS_HUMANITIES,
            "specialised_paper": None,
        }
        chooser = replace(
            CHOOSER, levels=(level,), category=ExamCategory.ARTS_HUMANITIES, specialised_paper=None
        )
        choices = [a_choice_form("11", level=level), a_choice_form("21", rank=2, level=level)]
        programmes = (offers("11", kind=ProgrammeKind.ARTS, **facts), offers("21", **facts))
        return findings(choices, *programmes, border=JIANGSU, chooser=chooser)

    assert mixed(ProgrammeLevel.GAOQIBEN) == []
    assert mixed(ProgrammeLevel.GAOQIZHUAN) == ["高起专平行志愿中，艺术、体育类专业不能与其他专业兼报。"]


@pytest.mark.django_db
def test_offered_programmes_of_season_and_province() -> None:
    programme = a_programme(code="01", foreign_language="英语、日语")
    a_programme(code="02", season=2025)
    a_programme(code="03", province="32")
    assert offered_programmes(BORDER) == {
        "01": OfferedProgramme(
            key=programme.pk,
            code="01",
            college_id=programme.college_id,
            college_province="14",
            major_code="120203",
            name="会计学",
            level=ProgrammeLevel.ZHUANSHENGBEN,
            category=ExamCategory.ECONOMICS_MANAGEMENT,
            kind=ProgrammeKind.GENERAL,
            specialised_paper=Paper.ADVANCED_MATHS_2,
            languages=(ForeignLanguage.ENGLISH, ForeignLanguage.JAPANESE),
        )
    }
