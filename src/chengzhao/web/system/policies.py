"""安全规定: the limits and periods in force, read from where they are held, each with who says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from chengzhao.actions.outbox import MOST_TRIES
from chengzhao.actions.passwords import policy_is_strict
from chengzhao.law.privacy import article
from chengzhao.law.privacy.periods import Period
from chengzhao.records.queries.accounts import limits_of_season
from chengzhao.records.queries.retention import title_of
from chengzhao.rules import accounts
from chengzhao.rules.accounts import SessionLimits
from chengzhao.rules.accounts.delays import SAME_PLACE, STAFF_TRIES, STAFF_WINDOW, STRANGERS
from chengzhao.rules.governance import TWO_PERSON_ACTS
from chengzhao.rules.privacy.policy import policy
from chengzhao.rules.privacy.retention import ROW_RULES
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.errors import said
from chengzhao.web.shared.limits import LIMITS
from chengzhao.web.shared.page import page
from chengzhao.web.system.permissions import may_see_matrix

OURS, SEASON, SETTING = "系统规定", "本年度设定", "服务器设置"
LOCK = "GB/T 22239-2019 8.1.4.1 b"
STRICT = "GB/T 22239-2019 8.1.4.1 a"
ASKED = {
    "login": "登录",
    "factor": "两步验证",
    "register": "注册",
    "recover": "找回密码",
    "code": "获取验证码",
    "evidence": "打开材料",
    "look_up": "录取查询",
    "object": "提出异议",
    "search": "业务平台查找",
    "pair": "录取查询（算术题答对后）",
    "unmask": "查看完整信息",
}
"""What the limits of requests are limits of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A line: what it is about, what holds, and who says so."""

    name: str
    value: str
    source: str = OURS


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A table of the page."""

    key: str
    title: str
    rules: tuple[Rule, ...]


@require_GET
@allow(may_see_matrix)
def policies(request: StaffRequest) -> HttpResponse:
    """The chapters, each a table."""
    candidates, staff = limits_of_season(request.acting.season, request.acting.province)
    found = (
        ("sessions", "登录时限", [*session_rules("考生", candidates), *session_rules("工作人员", staff)]),
        ("proofs", "凭证和验证", proof_rules()),
        ("tries", "输错以后", wrong_try_rules()),
        ("requests", "请求次数", request_rules()),
        ("messages", "短信", message_rules()),
        ("pairs", "双人办理的等待时间", pair_rules()),
        ("periods", "保存期限", period_rules()),
    )
    chapters = [Chapter(key=key, title=title, rules=tuple(rules)) for key, title, rules in found]
    return page(request, "system/policies.html", {"chapters": chapters})


def lasting(length: timedelta) -> str:
    """A length in words, in days from three days on."""
    whole_days = length % timedelta(days=1) == timedelta(0) and length > timedelta(days=3)
    return f"{length.days}天" if whole_days else said(length)


def session_rules(who: str, limits: SessionLimits) -> Iterator[Rule]:
    """How long somebody stays logged in."""
    yield Rule(name=f"{who}闲置", value=lasting(limits.idle), source=SEASON)
    yield Rule(name=f"{who}最长", value=lasting(limits.absolute), source=SEASON)


def proof_rules() -> Iterator[Rule]:
    """Factors, links and passwords."""
    is_strict = policy_is_strict()
    yield Rule(name="敏感事项要求的验证有效", value=lasting(accounts.FRESH_FOR))
    yield Rule(name="密码到动态码之间", value=lasting(accounts.HALF_WAY_LIFE))
    yield Rule(name="邀请和重设链接有效", value=lasting(accounts.INVITATION_LIFE))
    yield Rule(name="恢复码", value=f"{accounts.RECOVERY_CODES}个，各用一次")
    yield Rule(name="考生密码", value=f"至少{accounts.CANDIDATE_MINIMUM}个字符")
    yield Rule(name="工作人员密码", value=f"至少{accounts.STAFF_MINIMUM}个字符")
    changed = f"三类字符，{lasting(accounts.PASSWORD_AGE)}一换" if is_strict else "没有开启"
    yield Rule(name="等保密码规则", value=changed, source=f"{SETTING}（{STRICT}）")
    yield Rule(name="不用旧号码更换手机号，等待", value=lasting(accounts.PHONE_WAIT))


def wrong_try_rules() -> Iterator[Rule]:
    """What somebody waits after wrong tries."""
    for name, ladder in (("同一账号，同一设备或网络", SAME_PLACE), ("同一账号，陌生设备合计", STRANGERS)):
        grows = f"等{lasting(ladder.first)}，逐次加倍，最长{lasting(ladder.longest)}"
        yield Rule(name=name, value=f"{lasting(ladder.window)}内错{ladder.free}次起，{grows}")
    locked = f"{lasting(STAFF_WINDOW)}内错{STAFF_TRIES}次，锁定{lasting(STAFF_WINDOW)}"
    yield Rule(name="工作人员", value=locked, source=LOCK)


def request_rules() -> Iterator[Rule]:
    """How often a page may be asked, by whom it counts."""
    for key, limits in LIMITS.items():
        for limit in limits:
            what = "（仅计错误次数）" if limit.only_wrong else ""
            value = f"{limit.most}次{what}"
            yield Rule(name=f"{ASKED[key]}，{limit.per.value}，每{lasting(limit.window)}", value=value)
    shared = len(settings.OFFICE_NETWORKS)
    yield Rule(name="不按网络计数的共用网络", value=f"{shared}个", source=SETTING)


def message_rules() -> Iterator[Rule]:
    """Codes by text message."""
    yield Rule(name="验证码", value=f"{accounts.CODE_DIGITS}位数字，{lasting(accounts.CODE_LIFE)}有效")
    yield Rule(name="一个验证码可以试", value=f"{accounts.CODE_TRIES}次")
    yield Rule(name="两条之间", value=lasting(accounts.CODE_PAUSE))
    yield Rule(name="一个号码每天", value=f"{accounts.CODES_A_DAY}条")
    yield Rule(name="陌生设备对一个号码每天", value=f"{accounts.STRANGERS_CODES_A_DAY}条")
    yield Rule(name="没有送达的，共发送", value=f"{MOST_TRIES}次")


def pair_rules() -> Iterator[Rule]:
    """For how long an act waits for its second person, with the clauses that make it weighty."""
    for one in TWO_PERSON_ACTS.values():
        yield Rule(name=one.title, value=lasting(one.waits), source="、".join(one.clauses))


def period_rules() -> Iterator[Rule]:
    """For how long what is kept."""
    for line in policy():
        kept = "；".join(period.label for period in line.periods)
        yield Rule(name=line.room.label, value=kept, source=_said_by(*line.periods))
    for rule in ROW_RULES:
        yield Rule(name=title_of(rule.table), value=rule.period.label, source=_said_by(rule.period))


def _said_by(*periods: Period) -> str:
    found = dict.fromkeys(article(one).label for period in periods for one in period.basis)
    return "、".join(found) or OURS
