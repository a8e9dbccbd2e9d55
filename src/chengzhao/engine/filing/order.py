"""The order of merit of a whole province in one sort (design of filing, section 3)."""

from collections.abc import Iterator, Sequence

import numpy as np

from chengzhao.engine.compiled import compiled
from chengzhao.engine.filing.columns import Array, Columns, Order, Settings

KEY_BITS = 64
DIGIT_BITS = 11
DIGIT = np.uint64((1 << DIGIT_BITS) - 1)


def order_of(columns: Columns, settings: Settings) -> Order:
    """Order all rows by class, filing score and tie marks; the number of a row, which follows the seed, comes last."""
    by_merit, group = sort_rows(columns, columns.row_score)
    inside = np.empty(0, np.int32)
    if settings.is_by_total:
        inside = places_of(sort_rows(columns, columns.row_total)[0])
    return Order(by_merit=by_merit, group=group, inside=inside)


def places_of(ordered: Array) -> Array:
    """Where each row stands in an order of rows."""
    position = np.empty(ordered.size, np.int32)
    position[ordered] = np.arange(ordered.size, dtype=np.int32)
    return position


def sort_rows(columns: Columns, points: Array) -> tuple[Array, Array]:
    """Return the rows from the best down, and beside them the number of the tie group of each.

    What rows are compared by is packed into one whole number each; what is equal stays in the order of the rows,
    which is that of the seed key. Where 64 bits are not enough, what was packed so far is first made dense.
    """
    key = columns.row_class.astype(np.uint64)
    used = bits_of(key)
    for part, bits in descending([points, *columns.row_ties.T]):
        if used + bits > KEY_BITS:
            key = dense(key, used)
            used = bits_of(key)
        key = (key << np.uint64(bits)) | part
        used += bits
    by_merit = sorted_places(key, used)
    return by_merit, steps(key[by_merit])


def bits_of(key: Array) -> int:
    """How many bits the largest key has."""
    return int(key.max(initial=0)).bit_length()


def descending(parts: Sequence[Array]) -> Iterator[tuple[Array, int]]:
    """Yield points so that the most come first, in as few bits as their common divisor allows, and the bits."""
    for points in parts:
        if not points.size:
            continue
        most, least = int(points.max()), int(points.min())
        if most == least:
            continue
        step = int(np.gcd.reduce(most - points))
        yield ((most - points) // step).astype(np.uint64), ((most - least) // step).bit_length()


def dense(key: Array, bits: int) -> Array:
    """Number the different keys from 0 in their order."""
    places = sorted_places(key, bits)
    numbers = np.empty(key.size, np.uint64)
    numbers[places] = steps(key[places]).astype(np.uint64)
    return numbers


@compiled
def sorted_places(key: Array, bits: int) -> Array:
    """Where the keys stand when sorted, int32; equal ones stay in their order. `bits`: how many are used of each.

    Digit after digit from the lowest: three times as fast as a sort by comparison, since rows come in order.
    """
    places, spare = np.arange(key.size, dtype=np.int32), np.empty(key.size, np.int32)
    keys, spare_keys = key.copy(), np.empty(key.size, np.uint64)
    for shift in range(0, bits, DIGIT_BITS):
        free = np.zeros((1 << DIGIT_BITS) + 1, np.int64)
        for at in range(keys.size):
            free[np.int64((keys[at] >> np.uint64(shift)) & DIGIT) + 1] += 1
        free = np.cumsum(free)
        for at in range(keys.size):
            digit = np.int64((keys[at] >> np.uint64(shift)) & DIGIT)
            to = free[digit]
            spare[to], spare_keys[to] = places[at], keys[at]
            free[digit] = to + 1
        places, spare, keys, spare_keys = spare, places, spare_keys, keys
    return places


def steps(ordered: Array) -> Array:
    """Number the runs of equal values in an ascending array, from 0."""
    changes = np.zeros(ordered.size, np.int32)
    changes[1:] = ordered[1:] != ordered[:-1]
    return np.cumsum(changes, dtype=np.int32)
