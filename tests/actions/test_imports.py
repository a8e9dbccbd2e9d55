"""A table that was handed in: its columns, the choice, taking it back whole, handing it on, and who takes it over."""

from dataclasses import replace
from uuid import UUID

import pytest
from tests import factories
from tests.factories import BORDER, KEYS
from tests.work.imported import (
    COUNTY,
    SIBLING,
    Desk,
    a_desk,
    a_person,
    a_seat,
    carried_out,
    checked,
    chosen,
    handed_in,
    imported,
    queued,
)

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.binding import bind_own_candidates
from chengzhao.actions.imported_versions import answers_of
from chengzhao.actions.imports import choose_import, map_import
from chengzhao.actions.imports_taken_back import hand_over_import, undo_import
from chengzhao.actions.own import Place
from chengzhao.actions.own_registration import hand_in
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.registration_forms import TraceForm
from chengzhao.law.words import Role, Stage
from chengzhao.records.bulk import server_time
from chengzhao.records.models import (
    Account,
    Candidate,
    ImportBatch,
    ImportedRow,
    ImportFile,
    Message,
    RegisterCheck,
    Registration,
    RegistrationVersion,
    StageWindow,
)
from chengzhao.records.queries.drafts import draft_of
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import ACCOUNT_IDENTITY, ACCOUNT_PHONE, IDENTITY_NUMBER, PHONE
from chengzhao.records.walls.doors import Door
from chengzhao.rules.registration import DraftTask, ImportChoice, ImportState, RegistrationState

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def number_of(batch: ImportBatch) -> UUID:
    return UUID(str(batch.public_id))


def undo(desk: Desk, batch: ImportBatch, reason: str = "传错了文件") -> int:
    return undo_import(
        border=BORDER, actor=desk.actor, at=server_time(), public_id=number_of(batch), reason=reason
    )


def hand_over(desk: Desk, batch: ImportBatch, reason: str = "收到全部纸质材料") -> int:
    return hand_over_import(
        border=BORDER, actor=desk.actor, at=server_time(), public_id=number_of(batch), reason=reason
    )


def test_undone_it_is_as_if_it_had_not_been_but_for_its_numbers(desk: Desk) -> None:
    rows = [a_person(desk), a_person(desk)]
    batch = imported(desk, rows)
    assert undo(desk, batch) == 2
    batch.refresh_from_db()
    assert batch.state == ImportState.UNDONE
    left = (Candidate, Registration, RegistrationVersion, Message, ImportFile)
    assert [table.objects.count() for table in left] == [0] * 5
    again = imported(desk, rows)
    assert again.imported == 2
    numbers = ImportedRow.objects.order_by("pk").values_list("candidate_number", flat=True)
    assert list(numbers) == [f"2414010500000{place}" for place in (1, 2, 3, 4)]


def test_undone_only_while_nobody_has_looked_at_any_of_it(desk: Desk) -> None:
    batch = imported(desk, [a_person(desk), a_person(desk)])
    factories.a_decision(candidate=Candidate.objects.order_by("pk")[0], reviewer=factories.an_account())
    with pytest.raises(Refused, match=r"有1份已经开始审核或核查，或者考生本人已经接手（24140105000001）"):
        undo(desk, batch)
    assert Candidate.objects.count() == 2


def test_undone_only_with_a_reason_and_while_it_could_be_handed_in_again(desk: Desk) -> None:
    batch = imported(desk, [a_person(desk)])
    with pytest.raises(Refused, match="请写明为什么撤销"):
        undo(desk, batch, " ")
    StageWindow.objects.filter(stage=Stage.REGISTRATION).update(closes_at=server_time())
    with pytest.raises(Refused):
        undo(desk, batch)
    assert Candidate.objects.count() == 1


def test_sibling_county_finds_no_such_batch(desk: Desk) -> None:
    batch = imported(desk, [a_person(desk)])
    factories.an_organisation(path=SIBLING)
    other = a_seat(path=SIBLING, role=Role.COUNTY_REVIEWER, programme=desk.programme, closes=desk.closes)
    for act in (undo, hand_over):
        with pytest.raises(Refused, match="本单位没有这一批"):
            act(other, batch)


def test_other_roles_take_in_no_tables(desk: Desk) -> None:
    second = replace(desk, actor=replace(desk.actor, role=Role.SECOND_REVIEWER))
    with pytest.raises(Refused, match="这项工作由"):
        handed_in(second, [a_person(desk)])


def test_papers_that_came_along_hand_it_on_to_review(desk: Desk) -> None:
    batch = imported(desk, [a_person(desk), a_person(desk)])
    assert hand_over(desk, batch) == 2
    assert set(Registration.objects.values_list("state", flat=True)) == {RegistrationState.SUBMITTED.value}
    asked = RegisterCheck.objects.filter(answer="", cause="HANDED_IN").order_by("pk")
    subjects = ["IDENTITY", "STUDENT_STATUS", "EDUCATION"]
    assert list(asked.values_list("subject", flat=True)) == subjects * 2
    with pytest.raises(Refused, match="没有待补材料的报名"):
        hand_over(desk, batch)
    # Nobody has looked at it yet: it can still be taken back.
    assert undo(desk, batch) == 2


def test_who_imported_or_handed_on_does_not_review(desk: Desk) -> None:
    batch = imported(desk, [a_person(desk)])
    other = replace(desk, actor=replace(desk.actor, account=factories.an_account().pk))
    hand_over(other, batch)
    own, third = Candidate.objects.get(), factories.an_account().pk
    for account, said in ((desk.account.pk, 1), (other.actor.account, 1), (third, 0)):
        faults = list(recusal_faults(BORDER, [(own.pk, account or 0)], {own.pk: own.candidate_number}))
        assert [one.expected for one in faults] == [
            "这份报名由审核人录入，须由其他人办理（通知·二.5）"
        ] * said


def test_choice_is_of_the_number_that_was_seen(desk: Desk) -> None:
    batch = checked(desk, [a_person(desk), a_person(desk, name="")])

    def choose(choice: ImportChoice, right: int) -> None:
        choose_import(
            border=BORDER,
            actor=desk.actor,
            at=server_time(),
            public_id=number_of(batch),
            choice=choice,
            right=right,
        )

    with pytest.raises(Refused, match="正确的行数已变为1"):
        choose(ImportChoice.RIGHT, 2)
    choose(ImportChoice.NONE, 99)
    batch.refresh_from_db()
    assert (batch.state, ImportFile.objects.count()) == (ImportState.DROPPED, 0)
    with pytest.raises(Refused, match="已是最终状态"):
        choose(ImportChoice.RIGHT, 1)
    # What was not imported may be handed in again.
    assert checked(desk, [a_person(desk)]).state == ImportState.CHECKED


def test_nothing_right_is_nothing_to_import(desk: Desk) -> None:
    batch = checked(desk, [a_person(desk, name="")])
    with pytest.raises(Refused, match="没有一行可以导入"):
        chosen(desk, batch)


def test_file_whose_time_is_over_is_not_imported(desk: Desk) -> None:
    batch = checked(desk, [a_person(desk)])
    ImportBatch.objects.update(expires_at=server_time())
    with pytest.raises(Refused, match="文件已过保留期"):
        chosen(desk, batch)


def test_columns_named_anew_are_looked_at_anew(desk: Desk) -> None:
    batch = checked(desk, [a_person(desk)])

    def name(mapping: dict[str, str]) -> None:
        map_import(
            border=BORDER, actor=desk.actor, at=server_time(), public_id=number_of(batch), mapping=mapping
        )

    with pytest.raises(Refused, match="“姓名”这一列选了两次"):
        name({"name": "姓名", "employer": "姓名"})
    with pytest.raises(Refused, match="选的列不在这个文件里"):
        name({"name": "曾用名"})
    name(batch.mapping | {"name": "工作单位", "employer": "姓名"})
    batch.refresh_from_db()
    assert (batch.state, ImportFile.objects.filter(kind="REPORT").count()) == (ImportState.RECEIVED, 0)
    carried_out(queued(desk, batch, "import_check"))
    batch.refresh_from_db()
    assert batch.counted == {}
    chosen(desk, batch)
    carried_out(queued(desk, batch, "import_rows"))
    assert Candidate.objects.get().name == "太原市第一机械厂"
    with pytest.raises(Refused, match="不能再改各列的对应"):
        name(batch.mapping)


def taken_over(desk: Desk) -> Account:
    """The owner of phone and document of the one imported, who has proved both."""
    own = Candidate.objects.get()
    account = factories.an_applicant(name=own.name)
    texts = {
        ACCOUNT_IDENTITY: IDENTITY_NUMBER.text(KEYS, own.pk, bytes(own.identity_sealed)),
        ACCOUNT_PHONE: PHONE.text(KEYS, own.pk, bytes(own.phone_sealed)),
    }
    for column, text in texts.items():
        values = dict(zip(column.columns(), column.values(KEYS, account.pk, text), strict=True))
        Account.objects.filter(pk=account.pk).update(**values)
    account.refresh_from_db()
    with scope(Scope(door=Door.ENTRY, account=account.pk)):
        assert (
            bind_own_candidates(
                account, at=server_time(), keys=KEYS, place=Place(device="", device_name="", network="")
            )
            == 1
        )
    return account


def test_owner_of_phone_and_document_takes_it_over_and_hands_it_in(desk: Desk) -> None:
    batch = imported(desk, [a_person(desk, name="刘䶮")])
    account = taken_over(desk)
    own = Candidate.objects.get()
    door = Scope(
        door=Door.CANDIDATE,
        season=2024,
        province="14",
        org_path=COUNTY,
        account=account.pk,
        candidate=own.pk,
    )
    with scope(door):
        held = draft_of(account.pk, 2024, "14", KEYS)
    assert held is not None
    assert held.answers[DraftTask.IDENTITY]["name"] == "刘䶮"
    actor = Actor(account=account.pk, role=Role.CANDIDATE, org_path=COUNTY)
    with scope(door), pytest.raises(Refused, match="还没有填完") as open_questions:
        hand_in(border=BORDER, actor=actor, at=server_time(), keys=KEYS, trace=TraceForm())
    named = str(open_questions.value)
    assert all(one in named for one in ("照片", "证件人像面", "毕业证书的照片", "合理便利", "诚信承诺"))
    assert "姓名" not in named
    with pytest.raises(Refused, match="考生本人已经接手"):
        undo(desk, batch)


def test_answers_are_those_that_would_make_the_same_form() -> None:
    form = factories.a_registration_form(confirmation_path=COUNTY)
    found = answers_of(form)
    assert found[DraftTask.HOUSEHOLD]["point"] == COUNTY
    assert found[DraftTask.LEVEL]["paper"] == "ADVANCED_MATHS_2"
    assert DraftTask.PLEDGE not in found
    assert DraftTask.HELP not in found
