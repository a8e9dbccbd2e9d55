"""Every proof that a live season runs has its meaning on the page."""

from tests.factories.filing import PROOFS

from chengzhao.records.queries.filing import ProofView
from chengzhao.web.province.proofs import MEANINGS, proof_rows


def test_every_proof_has_a_meaning() -> None:
    assert tuple(MEANINGS) == PROOFS


def test_proof_without_a_meaning_shows_its_number() -> None:
    (row,) = proof_rows([ProofView(name="P13", checked=1, failed=0)])
    assert (row.proof.name, row.title, row.meaning) == ("P13", "", "")
