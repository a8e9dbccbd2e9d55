"""Files of evidence: kept sealed and once, read by those whom the table of sights lets, each reading on the trail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused
from tests.factories import (
    BORDER,
    KEYS,
    REGISTRATION_DAY,
    Tree,
    a_candidate,
    a_claim,
    a_seat,
    a_tree,
    an_accepted_file,
    an_account,
    an_evidence_file,
    an_organisation,
)
from tests.vault.rings import a_key_set, keys_of

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.evidence import (
    PIECE,
    EvidenceKind,
    NoSuchFile,
    OpenedFile,
    drop_file,
    is_readable,
    keep_file,
    open_file,
)
from chengzhao.actions.reused_files import reuse_file
from chengzhao.law.words import ClaimKind, OrganisationKind, Role
from chengzhao.records.models import AuditRow, Candidate, Registration, SealedFile, SealedPiece
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.evidence import evidence_of
from chengzhao.rules.registration import RegistrationState
from chengzhao.vault.accepted import MOST_FILES, AcceptedFile, MediaType
from chengzhao.vault.sealing import Keys, SealBroken

pytestmark = pytest.mark.django_db

AT = REGISTRATION_DAY + timedelta(hours=1)
REASON = "审核照顾申请"
GONE = "没有这个文件，或你无权查看。"


@pytest.fixture
def tree() -> Tree:
    return a_tree()


@pytest.fixture
def candidate(tree: Tree) -> Candidate:
    """Somebody with an account whose registration was given back."""
    account = an_account(kind=AccountKind.CANDIDATE)
    return a_candidate(account=account, confirmation_point=tree.county, state=RegistrationState.RETURNED)


def owner(candidate: Candidate) -> Actor:
    return Actor(account=candidate.account_id, role=Role.CANDIDATE, org_path=candidate.org_path)


def officer(role: Role, path: str) -> Actor:
    return Actor(account=an_account().pk, role=role, org_path=path)


def keep(candidate: Candidate, accepted: AcceptedFile | None = None, **facts: Any) -> UUID:
    given = {"kind": EvidenceKind.CLAIM, "keys": KEYS} | facts
    return keep_file(
        border=BORDER, actor=owner(candidate), at=AT, accepted=accepted or an_accepted_file(), **given
    )


def open_as(actor: Actor, public_id: UUID, reason: str = REASON, keys: Keys = KEYS) -> OpenedFile:
    return open_file(border=BORDER, actor=actor, at=AT, public_id=public_id, reason=reason, keys=keys)


def stand(candidate: Candidate, state: RegistrationState) -> None:
    Registration.objects.filter(candidate=candidate).update(state=state, approved_at=AT, confirmed_at=AT)


@pytest.mark.parametrize("size", [1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_a_file_is_opened_as_it_was_kept(candidate: Candidate, size: int) -> None:
    content = (bytes(range(251)) * (size // 251 + 1))[:size]
    accepted = an_accepted_file(content, name="我的证明 999999199001010019.pdf", media_type=MediaType.PDF)
    public_id = keep(candidate, accepted)
    opened = open_as(owner(candidate), public_id)
    assert (opened.name, opened.media_type, opened.content) == (accepted.name, MediaType.PDF, content)
    assert SealedPiece.objects.count() == -(-size // PIECE)


def test_neither_name_nor_content_stands_in_the_tables(candidate: Candidate) -> None:
    keep(candidate, an_accepted_file(b"a certificate of merit", name="999999199001010019.jpg"))
    row, piece = SealedFile.objects.get(), SealedPiece.objects.get()
    assert b"certificate" not in bytes(piece.sealed)
    assert "999999199001010019" not in str(SealedFile.objects.values().get())
    assert row.digest == an_accepted_file(b"a certificate of merit").digest


def test_the_same_file_again_is_kept_once_and_has_the_same_number(candidate: Candidate) -> None:
    accepted = an_accepted_file()
    assert keep(candidate, accepted) == keep(candidate, accepted)
    assert AuditRow.objects.filter(act="keep_file").count() == 1
    with refused("这个文件已作为“照顾证明”上传，不能重复使用。"):
        keep(candidate, accepted, kind=EvidenceKind.DOCUMENT_FRONT)


def test_a_paper_may_prove_several_things_and_is_taken_back_from_each_alone(candidate: Candidate) -> None:
    first = keep(candidate, an_accepted_file(b"a certificate of merit"))
    actor = owner(candidate)
    again = {"border": BORDER, "actor": actor, "at": AT, "kind": EvidenceKind.EDUCATION, "keys": KEYS}
    second = reuse_file(**again, public_id=first)
    assert second != first
    assert reuse_file(**again, public_id=first) == second
    contents = [
        open_file(border=BORDER, actor=actor, at=AT, public_id=one, reason="", keys=KEYS).content
        for one in (first, second)
    ]
    assert contents == [b"a certificate of merit"] * 2
    drop_file(border=BORDER, actor=actor, at=AT, public_id=first)
    assert [one.kind for one in SealedFile.objects.all()] == ["EDUCATION"]
    with refused("没有这个文件，或你无权查看。"):
        reuse_file(**again, public_id=first)


def test_a_picture_of_the_document_is_used_for_nothing_else(candidate: Candidate) -> None:
    front = keep(candidate, an_accepted_file(b"front"), kind=EvidenceKind.DOCUMENT_FRONT)
    actor = owner(candidate)
    with refused("这个文件已作为“证件人像面”上传，不能重复使用。"):
        reuse_file(border=BORDER, actor=actor, at=AT, public_id=front, kind=EvidenceKind.EDUCATION, keys=KEYS)


def test_two_people_may_hand_in_the_same_file(candidate: Candidate, tree: Tree) -> None:
    accepted = an_accepted_file()
    other = a_candidate(
        account=an_account(kind=AccountKind.CANDIDATE),
        confirmation_point=tree.county,
        state=RegistrationState.RETURNED,
    )
    assert keep(candidate, accepted) != keep(other, accepted)


@pytest.mark.parametrize(
    "state", [state for state in RegistrationState if state not in ("DRAFT", "RETURNED", "AWAITING")]
)
def test_nothing_is_kept_or_dropped_while_the_office_has_the_registration(
    candidate: Candidate, state: RegistrationState
) -> None:
    public_id = keep(candidate)
    Registration.objects.filter(candidate=candidate).update(
        state=state, approved_at=AT, confirmed_at=AT, ticketed_at=AT, ended_at=AT
    )
    with pytest.raises(Refused, match="材料不能再增减"):
        keep(candidate)
    with pytest.raises(Refused, match="材料不能再增减"):
        drop_file(border=BORDER, actor=owner(candidate), at=AT, public_id=public_id)


def test_one_person_keeps_so_many_files_and_no_more(candidate: Candidate) -> None:
    for _ in range(MOST_FILES):
        an_evidence_file(candidate=candidate)
    with refused("每人最多保存40个文件，你已有40个。请删除不再需要的文件后再上传。"):
        keep(candidate)


def test_somebody_who_is_no_candidate_keeps_nothing() -> None:
    nobody = Actor(account=an_account().pk, role=Role.CANDIDATE, org_path="/14/")
    with refused("报名由考生本人办理，请用考生账号登录。"):
        keep_file(
            border=BORDER,
            actor=nobody,
            at=AT,
            kind=EvidenceKind.OTHER,
            accepted=an_accepted_file(),
            keys=KEYS,
        )


def test_a_dropped_file_is_gone_with_its_pieces(candidate: Candidate) -> None:
    public_id = keep(candidate, an_accepted_file(b"x" * (PIECE + 1)))
    drop_file(border=BORDER, actor=owner(candidate), at=AT, public_id=public_id)
    assert (SealedFile.objects.count(), SealedPiece.objects.count()) == (0, 0)
    with pytest.raises(NoSuchFile, match=GONE):
        drop_file(border=BORDER, actor=owner(candidate), at=AT, public_id=public_id)


def test_the_trail_names_reader_and_reason(candidate: Candidate, tree: Tree) -> None:
    public_id = keep(candidate)
    reader = officer(Role.COUNTY_REVIEWER, tree.county.path)
    open_as(reader, public_id, f" {REASON} ")
    row = AuditRow.objects.get(act="open_file")
    assert (row.account_id, row.role, row.reason) == (reader.account, "COUNTY_REVIEWER", REASON)
    assert (row.object_kind, row.object_id, row.candidate_id) == ("sealed_file", str(public_id), candidate.pk)
    open_as(owner(candidate), public_id, "")
    assert AuditRow.objects.filter(act="open_file").order_by("-pk")[0].reason == "本人查看"


@pytest.mark.parametrize("reason", ["", "   ", "看看", "看一下　　"])
def test_without_a_reason_nobody_else_reads(candidate: Candidate, tree: Tree, reason: str) -> None:
    public_id = keep(candidate)
    with pytest.raises(Refused, match="请写明查看的理由"):
        open_as(officer(Role.COUNTY_REVIEWER, tree.county.path), public_id, reason)
    assert not AuditRow.objects.filter(act="open_file").exists()


def test_a_file_of_somebody_else_and_no_file_are_answered_alike(candidate: Candidate, tree: Tree) -> None:
    public_id = keep(candidate)
    neighbour = a_candidate(account=an_account(kind=AccountKind.CANDIDATE), confirmation_point=tree.county)
    strangers = [
        owner(neighbour),
        officer(Role.COUNTY_REVIEWER, "/14/1401/140106/"),
        officer(Role.PREFECTURE_OFFICER, "/14/1402/"),
        officer(Role.DEPARTMENT_OFFICER, tree.department.path),
        officer(Role.SITE_HEAD, tree.site.path),
        officer(Role.COLLEGE_OFFICER, "/college/10001/"),
        Actor(account=None, role=None, org_path="/"),
    ]
    for stranger in strangers:
        for asked in (public_id, uuid4()):
            assert not is_readable(border=BORDER, actor=stranger, public_id=asked)
            with pytest.raises(NoSuchFile, match=GONE):
                open_as(stranger, asked)
    assert not AuditRow.objects.filter(act="open_file").exists()


def in_reach(tree: Tree) -> dict[Role, str]:
    return {
        Role.COUNTY_REVIEWER: tree.county.path,
        Role.SECOND_REVIEWER: tree.county.path,
        Role.PREFECTURE_OFFICER: tree.prefecture.path,
        Role.PROVINCE_OFFICER: tree.province.path,
        Role.PROVINCE_LEAD: tree.province.path,
        Role.INSPECTOR: tree.province.path,
    }


def test_offices_of_the_part_of_the_tree_read(candidate: Candidate, tree: Tree) -> None:
    public_id = keep(candidate)
    for role, path in in_reach(tree).items():
        assert open_as(officer(role, path), public_id).public_id == public_id


@pytest.mark.parametrize(
    "role", [Role.OVERSIGHT, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.COMMITTEE_MEMBER]
)
def test_other_roles_read_nothing(candidate: Candidate, tree: Tree, role: Role) -> None:
    public_id = keep(candidate)
    with pytest.raises(Refused):
        open_as(officer(role, tree.province.path), public_id)
    assert not AuditRow.objects.filter(act="open_file").exists()


def test_a_department_reads_what_proves_the_claims_it_is_in_charge_of(
    candidate: Candidate, tree: Tree
) -> None:
    a_claim(candidate=candidate, kind=ClaimKind.THIRD_CLASS_MERIT)
    proof = keep(candidate, claim_kind=ClaimKind.THIRD_CLASS_MERIT)
    other = keep(candidate, kind=EvidenceKind.EDUCATION)
    stand(candidate, RegistrationState.APPROVED)
    veterans = Actor(
        account=an_account().pk, role=Role.DEPARTMENT_OFFICER, org_path=department_for(tree, "退役军人事务")
    )
    sports = Actor(
        account=an_account().pk, role=Role.DEPARTMENT_OFFICER, org_path=department_for(tree, "体育")
    )
    assert open_as(veterans, proof).public_id == proof
    for actor, file in ((veterans, other), (sports, proof)):
        with pytest.raises(NoSuchFile):
            open_as(actor, file)


def test_a_site_reads_the_needs_of_those_who_sit_there_and_nobody_after(
    candidate: Candidate, tree: Tree
) -> None:
    need = keep(candidate, kind=EvidenceKind.HEALTH)
    proof = keep(candidate, kind=EvidenceKind.CLAIM)
    stand(candidate, RegistrationState.CONFIRMED)
    seat = a_seat(candidate=candidate)
    head = officer(Role.SITE_HEAD, seat.room.site.organisation.path)
    assert open_as(head, need).public_id == need
    with pytest.raises(NoSuchFile):
        open_as(head, proof)
    with pytest.raises(NoSuchFile):
        open_as(officer(Role.COUNTY_REVIEWER, tree.county.path), need)


def department_for(tree: Tree, name: str) -> str:
    """The path of a department in charge."""
    office = an_organisation(
        kind=OrganisationKind.DEPARTMENT, code=name[:2], name=f"山西省{name}厅", parent=tree.province
    )
    return office.path


def swap(first: int, second: int) -> None:
    one, two = (SealedPiece.objects.get(number=number) for number in (first, second))
    SealedPiece.objects.filter(pk=one.pk).update(sealed=two.sealed)
    SealedPiece.objects.filter(pk=two.pk).update(sealed=one.sealed)


@pytest.mark.parametrize(
    "damage",
    [
        lambda: swap(0, 1),
        lambda: SealedPiece.objects.filter(number=2).delete(),
        lambda: SealedPiece.objects.filter(number=0).delete(),
        lambda: SealedFile.objects.update(pieces=2),
        lambda: SealedFile.objects.update(digest="0" * 64),
    ],
    ids=["swapped", "cut off", "beheaded", "said to be shorter", "another digest"],
)
def test_a_damaged_file_is_never_handed_out(candidate: Candidate, damage: Callable[[], Any]) -> None:
    public_id = keep(candidate, an_accepted_file(b"y" * (2 * PIECE + 1)))
    damage()
    with pytest.raises(SealBroken):
        open_as(owner(candidate), public_id)
    assert not AuditRow.objects.filter(act="open_file").exists()


def test_a_file_does_not_open_with_other_keys(candidate: Candidate) -> None:
    public_id = keep(candidate)
    with pytest.raises(SealBroken, match="not in the ring"):
        open_as(owner(candidate), public_id, keys=keys_of(a_key_set(2)))


def test_the_list_of_files_names_kinds_in_their_order(candidate: Candidate) -> None:
    keep(candidate, kind=EvidenceKind.OTHER)
    keep(candidate, claim_kind=ClaimKind.MARTYR_FAMILY)
    keep(candidate, kind=EvidenceKind.PORTRAIT)
    assert [view.label for view in evidence_of(candidate.pk)] == [
        "照片",
        "照顾证明（烈士子女、烈士配偶）",
        "其他材料",
    ]


def test_a_kind_of_claim_belongs_to_claims_only(candidate: Candidate) -> None:
    with refused("只有照顾证明可以写明照顾类别。"):
        keep(candidate, kind=EvidenceKind.OTHER, claim_kind=ClaimKind.MARTYR_FAMILY)


@pytest.mark.django_db(transaction=True)
def test_the_same_file_pressed_twice_is_kept_once() -> None:
    candidate = a_candidate(
        account=an_account(kind=AccountKind.CANDIDATE),
        confirmation_point=a_tree().county,
        state=RegistrationState.RETURNED,
    )
    accepted = an_accepted_file()
    assert press_twice(lambda: keep(candidate, accepted)) == [DONE, DONE]
    assert (SealedFile.objects.count(), SealedPiece.objects.count()) == (1, 1)
