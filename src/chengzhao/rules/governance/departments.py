"""附件1·一.7 and 通知·三.5: which department is which, by the name of its office: the tree says nothing else of it."""

from collections.abc import Mapping

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import ClaimKind
from chengzhao.law.years import known_years, year_law

MARK = "（主管部门）"
"""What may stand behind the name of an office that is in charge of colleges."""


def is_in_charge(office: str, department: str) -> bool:
    """Whether an office is of a department of N3.5; "退役军人事务、公安" names two, either of which may speak."""
    return any(part in office for part in department.split("、"))


def runs_college(office: str, authority: str) -> bool:
    """Whether an office is the 主管部门 that a college names (A1.2.7), with or without the word after it."""
    return office.removesuffix(MARK) == authority


def kinds_by_department() -> Mapping[str, frozenset[ClaimKind]]:
    """The kinds of claims that each department reviews in any year, by the word of the law for it."""
    found: dict[str, frozenset[ClaimKind]] = {}
    for year in known_years():
        for kind, one in year_law(year).preferences.items():
            for part in one.value.department.split("、"):
                found[part] = found.get(part, frozenset()) | {kind}
    return found


@cites("N3.5", "A1.2.7")
def renaming_findings(before: str, after: str, authorities: frozenset[str]) -> tuple[Finding, ...]:
    """Why a department cannot be given another name: with it go the claims that it sees and the colleges that it runs.

    `authorities` are the 主管部门 that colleges name. One person may correct a name; powers are given by two.
    """
    changed = [
        *_changed(_reviewed(before), _reviewed(after), "审核的照顾申请类别"),
        *_changed(_run(before, authorities), _run(after, authorities), "主管的院校"),
    ]
    if not changed:
        return ()
    message = (
        f"改为“{after}”会改变它{'和'.join(changed)}，不能只改名称："
        "请登记新单位，由两人授予身份后再关闭原单位。"
    )
    return (finding("N3.5", message, 原名称=before, 新名称=after),)


def _changed(before: object, after: object, what: str) -> list[str]:
    return [] if before == after else [what]


def _reviewed(office: str) -> frozenset[ClaimKind]:
    parts = kinds_by_department()
    return frozenset(kind for part, kinds in parts.items() if is_in_charge(office, part) for kind in kinds)


def _run(office: str, authorities: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in authorities if runs_college(office, one))
