"""The words of `chengzhao retention`."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from chengzhao.cli.arguments import province_code

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_retention(commands: Commands) -> None:
    """Add `retention` and its actions."""
    retention = commands.add_parser("retention", help="what is over its time: plan, run")
    actions = retention.add_subparsers(title="actions", metavar="ACTION", required=True)
    plan = actions.add_parser("plan", help="a dry run: what would be deleted, and nothing is")
    plan.add_argument("--province", type=province_code, required=True, help="two digits")
    plan.add_argument("--year", type=int, required=True, help="the season")
    plan.add_argument("--day", type=date.fromisoformat, help="as of this day, 2026-01-31; default today")
    plan.set_defaults(run=_run_plan)
    run = actions.add_parser("run", help="delete what two persons ordered, and what goes by itself")
    run.add_argument(
        "--by", required=True, metavar="USERNAME", help="the account of a security administrator"
    )
    run.set_defaults(run=_run_run)


def _run_plan(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import retention

    return retention.plan(parsed.year, parsed.province, parsed.day)


def _run_run(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import retention

    return retention.run(by=parsed.by)
