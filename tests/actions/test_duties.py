"""The table of duties: it knows every act that leaves a trail, and no act goes round it."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from tests.actions.refusing import refused
from tests.factories import BORDER, REGISTRATION_DAY, an_actor, an_organisation

from chengzhao.actions.audit import Refused, Touched, record
from chengzhao.actions.duties import ACT_ROLES, ANYBODY
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Organisation

ACTIONS = Path("src/chengzhao/actions")
NOT_FOR_CANDIDATES = sorted(act for act, roles in ACT_ROLES.items() if Role.CANDIDATE not in roles)
FOR_CANDIDATES = sorted(act for act, roles in ACT_ROLES.items() if roles == (Role.CANDIDATE,))
SHARED_WITH_CANDIDATES = sorted(
    act for act, roles in ACT_ROLES.items() if Role.CANDIDATE in roles and 1 < len(roles) < len(ANYBODY)
)
ON_ONES_OWN = sorted(act for act, roles in ACT_ROLES.items() if roles is ANYBODY)


def trees(root: Path) -> list[ast.Module]:
    return [ast.parse(file.read_text("utf-8")) for file in sorted((root / ACTIONS).glob("*.py"))]


def places_of_act(modules: list[ast.Module]) -> dict[str, int]:
    """Where a function that takes an `act` has it among its positional parameters, by the function's name."""
    found = {}
    for module in modules:
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef):
                names = [one.arg for one in node.args.args]
                if "act" in names and node.name != "approve":
                    found[node.name] = names.index("act")
    return found


def names_of(call: ast.Call, places: dict[str, int]) -> Iterator[str]:
    """The name of an act that a call gives, by keyword or by place."""
    given = [one.value for one in call.keywords if one.arg == "act"]
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in places and places[name] < len(call.args):
        given.append(call.args[places[name]])
    yield from (one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_the_table_and_the_acts_name_the_same(root: Path) -> None:
    modules = trees(root)
    places = places_of_act(modules)
    named = {
        name
        for module in modules
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        # Private helpers of the same name stand in several modules: a module's own are its own.
        for name in names_of(node, places | places_of_act([module]))
    }
    assert named == set(ACT_ROLES)


def test_every_act_is_for_somebody_and_names_a_role_once() -> None:
    assert [act for act, roles in ACT_ROLES.items() if not roles or len(set(roles)) != len(roles)] == []


def test_the_table_is_frozen() -> None:
    with pytest.raises(TypeError):
        ACT_ROLES["open_season"] = ()  # type: ignore[index]


def write(act: str, role: Role | None) -> int:
    return record(
        border=BORDER,
        actor=replace(an_actor(), role=role),
        at=REGISTRATION_DAY,
        act=act,
        object_kind="thing",
        touched=[Touched(object_id="1", after="")],
    )


@pytest.mark.django_db
@pytest.mark.parametrize("act", NOT_FOR_CANDIDATES)
def test_record_refuses_a_candidate(act: str) -> None:
    wanted = "、".join(role.label for role in ACT_ROLES[act])
    with refused(f"这项工作由{wanted}办理，你的角色是考生。"):
        write(act, Role.CANDIDATE)


@pytest.mark.django_db
@pytest.mark.parametrize("act", FOR_CANDIDATES)
def test_record_takes_the_acts_of_candidates_from_them_only(act: str) -> None:
    assert write(act, Role.CANDIDATE) == 1
    with refused("这项工作由考生办理，你的角色是省招办负责人。"):
        write(act, Role.PROVINCE_LEAD)


@pytest.mark.django_db
@pytest.mark.parametrize("act", SHARED_WITH_CANDIDATES)
def test_record_takes_a_shared_act_from_candidates_and_from_those_named(act: str) -> None:
    others = [role for role in Role if role not in ACT_ROLES[act]]
    assert [write(act, role) for role in ACT_ROLES[act]] == [1] * len(ACT_ROLES[act])
    for role in others:
        with pytest.raises(Refused, match=f"你的角色是{role.label}"):
            write(act, role)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ON_ONES_OWN)
def test_record_takes_what_people_do_with_their_own_account_from_anybody(act: str) -> None:
    assert (write(act, Role.CANDIDATE), write(act, Role.AUDIT_ADMIN), write(act, None)) == (1, 1, 1)


@pytest.mark.django_db
def test_record_refuses_somebody_without_a_role() -> None:
    with refused("这项工作由省招办负责人办理，你没有角色。"):
        write("release_run", None)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["propose_control_lines", "decide_files", "settle_returns"])
def test_oversight_only_looks_on(act: str) -> None:
    for role in ACT_ROLES[act]:
        assert write(act, role) == 1
    with pytest.raises(Refused, match="你的角色是纪检监督员"):
        write(act, Role.OVERSIGHT)
    assert AuditRow.objects.count() == len(ACT_ROLES[act])


@pytest.mark.django_db
def test_what_was_done_before_the_refusal_falls_with_it() -> None:
    with refused("这项工作由省招办负责人办理，你的角色是省招办工作人员。"), transaction.atomic():
        an_organisation(code="987654")
        write("release_run", Role.PROVINCE_OFFICER)
    assert not Organisation.objects.filter(code="987654").exists()
