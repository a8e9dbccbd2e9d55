"""What is told of the publicity of a claim and of a notice, for every state."""

import pytest

from chengzhao.rules.disclosure import NoticeState, PublicityTag, publicity_tag
from chengzhao.rules.preferences import ClaimPublicity, ClaimState, claim_publicity

S, P = ClaimState, ClaimPublicity
N, T = NoticeState, PublicityTag


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.CLAIMED, P.COMING),
        (S.OFFICE_APPROVED, P.COMING),
        (S.DEPARTMENT_AGREED, P.COMING),
        (S.NOTIFIED, P.RUNNING),
        (S.OBJECTED, P.DISPUTED),
        (S.EFFECTIVE, P.DONE),
        (S.REFUSED, None),
        (S.REVOKED, None),
    ],
)
def test_publicity_of_a_claim(state: S, expected: P | None) -> None:
    told = claim_publicity(state, was_publicised=False, has_sustained_objection=False)
    assert told is expected


@pytest.mark.parametrize("state", [S.REFUSED, S.REVOKED])
def test_publicity_of_a_claim_that_ended(state: S) -> None:
    assert claim_publicity(state, was_publicised=True, has_sustained_objection=False) is P.DONE
    assert claim_publicity(state, was_publicised=True, has_sustained_objection=True) is P.DISPUTED


@pytest.mark.parametrize(
    ("state", "undisputed", "disputed"),
    [
        (N.DRAFT, T.COMING, T.COMING),
        (N.SIGNED, T.COMING, T.COMING),
        (N.UP, T.RUNNING, T.RUNNING),
        (N.COMPLETED, T.UNDISPUTED, T.DISPUTED),
        (N.DOWN, T.GONE, T.GONE),
        (N.DISCARDED, T.GONE, T.GONE),
    ],
)
def test_tag_of_a_notice(state: N, undisputed: T, disputed: T) -> None:
    assert publicity_tag(state, is_disputed=False) is undisputed
    assert publicity_tag(state, is_disputed=True) is disputed
