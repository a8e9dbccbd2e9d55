"""On what an act is refused: findings of the rules, the reach of the actor, constraints of the tables."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DataError, IntegrityError, models, transaction

from chengzhao.actions.audit import Actor, Refused, not_for, require_duty
from chengzhao.actions.duties import COLLEGES
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import Finding
from chengzhao.law.words import Role

TOO_LONG = "填写的内容过长或含有不能保存的字符，请检查后重新提交。"


def as_faults(row: int, name: str, findings: Iterable[Finding], field: str = "") -> Iterator[RowFault]:
    """What the rules found on one row, or on one field of it, each with the place of its clause."""
    for found in findings:
        expected = f"{found.sentence.rstrip('。')}（{found.citation.label}）"
        yield RowFault(row=row, value=name, expected=expected, field=field)


def repeated(names: Iterable[str]) -> Iterator[RowFault]:
    """A fault for each row whose name stood in an earlier row."""
    seen: set[str] = set()
    for row, name in enumerate(names, start=1):
        if name in seen:
            yield RowFault(row=row, value=name, expected="与前面的行重复，应只写一次")
        seen.add(name)


def require_reach(actor: Actor, paths: Mapping[str, str]) -> None:
    """Refuses rows (name → organisation path) that lie outside the part of the tree the actor acts for."""
    refuse_faults(
        RowFault(row=row, value=name, expected="不在你单位的管辖范围内")
        for row, (name, path) in enumerate(paths.items(), start=1)
        if not path.startswith(actor.org_path)
    )


def common_path(paths: Iterable[str]) -> str:
    """The deepest node of the tree that holds all these organisations."""
    parts = [path.strip("/").split("/") for path in paths]
    shared = [names[0] for names in zip(*parts, strict=False) if len(set(names)) == 1 and names[0]]
    return "/" + "".join(f"{name}/" for name in shared)


def require_own_college(act: str, actor: Actor, paths: Mapping[str, str]) -> None:
    """Refuses an actor whose role may not do the act, and colleges (name → path) that are not its own.

    Only where the table of duties gives the act to another role too does that role act for any college.
    """
    require_duty(act, actor)
    if actor.role in COLLEGES:
        require_reach(actor, paths)


def require_role(actor: Actor, *roles: Role) -> None:
    """Refuses an act that is not for the actor's role."""
    if actor.role not in roles:
        raise Refused(not_for(actor.role, roles))


@contextmanager
def kept(*tables: type[models.Model], **sentences: str) -> Iterator[None]:
    """Runs a step in a savepoint and says as Refused which named constraint of `tables` it broke.

    `sentences` gives the sentence of a constraint that has none of its own, by name. An error of another
    kind goes on as it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        message = _messages(tables).get(_constraint(error)) or sentences.get(_constraint(error))
        if message is None:
            raise
        raise Refused(message) from error
    except DataError as error:
        raise Refused(TOO_LONG) from error


def _constraint(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def _messages(tables: Iterable[type[models.Model]]) -> dict[str, str]:
    """The sentences of the tables' constraints by name, those of unique columns under PostgreSQL's name."""
    found: dict[str, str] = {}
    for table in tables:
        for held in table._meta.concrete_fields:
            if held.unique and not held.primary_key:
                found[f"{table._meta.db_table}_{held.column}_key"] = (
                    f"“{held.verbose_name}”已经登记过，不能重复。"
                )
        for constraint in table._meta.constraints:
            if _has_own_message(constraint):
                found[constraint.name] = f"{constraint.violation_error_message}。"
    return found


def _has_own_message(constraint: Any) -> bool:
    return bool(constraint.violation_error_message != constraint.default_violation_error_message)
