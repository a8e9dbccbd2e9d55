"""附件1·五（八）: after admission the database goes to the ministry, and to each college its roster (A1.5.24)."""

from collections.abc import Collection, Mapping
from datetime import date

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Stage
from chengzhao.law.years import YearLaw


@cites("A1.5.24")
def database_findings(admitted: Collection[str], reported: Collection[str]) -> tuple[Finding, ...]:
    """Entrants admitted but not in the database (漏报), and those in it who were not admitted (错报), by number."""
    left_out = sorted(set(admitted) - set(reported))
    surplus = sorted(set(reported) - set(admitted))
    return (
        *(finding("A1.5.24", f"录取新生{who}未列入上报数据库。", 考生号=who) for who in left_out),
        *(finding("A1.5.24", f"上报数据库中的{who}未经审核录取。", 考生号=who) for who in surplus),
    )


@cites("A1.5.24")
def roster_findings(admitted: Mapping[str, int], sent: Mapping[str, int]) -> tuple[Finding, ...]:
    """The colleges that have not got their roster, or got one of another length; both count entrants by college."""
    return tuple(
        finding(
            "A1.5.24",
            f"{college}本年录取{count}人，"
            + (f"提供的名单为{sent[college]}人。" if college in sent else "尚未提供新生名单。"),
            院校=college,
            录取人数=count,
        )
        for college, count in sorted(admitted.items())
        if sent.get(college) != count
    )


@cites("A1.5.24", "A1.5.1")
def reporting_day_findings(day: date, law: YearLaw) -> tuple[Finding, ...]:
    """Whether the database is reported after admission has ended."""
    closes = law.window(Stage.ADMISSION).closes
    if day > closes:
        return ()
    said = f"录取工作{closes}结束，结束后再报送数据库。"
    return (finding("A1.5.24", said, is_hard=law.may_refuse(day), 日期=day),)
