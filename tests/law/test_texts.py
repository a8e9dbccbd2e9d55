"""The notice as paragraphs: complete, in its order, word for word, with every clause in its place."""

import csv
import re
from pathlib import Path

import pytest

from chengzhao.law import texts


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def notice(shared: Path) -> str:
    text = (shared / "mission" / "notice-2024.txt").read_text(encoding="utf-8")
    return squeezed(re.sub(r"^\s*— \d+ —\s*$", "", text, flags=re.MULTILINE))


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "mission" / "clauses.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_paragraphs_together_are_the_whole_notice(notice: str) -> None:
    # A reading of the PDF puts the first timetable of annex 3 after the notes; we have it below its heading.
    displaced = next(each for each in texts.paragraphs() if each.id == "annex3/1.table")
    others = squeezed("".join(each.text for each in texts.paragraphs() if each is not displaced))
    before, found, after = notice.partition(squeezed(displaced.text))
    assert found
    assert others == before + after


@pytest.mark.parametrize("paragraph", texts.paragraphs(), ids=lambda paragraph: paragraph.id)
def test_paragraph_stands_in_the_notice(paragraph: texts.Paragraph, notice: str) -> None:
    assert squeezed(paragraph.text) in notice
    assert "\n" not in paragraph.text


def test_paragraph_ids_differ() -> None:
    ids = [paragraph.id for paragraph in texts.paragraphs()]
    assert len(set(ids)) == len(ids)


def test_clause_ids_are_those_of_the_mission(rows: list[dict[str, str]]) -> None:
    assert list(texts.clauses()) == [row["id"] for row in rows]
    assert len(texts.clauses()) == 101


def test_stage_and_kind_are_those_of_the_mission(rows: list[dict[str, str]]) -> None:
    ours = [(clause.stage, clause.kind) for clause in texts.clauses().values()]
    assert ours == [(row["stage"], row["kind"]) for row in rows]


def test_places_are_the_sources_of_the_mission(rows: list[dict[str, str]]) -> None:
    ours = [
        squeezed(clause.place).translate(str.maketrans("（）", "()")) for clause in texts.clauses().values()
    ]
    theirs = [squeezed(row["source"].replace(" + ", "、").replace(" ", "·")) for row in rows]
    assert [place.replace("·", "") for place in ours] == [place.replace("·", "") for place in theirs]


@pytest.mark.parametrize("clause", texts.clauses().values(), ids=lambda clause: clause.id)
def test_every_clause_has_its_paragraphs(clause: texts.Clause) -> None:
    assert clause.paragraphs != ()
    # Each paragraph stands in the chapter that the clause's place names.
    chapters = [re.sub(r"[（0-9.].*", "", place) for place in clause.place.split("、")]
    for paragraph in clause.paragraphs:
        assert any(paragraph.place.startswith(chapter) for chapter in (*chapters, "通知·考试时间", "附件3"))


def test_paragraphs_cite_only_clauses_that_exist() -> None:
    cited = {clause for paragraph in texts.paragraphs() for clause in paragraph.clauses}
    assert cited == set(texts.clauses())


def test_clause_text_is_its_paragraphs() -> None:
    text = texts.clause("A1.5.10").text
    assert text.startswith("（四）录取时，省级招生考试机构应按考生统考科目总成绩向招生学校顺序投档")
    assert text.endswith("应统一公开征集志愿录取。")


def test_clause_that_does_not_exist_is_refused() -> None:
    with pytest.raises(texts.UnknownClause, match=r"A1\.9\.1"):
        texts.clause("A1.9.1")


def test_document_that_does_not_exist_is_refused() -> None:
    with pytest.raises(texts.UnknownClause, match="notice-2023"):
        texts.paragraphs("notice-2023")


def test_chapters_are_those_of_the_notice() -> None:
    titles = [chapter.title for chapter in texts.chapters()]
    assert titles[:3] == ["转发通知", "通知正文", "附件1 一、招生学校"]
    assert titles[6] == "附件1 五、录取"
    assert titles[-2:] == ["附件2 工作安排", "附件3 考试时间表"]
    assert [each for chapter in texts.chapters() for each in chapter.paragraphs] == list(texts.paragraphs())


def test_every_clause_stands_in_a_chapter() -> None:
    assert {clause for chapter in texts.chapters() for clause in chapter.clauses} == set(texts.clauses())


@pytest.mark.parametrize("paragraph", texts.paragraphs(), ids=lambda paragraph: paragraph.id)
def test_every_paragraph_leads_to_clauses_or_says_why_not(paragraph: texts.Paragraph) -> None:
    assert bool(paragraph.clauses) != bool(paragraph.no_clause)
    assert (paragraph.no_clause == texts.HEADING) <= (paragraph.is_heading or paragraph.text == "说明：")


def test_quotes_stand_in_the_paragraphs_of_their_clause() -> None:
    strange = [
        (clause, words)
        for clause, found in texts.quotes().items()
        for words in found
        if not any(words in paragraph.text for paragraph in texts.clause(clause).paragraphs)
    ]
    assert strange == []


def sentences(paragraph: texts.Paragraph) -> list[str]:
    return [f"{each}。" for each in paragraph.text.removesuffix("。").split("。")]


@pytest.mark.parametrize(
    "paragraph",
    [each for each in texts.paragraphs() if len(each.clauses) > 1],
    ids=lambda paragraph: paragraph.id,
)
def test_every_sentence_belongs_to_a_clause_or_says_why_not(paragraph: texts.Paragraph) -> None:
    quoted = [words for clause in paragraph.clauses for words in texts.quotes_in(clause, paragraph)]
    whole = paragraph.text in quoted
    lost = [
        sentence
        for sentence in sentences(paragraph)
        if sentence not in texts.narrative()
        and not whole
        and not any(words in sentence or sentence in words for words in quoted)
        and not re.match(r"\d+\.[^，]{4,16}。$", sentence)
    ]
    assert lost == []


def test_narrative_sentences_are_in_the_notice_and_in_no_clause() -> None:
    held = [words for found in texts.quotes().values() for words in found]
    for sentence, reason in texts.narrative().items():
        assert any(sentence in paragraph.text for paragraph in texts.paragraphs())
        assert [words for words in held if sentence in words] == []
        assert reason


def test_words_of_a_clause_leave_out_its_neighbours() -> None:
    assert texts.clause("A1.5.11").words == "未完成的招生计划，应统一公开征集志愿录取。"
    assert texts.clause("A1.4.5").words == texts.clause("A1.4.5").text


def test_tables_stand_below_their_headings() -> None:
    ids = [each.id for each in texts.paragraphs() if each.id.startswith("annex3/")]
    assert ids[1:5] == ["annex3/1", "annex3/1.table", "annex3/2", "annex3/2.table"]


def test_tables_have_as_many_cells_in_every_row() -> None:
    tables = [each.table for each in texts.paragraphs() if each.table]
    assert [{len(cells) for cells in table} for table in tables] == [{3}, {3}]
