"""Search in the law: clauses by id, place, words and plain words; rows of the orders and bans by their words."""

from dataclasses import dataclass

from chengzhao.law import texts
from chengzhao.law.texts.plain import PlainClause, plain_clause
from chengzhao.web.public.order_pages import OrderItem, order_items

MOST_ITEMS = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A clause that has every word, or whose paragraph has, and the sentence in which the first one stands."""

    plain: PlainClause
    place: str
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a search finds, with the words to be marked; `left_out` counts further rows of the orders."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    items: tuple[OrderItem, ...]
    left_out: int


def find(asked: str) -> Found:
    """The clauses and the rows of the orders that have every word that is asked for, in their order.

    Where no clause has them all, the clauses of the paragraphs that have: a sentence of the notice may
    run over several clauses, or ask for nothing by itself.
    """
    words = tuple(_plain(word) for word in asked.split())
    hits = tuple(
        Hit(plain=plain_clause(clause.id), place=clause.place, sentence=_sentence(clause, words[0]))
        for clause in texts.clauses().values()
        if _has_all(_text_of(clause), words)
    )
    hits = hits or _hits_of_paragraphs(words)
    items = [item for item in order_items() if _has_all(item.text, words)]
    shown = tuple(items[:MOST_ITEMS])
    return Found(words=words, hits=hits, items=shown, left_out=len(items) - len(shown))


def _hits_of_paragraphs(words: tuple[str, ...]) -> tuple[Hit, ...]:
    """Each clause of the paragraphs that have every word, once, with the sentence of its first paragraph."""
    found: dict[str, Hit] = {}
    for paragraph in texts.paragraphs():
        if not _has_all(paragraph.text, words):
            continue
        sentences = [f"{each}。" for each in paragraph.text.rstrip("。").split("。")]
        sentence = next((each for each in sentences if words[0] in _plain(each)), paragraph.text)
        for each in paragraph.clauses:
            found.setdefault(each, Hit(plain=plain_clause(each), place=paragraph.place, sentence=sentence))
    return tuple(found.values())


def _text_of(clause: texts.Clause) -> str:
    plain = plain_clause(clause.id)
    return "\n".join((clause.id, clause.place, clause.words, plain.title, plain.says, plain.does))


def _sentence(clause: texts.Clause, word: str) -> str:
    """The first sentence with the word: of the plain words, else of the notice; else what the clause says."""
    plain = plain_clause(clause.id)
    sentences = [
        each
        for text in (plain.says, plain.does, clause.words)
        for each in text.replace("\n", "。").split("。")
    ]
    return next((f"{each}。" for each in sentences if each and word in _plain(each)), plain.says)


def _has_all(text: str, words: tuple[str, ...]) -> bool:
    return all(word in _plain(text) for word in words)


def _plain(text: str) -> str:
    """Text as it is compared: letters small, percent signs of one width, brackets too."""
    return text.lower().replace("%", "％").replace("(", "（").replace(")", "）")
