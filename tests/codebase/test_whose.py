"""Every kind of object on the trail is said to be of a candidate's file or of nobody's."""

from chengzhao.actions.whose import OF_A_CANDIDATE, OF_NOBODY
from chengzhao.web.shared.acts import OBJECTS


def test_every_kind_of_object_is_of_a_candidate_or_of_nobody() -> None:
    assert sorted({*OF_A_CANDIDATE, *OF_NOBODY} ^ set(OBJECTS)) == [], (
        "say in actions/whose.py how the candidate of such an object is found, or that it is nobody's"
    )
    assert set(OF_A_CANDIDATE) & OF_NOBODY == set()
