"""Names and documents of every kind come out of a registration as they went in."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from tests.actions.test_own_registration import COUNTY, a_world, door, press, save
from tests.factories import KEYS, a_whole_draft, an_applicant

from chengzhao.law.words import IdentityDocument, Sex
from chengzhao.records.models import Account, Candidate
from chengzhao.records.queries.drafts import draft_of, versions_of
from chengzhao.records.scope import scope
from chengzhao.records.sealed import ACCOUNT_IDENTITY, IDENTITY_NUMBER
from chengzhao.rules.registration import DraftTask, kept_name, name_findings, number_findings

pytestmark = pytest.mark.django_db
RESIDENT = IdentityDocument.RESIDENT_ID
KINDS = {
    "resident_id": (RESIDENT,),
    "hk_macau_permit": (IdentityDocument.HK_MACAO_PERMIT,),
    "taiwan_permit": (IdentityDocument.TAIWAN_PERMIT,),
    "hkmt_residence_permit": (IdentityDocument.HK_MACAO_RESIDENCE, IdentityDocument.TAIWAN_RESIDENCE),
    "foreign_pr_2023": (IdentityDocument.FOREIGN_PERMANENT,),
    "foreign_pr_2017_2004": (IdentityDocument.FOREIGN_PERMANENT,),
}


def test_every_rare_name_is_kept_and_read_exactly(shared: Path) -> None:
    with (shared / "data" / "rare_names_test.csv").open(encoding="utf-8") as file:
        names = [kept_name(next(iter(row.values()))).name for row in csv.DictReader(file)]
    names = [name for name in names if not name_findings(name, RESIDENT)]
    assert len(names) > 70
    a_world()
    account = an_applicant()
    for seen, name in enumerate(names):
        save(account, "person", {"name": name}, seen=seen)
        with scope(door(account)):
            held = draft_of(account.pk, 2024, "14", KEYS)
        assert held is not None
        assert held.answers[DraftTask.IDENTITY]["name"] == name


@pytest.mark.parametrize("name", ["李㭎森", "陈𬭎", "阿卜杜拉·买买提", "刘䶮"])
def test_rare_name_is_handed_in_exactly(name: str) -> None:
    programme = a_world()
    account = an_applicant(name=name)
    a_whole_draft(account=account, point=COUNTY, codes=[programme.code], identity={"name": name})
    press(account)
    own = Candidate.objects.get()
    assert (own.name, versions_of(own.pk, KEYS)[0].answers[DraftTask.IDENTITY]["name"]) == (name, name)


def of_document(kind: IdentityDocument, number: str) -> Account:
    account = an_applicant()
    held = ACCOUNT_IDENTITY.values(KEYS, account.pk, number)
    Account.objects.filter(pk=account.pk).update(
        identity_kind=kind, **dict(zip(ACCOUNT_IDENTITY.columns(), held, strict=True))
    )
    account.refresh_from_db()
    return account


def vectors(shared: Path) -> list[tuple[IdentityDocument, dict[str, Any]]]:
    """The right numbers of the collected rules, each with the document of which it is one."""
    rules = json.loads((shared / "data" / "id_phone_name_rules.json").read_text(encoding="utf-8"))
    return [
        (kind, vector)
        for vector in rules["test_vectors"]
        for kind in KINDS.get(vector["kind"], ())
        if vector["valid"] and not number_findings(kind, vector["value"])
    ]


def test_every_kind_of_document_is_handed_in_with_its_household(shared: Path) -> None:
    programme = a_world()
    found: dict[IdentityDocument, Candidate] = {}
    for kind, vector in vectors(shared):
        if kind in found:
            continue
        account = of_document(kind, vector["value"])
        own = {"birth": "1990-01-02", "sex": Sex.FEMALE.value}
        home = {"hukou": "140105" if kind is RESIDENT else ""}
        a_whole_draft(account=account, point=COUNTY, codes=[programme.code], identity=own, household=home)
        press(account)
        found[kind] = Candidate.objects.get(account=account)
        kept = IDENTITY_NUMBER.text(KEYS, found[kind].pk, bytes(found[kind].identity_sealed))
        assert vector["value"].upper().startswith(kept[:8])
    assert set(found) == set(IdentityDocument)
    homes = {kind: one.hukou_division for kind, one in found.items()}
    assert homes[IdentityDocument.TAIWAN_PERMIT] == "710000"
    assert homes[IdentityDocument.HK_MACAO_PERMIT] in ("810000", "820000")
    assert homes[IdentityDocument.HK_MACAO_RESIDENCE] in ("810000", "820000")
    assert homes[IdentityDocument.FOREIGN_PERMANENT] == "140000"
    # Where the number says neither, birth and sex are what was answered.
    assert found[IdentityDocument.TAIWAN_PERMIT].sex == Sex.FEMALE
