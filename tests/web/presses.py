"""The forms of the pages as their owners could press them, and whether a press changed anything that was there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import resolve
from psycopg import sql
from tests.web.walking import body_of
from tests.web.world import World

OWN_OF_A_REQUEST = {"loginsession", "requestcount"}
"""What every request writes: the visitor's own session, and the counters of limits."""

LAST = 2**62
"""Behind every key."""
_OF_TABLE = sql.SQL(
    "SELECT {name}, coalesce(max({key}), 0), count(*), coalesce(md5(string_agg(t::text, '|' ORDER BY {key})), '') "
    "FROM {table} t WHERE {key} <= {last}"
)


@dataclass(frozen=True, kw_only=True)
class Press:
    """One button of a form: the name of the URL that it goes to, the address, and everything that it sends."""

    name: str
    href: str
    data: dict[str, str]
    names_a_thing: bool


@dataclass
class _Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    """The forms of a page that are sent by POST, with their fields, and each button apart."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Form] = []
        self._open: _Form | None = None
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form":
            self._open = _Form(action=given.get("action", ""))
            if given.get("method", "get").lower() == "post":
                self.found.append(self._open)
        elif self._open is None:
            return
        elif tag == "button" and name:
            self._open.buttons.append((name, value))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and value:
            self._open.fields[self._select] = value
        elif tag in ("input", "textarea") and name:
            self._open.fields[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


def filled(fields: dict[str, str], world: World) -> dict[str, str]:
    """The fields of a form with something sensible in what the page leaves to whoever fills it in."""
    written = {
        "number": world.admitted.candidate_number,
        "numbers": world.admitted.candidate_number,
        "reason": "按规定办理这件事",
        "answer": "已经按规定办理",
        "until": "2030-12-31",
        "account": "county_reviewer",
        "who": "county_reviewer",
        "name": "改过的名称",
    }
    return {name: value or written.get(name, "按规定办理") for name, value in fields.items()}


def presses_of(client: Client, href: str, world: World) -> Iterator[Press]:
    """Every button of every form that a page shows to its owner."""
    response = client.get(href)
    if response.status_code != 200:
        return
    for form in _Forms(body_of(response)).found:
        address = urljoin(href, form.action) if form.action else href
        match = resolve(address.partition("?")[0])
        fields = filled(form.fields, world)
        for name, value in form.buttons or [("", "")]:
            yield Press(
                name=match.view_name,
                href=address,
                data=fields | ({name: value} if name else {}),
                names_a_thing=any(isinstance(one, UUID) for one in match.kwargs.values()),
            )


@dataclass(frozen=True)
class Standing:
    """Every row that there is: of each table the last key, how many rows, and the digest of what they say."""

    rows: dict[str, tuple[int, int, str]]

    def changed(self) -> set[str]:
        """The tables of which a row that was there is gone, or says something else now."""
        now = _rows({name: last for name, (last, _, _) in self.rows.items()})
        return {name for name, held in self.rows.items() if now[name][1:] != held[1:]}

    def added(self) -> set[str]:
        """The tables that have a row more."""
        now = _rows({})
        return {name for name, held in self.rows.items() if now[name][0] > held[0]}


def standing() -> Standing:
    """The tables as they are now."""
    return Standing(_rows({}))


def _rows(until: dict[str, int]) -> dict[str, tuple[int, int, str]]:
    parts = []
    for model in apps.get_app_config("records").get_models():
        name = str(model._meta.model_name)
        if name not in OWN_OF_A_REQUEST:
            key = sql.Identifier(model._meta.pk.column)
            table, last = sql.Identifier(model._meta.db_table), sql.Literal(until.get(name, LAST))
            parts.append(_OF_TABLE.format(name=sql.Literal(name), key=key, table=table, last=last))
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        return {name: (last, number, digest) for name, last, number, digest in cursor.fetchall()}
