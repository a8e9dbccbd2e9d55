"""Who acts, within which border, and the trail that every act leaves in its own transaction."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from chengzhao.actions.duties import ACT_ROLES, ANYBODY
from chengzhao.actions.keyed_digests import as_kept_on_the_trail
from chengzhao.actions.whose import candidates_of
from chengzhao.law.words import Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import Approval, AuditRow, Candidate
from chengzhao.rules.governance import TWO_PERSON_ACTS, ApprovalState
from chengzhao.rules.privacy.scrubbing import numbers_covered

LONGEST_REASON = AuditRow._meta.get_field("reason").max_length or 0


class Refused(Exception):
    """An act that is not done; the message is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Border:
    """The season (year) and the province (two digits) within which an act happens."""

    season: int
    province: str


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts: account, role (None for nobody in particular), the path of the organisation acted for, and from where.

    `address` is the network address behind one's own proxies, `device` the browser's mark, `session` a digest of
    the session's key, `request_id` the number that the answer carries; '' where an act comes from no browser.
    `approval` is the key of the approval under which an act of two is carried out.
    """

    account: int | None
    role: Role | None
    org_path: str
    request_id: str = ""
    address: str = ""
    device: str = ""
    session: str = ""
    approval: int | None = None


@dataclass(frozen=True, kw_only=True)
class Touched:
    """One object that an act touched: its number and its digests before and after ('' where none)."""

    object_id: str
    after: str
    before: str = ""
    reason: str = ""


def require_duty(act: str, actor: Actor) -> None:
    """Refuses an act that the table of duties gives to other roles than the actor's."""
    wanted = ACT_ROLES[act]
    if actor.role not in wanted and not (actor.role is None and wanted is ANYBODY):
        raise Refused(not_for(actor.role, wanted))


def require_both(act: str, border: Border, actor: Actor, arguments: Mapping[str, Any]) -> Approval:
    """The approval under which the actor carries out an act of two. Raises Refused where there is none.

    It is one that somebody else opened for this act with these arguments, and that the actor has confirmed:
    an approval of one thing carries out no other.
    """
    held = _approval_of(act, border, actor)
    if digest_of(held.arguments) != digest_of(as_kept(arguments)):
        raise Refused(f"两人签字的“{TWO_PERSON_ACTS[act].title}”不是这一项内容，没有办理，请重新提请。")
    return held


def as_kept(arguments: Mapping[str, Any]) -> Any:
    """Arguments as the table of approvals gives them back."""
    return json.loads(json.dumps(arguments, cls=DjangoJSONEncoder))


def _approval_of(act: str, border: Border, actor: Actor) -> Approval:
    held = Approval.objects.filter(
        pk=actor.approval or 0,
        season=border.season,
        province=border.province,
        act=act,
        state=ApprovalState.DONE,
        second=actor.account,
    ).first()
    if held is None:
        raise Refused(f"“{TWO_PERSON_ACTS[act].title}”须由两人办理：一人提请，另一人看到相同内容后确认。")
    return held


def not_for(role: Role | None, wanted: Iterable[Role]) -> str:
    """The sentence that says whose work it is."""
    held = f"你的角色是{role.label}" if role else "你没有角色"
    return f"这项工作由{'、'.join(one.label for one in wanted)}办理，{held}。"


def reason_kept(reason: str) -> str:
    """A reason as it is kept: identity numbers and phones covered, then no longer than its column."""
    return numbers_covered(reason)[:LONGEST_REASON]


def _require_own(actor: Actor, candidates: frozenset[int | None]) -> None:
    """Refuses a candidate what belongs to another: with an account one acts on the own rows alone.

    Without an account no browser asks: those are the forms that an office takes in for many.
    """
    known = frozenset(key for key in candidates if key is not None)
    if actor.role is not Role.CANDIDATE or actor.account is None or not known:
        return
    own = Candidate.objects.filter(pk__in=known, account=actor.account)
    if own.count() != len(known):
        raise Refused("只能办理本人的报名，没有办理。请退出后用本人的账号重新登录再试。")


_FIELDS = (
    "season",
    "province",
    "at",
    "account_id",
    "role",
    "org_path",
    "act",
    "object_kind",
    "request_id",
    "network_address",
    "device",
    "session",
    "candidate_id",
    "object_id",
    "before_digest",
    "after_digest",
    "reason",
)


def _head(border: Border, actor: Actor, at: datetime, act: str, object_kind: str) -> tuple[object, ...]:
    """What the rows of one act have in common, in the order of `_FIELDS`."""
    return (
        border.season,
        border.province,
        at,
        actor.account,
        actor.role.value if actor.role else "",
        actor.org_path,
        act,
        object_kind,
        actor.request_id,
        actor.address or None,
        actor.device,
        actor.session,
    )


def record(
    *, border: Border, actor: Actor, at: datetime, act: str, object_kind: str, touched: Iterable[Touched]
) -> int:
    """Writes the audit rows of an act, one an object, and returns how many.

    Must be called inside the transaction of the act, so that the act and its trail stand or fall together.
    Raises Refused where the act is not for the actor's role, where it takes two persons and one did it alone,
    and where a candidate touched what is another's: no act can go round its trail. Numbers of persons in reasons
    are covered, and digests of what is of one person are keyed, so that nobody guesses a mark back.
    """
    require_duty(act, actor)
    if act in TWO_PERSON_ACTS:
        _approval_of(act, border, actor)
    held = list(touched)
    whose = candidates_of(border.season, border.province, object_kind, (item.object_id for item in held))
    _require_own(actor, frozenset(whose.values()))
    reasons = {reason: reason_kept(reason) for reason in {item.reason for item in held}}
    kept = as_kept_on_the_trail(act, object_kind)
    head = _head(border, actor, at, act, object_kind)
    rows = [
        (
            *(*head, whose.get(item.object_id), item.object_id),
            *(kept(item.object_id, item.before), kept(item.object_id, item.after), reasons[item.reason]),
        )
        for item in held
    ]
    return copy_rows(AuditRow, _FIELDS, rows)
