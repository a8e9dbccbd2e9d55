"""The words of `chengzhao open-season` and `chengzhao appoint-administrators`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from chengzhao.cli.arguments import province_code

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

ROLES = (
    ("--security", "SECURITY_ADMIN", "security administrator, twice"),
    ("--system", "SYSTEM_ADMIN", "system administrator"),
    ("--audit", "AUDIT_ADMIN", "audit administrator"),
)


def add_first_use(commands: Commands) -> None:
    """Add `open-season` and `appoint-administrators`."""
    opening = commands.add_parser("open-season", help="open a real season, from the law of its year")
    _add_border(opening)
    opening.add_argument("--office", default="", metavar="NAME", help="what the province's office is called")
    opening.add_argument("--tie-seed", default="", help="a seed drawn in public; default from chance")
    opening.set_defaults(run=_run_open)
    appointing = commands.add_parser(
        "appoint-administrators", help="invite the first four administrators of a season"
    )
    _add_border(appointing)
    appointing.add_argument(
        "--site", required=True, metavar="URL", help="https://… before which the links stand"
    )
    for flag, role, meaning in ROLES:
        appointing.add_argument(
            flag, action="append", default=[], metavar="NAME", dest=role, help=f"name of a {meaning}"
        )
    appointing.set_defaults(run=_run_appoint)


def _add_border(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, required=True, help="the season")
    parser.add_argument("--province", type=province_code, required=True, help="two digits")


def _run_open(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import first_use

    return first_use.open_season(
        first_use.Opening(
            year=parsed.year, province=parsed.province, office=parsed.office, tie_seed=parsed.tie_seed
        )
    )


def _run_appoint(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import first_use

    names = {role: getattr(parsed, role) for _, role, _ in ROLES}
    return first_use.appoint(parsed.year, parsed.province, parsed.site, names)
