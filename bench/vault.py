"""Sealing: fields a second to seal, to open and to index, for each suite; and 20,000 rows of a registration.

`python -m bench.vault [FIELDS]`, without a database. "ratio" compares with `intl` in the same run.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.test")

from chengzhao.records.sealed import sealed_values
from chengzhao.vault.ring import Ring, new_key_set
from chengzhao.vault.sealing import Keys
from chengzhao.vault.suites import SUITES

NUMBER = "99999919900101001X"
ROW = "candidate/1/identity_number"
PEOPLE = 20_000
SIGNATURES = 20
TEXTS = {
    "identity_number": NUMBER,
    "phone": "19900000001",
    "address": "太原市小店区演练路1号1栋1室",
    "postcode": "030006",
}


def a_second(act: Callable[[], object], count: int) -> float:
    """How often an act is done in a second."""
    begun = time.perf_counter()
    for _ in range(count):
        act()
    return count / (time.perf_counter() - begun)


def measured(keys: Keys, fields: int) -> dict[str, float]:
    """The figures of one suite."""
    sealed, piece = keys.seal(NUMBER, row=ROW), bytes(256 * 1024)
    signature = keys.sign(b"head")
    begun = time.perf_counter()
    for number in range(PEOPLE):
        sealed_values(keys, number, TEXTS)
    rows = time.perf_counter() - begun
    return {
        "seal, fields/s": a_second(lambda: keys.seal(NUMBER, row=ROW), fields),
        "open, fields/s": a_second(lambda: keys.open(sealed, row=ROW), fields),
        "index, fields/s": a_second(lambda: keys.index(NUMBER, purpose="identity_number"), fields),
        "seal 256 KB, MB/s": a_second(lambda: keys.seal_bytes(piece, row=ROW), 200) * len(piece) / 1e6,
        "sign /s": a_second(lambda: keys.sign(b"head"), SIGNATURES),
        "verify /s": a_second(lambda: keys.verify(b"head", signature), SIGNATURES),
        f"{PEOPLE:,} people, rows/s": PEOPLE / rows,
    }


def main() -> None:
    fields = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    found = {
        name: measured(Keys(ring=Ring(sets=(new_key_set(suite, datetime.now(UTC)),))), fields)
        for name, suite in SUITES.items()
    }
    print(f"{'':24} {'intl':>12} {'sm':>12} {'ratio':>7}")
    for what, intl in found["intl"].items():
        sm = found["sm"][what]
        print(f"{what:24} {intl:>12,.0f} {sm:>12,.0f} {sm / intl:>7.2f}")


if __name__ == "__main__":
    main()
