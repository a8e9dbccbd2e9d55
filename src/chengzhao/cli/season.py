"""`chengzhao season play` and `chengzhao demo`."""

from dataclasses import asdict, dataclass

from chengzhao.cli.serving import Address, require_free, serve_until_stopped
from chengzhao.cli.tables import apply_migrations, close_connections, running_project


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which season: equal values give equal seasons."""

    province: str
    year: int
    candidates: int
    seed: str


def play(wanted: Wanted) -> int:
    """`chengzhao season play`: a season that was played to its end is refused."""
    with running_project():
        apply_migrations()
        return _play(wanted, fresh=True)


def demo(wanted: Wanted, address: Address | None) -> int:
    """`chengzhao demo`: a season that was played before is used again; without an address nothing is served."""
    if address is not None:
        require_free(address)
    with running_project():
        apply_migrations()
        result = _play(wanted, fresh=False)
        if result == 0 and address is not None:
            close_connections()
            serve_until_stopped(address)
    return result


def _play(wanted: Wanted, *, fresh: bool) -> int:
    # Its models can only be imported once Django is set up.
    from chengzhao.rehearsal import command

    return command.play(**asdict(wanted), fresh=fresh)
