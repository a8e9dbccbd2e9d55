"""The words of `chengzhao audit`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_audit(commands: Commands) -> None:
    """Add `audit` with its actions."""
    audit = commands.add_parser("audit", help="the audit trail: seal, verify, keys, export")
    actions = audit.add_subparsers(title="actions", metavar="ACTION", required=True)
    seal = actions.add_parser("seal", help="seal what was written since the last seal")
    seal.set_defaults(run=_run_seal)
    verify = actions.add_parser("verify", help="find rows and seals that are not as they were sealed")
    verify.add_argument("--head", action="append", default=[], metavar="NUMBER:DIGEST", help="a printed head")
    verify.add_argument("--key", action="append", default=[], metavar="KEY", help="a printed key of seals")
    verify.set_defaults(run=_run_verify)
    keys = actions.add_parser("keys", help="print the public keys that sign the seals")
    keys.set_defaults(run=_run_keys)
    export = actions.add_parser("export", help="write the trail, and what checks it, into a folder")
    export.add_argument("folder", type=Path, metavar="FOLDER", help="an empty folder, or none yet")
    export.set_defaults(run=_run_export)


def _run_seal(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import audit

    return audit.seal()


def _run_verify(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import audit

    return audit.verify(parsed.head, parsed.key)


def _run_keys(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import audit

    return audit.keys()


def _run_export(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import audit

    return audit.export(parsed.folder)
