"""One entry of a navigation; and the navigations of everybody and of candidates: only pages that exist."""

from dataclasses import dataclass

from chengzhao.law.words import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class NavItem:
    """One entry of a navigation: its label, the name of its URL, its icon, and who sees it.

    What is not on the masthead stands at the foot of every page alone, beside all the others; at a desk, in the
    menu of the person. `beneath`
    names the URLs of further pages on which the entry is marked, as the one that holds them.
    """

    label: str
    url_name: str
    icon: str
    section: str = ""
    roles: frozenset[Role] = frozenset(Role)
    is_on_masthead: bool = True
    beneath: frozenset[str] = frozenset()


LAW_PAGES = frozenset(
    f"public:{name}" for name in ("clause", "changes", "orders", "order", "supplements", "supplement")
)

PUBLIC_NAV = (
    NavItem(label="首页", url_name="public:home", icon="board", is_on_masthead=False),
    NavItem(
        label="报考自测",
        url_name="public:eligibility",
        icon="form",
        beneath=frozenset({"public:eligibility-question", "public:eligibility-answer"}),
    ),
    NavItem(label="考试科目", url_name="public:subjects", icon="clock"),
    NavItem(label="招生计划", url_name="public:plans", icon="plan"),
    NavItem(label="工作安排", url_name="public:calendar", icon="clock"),
    NavItem(
        label="控制分数线",
        url_name="public:lines",
        icon="line",
        beneath=frozenset({"public:distribution"}),
    ),
    NavItem(label="录取查询", url_name="public:results", icon="admit"),
    NavItem(
        label="信息公示",
        url_name="public:notices",
        icon="info",
        beneath=frozenset({"public:notice", "public:objection", "public:receipt"}),
    ),
    NavItem(label="责任体系", url_name="public:responsible", icon="people", is_on_masthead=False),
    NavItem(label="法规浏览", url_name="public:clauses", icon="file", beneath=LAW_PAGES),
    NavItem(label="帮助", url_name="public:help", icon="info"),
)

YEARLY = frozenset({"public:lines", "public:calendar"})
"""Pages of one year, whose address ends with it."""

CANDIDATE_NAV = (
    NavItem(
        label="我的报名",
        url_name="candidate:home",
        icon="form",
        beneath=frozenset(
            {
                *("candidate:claims", "candidate:question", "candidate:claim-file", "candidate:check"),
                *("candidate:receipts", "candidate:withdraw", "candidate:take-over", "candidate:fee"),
                "candidate:confirm",
            }
        ),
    ),
    NavItem(label="我的志愿", url_name="candidate:choices", icon="file"),
    NavItem(label="我的成绩", url_name="candidate:score", icon="score"),
    NavItem(label="录取结果", url_name="candidate:result", icon="admit"),
    NavItem(label="消息", url_name="candidate:messages", icon="bell"),
    NavItem(
        label="个人信息",
        url_name="candidate:privacy",
        icon="shield",
        beneath=frozenset({"candidate:access-log", "candidate:ask", "candidate:consent", "candidate:notice"}),
    ),
)
