"""A registration as it is filled in: its tasks, the questions of each, and what is still open (A1.3.9, N3.2)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chengzhao.law.citation import cites
from chengzhao.law.words import ClaimKind, IdentityDocument, ProgrammeLevel, Word
from chengzhao.rules.registration.medicine import MedicalField

Answers = Mapping[str, Any]
"""What was answered in a task, by the names of its fields; texts and lists, as JSON keeps them."""


class DraftTask(Word):
    """报名任务, in the order of the list: what a later one asks follows from those before it."""

    IDENTITY = "IDENTITY", "身份"
    PORTRAIT = "PORTRAIT", "照片"
    HOUSEHOLD = "HOUSEHOLD", "户籍与工作单位"
    LEVEL = "LEVEL", "层次与科类"
    EDUCATION = "EDUCATION", "学历"
    CHOICES = "CHOICES", "院校专业志愿"
    LICENCE = "LICENCE", "执业资格"
    CLAIMS = "CLAIMS", "照顾与免试"
    HELP = "HELP", "合理便利"
    PLEDGE = "PLEDGE", "诚信承诺"


class DraftState(Word):
    """How far a task of the registration is."""

    EMPTY = "EMPTY", "未填"
    BEGUN = "BEGUN", "未完成"
    DONE = "DONE", "已完成"
    NOT_ASKED = "NOT_ASKED", "不用填"
    TO_MEND = "TO_MEND", "需补正"
    LOCKED = "LOCKED", "暂不能交"


@dataclass(frozen=True, kw_only=True, slots=True)
class Drafted:
    """What is filled in so far, and what decides which questions are asked.

    `needs_birth` says that the document's number carries neither birth nor sex (A1.3.8); `misfits` are tasks whose
    answers no longer go with those of another; papers of `excused` questions were shown at a counter. `files` counts
    what was uploaded by its kind, papers of one claim by `CLAIM/` and the kind of the claim; `fields` are the medical
    fields of the programmes that were chosen.
    """

    document: IdentityDocument
    province: str
    needs_birth: bool = False
    answers: Mapping[DraftTask, Answers] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    fields: frozenset[MedicalField] = frozenset()
    misfits: frozenset[DraftTask] = frozenset()
    excused: frozenset[str] = frozenset()

    def text(self, task: DraftTask, name: str) -> str:
        """The text of a field; '' where it was not answered."""
        return str(self.answers.get(task, {}).get(name, ""))

    def items(self, task: DraftTask, name: str) -> tuple[str, ...]:
        """The values of a field that takes several."""
        return tuple(self.answers.get(task, {}).get(name, ()))

    def has(self, task: DraftTask, *names: str) -> bool:
        """Whether each of these fields was answered."""
        held = self.answers.get(task, {})
        return all(held.get(name) not in (None, "", []) for name in names)

    @property
    def is_from_elsewhere(self) -> bool:
        """Whether a resident's household is in another province, so that proofs are asked for (N3.3)."""
        hukou = self.text(DraftTask.HOUSEHOLD, "hukou")
        return self.document is IdentityDocument.RESIDENT_ID and hukou != "" and hukou[:2] != self.province

    @property
    def claims(self) -> tuple[ClaimKind, ...]:
        """The preferences claimed."""
        return tuple(ClaimKind(kind) for kind in self.items(DraftTask.CLAIMS, "kinds"))

    @property
    def levels(self) -> tuple[ProgrammeLevel, ...]:
        """The levels applied for, the main one first; none where it was not said."""
        level = self.text(DraftTask.LEVEL, "level")
        also = (ProgrammeLevel.GAOQIZHUAN,) if self.text(DraftTask.LEVEL, "also") == "yes" else ()
        return (ProgrammeLevel(level), *also) if level else ()

    @property
    def choices(self) -> tuple[Mapping[str, Any], ...]:
        """The choices in their order: the level, the codes of the programmes, 服从调剂 or not."""
        return tuple(self.answers.get(DraftTask.CHOICES, {}).get("choices", ()))

    @property
    def is_upgrade(self) -> bool:
        """Whether 专升本 is applied for."""
        return self.text(DraftTask.LEVEL, "level") == ProgrammeLevel.ZHUANSHENGBEN.value


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftStep:
    """One question's page: its task, the fields that it fills, or the kind of file; and when it is asked.

    `more` are fields that may be left empty; one that ends in _ stands for all that begin so.
    """

    name: str
    task: DraftTask
    label: str
    fields: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    file: str = ""
    is_asked: Callable[[Drafted], bool] = lambda _: True
    is_done: Callable[[Drafted], bool] | None = None

    def holds(self, name: str) -> bool:
        """Whether a field is one of this page's."""
        named = (*self.fields, *self.more)
        return name in named or any(one.endswith("_") and name.startswith(one) for one in named)

    def done(self, drafted: Drafted) -> bool:
        """Whether nothing of this page is open."""
        if self.name in drafted.excused:
            return True
        if self.is_done is not None:
            return self.is_done(drafted)
        return drafted.files.get(self.file, 0) > 0 if self.file else drafted.has(self.task, *self.fields)


def _person_done(one: Drafted) -> bool:
    more = ("birth", "sex") if one.needs_birth else ()
    return one.has(DraftTask.IDENTITY, "name", *more)


def _licence_done(one: Drafted) -> bool:
    if MedicalField.OTHER in one.fields and one.text(DraftTask.LICENCE, "works_in_health") == "":
        return False
    asks = bool(one.fields & {MedicalField.CLINICAL, MedicalField.NURSING})
    return not asks or one.has(DraftTask.LICENCE, "answered")


def _proved(one: Drafted) -> bool:
    """Whether each claim says what proves it and has its papers; that of age 25 is proved by the document."""
    return all(
        one.text(DraftTask.CLAIMS, f"evidence_{kind}") and one.files.get(f"CLAIM/{kind}", 0)
        for kind in _with_papers(one)
    )


def _with_papers(one: Drafted) -> tuple[ClaimKind, ...]:
    return tuple(kind for kind in one.claims if kind is not ClaimKind.AGED_25)


def _is_resident(one: Drafted) -> bool:
    return one.document is IdentityDocument.RESIDENT_ID


def _holds_licence(one: Drafted) -> bool:
    return bool(one.fields) and bool(one.items(DraftTask.LICENCE, "kinds"))


def _asks_help(one: Drafted) -> bool:
    """Whether papers of health are uploaded: nobody has to, the originals may be shown instead."""
    is_shown = one.text(DraftTask.HELP, "shows_original") == "yes"
    return bool(one.items(DraftTask.HELP, "kinds")) and not is_shown


_T = DraftTask

_EXAM = ("category", "paper", "language")
_HELP = ("kinds", "need", "shows_original")

STEPS: tuple[DraftStep, ...] = (
    DraftStep(
        name="person", task=_T.IDENTITY, label="姓名", more=("name", "birth", "sex"), is_done=_person_done
    ),
    DraftStep(name="ethnicity", task=_T.IDENTITY, label="民族", fields=("ethnicity",)),
    DraftStep(name="contact", task=_T.IDENTITY, label="联系方式", fields=("phone", "address", "postcode")),
    DraftStep(name="document-front", task=_T.IDENTITY, label="证件人像面", file="DOCUMENT_FRONT"),
    DraftStep(name="document-back", task=_T.IDENTITY, label="证件国徽面", file="DOCUMENT_BACK"),
    DraftStep(name="portrait", task=_T.PORTRAIT, label="照片", file="PORTRAIT"),
    DraftStep(
        name="hukou",
        task=_T.HOUSEHOLD,
        label="户籍所在地",
        fields=("hukou",),
        more=("hukou_name",),
        is_asked=_is_resident,
    ),
    DraftStep(name="employer", task=_T.HOUSEHOLD, label="工作单位", fields=("employer",)),
    DraftStep(
        name="residence",
        task=_T.HOUSEHOLD,
        label="异地报考材料",
        fields=("proofs",),
        is_asked=lambda one: one.is_from_elsewhere,
    ),
    DraftStep(
        name="residence-files",
        task=_T.HOUSEHOLD,
        label="异地报考材料的照片",
        file="RESIDENCE",
        is_asked=lambda one: one.is_from_elsewhere,
    ),
    DraftStep(name="point", task=_T.HOUSEHOLD, label="确认点", fields=("point",), more=("point_name",)),
    DraftStep(name="route", task=_T.LEVEL, label="报考方式", fields=("route",)),
    DraftStep(name="level", task=_T.LEVEL, label="报考层次", fields=("level",), more=("also", *_EXAM)),
    DraftStep(name="category", task=_T.LEVEL, label="科类", fields=("category",), more=_EXAM),
    DraftStep(
        name="paper",
        task=_T.LEVEL,
        label="专业基础课",
        fields=("paper",),
        is_asked=lambda one: one.is_upgrade,
    ),
    DraftStep(name="language", task=_T.LEVEL, label="外语语种", fields=("language",)),
    DraftStep(name="education", task=_T.EDUCATION, label="学历", fields=("kind",)),
    DraftStep(
        name="certificate",
        task=_T.EDUCATION,
        label="毕业证书",
        fields=("school", "number", "graduated_on"),
        more=("major",),
    ),
    DraftStep(
        name="education-files",
        task=_T.EDUCATION,
        label="毕业证书的照片",
        file="EDUCATION",
    ),
    DraftStep(name="choices", task=_T.CHOICES, label="院校专业志愿", fields=("choices",)),
    DraftStep(
        name="licence",
        task=_T.LICENCE,
        label="执业资格",
        more=("kinds", "number_", "works_in_health", "answered"),
        is_asked=lambda one: bool(one.fields),
        is_done=_licence_done,
    ),
    DraftStep(
        name="licence-files",
        task=_T.LICENCE,
        label="执业资格证书的照片",
        file="LICENCE",
        is_asked=_holds_licence,
    ),
    DraftStep(name="claims", task=_T.CLAIMS, label="照顾与免试", fields=("answered",), more=("kinds",)),
    DraftStep(
        name="claim-papers",
        task=_T.CLAIMS,
        label="照顾证明",
        more=("evidence_",),
        is_asked=lambda one: bool(_with_papers(one)),
        is_done=_proved,
    ),
    DraftStep(name="help", task=_T.HELP, label="合理便利", fields=("answered",), more=_HELP),
    DraftStep(
        name="help-files",
        task=_T.HELP,
        label="合理便利的证明",
        file="HEALTH",
        is_asked=_asks_help,
    ),
    DraftStep(name="pledge", task=_T.PLEDGE, label="诚信承诺", fields=("digest", "signed_at")),
)
"""Every question, in the order in which they are asked."""

STEP: Mapping[str, DraftStep] = {step.name: step for step in STEPS}


def asked_steps(drafted: Drafted, task: DraftTask | None = None) -> tuple[DraftStep, ...]:
    """The questions that are asked of this person, of one task or of all."""
    return tuple(step for step in STEPS if task in (None, step.task) and step.is_asked(drafted))


def open_steps(drafted: Drafted, task: DraftTask | None = None) -> tuple[DraftStep, ...]:
    """The questions that are asked and not answered yet."""
    return tuple(step for step in asked_steps(drafted, task) if not step.done(drafted))


@cites("A1.3.9", "N3.2")
def draft_state(drafted: Drafted, task: DraftTask) -> DraftState:
    """How far a task is: nothing of it answered, some, all; or not asked of this person at all."""
    asked = asked_steps(drafted, task)
    if not asked:
        return DraftState.NOT_ASKED
    waiting = open_steps(drafted, task)
    if not waiting and task not in drafted.misfits:
        return DraftState.DONE
    is_begun = len(waiting) < len(asked) or bool(drafted.answers.get(task))
    return DraftState.BEGUN if is_begun else DraftState.EMPTY


def following_step(drafted: Drafted, step: DraftStep) -> DraftStep | None:
    """The next question of the same task behind this one; None where the task's last was answered."""
    asked = asked_steps(drafted, step.task)
    behind = [one for one in asked if STEPS.index(one) > STEPS.index(step)]
    return behind[0] if behind else None
