"""Every answer of a registration in rows, as the check page, the history and the printed form show it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from chengzhao.law.reference import ethnic_groups
from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    EntryRoute,
    ExamCategory,
    ForeignLanguage,
    Paper,
    ProgrammeLevel,
    Sex,
)
from chengzhao.records.queries.directory import ChosenProgramme
from chengzhao.records.queries.drafts import OwnIdentity
from chengzhao.rules.exams import Help
from chengzhao.rules.registration import Answers, DraftTask, LicenceKind, told_by_number
from chengzhao.web.shared.chinese import full_day

YES = {"yes": "是", "no": "否"}
NONE = "没有"


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryRow:
    """One answer: its label, what was answered, and the question in which it is changed."""

    name: str
    value: str
    step: str = ""

    @property
    def href(self) -> str:
        """Where it is changed; '' for what cannot be."""
        return f"{reverse('candidate:question', args=[self.step])}?back=check" if self.step else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SummarySection:
    """The answers of a task."""

    task: DraftTask
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What is needed to write answers out: whose they are, and the programmes that they name."""

    identity: OwnIdentity
    programmes: Mapping[str, ChosenProgramme]
    asks_licence: bool


def sections(answers: Mapping[DraftTask, Answers], told: Told) -> tuple[SummarySection, ...]:
    """Every task with its answers, in the order of the list; the photos apart."""
    found = []
    for task, write in _WRITERS.items():
        rows = tuple(write(answers.get(task, {}), told))
        if rows:
            found.append(SummarySection(task=task, rows=rows))
    return tuple(found)


def _row(name: str, value: Any, step: str) -> SummaryRow:
    return SummaryRow(name=name, value=str(value or ""), step=step)


def _identity(held: Answers, told: Told) -> Iterator[SummaryRow]:
    own = told.identity
    yield _row("姓名", held.get("name"), "person")
    yield _row("证件", own.document.label, "")
    yield _row("证件号码", covered(own.number), "")
    read = told_by_number(own.document, own.number)
    sex = read.sex.label if read else Sex(held["sex"]).label if held.get("sex") else ""
    yield _row("性别", sex, "" if read else "person")
    born = full_day(read.birth) if read else held.get("birth")
    yield _row("出生日期", born, "" if read else "person")
    names = {one.code: one.name for one in ethnic_groups()}
    yield _row("民族", names.get(held.get("ethnicity", ""), ""), "ethnicity")
    yield _row("手机号", held.get("phone"), "contact")
    yield _row("通讯地址", held.get("address"), "contact")
    yield _row("邮政编码", held.get("postcode"), "contact")


def covered(number: str) -> str:
    """A number of a document on one's own screen: others may look over the shoulder."""
    return f"{number[:4]}{'*' * max(len(number) - 8, 4)}{number[-4:]}"


def _household(held: Answers, _: Told) -> Iterator[SummaryRow]:
    if held.get("hukou"):
        yield _row("户籍所在地", held.get("hukou_name") or held["hukou"], "hukou")
    yield _row("工作单位", held.get("employer"), "employer")
    if held.get("proofs"):
        yield _row("异地报考材料", "、".join(held["proofs"]), "residence")
    yield _row("确认点", held.get("point_name") or held.get("point"), "point")


def _level(held: Answers, _: Told) -> Iterator[SummaryRow]:
    yield _row("报考方式", _label(EntryRoute, held.get("route")), "route")
    level = _label(ProgrammeLevel, held.get("level"))
    also = "，兼报高起专" if held.get("also") == "yes" else ""
    yield _row("报考层次", f"{level}{also}", "level")
    yield _row("科类", _label(ExamCategory, held.get("category")), "category")
    if held.get("paper"):
        yield _row("专业基础课", _label(Paper, held["paper"]), "paper")
    yield _row("外语语种", _label(ForeignLanguage, held.get("language")), "language")


def _education(held: Answers, _: Told) -> Iterator[SummaryRow]:
    yield _row("学历", _label(EducationKind, held.get("kind")), "education")
    yield _row("毕业学校", held.get("school"), "certificate")
    yield _row("证书编号", held.get("number"), "certificate")
    yield _row("毕业日期", held.get("graduated_on"), "certificate")
    if held.get("major"):
        yield _row("所学专业", held["major"], "certificate")


def _choices(held: Answers, told: Told) -> Iterator[SummaryRow]:
    ranks: dict[str, int] = {}
    for one in held.get("choices", ()):
        ranks[one["level"]] = ranks.get(one["level"], 0) + 1
        known = [told.programmes[code] for code in one["codes"] if code in told.programmes]
        college = f"{known[0].college}　" if known else ""
        majors = "、".join(f"{each.name}（{each.code}）" for each in known) or "、".join(one["codes"])
        also = "，服从调剂" if one.get("reassigned") else ""
        label = f"{_label(ProgrammeLevel, one['level'])}第{ranks[one['level']]}志愿"
        yield _row(label, f"{college}{majors}{also}", "choices")


def _licence(held: Answers, told: Told) -> Iterator[SummaryRow]:
    if not told.asks_licence:
        return
    for kind in held.get("kinds", ()):
        yield _row(LicenceKind(kind).label, held.get(f"number_{kind}"), "licence")
    if not held.get("kinds") and held.get("answered"):
        yield _row("执业证书", NONE, "licence")
    if held.get("works_in_health"):
        yield _row("从事卫生、医药行业", YES[held["works_in_health"]], "licence")


def _claims(held: Answers, _: Told) -> Iterator[SummaryRow]:
    for kind in held.get("kinds", ()):
        yield _row(ClaimKind(kind).label, held.get(f"evidence_{kind}"), "claim-papers")
    if not held.get("kinds") and held.get("answered"):
        yield _row("照顾申请", "没有另外申请（年满25周岁的由系统自动申请）", "claims")


def _help(held: Answers, _: Told) -> Iterator[SummaryRow]:
    if not held.get("answered"):
        return
    asked = "、".join(Help(kind).label for kind in held.get("kinds", ())) or "不需要"
    yield _row("合理便利", asked, "help")
    if held.get("need"):
        yield _row("说明", held["need"], "help")


def _pledge(held: Answers, _: Told) -> Iterator[SummaryRow]:
    if held.get("digest"):
        yield _row("承诺书", f"已签署，文本摘要{held['digest'][:16]}", "pledge")


def _label(kind: Any, value: str | None) -> str:
    return kind(value).label if value else ""


_WRITERS = {
    DraftTask.IDENTITY: _identity,
    DraftTask.HOUSEHOLD: _household,
    DraftTask.LEVEL: _level,
    DraftTask.EDUCATION: _education,
    DraftTask.CHOICES: _choices,
    DraftTask.LICENCE: _licence,
    DraftTask.CLAIMS: _claims,
    DraftTask.HELP: _help,
    DraftTask.PLEDGE: _pledge,
}
