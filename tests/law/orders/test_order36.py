"""第36号令 and 刑法第二百八十四条之一."""

from chengzhao.law.orders import order36


def test_counts_of_behaviours_by_article() -> None:
    counts: dict[str, int] = {}
    for row in order36.behaviours():
        counts[row.article] = counts.get(row.article, 0) + 1
    assert counts == {"6": 7, "7": 4, "8": 7, "9": 5, "10": 9, "11": 4}


def test_false_information_of_a_candidate_is_article_eleven() -> None:
    row = order36.behaviour("11", "1")
    assert row.actor == "考生"
    assert row.penalty.startswith("记入诚信档案")


def test_three_crimes() -> None:
    assert [row.behaviour for row in order36.crimes()] == [
        "组织考试作弊",
        "非法出售或提供试题答案",
        "代替他人或让他人代替考试",
    ]
