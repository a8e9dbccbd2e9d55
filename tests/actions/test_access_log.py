"""Looks and lifted masks on the trail, each with its reason."""

import pytest
from tests.actions.refusing import refused
from tests.factories import BORDER, REGISTRATION_DAY, a_candidate, an_actor

from chengzhao.actions.access_log import take_list, unmask, view_file
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow

pytestmark = pytest.mark.django_db
HEAD = {"border": BORDER, "at": REGISTRATION_DAY}


def rows() -> list[tuple[str, str, str, int | None, str]]:
    found = AuditRow.objects.order_by("pk")
    return list(found.values_list("act", "object_kind", "object_id", "candidate_id", "reason"))


def test_view_file_writes_a_row_for_each_person() -> None:
    one, other = a_candidate(), a_candidate()
    view_file(**HEAD, actor=an_actor(), candidate_ids=[one.pk, other.pk], reason="审核")  # type: ignore[arg-type]
    assert rows() == [
        ("view_file", "candidate", str(one.pk), one.pk, "审核"),
        ("view_file", "candidate", str(other.pk), other.pk, "审核"),
    ]


def test_unmask_names_the_fields_and_the_reason() -> None:
    person = a_candidate()
    unmask(
        **HEAD,  # type: ignore[arg-type]
        actor=an_actor(role=Role.COUNTY_REVIEWER),
        candidate_id=person.pk,
        fields=["电话", "证件号码"],
        reason=" 通知补交材料 ",
    )
    assert rows() == [("unmask", "candidate", str(person.pk), person.pk, "电话、证件号码：通知补交材料")]


@pytest.mark.parametrize("reason", ["", " \t\n"])
def test_unmask_without_a_reason_is_refused(reason: str) -> None:
    with refused("查看完整信息必须写明理由。"):
        unmask(**HEAD, actor=an_actor(), candidate_id=1, fields=["电话"], reason=reason)  # type: ignore[arg-type]


def test_unmask_with_a_reason_that_is_too_long_is_refused() -> None:
    person = a_candidate()
    given = {**HEAD, "actor": an_actor(), "candidate_id": person.pk, "fields": ["电话"]}
    unmask(**given, reason="长" * 397)  # type: ignore[arg-type]
    with refused("理由过长，请缩短到397字以内。"):
        unmask(**given, reason="长" * 398)  # type: ignore[arg-type]


def test_take_list_keeps_what_fits() -> None:
    take_list(**HEAD, actor=an_actor(), name="n" * 70, digest="d" * 64, reason="长" * 500)  # type: ignore[arg-type]
    [row] = rows()
    assert row == ("take_list", "list_file", "n" * 64, None, "长" * 400)
