"""Which columns of a person a door reads: what the table of sights opens to its roles, and nothing else of the row."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from tests import factories
from tests.web.world import World, a_world

from chengzhao.law.words import ClaimKind, Role
from chengzhao.records.models import (
    Account,
    Candidate,
    Claim,
    ClaimOpinion,
    LegalHold,
    Organisation,
    PaperMark,
    RightsRequest,
    SealedFile,
    SealedPiece,
)
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import DOOR_OF_ROLE, Door
from chengzhao.records.walls.seen import ALSO_READ
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.privacy.register import KEYS, fields_of

pytestmark = pytest.mark.django_db
BORDER = {"season": 2024, "province": "14"}
NARROW = (Door.SITE, Door.DEPARTMENT, Door.INSPECTION)
NEVER = {
    Door.SITE: {"phone_sealed", "address_sealed", "postcode_sealed", "hukou_division", "employer"},
    Door.DEPARTMENT: {"phone_sealed", "address_sealed", "postcode_sealed", "hukou_division"},
    Door.INSPECTION: {"phone_sealed", "address_sealed", "postcode_sealed"},
    Door.COLLEGE: {"identity_index", "identity_tail_index", "phone_index", "address_index"},
}
"""What must be closed, whatever the table of sights may come to say."""


@pytest.fixture
def world() -> World:
    """The small season, in which somebody sits at the site and a claim is looked at by a department."""
    return a_world()


def at(door: Door, path: str = "/14/") -> Scope:
    return Scope(door=door, org_path=path, **BORDER)  # type: ignore[arg-type]


@contextmanager
def refused(said: str = "permission denied") -> Iterator[None]:
    """The database itself refuses."""
    with pytest.raises(ProgrammingError, match=said), transaction.atomic():
        yield


def readable(door: Door, table: str) -> set[str]:
    """The columns of a table that the catalogue lets a door read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.column_privileges "
            "WHERE grantee = %s AND table_name = %s AND privilege_type = 'SELECT'",
            [door.value, f"records_{table}"],
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("door", [*NARROW, Door.COLLEGE])
def test_a_door_reads_of_a_candidate_what_the_table_of_sights_opens(door: Door) -> None:
    roles = {role for role, held in DOOR_OF_ROLE.items() if held is door}
    attname = {field.name: field.column for field in Candidate._meta.concrete_fields}
    opened = {attname[field.column] for field in fields_of("candidate") if roles & set(field.readers)}
    assert readable(door, "candidate") == opened | KEYS | set(ALSO_READ.get(door, ()))
    assert readable(door, "candidate") & NEVER[door] == set()


@pytest.mark.parametrize("door", NARROW)
def test_what_is_closed_is_refused_and_the_rest_is_read(world: World, door: Door) -> None:
    sport = a_department(world, "体育", code="1498")
    factories.a_claim(candidate=world.waiting, kind=ClaimKind.MASTER_ATHLETE, points=50)
    paths = {Door.SITE: world.tree.site.path, Door.DEPARTMENT: sport.path}
    site = factories.a_site(organisation=world.tree.site, code="14010501")
    sitter = factories.a_candidate(ticketed=True, confirmation_point=world.tree.county)
    factories.a_seat(candidate=sitter, room=factories.a_room(site=site))
    with scope(at(door, paths.get(door, "/14/"))):
        assert list(Candidate.objects.values_list("name", "candidate_number"))
        for column in sorted(NEVER[door] | {"identity_index", "identity_tail_index"}):
            with refused():
                list(Candidate.objects.values_list(column, flat=True))
            # A filter and an order read a column, too.
            with refused():
                Candidate.objects.exclude(**{column: None}).count()
            with refused():
                list(Candidate.objects.order_by(column).values_list("pk"))
        with refused():
            list(Candidate.objects.all())


def test_a_college_finds_nobody_by_a_telephone_or_the_end_of_a_number(world: World) -> None:
    with scope(Scope(door=Door.COLLEGE, college=world.college.pk, **BORDER)):  # type: ignore[arg-type]
        assert Candidate.objects.values_list("name", flat=True).get() == world.admitted.name
        for column in sorted(NEVER[Door.COLLEGE]):
            with refused():
                Candidate.objects.filter(**{column: b""}).exists()


def test_a_site_reads_who_was_absent_and_no_mark(world: World) -> None:
    site = factories.a_site(organisation=world.tree.site, code="14010501")
    sitter = factories.a_candidate(ticketed=True, confirmation_point=world.tree.county)
    factories.a_seat(candidate=sitter, room=factories.a_room(site=site))
    factories.a_mark(candidate=sitter)
    with scope(at(Door.SITE, world.tree.site.path)):
        assert PaperMark.objects.values_list("absent", flat=True).get() is False
        with refused():
            list(PaperMark.objects.values_list("mark", flat=True))
        with refused():
            PaperMark.objects.filter(mark__gte=90).count()


def test_inspectors_read_no_file_of_health_and_no_request_of_anybody(world: World) -> None:
    for kind in (EvidenceKind.HEALTH, EvidenceKind.EDUCATION):
        factories.an_evidence_file(candidate=world.admitted, kind=kind)
    with scope(at(Door.INSPECTION)):
        assert set(SealedFile.objects.values_list("kind", flat=True)) == {"PORTRAIT", "EDUCATION"}
        assert SealedPiece.objects.count() == 2
        for model in (RightsRequest, LegalHold):
            with refused():
                model._default_manager.count()
        assert Account.objects.filter(kind="CANDIDATE").count() == 0
    for path, seen in (("/14/", 3), ("/14/1401/", 3), (world.tree.county.path, 2)):
        # Needs of health are for those who hold the exam.
        with scope(at(Door.OFFICE, path)):
            assert (path, SealedPiece.objects.count()) == (path, seen)


def test_what_people_ask_about_their_data_is_the_provinces_to_answer(world: World) -> None:
    for path, seen in (("/14/", 1), ("/14/1401/", 0), (world.tree.county.path, 0)):
        with scope(at(Door.OFFICE, path)):
            assert (path, RightsRequest.objects.count()) == (path, seen)


def a_department(world: World, name: str, *, code: str) -> Organisation:
    """The office of a department that reviews claims."""
    return factories.an_organisation(
        kind=world.tree.department.kind,
        code=code,
        path=f"/14/D{code}/",
        name=f"山西省{name}主管部门",
        parent=world.tree.province,
    )


def test_a_department_sees_the_claims_that_it_co_reviews_and_whose_they_are(world: World) -> None:
    kinds = (ClaimKind.MASTER_ATHLETE, ClaimKind.THIRD_CLASS_MERIT, ClaimKind.MINORITY_AREA)
    claims = {kind: factories.a_claim(kind=kind, points=20) for kind in kinds}
    athlete = claims[ClaimKind.MASTER_ATHLETE].candidate
    factories.a_claim(candidate=athlete, kind=ClaimKind.MINORITY_AREA)
    for claim_kind in ("", *kinds):
        factories.an_evidence_file(candidate=athlete, kind=EvidenceKind.CLAIM, claim_kind=claim_kind)
    for name, code, wanted, files in (
        ("体育", "1495", {ClaimKind.MASTER_ATHLETE}, {"", ClaimKind.MASTER_ATHLETE}),
        ("公安", "1496", {ClaimKind.THIRD_CLASS_MERIT}, set()),
        ("民族宗教事务", "1497", {ClaimKind.MINORITY_AREA}, {"", ClaimKind.MINORITY_AREA}),
        ("教育", "1498", set(), set()),
    ):
        with scope(at(Door.DEPARTMENT, a_department(world, name, code=code).path)):
            assert (name, set(Claim.objects.values_list("kind", flat=True))) == (name, wanted)
            people = set(Claim.objects.values_list("candidate", flat=True))
            assert (name, set(Candidate.objects.values_list("pk", flat=True))) == (name, people)
            assert (name, set(SealedFile.objects.values_list("claim_kind", flat=True))) == (name, files)


def an_opinion(claim: Claim, department: Organisation) -> None:
    facts: dict[str, Any] = {"agrees": True, "text": "情况属实", "at": factories.REGISTRATION_DAY}
    ClaimOpinion.objects.create(claim=claim, department=department, **BORDER, **facts)


def test_a_department_writes_its_own_opinion_and_of_a_claim_the_answer_only(world: World) -> None:
    claim = factories.a_claim(candidate=world.waiting, kind=ClaimKind.MASTER_ATHLETE, points=50)
    own, other = a_department(world, "体育", code="1498"), a_department(world, "民族宗教事务", code="1499")
    with scope(at(Door.DEPARTMENT, own.path)):
        assert Claim.objects.filter(pk=claim.pk).update(state=ClaimState.REFUSED, refused_reason="不符") == 1
        for change in ({"points": 30}, {"candidate": world.admitted}, {"evidence": "别的"}):
            with refused():
                Claim.objects.filter(pk=claim.pk).update(**change)
        with refused("row-level security"):
            an_opinion(claim, other)
        an_opinion(claim, own)
        with refused():
            ClaimOpinion.objects.update(agrees=False)


def test_an_inspector_and_a_site_have_one_role_each() -> None:
    """Were there a second role behind one of these doors, its columns would be those of both."""
    for door in NARROW:
        assert len([role for role in Role if DOOR_OF_ROLE[role] is door]) == 1
