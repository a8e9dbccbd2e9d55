"""The order of merit as a file: places, tie groups, the lists of the extra tests."""

from tests.rules.small_filings import candidate, choice, extra_test, filing_input, programme

from chengzhao.rules.merit import seed_key
from chengzhao.rules.merit_lists import order_text


def test_who_has_the_same_marks_shares_a_place_and_the_seed_orders_the_rows() -> None:
    people = [candidate(name, points) for name, points in (("张", 180), ("李", 200), ("王", 180), ("赵", 90))]
    given = filing_input([programme("A1")], people, [choice("张", "A1")])
    tied = sorted(["张", "王"], key=lambda name: seed_key("seed", name))
    assert order_text(given).splitlines()[1:] == [
        "GAOQIZHUAN,HUMANITIES,,1,李,,200,",
        f"GAOQIZHUAN,HUMANITIES,,2,{tied[0]},,180,",
        f"GAOQIZHUAN,HUMANITIES,,2,{tied[1]},,180,",
        "GAOQIZHUAN,HUMANITIES,,4,赵,,90,",
    ]


def test_tie_papers_part_a_group_and_are_written() -> None:
    people = [candidate("张", 100, foreign=50_00), candidate("李", 90, foreign=60_00)]
    given = filing_input([programme("A1")], people, [], tie_keys={"GAOQIZHUAN": ("foreign", "maths")})
    assert order_text(given).splitlines()[1:] == [
        "GAOQIZHUAN,HUMANITIES,,1,李,,150,60/0",
        "GAOQIZHUAN,HUMANITIES,,2,张,,150,50/0",
    ]


def test_a_college_with_an_extra_test_has_a_list_of_those_who_chose_it() -> None:
    given = filing_input(
        [programme("A1", kind="ARTS", has_extra_test=True), programme("B1")],
        [candidate("张", 200), candidate("李", 190), candidate("王", 195)],
        [choice("张", "A1"), choice("李", "A1"), choice("王", "B1")],
        extra_tests=(extra_test("李", "A", 88), extra_test("王", "A", 99)),
    )
    assert [row for row in order_text(given).splitlines() if ",A," in row] == [
        "GAOQIZHUAN,HUMANITIES,A,1,李,88,190,",
        "GAOQIZHUAN,HUMANITIES,A,2,张,0,200,",
    ]


def test_who_takes_no_part_stands_on_no_list() -> None:
    people = [candidate("张", 200, person_status="VOID"), candidate("李", 190)]
    given = filing_input([programme("A1", kind="SPORTS")], people, [choice("张", "A1")])
    assert [row.split(",")[4] for row in order_text(given).splitlines()[1:]] == ["李"]
