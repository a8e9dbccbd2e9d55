"""Walks over every URL of the site, as everybody who may see it; and what a browser would make of an answer."""

from collections.abc import Iterator
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client
from tests.web.test_access import EVERYBODY, LOGGED_IN, TABLE, Visit, visits
from tests.web.world import LogIn, World

from chengzhao.law.words import Role

FETCHED_BY_THE_BROWSER = {"href", "src", "action", "formaction"}


def someone_for(name: str) -> Role | None:
    """A role that may see a URL; None for what everybody sees."""
    allowed = TABLE[name]
    if allowed == EVERYBODY:
        return None
    if allowed == LOGGED_IN:
        return Role.PROVINCE_OFFICER
    assert isinstance(allowed, set)
    return sorted(allowed)[0]


def everybody(world: World, log_in: LogIn) -> Iterator[tuple[Client, Visit]]:
    """Every URL: as nobody in particular, and as somebody who may see it."""
    clients: dict[Role, Client] = {}
    anonymous = Client()
    for visit in visits(world):
        yield anonymous, visit
        role = someone_for(visit.name)
        if role is not None:
            if role not in clients:
                clients[role] = log_in(world.accounts[role])
            yield clients[role], visit


def body_of(response: HttpResponse) -> str:
    """The whole answer as text, streamed or not."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return bytes(content).decode(errors="replace")


class Links(HTMLParser):
    """Every address of a page, in its order; those that it loads by itself; and the ids to which links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, None] = {}
        self.loaded: set[str] = set()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(given["id"] or "")
        for name in ("href", "src"):
            if name in given:
                self.found[given[name] or ""] = None
                if tag not in ("a", "area"):
                    self.loaded.add(given[name] or "")


class Dom(HTMLParser):
    """What a browser would run of a page: scripts, handlers, addresses that are code; and its forms."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.dangers: list[str] = []
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self._form: dict[str, str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.dangers += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag in ("script", "iframe", "object", "embed", "base", "meta") and not is_ours(tag, given):
            self.dangers.append(f"{tag} {given}")
        for name in FETCHED_BY_THE_BROWSER & set(given):
            scheme = "".join(given[name].split()).lower().partition(":")[0]
            if scheme in ("javascript", "data", "vbscript"):
                self.dangers.append(f"{tag} {name}={given[name]}")
        if tag == "form":
            self._form = {}
            self.forms.append((given.get("action", ""), given.get("method", "get").lower(), self._form))
        elif (
            tag in ("input", "select", "textarea", "button") and self._form is not None and given.get("name")
        ):
            self._form.setdefault(given["name"], given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


def is_ours(tag: str, given: dict[str, str]) -> bool:
    """Whether the base template writes such a tag: a script of our own folder, the charset and the viewport."""
    if tag == "script":
        return given.get("src", "").startswith("/static/")
    return tag == "meta" and ("charset" in given or given.get("name") in ("viewport", "robots"))
