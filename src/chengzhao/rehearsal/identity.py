"""Identity numbers that no real person can have, and phones that ring nowhere.

Region 999999 is none of GB/T 2260, so a number in it is nobody's; all else about it is right: the date of
birth, the parity of the sequence, the check digit (GB 11643, ISO 7064 MOD 11-2). China keeps no range of
phones for fiction: those used here run from 19900000001.
"""

from collections import defaultdict
from datetime import date

from chengzhao.law.words import Sex
from chengzhao.rules.registration import SYNTHETIC_REGION, check_digit

PHONE_BASE = 19_900_000_000
PHONES = 10_000_000
SEQUENCES = 500


class IdentityNumbers:
    """Gives out identity numbers, each once: up to 500 for a date of birth and sex."""

    def __init__(self) -> None:
        self._given: dict[tuple[date, Sex], int] = defaultdict(int)

    def next(self, birth_date: date, sex: Sex) -> str:
        """The next unused number. Raises OverflowError after 500 of one day and sex."""
        count = self._given[birth_date, sex]
        if count >= SEQUENCES:
            raise OverflowError(f"more than {SEQUENCES} people of one sex born on {birth_date}")
        self._given[birth_date, sex] = count + 1
        sequence = 2 * count + (1 if sex is Sex.MALE else 0)
        head = f"{SYNTHETIC_REGION}{birth_date:%Y%m%d}{sequence:03d}"
        return head + check_digit(head)


def phone(number: int) -> str:
    """The phone of the person with this running number, from 1. Raises OverflowError beyond the range."""
    if not 1 <= number < PHONES:
        raise OverflowError("no more made-up phones")
    return str(PHONE_BASE + number)
