"""附件1·三: which registrations of a batch are opened one by one before it passes: nobody chooses them."""

from collections.abc import Mapping
from fractions import Fraction

from chengzhao.ledger.digest import digest_of

SHARE = Fraction(1, 20)
LEAST = 3


def sample_of(numbers: Mapping[int, str]) -> frozenset[int]:
    """A twentieth, rounded up, and at least three of the registrations `numbers` (key → 报名号), by their digests.

    The digest of a number stands together with that of the whole batch: whoever makes a batch cannot know the
    sample before, and the same batch always has the same.
    """
    wanted = max(LEAST, -(-len(numbers) * SHARE.numerator // SHARE.denominator))
    whole = digest_of(sorted(numbers.values()))
    ordered = sorted(numbers, key=lambda key: digest_of([whole, numbers[key]]))
    return frozenset(ordered[:wanted])
