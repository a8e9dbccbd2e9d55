"""What came of a season: the funnel, the lines beside the published ones, the runs, and who can log in."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from chengzhao.actions.personas import PUBLISHED_SECRET
from chengzhao.actions.second_factors import secret_text
from chengzhao.law.words import EntryRoute, ProgrammeLevel
from chengzhao.ledger.digest import digest_of
from chengzhao.records.queries.filing import control_lines
from chengzhao.records.queries.season import lent_accounts, released_runs
from chengzhao.rehearsal.committee import comparisons
from chengzhao.rehearsal.exports import Exported, export_runs
from chengzhao.rehearsal.funnel import STEPS, Funnel, funnel
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.personas import candidate_personas, staff_personas
from chengzhao.rehearsal.posts import PASSWORD
from chengzhao.rules.control_lines import LineKey

ROUNDS = {"MAIN": "正式投档", "SUPPLEMENTARY": "征集志愿"}


def tell(season: SyntheticSeason, runs: Path, console: Console) -> int:
    """Print everything; the exit status is 1 where figures do not add up or a replay differs."""
    year, province = season.scenario.year, season.scenario.province
    held = funnel(year, province)
    console.print(funnel_table(held))
    console.print(lines_table(season))
    exported = list(export_runs(year, province, runs))
    console.print(runs_table(exported))
    console.print(
        "录取按报考的层次计，已用按录取专业的层次计：高起本考生兼报的高起专名额计在高起专。免试考生另列。"
    )
    console.print(personas_table(season))
    console.print(f"以上账号的密码都是 {PASSWORD}，网址前加 http://127.0.0.1:8000 或自己的地址。")
    console.print(
        "工作人员登录还要动态码：登录页上显示现在的动态码，也可以把公开的密钥 "
        f"{secret_text(PUBLISHED_SECRET)} 加进验证器应用。"
    )
    console.print(f"年度摘要 {season_digest(year, province, held)}")
    faults = [
        *held.faults(),
        *(f"第{one.run.number}号运行重放摘要不一致" for one in exported if not one.is_replayed),
    ]
    for fault in faults:
        console.print(fault, style="bold red")
    return 1 if faults else 0


def season_digest(year: int, province: str, held: Funnel) -> str:
    """The digest of every run's input and result and of the funnel: equal for equal seasons."""
    runs = [
        [one.number, one.filing_round, one.tier, one.input_digest, one.result_digest]
        for one in released_runs(year, province)
    ]
    return digest_of({"runs": runs, "funnel": held.figures()})


def funnel_table(held: Funnel) -> Table:
    """Level by level: from registered to admitted, then the exempt, then the places."""
    table = Table(title="逐级人数")
    table.add_column("层次")
    for _, label in STEPS:
        table.add_column(label, justify="right")
    for label in ("免试录取", "计划", "已用"):
        table.add_column(label, justify="right")
    for level in ProgrammeLevel:
        counts = [getattr(held.unified[level], step) for step, _ in STEPS]
        planned, taken = held.places[level]
        _add(table, level.label, [*counts, held.exempt[level].admitted, planned, taken])
    totals = [held.total(step) for step, _ in STEPS]
    exempt = held.total("admitted", EntryRoute.EXEMPT)
    _add(table, "合计", [*totals, exempt, held.places_planned, held.places_taken])
    return table


def _add(table: Table, label: str, numbers: list[int]) -> None:
    table.add_row(label, *(f"{number:,}" for number in numbers))


def lines_table(season: SyntheticSeason) -> Table:
    """The control lines drawn here beside the newest published ones; one that follows from another has a star."""
    table = Table(title="控制线与历年公布值（成绩为虚构，按公布值校准；* 由同类公布值推得）")
    for label in ("层次", "科类"):
        table.add_column(label)
    for label in ("本次", "公布值", "相差"):
        table.add_column(label, justify="right")
    drawn = {
        LineKey(level=line.level, category=line.category, kind=line.kind): line.score
        for line in control_lines(season.scenario.year, season.scenario.province)
    }
    for one in comparisons(season.scenario, drawn):
        star = "" if one.is_published else "*"
        reference = "—" if one.reference is None else f"{one.reference}{star}"
        difference = "—" if one.reference is None else f"{one.ours - one.reference:+d}"
        table.add_row(one.level.label, one.category.label, str(one.ours), reference, difference)
    return table


def runs_table(exported: list[Exported]) -> Table:
    """The runs in force, where their files are, and whether the replay gave the same digest."""
    table = Table(title="投档运行（重放：chengzhao filing --force 目录/input 目录/output）")
    for label in ("序号", "批次", "轮次", "结果摘要", "重放", "目录"):
        table.add_column(label, overflow="fold")
    for one in exported:
        run = one.run
        levels = "、".join(ProgrammeLevel(level).label for level in run.levels)
        same = "一致" if one.is_replayed else "不一致"
        table.add_row(
            *(
                str(run.number),
                levels,
                ROUNDS[run.filing_round],
                run.result_digest[:16],
                same,
                str(one.folder),
            )
        )
    return table


def personas_table(season: SyntheticSeason) -> Table:
    """Who can log in, with what, and what to look at."""
    table = Table(title="演示账号")
    for label in ("账号", "角色", "单位或姓名", "可以看什么", "网址"):
        table.add_column(label, overflow="fold", no_wrap=label in ("账号", "网址"))
    lent = lent_accounts(season.scenario.year, season.scenario.province)
    for one in (*staff_personas(season), *candidate_personas(lent)):
        table.add_row(one.username, one.role, one.who, one.what_to_try, one.url)
    return table
