"""Acts of two persons: both saw the same digest, and they are different."""

from datetime import datetime

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.records.models import Account, Approval


def require_two(actor: Actor, first: int, second: int) -> None:
    """Raise Refused unless the two are different persons with accounts, and the second is who acts."""
    if first == second:
        raise Refused("两次签字必须由不同的人完成。")
    if Account.objects.filter(pk__in=(first, second)).count() != 2:
        raise Refused("签字人没有账号，请先登记。")
    if actor.account != second:
        raise Refused("第二签字人必须本人登录办理，不能代签。")


def approve(border: Border, at: datetime, act: str, digest: str, first: int, second: int) -> None:
    """Write down that both signed an act on the same digest."""
    Approval.objects.create(
        season=border.season,
        province=border.province,
        act=act,
        digest=digest,
        first_id=first,
        first_at=at,
        second_id=second,
        second_at=at,
    )
