"""第33号令: its counts, its procedure, and the numbers of the procedure."""

from fractions import Fraction

from chengzhao.law.orders import order33


def test_counts_of_behaviours_by_article() -> None:
    counts: dict[str, int] = {}
    for row in order33.behaviours():
        counts[row.article] = counts.get(row.article, 0) + 1
    assert counts == {
        "5": 9,
        "6": 9,
        "7": 5,
        "8": 5,
        "9": 4,
        "11": 1,
        "12": 3,
        "13": 10,
        "14": 10,
        "15": 1,
        "16": 1,
        "17": 8,
    }


def test_procedure_goes_from_record_to_integrity_file() -> None:
    articles = [row.article for row in order33.procedure()]
    assert articles == ["18", "19", "20", "21", "25", "26", "27", "28", "29", "30", "31"]


def test_numbers_of_the_procedure_stand_in_their_articles() -> None:
    words = {row.article: row.behaviour for row in order33.procedure()}
    assert order33.SIGNERS.value == 2
    assert "2名以上" in words["18"]
    assert order33.REVIEW_REQUEST_DAYS.value == 15
    assert words["27"].startswith("15日内")
    assert order33.REVIEW_DECISION_DAYS.value == 30
    assert words["28"].startswith("受理后30日内")
    assert order33.IDENTICAL_ROOM_SHARE.value == Fraction(1, 5)
    assert "1/5以上" in order33.behaviour("15").behaviour
    assert "停考该项考试1-3年" in order33.behaviour("9", "1").penalty
    assert order33.SUSPENSION_YEARS.value == (1, 3)
