"""The order of merit of a whole province in one sort (design of filing, section 3)."""

from collections.abc import Iterator, Sequence

import numpy as np

from chengzhao.engine.filing.columns import Array, Columns, Order, Settings

KEY_BITS = 64


def order_of(columns: Columns, settings: Settings) -> Order:
    """Order all rows by class, filing score and tie marks; the number of a row, which follows the seed, comes last."""
    by_merit, group_in_order = sort_rows(columns, columns.row_score)
    position = places_of(by_merit)
    group = np.empty(by_merit.size, np.int32)
    group[by_merit] = group_in_order
    inside = position
    if settings.is_by_total:
        inside = places_of(sort_rows(columns, columns.row_total)[0])
    return Order(by_merit=by_merit, position=position, group=group, inside=inside)


def places_of(ordered: Array) -> Array:
    """Where each row stands in an order of rows."""
    position = np.empty(ordered.size, np.int32)
    position[ordered] = np.arange(ordered.size, dtype=np.int32)
    return position


def sort_rows(columns: Columns, points: Array) -> tuple[Array, Array]:
    """Return the rows from the best down, and beside them the number of the tie group of each.

    What rows are compared by is packed into one whole number each, the row's own number lowest, so that a single
    sort settles every tie. Where 64 bits are not enough, what was packed so far is first made dense.
    """
    rows = columns.row_class.size
    low = max(rows - 1, 0).bit_length()
    key = columns.row_class.astype(np.uint64)
    used = int(key.max()).bit_length() if rows else 0
    for part, bits in descending([points, *columns.row_ties.T]):
        if used + bits + low > KEY_BITS:
            key = dense(key)
            used = int(key.max()).bit_length() if rows else 0
        key = (key << np.uint64(bits)) | part
        used += bits
    packed = (key << np.uint64(low)) | np.arange(rows, dtype=np.uint64)
    packed.sort()
    by_merit = (packed & np.uint64((1 << low) - 1)).astype(np.int32)
    packed >>= np.uint64(low)
    return by_merit, steps(packed)


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


def dense(key: Array) -> Array:
    """Number the different keys from 0 in their order."""
    packed = np.argsort(key, kind="stable")
    numbers = np.empty(key.size, np.uint64)
    numbers[packed] = steps(key[packed]).astype(np.uint64)
    return numbers


def steps(ordered: Array) -> Array:
    """Number the runs of equal values in an ascending array, from 0."""
    changes = np.zeros(ordered.size, np.int32)
    changes[1:] = ordered[1:] != ordered[:-1]
    return np.cumsum(changes, dtype=np.int32)
