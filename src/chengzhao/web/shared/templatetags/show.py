"""How values look on the pages: states as tags, numbers, times in 北京时间, masked names, citations, icons."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from secrets import token_urlsafe

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import make_aware

from chengzhao.documents.web_fonts import can_be_shown
from chengzhao.law.citation import Citation
from chengzhao.law.words import Word
from chengzhao.rules.colleges import years_in_digits
from chengzhao.rules.privacy.small_cells import few_or
from chengzhao.rules.registration import is_rare
from chengzhao.web.shared import chinese
from chengzhao.web.shared.acts import act_label, object_label
from chengzhao.web.shared.tones import tone_of

FORM_NUMBER_BYTES = 16
RARE_NAME = '<span class="name">', "</span>"
"""What stands around a name with a rare character: by this a page is known to need a font."""

register = template.Library()


@register.filter
def tag(state: Word) -> SafeString:
    """A state as a tag: its label, and its colour from the one table."""
    tone = tone_of(state)
    classes = f"tag tag--{tone}" if tone else "tag"
    return format_html('<span class="{}">{}</span>', classes, state.label)


@register.filter
def number(value: int | None) -> str:
    """104,318; an em dash where there is none."""
    return "—" if value is None else chinese.count(value)


@register.filter
def people(value: int) -> str:
    """1,204人 as everybody may read it: few are not counted."""
    return few_or(value, f"{chinese.count(value)}人")


@register.filter
def points(value: Decimal | int | None) -> str:
    """251 or 251.5; an em dash where there is none."""
    return "—" if value is None else chinese.points(value)


@register.filter
def percent_of(part: int, whole: int) -> str:
    """88.6, of a whole; an em dash where the whole is nothing."""
    return chinese.percent(part, whole)


@register.filter
def money(value: Decimal | None) -> str:
    """1,900; fen only where there are any."""
    if value is None:
        return "—"
    whole = value.to_integral_value()
    return f"{whole:,}" if whole == value else f"{value:,.2f}"


@register.simple_tag
def form_number() -> SafeString:
    """A random number of this form, by which two presses of its button are one act."""
    return format_html('<input type="hidden" name="form" value="{}">', token_urlsafe(FORM_NUMBER_BYTES))


@register.filter
def person(name: str) -> SafeString:
    """The name of a person; rare characters come with how they are read, and U+… where no font has them.

    The page that shows one loads the font for it (`web.shared.page`).
    """
    rare = [sign for sign in name if is_rare(sign)]
    if not rare:
        return format_html("{}", name)
    lacking = " ".join(f"U+{ord(sign):04X}" for sign in rare if not can_be_shown(sign))
    return format_html(
        '<span><span class="name">{}</span>{}{}</span>',
        name,
        format_html(' <small class="name__read">{}</small>', read) if (read := chinese.reading(name)) else "",
        format_html(' <small class="name__read">缺字形{}</small>', lacking) if lacking else "",
    )


@register.simple_tag
def new_count(count: int) -> str:
    """How much that is new waits behind a link; nothing where there is nothing."""
    if not count:
        return ""
    return format_html(' <span class="count count--bad"><span class="vh">未读</span>{}</span>', count)


@register.filter
def half_years(value: int) -> str:
    """2.5年, from half-years."""
    return years_in_digits(value)


@register.filter
def full_moment(value: datetime) -> str:
    """2024年10月19日（周六）9:00."""
    return chinese.full_moment(value)


@register.filter
def closing_moment(value: datetime) -> str:
    """2024年9月10日（周二）24:00."""
    return chinese.closing_moment(value)


@register.filter
def short_moment(value: datetime | None) -> str:
    """10月19日 09:00; an em dash where there is none."""
    return "—" if value is None else chinese.short_moment(value)


@register.filter
def record_moment(value: datetime | None) -> str:
    """2024年10月19日 09:00; an em dash where there is none."""
    return "—" if value is None else chinese.moment_of_record(value)


@register.simple_tag(takes_context=True)
def deadline(context: Context, until: datetime | date, then: str) -> SafeString:
    """A deadline in a table: when in 北京时间, how much is left, and what happens then; a day lasts until 24:00."""
    if not isinstance(until, datetime):
        until = make_aware(datetime.combine(until + timedelta(days=1), time()))
    now = context["shell"].now
    left = f"{chinese.time_left(now, until)}，到时{then}" if now < until else f"已到时，{then}"
    return format_html(
        '<span><time datetime="{}">{}</time><small class="due">北京时间，{}</small></span>',
        until.isoformat(),
        chinese.closing_moment(until),
        left,
    )


@register.filter
def full_day(value: date | datetime | str) -> str:
    """2024年10月19日; a masked day stays as it is."""
    return value if isinstance(value, str) else chinese.full_day(_day(value))


@register.filter
def short_day(value: date | datetime) -> str:
    """10月19日."""
    return chinese.short_day(_day(value))


@register.filter
def masked(name: str) -> SafeString:
    """张*丰; what is left of a rare name as `person` shows it."""
    return person(chinese.masked(name))


@register.filter
def grouped(digest: str) -> str:
    """A digest in groups of four."""
    return chinese.grouped(digest)


@register.filter
def act(name: str) -> str:
    """An act of the audit trail in Chinese."""
    return act_label(name)


@register.filter
def audited(kind: str) -> str:
    """A kind of object of the audit trail in Chinese."""
    return object_label(kind)


@register.filter
def anchor(paragraph_id: str) -> str:
    """The id of a paragraph as a fragment of an address."""
    return paragraph_id.replace("/", "-").replace(".", "-")


@register.filter
def joined(words: Iterable[str]) -> str:
    """Words parted by the enumeration comma."""
    return "、".join(words)


@register.simple_tag
def cite(clause: str) -> SafeString:
    """A link to the paragraph of the notice in which a clause stands."""
    return format_html(
        '<a class="cite" href="{}">{}</a>', reverse("public:clause", args=[clause]), Citation(clause).label
    )


@register.simple_tag
def icon_sheet() -> str:
    """Where the sprite of icons stands."""
    return static("icons.svg")


@register.simple_tag
def icon(name: str, tone: str = "") -> SafeString:
    """A decorative icon of the sprite."""
    classes = f"icon icon--{tone}" if tone else "icon"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("icons.svg"), name
    )


@register.simple_tag
def chip(label: str, href: str, is_on: object) -> SafeString:
    """One of several filters of a list; the one in force is marked."""
    if is_on:
        return format_html('<a class="chip" href="{}" aria-current="true">{}</a>', href, label)
    return format_html('<a class="chip" href="{}">{}</a>', href, label)


@register.simple_tag
def bar(part: int, whole: int, second: int = 0) -> SafeString:
    """A bar of `part` of `whole`, with `second` more in a lighter tone; geometry only, no style."""
    length, lighter = _share(part, whole), _share(part + second, whole)
    lighter_bar = format_html('<rect class="bar__2" width="{}" height="8"/>', lighter) if second else ""
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar__bg" width="100" height="8"/>{}<rect class="{}" width="{}" height="8"/></svg>',
        lighter_bar,
        "bar__1",
        length,
    )


@register.simple_tag
def large_bar(part: int, whole: int) -> SafeString:
    """A tall bar of `part` of `whole`, for a funnel."""
    return format_html(
        '<svg class="bar bar--lg" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar__bg" width="100" height="8"/><rect class="bar__1" width="{}" height="8"/></svg>',
        _share(part, whole),
    )


def _share(part: int, whole: int) -> str:
    return f"{min(Decimal(100), Decimal(100 * part) / whole):.4f}" if whole > 0 else "0"


def _day(value: date | datetime) -> date:
    return chinese.beijing(value).date() if isinstance(value, datetime) else value
