"""The words of `chengzhao eligible`: an option for each fact of rules/advice, those of lists apart."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from chengzhao.cli.arguments import province_code

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

FACTS = (
    ("--level", "报考层次: 高起本, 专升本 or 高起专"),
    ("--education", "学历: 高级中等教育毕业, 同等学力, 专科毕业, 本科结业, 本科毕业 or 以上都没有"),
    (
        "--recognised",
        "国民教育系列: whether an approved college or the self-study authority issued the certificate",
    ),
    ("--student", "在校生: 是 or 否"),
    ("--residence", "户口与居住: HOUSEHOLD, WORKS_OR_LIVES, ELSEWHERE or NO_HOUSEHOLD"),
    ("--hukou", "户籍所在地: a six-digit division, the two digits or the name of a province"),
    ("--works-in", "工作所在地, likewise"),
    ("--lives-in", "居住所在地, likewise"),
    ("--medical", "医学类: NONE, CLINICAL, NURSING or OTHER"),
    ("--document", "证件: 居民身份证 and the like"),
    ("--major", "专业: its code or its name"),
    ("--category", "科类: 文科, 理科 or one of the province's"),
    ("--language", "外语语种: 英语, 日语 or 俄语"),
    ("--minority-language", "少数民族语言授课: 是 or 否"),
    ("--physician-class", "执业类别: 临床, 口腔, 公共卫生 or 中医"),
    ("--matching-diploma", "相应专业学历: 是 or 否"),
    ("--secondary-diploma", "中专学历: 是 or 否"),
    ("--works-in-health", "从事卫生医药工作: 是 or 否"),
    ("--occupation-matches", "专业对口: 是 or 否"),
    ("--birth", "出生日期: 1998-05-01"),
    ("--competition", "比赛: 全运会 and the like, with --placing and --olympic-event"),
    ("--placing", "名次"),
    ("--olympic-event", "奥运会项目: 是 or 否"),
)
LISTS = (
    ("--also", "兼报层次"),
    ("--proof", "异地报考材料"),
    ("--licence", "执业证书"),
    ("--honour", "照顾项目"),
)


def add_eligible(commands: Commands) -> None:
    """Add the command with all its options."""
    eligible = commands.add_parser(
        "eligible",
        help="whether somebody may register, with what, what is sat, what may be claimed, where to go",
        description="Values are written in Chinese (专升本) or as identifiers; what is left out is asked for.",
    )
    for flag, meaning in FACTS:
        eligible.add_argument(flag, metavar="TEXT", help=meaning)
    for flag, meaning in LISTS:
        eligible.add_argument(flag, metavar="TEXT", action="append", help=f"{meaning}; may be repeated")
    eligible.add_argument("--year", type=int, default=2024, help="default 2024")
    eligible.add_argument(
        "--province", type=province_code, default="14", help="two digits or a name, default 14 (山西)"
    )
    eligible.add_argument("--file", type=Path, help="a YAML file with one person or a list instead")
    eligible.add_argument("--no-ask", action="store_true", help="answer with what is given")
    eligible.set_defaults(run=_run)


def _run(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import eligible

    names = [flag.removeprefix("--").replace("-", "_") for flag, _ in (*FACTS, *LISTS)]
    facts = {name: getattr(parsed, name) for name in names if getattr(parsed, name) is not None}
    return eligible.run(
        eligible.Wanted(
            year=parsed.year,
            province=parsed.province,
            facts=facts,
            file=parsed.file,
            is_asked=not parsed.no_ask,
        )
    )
