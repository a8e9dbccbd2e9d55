"""附件1·三, 通知·二.3: which registrations a second person looks at before they are passed."""

from collections.abc import Iterable

from chengzhao.law.citation import cites
from chengzhao.law.words import ClaimKind, EntryRoute, IdentityDocument, Word

CHECKED_BY_HAND = "人工核验"
"""With what the way of a check begins that no register answered: somebody looked at papers."""


class SecondReview(Word):
    """Why a registration needs a second pair of eyes."""

    EXEMPTION = "EXEMPTION", "免试"
    BONUS = "BONUS", "照顾加分"
    NON_LOCAL = "NON_LOCAL", "异地报考"
    UNVERIFIED = "UNVERIFIED", "学历未联网核验"
    BY_PAPERS = "BY_PAPERS", "核查结果由人工认定"


@cites("N3.1", "N3.3", "N3.5")
def second_review_grounds(
    *,
    route: EntryRoute,
    claims: Iterable[ClaimKind],
    document: IdentityDocument,
    hukou_division: str,
    province: str,
    verified_by: str,
    is_settled_by_hand: bool = False,
) -> tuple[SecondReview, ...]:
    """Why another person reviews the registration again, in the order of the words; nothing where one is enough.

    Age 25 is computed and needs nobody. `verified_by` says how the certificate was verified, '' where it was not:
    an unverified one cannot be passed at all (N3.1), one that somebody verified from papers is looked at twice, and
    so is whatever a register did not confirm and somebody then took on papers.
    """
    bonus = [kind for kind in claims if kind is not ClaimKind.AGED_25]
    has_household = document is IdentityDocument.RESIDENT_ID
    found = {
        SecondReview.EXEMPTION: route is EntryRoute.EXEMPT,
        SecondReview.BONUS: bool(bonus),
        SecondReview.NON_LOCAL: has_household and not hukou_division.startswith(province),
        SecondReview.UNVERIFIED: verified_by.startswith(CHECKED_BY_HAND),
        SecondReview.BY_PAPERS: is_settled_by_hand,
    }
    return tuple(ground for ground, holds in found.items() if holds)


def grounds_in_words(grounds: Iterable[SecondReview]) -> str:
    """照顾加分、异地报考."""
    return "、".join(ground.label for ground in grounds)
