"""How the law looks on the pages: how sure a value is, words found by a search, rows of the orders."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from chengzhao.law import texts
from chengzhao.law.orders import OrderRow
from chengzhao.law.orders.shape import numeral

register = template.Library()


@register.filter
def sureness(confidence: Decimal) -> str:
    """85％, of a confidence of 0.85."""
    return f"{(confidence * 100).normalize():f}％"


@register.simple_tag
def doubt(is_certain: bool) -> str:
    """The mark of what is not certain; nothing for what is."""
    return "" if is_certain else format_html(' <span class="tag tag--warn">{}</span>', "待核")


@register.filter
def marked(text: str, words: Sequence[str]) -> SafeString:
    """A text in which the words of a search are marked, whatever their width and size."""
    plain = text.lower().replace("%", "％").replace("(", "（").replace(")", "）")
    return _with_marks(text, plain if len(plain) == len(text) else text, words, "")


@register.filter
def quoting(paragraph: texts.Paragraph, clause: str) -> SafeString:
    """A paragraph in which the very words of a clause are marked, where it shares the paragraph with others."""
    quotes = texts.quotes_in(clause, paragraph)
    return _with_marks(paragraph.text, paragraph.text, () if paragraph.text in quotes else quotes, "quote")


def _with_marks(text: str, plain: str, words: Sequence[str], kind: str) -> SafeString:
    """A text with marks around what `words` find in its plain form, which is as long."""
    pattern = "|".join(re.escape(word) for word in words if word)
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
