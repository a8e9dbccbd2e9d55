"""The funnel says where it does not add up."""

from chengzhao.law.words import EntryRoute, ProgrammeLevel
from chengzhao.records.queries.progress import Tally
from chengzhao.rehearsal.funnel import Funnel

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel


def a_funnel(*, admitted: int = 4, filed: int = 5, taken: int = 6) -> Funnel:
    """4 admitted by the exam and 2 exempt ones, in 6 places."""
    last = Tally(
        registered=10, submitted=10, approved=9, seated=8, sat=7, on_line=6, filed=filed, admitted=admitted
    )
    return Funnel(
        unified={GAOQIBEN: Tally(), ZHUANSHENGBEN: last, GAOQIZHUAN: Tally()},
        exempt={GAOQIBEN: Tally(), ZHUANSHENGBEN: Tally(registered=2, admitted=2), GAOQIZHUAN: Tally()},
        places={GAOQIBEN: (0, 0), ZHUANSHENGBEN: (9, taken), GAOQIZHUAN: (0, 0)},
    )


def test_a_funnel_that_adds_up_has_no_faults() -> None:
    held = a_funnel()
    assert list(held.faults()) == []
    assert (held.total("admitted"), held.total("admitted", EntryRoute.EXEMPT)) == (4, 2)
    assert (held.places_planned, held.places_taken) == (9, 6)


def test_a_step_may_keep_everybody_but_not_gain_anybody() -> None:
    assert list(a_funnel(filed=6).faults()) == []
    assert list(a_funnel(filed=7).faults()) == ["专升本：投档7人，多于上线6人"]


def test_places_must_be_taken_by_as_many_as_were_admitted() -> None:
    assert list(a_funnel(taken=5).faults()) == ["录取6人，计划使用5个，两者不等"]
    assert list(a_funnel(taken=7).faults()) == ["录取6人，计划使用7个，两者不等"]


def test_figures_of_two_funnels_differ_where_one_number_does() -> None:
    assert a_funnel().figures() == a_funnel().figures()
    assert a_funnel().figures() != a_funnel(admitted=3).figures()
