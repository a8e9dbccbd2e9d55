"""S9: admit cards a second on one core, with QR code, against copying the same bytes once."""

import time
from dataclasses import replace
from datetime import UTC, datetime

from tests.documents.samples import CARD

from chengzhao.documents import admit_cards

COUNT = 1000


def main() -> None:
    cards = [replace(CARD, card_number=f"24140105{index:05d}") for index in range(COUNT)]
    at = datetime(2024, 10, 10, tzinfo=UTC)
    admit_cards.render(cards[:1], at=at)
    begun = time.perf_counter()
    (pdf,) = admit_cards.render(cards, at=at)
    seconds = time.perf_counter() - begun
    print(f"{'cards':>8} {'seconds':>8} {'cards/s':>8} {'bytes':>10}")
    print(f"{COUNT:>8} {seconds:>8.2f} {COUNT / seconds:>8.0f} {len(pdf):>10}")


if __name__ == "__main__":
    main()
