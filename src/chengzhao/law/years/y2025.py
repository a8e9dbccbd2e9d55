"""The law of 2025: what the notice of 2024 announces for it (N4.4), the rest as in 2024.

No notice of 2025 is at hand. Dates follow the pattern of 2024 (the third full weekend of October, the
same months) and say so; they refuse nothing (decision 18). An office replaces them when the notice is out.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.law.years.y2024 import Y2024

_ASSUMED = "按2024年推定"
_DOUBT = Decimal("0.5")
_EXAM_DAYS = {date(2024, 10, 19): date(2025, 10, 18), date(2024, 10, 20): date(2025, 10, 19)}
GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel

Y2025 = replace(
    Y2024,
    year=2025,
    document="教学厅〔2024〕5号推定",
    study_forms=Provision((StudyForm.FULL_TIME, StudyForm.NON_FULL_TIME), Citation("N4.4")),
    form_successors=Provision(
        MappingProxyType(
            {
                StudyForm.SPARE_TIME: StudyForm.NON_FULL_TIME,
                StudyForm.CORRESPONDENCE: StudyForm.NON_FULL_TIME,
            }
        ),
        Citation("N4.4"),
    ),
    minimum_years=Provision(
        MappingProxyType(
            {
                (GAOQIBEN, StudyForm.FULL_TIME): Fraction(4),
                (GAOQIZHUAN, StudyForm.FULL_TIME): Fraction(2),
                (ZHUANSHENGBEN, StudyForm.FULL_TIME): Fraction(2),
                (GAOQIBEN, StudyForm.NON_FULL_TIME): Fraction(5),
                (GAOQIZHUAN, StudyForm.NON_FULL_TIME): Fraction(5, 2),
                (ZHUANSHENGBEN, StudyForm.NON_FULL_TIME): Fraction(5, 2),
            }
        ),
        Citation("A1.1.3"),
        "推定：非脱产沿用业余、函授的年限",
        Decimal("0.8"),
    ),
    teaching_site_forms=Provision(
        (StudyForm.NON_FULL_TIME,),
        Citation("A1.2.9"),
        "推定：非脱产沿用函授、业余的规定",
        Decimal("0.7"),
    ),
    correspondence_forms=Provision(
        (),
        Citation("N4.4"),
        "不再使用函授；附件1·二（六）的限制是否转到非脱产，没有查到",
        _DOUBT,
    ),
    exempt_deadline=Provision(date(2025, 9, 30), Citation("N3.8"), _ASSUMED, _DOUBT),
    sessions=Provision(
        tuple(replace(session, day=_EXAM_DAYS[session.day]) for session in Y2024.sessions.value),
        Citation("A3.1"),
        _ASSUMED,
        _DOUBT,
    ),
    calendar=Provision(
        tuple(
            replace(
                window,
                opens=window.opens.replace(year=2025),
                closes=window.closes.replace(year=2025),
            )
            for window in Y2024.calendar.value
        ),
        Citation("A2.1"),
        _ASSUMED,
        _DOUBT,
    ),
)
