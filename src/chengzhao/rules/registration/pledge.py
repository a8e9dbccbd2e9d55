"""The integrity pledge before submission (N7.3), and what a false statement is (A1.3.11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.orders import ORDER_36, order36, order_row


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedPledge:
    """诚信承诺书 as signed: the version of its text, the moment, and whether 作弊入刑 stood above the signature."""

    version: str
    signed_at: datetime
    showed_the_crime: bool


@cites("N7.3")
def pledge_findings(
    pledge: SignedPledge | None, *, version_in_force: str, submitted_at: datetime
) -> tuple[Finding, ...]:
    """Whether the pledge in force was signed before submission, with 考试作弊入刑 shown."""
    if pledge is None:
        return (finding("N7.3", "提交报名前须阅读并签署《诚信承诺书》。"),)
    found = []
    if pledge.version != version_in_force:
        found.append(
            finding(
                "N7.3",
                f"签署的承诺书是{pledge.version}版，现行为{version_in_force}版，请重新签署。",
                签署版本=pledge.version,
                现行版本=version_in_force,
            )
        )
    if not pledge.showed_the_crime:
        found.append(finding("N7.3", "签署承诺书前须看到“考试作弊入刑”的提示。"))
    if pledge.signed_at > submitted_at:
        found.append(finding("N7.3", "承诺书须在提交报名之前签署。", 签署时间=pledge.signed_at))
    return tuple(found)


PLEDGE_VERSION = "1"
PLEDGE_TITLE = "诚信考试承诺书"


@cites("A1.3.1", "A1.3.11", "N7.3")
def pledge_text(year: int) -> tuple[str, ...]:
    """What is signed, paragraph by paragraph: what 附件1·三 asks everybody to declare, and the crimes in full."""
    return (
        f"我自愿报名参加{year}年全国成人高校招生，郑重承诺：",
        "一、遵守中华人民共和国宪法和法律；不是国家承认学历的各类高、中等学校在校生；身体健康，生活能自理，"
        "不影响所报专业学习。",
        "二、报名由本人办理，所填的信息和上传的照片、证件、学历、证明材料都真实、准确、有效。"
        "弄虚作假的，接受取消报名、考试、录取资格和学籍的处理，并记入考试诚信档案。",
        "三、服从考试管理，诚信应考，不替考，不请人替考，不携带手机和其他通讯工具进入考场，不作弊。",
        "四、知道在法律规定的国家考试中作弊是犯罪（刑法第二百八十四条之一）：",
        *crime_notice(),
    )


@cites("N7.3")
def crime_notice() -> tuple[str, ...]:
    """What the candidate reads above the signature: the crimes of article 284-1 and their penalties."""
    return tuple(f"{row.behaviour}：{row.penalty}。" for row in order36.crimes())


@cites("A1.3.11")
def false_statement_findings(declared: Mapping[str, str], proved: Mapping[str, str]) -> tuple[Finding, ...]:
    """What a candidate declared otherwise than was proved: matter for a case under 第36号令第十一条第一项.

    Both map the name of a field to its text; fields that nothing was proved about are left out of `proved`.
    A slip of the pen is a false statement only by a decision in that case, so a finding is not a decision.
    """
    article = order_row(ORDER_36, "11", "1")
    return tuple(
        finding(
            "A1.3.11",
            f"填报的{name}“{declared[name]}”与核实的“{proved[name]}”不符，"
            f"涉嫌违反{article.label}，须立案核查。",
            项目=name,
            填报=declared[name],
            核实=proved[name],
        )
        for name in declared
        if name in proved and declared[name] != proved[name]
    )
