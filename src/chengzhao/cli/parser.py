"""The words of the `chengzhao` command. What a command does is imported only when it runs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from chengzhao.cli.arguments import province_code
from chengzhao.cli.audit_parser import add_audit
from chengzhao.cli.eligible_parser import add_eligible
from chengzhao.cli.first_use_parser import add_first_use
from chengzhao.cli.keys_parser import add_keys
from chengzhao.cli.replay_parser import add_replay
from chengzhao.cli.retention_parser import add_retention
from chengzhao.settings import options

if TYPE_CHECKING:
    from chengzhao.cli import season, serving

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EMBEDDED_COMMANDS = (
    ("start", "make the embedded database if there is none, and start it"),
    ("stop", "stop the embedded database"),
    ("status", "say whether the database runs, and where"),
    ("shell-url", "print the address of the database, with its password, for psql"),
    ("roles", "print the SQL that makes the restricted roles, for the administrator of a server of your own"),
)


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command; each sub-command stores the function that runs it in `run`."""
    parser = argparse.ArgumentParser(
        prog="chengzhao", description="成招: the open system for China's national adult admissions."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_database(commands)
    _add_filing(commands)
    add_replay(commands)
    _add_law(commands)
    add_eligible(commands)
    _add_season(commands)
    add_first_use(commands)
    _add_serving(commands)
    _add_messages(commands)
    add_audit(commands)
    add_keys(commands)
    add_retention(commands)
    _add_manage(commands)
    return parser


def _add_database(commands: Commands) -> None:
    database = commands.add_parser("db", help="the database: start, stop, status, shell-url, roles")
    actions = database.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, meaning in EMBEDDED_COMMANDS:
        action = actions.add_parser(name, help=meaning, description=meaning)
        action.set_defaults(run=_run_database, action=name)
    migrate = commands.add_parser("migrate", help="bring the tables up to date")
    migrate.set_defaults(run=_run_migrate)
    reset = commands.add_parser("reset", help="stop the embedded database and delete all its data")
    reset.set_defaults(run=_run_reset)


def _add_filing(commands: Commands) -> None:
    filing = commands.add_parser(
        "filing", help="file candidates from a folder of CSV files, without a database"
    )
    filing.add_argument(
        "input", type=Path, metavar="INPUT", help="the folder with rules.toml and the CSV files"
    )
    filing.add_argument("output", type=Path, metavar="OUTPUT", help="the folder for the results")
    filing.add_argument("--force", action="store_true", help="replace the results in a folder that has some")
    filing.add_argument(
        "--engine",
        choices=("fast", "readable", "both"),
        default="fast",
        help="the program that files; both must give the same bytes (default: fast)",
    )
    filing.set_defaults(run=_run_filing)


def _add_law(commands: Commands) -> None:
    law = commands.add_parser("law", help="the notice, its rules and numbers, without a database")
    actions = law.add_subparsers(title="actions", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="a clause: text, rules, parameters")
    show.add_argument("clause", metavar="CLAUSE", help="an id of docs/law-coverage.md, such as A1.5.10")
    show.add_argument("--year", type=int, default=2024, help="default 2024")
    show.add_argument("--province", type=province_code, help="two digits or a name; with its parameters")
    show.set_defaults(run=_run_law_show)
    diff = actions.add_parser("diff", help="what changed between two years")
    diff.add_argument("before", type=int, metavar="YEAR")
    diff.add_argument("after", type=int, metavar="YEAR")
    diff.set_defaults(run=_run_law_diff)
    check = actions.add_parser(
        "check",
        help="check the file of a province's supplement, or of corrections of orders",
        description="Tell every error of a file, and everything in it that contradicts the notice.",
        epilog="Ends with 0 where the file may be used, 1 where it contradicts, 2 where it cannot be read.",
    )
    check.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=".toml: a supplement (docs/how-to/add-a-supplement.md); "
        ".csv: corrections (docs/how-to/correct-an-order.md)",
    )
    check.set_defaults(run=_run_law_check)


def _add_season(commands: Commands) -> None:
    season = commands.add_parser("season", help="a synthetic season")
    actions = season.add_subparsers(title="actions", metavar="ACTION", required=True)
    play = actions.add_parser("play", help="play a whole season", description="Play a whole season.")
    _add_season_arguments(play)
    play.set_defaults(run=_run_play)
    demo = commands.add_parser("demo", help="database, season and pages in one go")
    _add_season_arguments(demo)
    demo.add_argument("--no-serve", action="store_true", help="end after the season's figures")
    _add_address(demo)
    demo.set_defaults(run=_run_demo)


def _add_season_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--province", type=province_code, default="14", help="two digits or a name, default 14 (山西)"
    )
    parser.add_argument("--year", type=int, default=2024, help="default 2024")
    parser.add_argument("--candidates", type=_count, default=5000, help="how many, default 5000")
    parser.add_argument("--seed", default="chengzhao", help="equal seeds give equal seasons")


def _add_serving(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="serve the pages")
    _add_address(serve)
    serve.add_argument(
        "--no-worker", action="store_true", help="leave jobs and upkeep to processes of `chengzhao work`"
    )
    serve.set_defaults(run=_run_serve)
    work = commands.add_parser("work", help="do the background jobs and the upkeep, until stopped")
    work.add_argument("--until-empty", action="store_true", help="end when nothing waits")
    work.add_argument("--until-input-ends", action="store_true", help="end with whoever started it")
    work.add_argument("--no-upkeep", action="store_true", help="leave the upkeep to other workers")
    work.set_defaults(run=_run_work)


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help=f"default LISTEN_ADDRESS or {options.LISTEN_ADDRESS.default}")
    parser.add_argument("--port", type=_port, help=f"default PORT or {options.PORT.default}")


def _add_messages(commands: Commands) -> None:
    sms = commands.add_parser("sms", help="text messages")
    actions = sms.add_subparsers(title="actions", metavar="ACTION", required=True)
    deliver = actions.add_parser("deliver", help="hand the messages of the outbox to the gateway")
    deliver.add_argument("--follow", action="store_true", help="go on until stopped")
    deliver.set_defaults(run=_run_deliver)


def _add_manage(commands: Commands) -> None:
    manage = commands.add_parser("manage", help="Django's management commands, for developers")
    manage.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...")
    manage.set_defaults(run=_run_manage)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r}: expected a whole number above 0")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r}: expected a port from 1 to 65535")
    return int(text)


def _run_database(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import database

    actions = {
        "start": database.start,
        "stop": database.stop,
        "status": database.tell_status,
        "shell-url": database.tell_url,
        "roles": database.tell_roles,
    }
    return actions[parsed.action]()


def _run_migrate(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import tables

    return tables.migrate()


def _run_reset(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import database

    return database.reset()


def _run_filing(parsed: argparse.Namespace) -> int:
    from chengzhao.exchange import filing_command

    engine = filing_command.Engine(parsed.engine)
    return filing_command.run(parsed.input, parsed.output, force=parsed.force, engine=engine)


def _run_law_show(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import law

    return law.show(parsed.clause, parsed.year, parsed.province)


def _run_law_diff(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import law

    return law.diff(parsed.before, parsed.after)


def _run_law_check(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import law

    return law.check(parsed.file)


def _run_play(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import season

    return season.play(_wanted(parsed))


def _run_demo(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import season

    address = None if parsed.no_serve else _address(parsed)
    return season.demo(_wanted(parsed), address)


def _run_serve(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import serving

    return serving.serve(_address(parsed), has_worker=not parsed.no_worker)


def _run_work(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import work

    return work.work(
        until_empty=parsed.until_empty,
        until_input_ends=parsed.until_input_ends,
        has_upkeep=not parsed.no_upkeep,
    )


def _run_deliver(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import messages

    return messages.deliver(follow=parsed.follow)


def _run_manage(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import tables

    return tables.manage(parsed.arguments)


def _wanted(parsed: argparse.Namespace) -> season.Wanted:
    from chengzhao.cli import season

    return season.Wanted(
        province=parsed.province, year=parsed.year, candidates=parsed.candidates, seed=parsed.seed
    )


def _address(parsed: argparse.Namespace) -> serving.Address:
    from chengzhao.cli import serving

    host = parsed.host or options.LISTEN_ADDRESS.text()
    return serving.Address(host=host, port=parsed.port or options.PORT.number())
