"""Search in the law: clauses by id, place, words and plain words; rows of the orders and bans by their words."""

from collections.abc import Iterator
from dataclasses import dataclass

from chengzhao.law import texts
from chengzhao.law.texts.plain import PlainClause, plain_clause
from chengzhao.law.texts.synonyms import alternatives
from chengzhao.rules.coverage import coverage_of
from chengzhao.web.public.order_pages import OrderItem, order_items
from chengzhao.web.shared.wording import bare

MOST_ITEMS = 30
Words = tuple[tuple[str, ...], ...]
"""What is asked for, word by word: each with what stands for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A clause that has every word, or whose paragraph has, and the sentence in which the first one stands."""

    plain: PlainClause
    place: str
    sentence: str

    @property
    def is_open(self) -> bool:
        """Whether nobody's work carries the clause out yet."""
        return coverage_of(self.plain.id).is_open


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Text of the notice that asks for nothing, and why it does not."""

    paragraph: texts.Paragraph
    sentence: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a search finds, with the words to be marked; `left_out` counts further rows of the orders."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    passages: tuple[Passage, ...]
    items: tuple[OrderItem, ...]
    left_out: int


def find(asked: str) -> Found:
    """The clauses, the text without clauses and the rows of the orders that have every word, in their order.

    Where no clause has them all, the clauses of the paragraphs that have: a sentence of the notice may
    run over several clauses.
    """
    words = tuple(tuple(map(bare, alternatives(each))) for each in map(bare, asked.split()) if each)
    if not words:
        return Found(words=(), hits=(), passages=(), items=(), left_out=0)
    passages = tuple(_passages(words))
    hits = tuple(
        Hit(plain=plain_clause(clause.id), place=clause.place, sentence=_sentence(clause, words))
        for clause in texts.clauses().values()
        if _has_all(_text_of(clause), words)
    )
    hits = hits or _hits_of_paragraphs(words)
    items = [item for item in order_items() if _has_all(f"{item.label}\n{item.text}", words)]
    shown = tuple(items[:MOST_ITEMS])
    return Found(
        words=tuple(each for word in words for each in word),
        hits=hits,
        passages=passages,
        items=shown,
        left_out=len(items) - len(shown),
    )


def _passages(words: Words) -> Iterator[Passage]:
    """Paragraphs without a clause, and sentences that no clause of their paragraph holds; headings not."""
    for paragraph in texts.paragraphs():
        is_silent = not paragraph.clauses and paragraph.no_clause != texts.HEADING
        if is_silent and _has_all(f"{paragraph.place}\n{paragraph.text}", words):
            sentence = _first(_sentences(paragraph.text), words) or paragraph.text
            yield Passage(paragraph=paragraph, sentence=sentence, reason=paragraph.no_clause)
        for sentence, reason in texts.narrative().items():
            if sentence in paragraph.text and _has_all(sentence, words):
                yield Passage(paragraph=paragraph, sentence=sentence, reason=reason)


def _hits_of_paragraphs(words: Words) -> tuple[Hit, ...]:
    """Each clause of the paragraphs that have every word, once, with the sentence of its first paragraph."""
    found: dict[str, Hit] = {}
    for paragraph in texts.paragraphs():
        if not _has_all(f"{paragraph.place}\n{paragraph.text}", words):
            continue
        sentence = _first(_sentences(paragraph.text), words) or paragraph.text
        for each in paragraph.clauses:
            found.setdefault(each, Hit(plain=plain_clause(each), place=paragraph.place, sentence=sentence))
    return tuple(found.values())


def _text_of(clause: texts.Clause) -> str:
    plain = plain_clause(clause.id)
    return "\n".join((clause.id, clause.place, clause.words, plain.title, plain.says, plain.does))


def _sentence(clause: texts.Clause, words: Words) -> str:
    """The first sentence with the first word: of the plain words, else of the notice; else what the clause says."""
    plain = plain_clause(clause.id)
    sentences = [each for text in (plain.says, plain.does, clause.words) for each in _sentences(text)]
    return _first(sentences, words) or plain.says


def _sentences(text: str) -> list[str]:
    return [f"{each}。" for each in text.replace("\n", "。").split("。") if each]


def _first(sentences: list[str], words: Words) -> str:
    """The first sentence that has the first word; empty where none has it alone."""
    return next((each for each in sentences if _has_all(each, words[:1])), "")


def _has_all(text: str, words: Words) -> bool:
    plain = bare(text)
    return all(any(each in plain for each in word) for word in words)
