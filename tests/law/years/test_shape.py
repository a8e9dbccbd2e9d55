"""What a year's values can do: groups of majors, preferences, windows."""

from datetime import date

from chengzhao.law.words import ProgrammeLevel, Stage
from chengzhao.law.years import MajorGroup, Preference, year_law

GROUP = MajorGroup(
    name="某类", levels=(ProgrammeLevel.ZHUANSHENGBEN,), prefixes=("10", "0703"), excluded=("1007",)
)


def test_group_has_majors_of_its_prefixes() -> None:
    assert GROUP.has(ProgrammeLevel.ZHUANSHENGBEN, "100201")
    assert GROUP.has(ProgrammeLevel.ZHUANSHENGBEN, "070301")


def test_group_leaves_out_what_is_excluded() -> None:
    assert not GROUP.has(ProgrammeLevel.ZHUANSHENGBEN, "100701")


def test_group_leaves_out_other_majors_and_levels() -> None:
    assert not GROUP.has(ProgrammeLevel.ZHUANSHENGBEN, "070401")
    assert not GROUP.has(ProgrammeLevel.GAOQIBEN, "100201")


def test_preference_with_levels_is_an_exemption() -> None:
    exempt = Preference(points=0, exempt_levels=(ProgrammeLevel.GAOQIBEN,), evidence=(), department="体育")
    bonus = Preference(points=20, exempt_levels=(), evidence=(), department="体育")
    assert exempt.is_exemption
    assert not bonus.is_exemption


def test_window_is_that_of_the_stage() -> None:
    window = year_law(2024).window(Stage.ADMISSION)
    assert (window.opens, window.closes) == (date(2024, 12, 1), date(2024, 12, 31))
