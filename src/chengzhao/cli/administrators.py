"""What commands of administrators have in common: the door of maintenance, and who may give them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chengzhao.cli.tables import require_current_tables, running_project
from chengzhao.records.embedded import ServerError
from chengzhao.vault.key_files import KeysMissing

if TYPE_CHECKING:
    from chengzhao.actions.audit import Actor, Border


@contextmanager
def maintained_project() -> Iterator[None]:
    """The database, seen as an administrator's command does; refusals become sentences."""
    with running_project():
        from chengzhao.actions.audit import Refused
        from chengzhao.records.scope import Scope, session
        from chengzhao.records.walls.doors import Door

        require_current_tables()
        try:
            with session(Scope(door=Door.MAINTENANCE)):
                yield
        except (Refused, KeysMissing) as error:
            raise ServerError(str(error)) from error


def security_administrator(username: str, otherwise: str) -> tuple["Border", "Actor"]:
    """The border and actor of a security administrator. Raises Refused for any other account."""
    from chengzhao.actions.audit import Actor, Border, Refused
    from chengzhao.law.words import Role
    from chengzhao.records.queries.people import seats_of
    from chengzhao.records.queries.season import account_keys

    for seat in seats_of(account_keys([username]).get(username, 0)):
        if seat.role is Role.SECURITY_ADMIN:
            border = Border(season=seat.season, province=seat.province)
            return border, Actor(account=seat.account_id, role=seat.role, org_path=seat.org_path)
    raise Refused(f"“{username}”不是在任的安全管理员，{otherwise}。")


def now() -> datetime:
    """The clock of the server that runs the command."""
    return datetime.now(UTC)
