"""How the law looks on the pages: how sure a value is, words found by a search, rows of the orders."""

import re
from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from chengzhao.law import texts
from chengzhao.law.numerals import numeral
from chengzhao.law.orders import OrderRow
from chengzhao.law.saying import said
from chengzhao.web.shared.templatetags.show import anchor
from chengzhao.web.shared.wording import comparable, pattern_of

register = template.Library()


@register.filter
def sureness(confidence: Decimal) -> str:
    """85％, of a confidence of 0.85."""
    return f"{(confidence * 100).normalize():f}％"


@register.filter
def said_of(value: object) -> str:
    """A value of the law in one line."""
    return said(value)


@register.simple_tag
def doubt(is_certain: bool) -> str:
    """The mark of what is not certain; nothing for what is."""
    return "" if is_certain else format_html(' <span class="tag tag--warn">{}</span>', "待核")


@register.simple_tag
def in_full(paragraph: texts.Paragraph, query: str) -> str:
    """The address of a paragraph in the whole text, its chapter unfolded, with what the reader has chosen."""
    chosen = f"{query}&" if query else "?"
    address = f"{reverse('public:clauses')}{chosen}{urlencode({'chapter': paragraph.part})}"
    return f"{address}#{anchor(paragraph.id)}"


@register.simple_tag
def unopened(is_open: bool) -> str:
    """The mark of a clause that nobody's work carries out yet; nothing for one that is carried out."""
    return format_html(' <span class="tag tag--warn">{}</span>', "还没有开放网上办理") if is_open else ""


@register.filter
def marked(text: str, words: Sequence[str]) -> SafeString:
    """A text in which the words of a search are marked, whatever their width and size."""
    return _with_marks(text, comparable(text), pattern_of(words), "")


@register.filter
def quoting(paragraph: texts.Paragraph, clause: str) -> SafeString:
    """A paragraph in which the very words of a clause are marked, where it shares the paragraph with others."""
    quotes = texts.quotes_in(clause, paragraph)
    pattern = "" if paragraph.text in quotes else "|".join(map(re.escape, quotes))
    return _with_marks(paragraph.text, paragraph.text, pattern, "quote")


def _with_marks(text: str, plain: str, pattern: str, kind: str) -> SafeString:
    """A text with marks around what the pattern finds in its plain form, which is as long."""
    html, at = format_html("{}", ""), 0
    for found in re.finditer(pattern, plain) if pattern else ():
        before, hit = text[at : found.start()], text[found.start() : found.end()]
        html = format_html('{}{}<mark class="{}">{}</mark>', html, before, kind, hit)
        at = found.end()
    return format_html("{}{}", html, text[at:])


@register.filter
def item_label(row: OrderRow) -> str:
    """第五项; empty for an article without items."""
    return f"第{numeral(int(row.item))}项" if row.item else ""


@register.filter
def row_anchor(row: OrderRow) -> str:
    """The id of a row on the page of its order."""
    return f"r{row.article}-{row.item}" if row.item else f"r{row.article}"
