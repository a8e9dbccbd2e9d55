"""The words of `chengzhao keys`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_keys(commands: Commands) -> None:
    """Add `keys` and its actions."""
    keys = commands.add_parser("keys", help="the keys of sealed fields: status, make, rotate, destroy")
    actions = keys.add_subparsers(title="actions", metavar="ACTION", required=True)
    status = actions.add_parser("status", help="which keys there are and what is sealed with each")
    status.set_defaults(run=_run_status)
    make = actions.add_parser("make", help="put new keys at the end of the ring")
    _add_suite(make)
    make.set_defaults(run=_run_make)
    rotate = actions.add_parser("rotate", help="seal everything anew under new keys, while the service works")
    _add_suite(rotate)
    _add_by(rotate)
    rotate.set_defaults(run=_run_rotate)
    destroy = actions.add_parser("destroy", help="destroy retired keys: old backups never open again")
    destroy.add_argument("key", metavar="KEY", help="the id of a retired set, 8 digits")
    destroy.add_argument("--reason", required=True, help="why; it stands on the trail")
    _add_by(destroy)
    destroy.set_defaults(run=_run_destroy)


def _add_suite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--suite", choices=("intl", "sm"), help="the algorithms; default as before")


def _add_by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--by", required=True, metavar="USERNAME", help="the account of a security administrator"
    )


def _run_status(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import keys

    return keys.status()


def _run_make(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import keys

    return keys.make(parsed.suite)


def _run_rotate(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import keys

    return keys.rotate(parsed.suite, by=parsed.by)


def _run_destroy(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import keys

    return keys.destroy(parsed.key, by=parsed.by, reason=parsed.reason)
