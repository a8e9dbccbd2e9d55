"""Seals over lines, and the check that names the first thing which is not as it was sealed."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.trails import MemoryTrail, Row, kept_seal, sealed

from chengzhao.ledger import trail as ledger
from chengzhao.ledger.trail import Fault, Tree, batch_of, check, verdict_text

ROWS: tuple[Row, ...] = (
    *((1, 10, "a"), (2, 10, "b"), (3, 10, "c")),
    *((4, 20, "d"), (7, 21, "e"), (5, 25, "f")),
    *((6, 30, "g"), (8, 31, "h"), (9, 31, "i")),
    (10, 40, "not sealed yet"),
)
ENDS = (11, 26, 32)


def a_trail() -> MemoryTrail:
    """Three seals over nine rows, and one row that is not sealed yet."""
    return sealed(ROWS, ENDS)


def fault_after(change: Callable[[list[Row]], None]) -> tuple[str, int, int | None] | None:
    """Kind, seal and row of what the check names after rows were changed."""
    trail = a_trail()
    change(trail.rows)
    fault = check(trail).fault
    return (fault.kind, fault.seal, fault.row) if fault else None


def without(rows: list[Row], row: int) -> None:
    rows[:] = [one for one in rows if one[0] != row]


def with_row(rows: list[Row], row: Row) -> None:
    without(rows, row[0])
    rows.append(row)


def swapped_ids(rows: list[Row], one: int, other: int) -> None:
    names = {one: other, other: one}
    rows[:] = [(names.get(row[0], row[0]), row[1], row[2]) for row in rows]


def root_by_definition(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return hashlib.sha256(
        b"\1" + root_by_definition(leaves[:left]) + root_by_definition(leaves[left:])
    ).digest()


@pytest.mark.parametrize("count", [*range(20), 31, 32, 33, 100])
def test_root_is_that_of_rfc_6962(count: int) -> None:
    lines = [f"line {number}".encode() for number in range(count)]
    tree = Tree()
    for line in lines:
        assert tree.add(line) == hashlib.sha256(b"\0" + line).digest()
    assert tree.root() == root_by_definition(lines).hex()


def test_batch_names_its_ends_and_both_digests() -> None:
    batch = batch_of([b"7\t1\tx\n", b"9\t1\ty\n"])
    lines = b"7\t1\tx\n9\t1\ty\n"
    assert (batch.rows, batch.first_row, batch.last_row) == (2, 7, 9)
    assert batch.sm3 == hashlib.new("sm3", lines).hexdigest()
    assert [batch.leaves[at : at + 8] for at in (0, 40)] == [(7).to_bytes(8, "big"), (9).to_bytes(8, "big")]
    assert batch == batch_of([b"7\t1\tx", b"9\t1\ty"])
    assert batch_of([]).rows == 0


def test_sound_trail_ends_with_its_last_head() -> None:
    trail = a_trail()
    found = check(trail, [(2, trail.kept[1].digest), (3, trail.kept[2].digest)])
    assert (found.rows, found.head, found.fault) == (9, trail.kept[-1], None)
    assert verdict_text(found) == f"INTACT 9 rows, head: 3:{trail.kept[-1].digest}"
    assert verdict_text(check(MemoryTrail(rows=list(ROWS), kept=[]))) == "INTACT 0 rows, head: none"


def test_sound_trail_without_sm3_here_or_where_it_was_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    trail = a_trail()
    monkeypatch.setattr(ledger, "HAS_SM3", False)
    assert check(trail).fault is None
    bare = a_trail()
    assert {kept.seal.sm3 for kept in bare.kept} == {""}
    monkeypatch.setattr(ledger, "HAS_SM3", True)
    assert check(bare).fault is None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda rows: with_row(rows, (4, 20, "D")), ("CHANGED", 2, 4)),
        (lambda rows: with_row(rows, (9, 31, "")), ("CHANGED", 3, 9)),
        (lambda rows: without(rows, 1), ("MISSING", 1, 1)),
        (lambda rows: without(rows, 9), ("MISSING", 3, 9)),
        (lambda rows: (without(rows, 4), without(rows, 7), without(rows, 5)), ("MISSING", 2, 4)),
        (lambda rows: with_row(rows, (11, 10, "x")), ("INSERTED", 1, 11)),
        (lambda rows: with_row(rows, (11, 24, "x")), ("INSERTED", 2, 11)),
        (lambda rows: with_row(rows, (11, 0, "x")), ("INSERTED", 1, 11)),
        (lambda rows: with_row(rows, (-1, -1, "x")), ("INSERTED", 1, -1)),
        (lambda rows: with_row(rows, (0, 20, "x")), ("INSERTED", 2, 0)),
        (lambda rows: swapped_ids(rows, 1, 2), ("REORDERED", 1, 1)),
        (lambda rows: swapped_ids(rows, 4, 5), ("REORDERED", 2, 4)),
        (lambda rows: swapped_ids(rows, 4, 9), ("REORDERED", 2, 9)),
        (lambda rows: with_row(rows, (7, 19, "e")), ("REORDERED", 2, 4)),
        (lambda rows: with_row(rows, (7, 30, "e")), ("REORDERED", 2, 7)),
        (lambda rows: with_row(rows, (8, 12, "h")), ("REORDERED", 2, 8)),
        (lambda rows: with_row(rows, (10, 40, "changed")), None),
        (lambda rows: with_row(rows, (12, 41, "new")), None),
    ],
)
def test_first_row_that_is_wrong_is_named(
    change: Callable[[list[Row]], None], named: tuple[str, int, int | None] | None
) -> None:
    assert fault_after(change) == named


def test_contents_exchanged_between_rows_are_reordered() -> None:
    def exchange(rows: list[Row]) -> None:
        with_row(rows, (4, 20, "f"))
        with_row(rows, (5, 25, "d"))

    assert fault_after(exchange) == ("REORDERED", 2, 4)


def test_sentence_says_what_and_where() -> None:
    trail = a_trail()
    without(trail.rows, 5)
    said = verdict_text(check(trail))
    assert (
        said
        == f"BROKEN MISSING seal 2: row 5: it was sealed and is gone. Last sound head: 1:{trail.kept[0].digest}"
    )


def seal_fault(change: Callable[[MemoryTrail], None], heads: Sequence[tuple[int, str]] = ()) -> Fault | None:
    trail = a_trail()
    change(trail)
    return check(trail, heads).fault


def replaced(trail: MemoryTrail, place: int, **fields: object) -> None:
    kept = trail.kept[place]
    trail.kept[place] = replace(kept, seal=replace(kept.seal, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "kind", "number", "said"),
    [
        (lambda trail: trail.kept.pop(1), "SEAL_MISSING", 2, "after seal 1 comes 3"),
        (lambda trail: trail.kept.pop(0), "SEAL_MISSING", 1, "after seal 0 comes 2"),
        (lambda trail: trail.kept.insert(1, trail.kept[0]), "SEAL_CHANGED", 1, "it stands after seal 1"),
        (lambda trail: replaced(trail, 1, rows=4), "SEAL_CHANGED", 2, "its fields do not give its digest"),
        (lambda trail: replaced(trail, 1, at="2020"), "SEAL_CHANGED", 2, "its fields do not give its digest"),
        (lambda trail: replaced(trail, 2, version=2), "SEAL_CHANGED", 3, "its version 2 is not known here"),
    ],
)
def test_seal_that_is_wrong_is_named(
    change: Callable[[MemoryTrail], None], kind: str, number: int, said: str
) -> None:
    assert seal_fault(change) == Fault(kind=kind, seal=number, row=None, said=said)


def test_seal_made_anew_over_changed_rows_breaks_the_chain_or_the_paper() -> None:
    trail = a_trail()
    heads = [(kept.seal.number, kept.digest) for kept in trail.kept]
    with_row(trail.rows, (4, 20, "D"))
    trail.kept[1] = kept_seal(trail.kept[1].seal, trail, trail.kept[0].digest)
    fault = check(trail).fault
    assert fault == Fault(kind="SEAL_CHANGED", seal=3, said="it does not follow from seal 2")
    trail.kept[2] = kept_seal(trail.kept[2].seal, trail, trail.kept[1].digest)
    assert check(trail).fault is None
    fault = check(trail, heads).fault
    assert fault == Fault(kind="SEAL_CHANGED", seal=2, said="its digest is not the one on paper")


def test_end_that_was_cut_off_is_known_from_paper() -> None:
    trail = a_trail()
    heads = [(3, trail.kept[2].digest)]
    trail.kept.pop()
    del trail.rows[6:]
    assert check(trail).fault is None
    said = "it is known from elsewhere, but the trail ends with seal 2"
    assert check(trail, heads).fault == Fault(kind="SEAL_MISSING", seal=3, said=said)


def test_list_that_was_changed_is_told_from_rows_that_were() -> None:
    trail = a_trail()
    kept = trail.kept[1]
    trail.kept[1] = replace(kept, leaves=kept.leaves[:-1] + b"\0")
    fault = check(trail).fault
    said = "its list of leaves does not fit its rows, which agree with the rest of the seal"
    assert fault == Fault(kind="LIST_CHANGED", seal=2, said=said)
    with_row(trail.rows, (4, 20, "D"))
    trail.kept[1] = replace(kept, leaves=batch_of(trail.lines(kept.seal)).leaves)
    fault = check(trail).fault
    said = "its root does not fit its rows, which agree with the rest of the seal"
    assert fault == Fault(kind="SEAL_CHANGED", seal=2, said=said)


def test_gap_between_the_spans_of_seals_is_named() -> None:
    trail = a_trail()
    head = trail.kept[0]
    trail.kept[1] = kept_seal(replace(trail.kept[1].seal, begins=15), trail, head.digest)
    said = "its span does not begin where that of seal 1 ended"
    assert check(trail).fault == Fault(kind="SEAL_CHANGED", seal=2, said=said)


@given(st.data())
def test_any_one_change_is_found_and_named(data: st.DataObject) -> None:
    trail = a_trail()
    before = list(trail.rows)
    place = data.draw(st.integers(0, 8))
    row = trail.rows[place]
    kind = data.draw(st.sampled_from(("CHANGED", "MISSING", "INSERTED", "REORDERED")))
    if kind == "CHANGED":
        trail.rows[place] = (row[0], row[1], row[2] + data.draw(st.text("xyz", min_size=1)))
    elif kind == "MISSING":
        trail.rows.pop(place)
    elif kind == "INSERTED":
        row = (data.draw(st.integers(11, 99)), data.draw(st.integers(0, 31)), row[2])
        trail.rows.append(row)
    else:
        other = data.draw(st.sampled_from([one for one in before[:9] if one != row]))
        swapped_ids(trail.rows, row[0], other[0])
    fault = check(trail).fault
    assert fault is not None
    named = {"REORDERED": {one[0] for one in before if one not in trail.rows}}.get(kind, {row[0]})
    assert (fault.kind, fault.row in named) == (kind, True)
