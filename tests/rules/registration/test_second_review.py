"""Who is reviewed by two persons."""

from typing import Any

import pytest

from chengzhao.law.words import ClaimKind, EntryRoute, IdentityDocument
from chengzhao.rules.registration import SecondReview, grounds_in_words, second_review_grounds

G = SecondReview


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ()),
        ({"claims": [ClaimKind.AGED_25]}, ()),
        ({"claims": [ClaimKind.AGED_25, ClaimKind.MARTYR_FAMILY]}, (G.BONUS,)),
        ({"route": EntryRoute.EXEMPT}, (G.EXEMPTION,)),
        ({"route": EntryRoute.SEPARATE}, ()),
        ({"hukou_division": "110101"}, (G.NON_LOCAL,)),
        ({"hukou_division": "", "document": IdentityDocument.HK_MACAO_PERMIT}, ()),
        ({"verified_by": ""}, ()),
        ({"verified_by": "人工核验：认证报告"}, (G.UNVERIFIED,)),
        ({"hukou_division": "110101", "verified_by": "人工核验：认证报告"}, (G.NON_LOCAL, G.UNVERIFIED)),
    ],
)
def test_grounds(facts: dict[str, Any], expected: tuple[SecondReview, ...]) -> None:
    plain: dict[str, Any] = {
        "route": EntryRoute.UNIFIED,
        "claims": [],
        "document": IdentityDocument.RESIDENT_ID,
        "hukou_division": "140105",
        "province": "14",
        "verified_by": "学信网在线核验",
    }
    assert second_review_grounds(**(plain | facts)) == expected


def test_grounds_in_words() -> None:
    assert grounds_in_words((G.EXEMPTION, G.NON_LOCAL)) == "免试、异地报考"
