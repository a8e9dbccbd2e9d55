"""Every rare name and every kind of document: kept, found at the counter, shown, printed and exported exactly."""

import csv
import html
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import factories
from tests.canaries import published
from tests.factories import KEYS
from tests.web.world import LogIn, World

from chengzhao.law.words import IdentityDocument, Role
from chengzhao.records.models import Candidate
from chengzhao.records.sealed import IDENTITY_NUMBER
from chengzhao.rules.registration import check_digit, kept_name, kept_number, name_findings, number_findings
from chengzhao.web.shared import limits

FIND = "/county/review/find/"
RESIDENT = IdentityDocument.RESIDENT_ID
KINDS = {
    "resident_id": (RESIDENT,),
    "hk_macau_permit": (IdentityDocument.HK_MACAO_PERMIT,),
    "taiwan_permit": (IdentityDocument.TAIWAN_PERMIT,),
    "hkmt_residence_permit": (IdentityDocument.HK_MACAO_RESIDENCE, IdentityDocument.TAIWAN_RESIDENCE),
    "foreign_pr_2023": (IdentityDocument.FOREIGN_PERMANENT,),
    "foreign_pr_2017_2004": (IdentityDocument.FOREIGN_PERMANENT,),
}


@pytest.fixture
def county(world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    # Hundreds are looked up here within seconds, which nobody at a counter does.
    monkeypatch.setattr(limits, "over_limit", lambda *_: None)
    return log_in(world.accounts[Role.COUNTY_REVIEWER])


def rare_names(shared: Path) -> list[str]:
    """The names as they are kept; what no name may hold is left out."""
    with (shared / "data" / "rare_names_test.csv").open(encoding="utf-8") as file:
        kept = [kept_name(row["name"]).name for row in csv.DictReader(file)]
    return [name for name in dict.fromkeys(kept) if not name_findings(name, RESIDENT)]


def test_every_rare_name_is_shown_and_printed_exactly(world: World, county: Client, shared: Path) -> None:
    names = rare_names(shared)
    assert len(names) > 70
    for name in names:
        one = factories.a_candidate(confirmation_point=world.tree.county, name=name)
        assert Candidate.objects.get(pk=one.pk).name == name
        person = html.unescape(county.get(f"/county/review/{one.public_id}/").content.decode())
        assert name in person, name
        sheet = html.unescape(county.get(f"/county/review/{one.public_id}/form/").content.decode())
        assert name in sheet, name


def vectors(shared: Path) -> list[tuple[IdentityDocument, dict[str, Any]]]:
    """The right numbers of the collected rules, each with the document of which it is one."""
    rules = json.loads((shared / "data" / "id_phone_name_rules.json").read_text(encoding="utf-8"))
    return [
        (kind, vector)
        for vector in rules["test_vectors"]
        for kind in KINDS.get(vector["kind"], ())
        if vector["valid"] and not number_findings(kind, vector["value"])
        # What the pages of the law print is nobody's here.
        if vector["value"].upper() not in published()
    ]


def made_numbers() -> list[tuple[IdentityDocument, dict[str, Any]]]:
    """Numbers of the kinds whose collected ones the pages of the law print."""
    made = [(RESIDENT, factories.an_identity_number())]
    for kind, region in (
        (KINDS["hkmt_residence_permit"][0], "810000"),
        (KINDS["hkmt_residence_permit"][1], "830000"),
    ):
        first = f"{region}19900101123"
        made.append((kind, first + check_digit(first)))
    return [(kind, {"value": number}) for kind, number in made]


def test_every_right_number_of_a_document_is_found_at_the_counter(
    world: World, county: Client, shared: Path
) -> None:
    found = [*vectors(shared), *made_numbers()]
    assert {kind for kind, _ in found} == {kind for kinds in KINDS.values() for kind in kinds}
    for kind, vector in found:
        number = kept_number(kind, vector["value"])
        one = factories.a_candidate(
            confirmation_point=world.tree.county, identity_kind=kind, identity_number=number
        )
        kept = IDENTITY_NUMBER.text(KEYS, one.pk, bytes(one.identity_sealed))
        assert kept == number
        for typed in (vector["value"], vector["value"].lower(), f" {vector['value']} "):
            answer = county.post(FIND, {"wanted": typed})
            assert answer.status_code == 302, (kind, typed)
            assert str(one.public_id) in answer["Location"]
        listed = county.get(f"/county/review/{one.public_id}/").content.decode()
        assert number not in listed
        # The next vector of the same number is another person's only once this one is gone.
        Candidate.objects.filter(pk=one.pk).update(
            identity_index=f"gone{one.pk}".encode().ljust(len(one.identity_index), b"x")
        )


def test_wrong_numbers_find_nobody_and_say_so(world: World, county: Client, shared: Path) -> None:
    rules = json.loads((shared / "data" / "id_phone_name_rules.json").read_text(encoding="utf-8"))
    wrong = [
        vector["value"]
        for vector in rules["test_vectors"]
        if not vector["valid"] and vector["kind"] in KINDS and vector["value"].strip()
    ]
    assert wrong
    for value in wrong[:20]:
        shown = county.post(FIND, {"wanted": value[:64]}).content.decode()
        assert "本辖区没有这个号码的报名" in shown
        assert value not in shown
