"""What one filing gives otherwise than another."""

from tests.rules.small_filings import candidate, choice, filing_input, programme

from chengzhao.rules.dossier import results_text
from chengzhao.rules.filing import file_candidates
from chengzhao.rules.filing_changes import Change, changes, places_in

KEY = "GAOQIZHUAN"


def test_places_are_read_from_results() -> None:
    given = filing_input(
        [programme("A1")],
        [candidate("张", 200), candidate("李", 190)],
        [choice("张", "A1"), choice("李", "A1")],
    )
    assert places_in(results_text(file_candidates(given))) == {("张", KEY): "A1"}


def test_changes_are_counted_by_kind_and_come_by_candidate() -> None:
    before = {("1", KEY): "A1", ("2", KEY): "A1", ("3", KEY): "B1"}
    after = {("1", KEY): "A1", ("2", KEY): "B1", ("0", KEY): "A1"}
    found = changes(before, after)
    assert found.rows == (
        Change(candidate_id="0", level=KEY, before="", after="A1"),
        Change(candidate_id="2", level=KEY, before="A1", after="B1"),
        Change(candidate_id="3", level=KEY, before="B1", after=""),
    )
    assert (found.come, found.gone, found.moved) == (1, 1, 1)


def test_the_same_places_have_no_changes() -> None:
    assert changes({("1", KEY): "A1"}, {("1", KEY): "A1"}).rows == ()
