"""Which views ask who is there once more (A-09): each view that writes stands in one of two tables."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator
from types import ModuleType

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.shared.test_looks import TAKEN

from chengzhao.actions.duties import ACT_ROLES
from chengzhao.web.account import own, phones
from chengzhao.web.province import filing

# Everything else that takes a form: what it does is not sensitive, or is itself the proof.
WITHOUT_A_QUESTION = {
    "account:login": "the way in",
    "account:login-code": "the way in",
    "account:login-code-enter": "the way in",
    "account:second-factor": "the way in",
    "account:enrol": "the way in",
    "account:old-password": "the way in",
    "account:register": "the way in",
    "account:register-code": "the way in",
    "account:register-identity": "the way in",
    "account:recover": "the way in",
    "account:recover-code": "the way in",
    "account:recover-password": "the way in",
    "account:invitation": "the way in",
    "account:confirm": "it is the question",
    "account:confirm-code": "it is the question",
    "account:logout": "only takes rights away",
    "account:seats": "a role that one has",
    "account:revoke-session": "only takes rights away",
    "account:revoke-sessions": "only takes rights away",
    "desk:job": "calls off or repeats what was asked for with a factor; its file asks again",
    "public:results": "nobody has come in",
    "public:objection": "nobody has come in",
    "candidate:messages": "marks one's own messages as read",
    "candidate:notice": "says that a text was read",
    "candidate:question": "what one fills in for oneself, every version of it kept",
    "candidate:claim-file": "a file of one's own",
    "candidate:drop-file": "a file of one's own, before it is handed in",
    "candidate:confirm": "says of one's own registration that it stands",
    "candidate:check": "hands in one's own registration, which the office looks at",
    "candidate:consent": "a consent of one's own, taken back as easily",
    "candidate:ask": "a request about one's own data, answered by a person",
    "candidate:take-back": "a request of one's own",
    "candidate:evidence": "a file of one's own",
    "public:test-payment": "the page of a provider that moves no money",
    "candidate:fee": "leads to the provider's page, which asks by itself",
    "province:registers": "answers of a file that was handed out for a factor",
    "county:queue": "takes a file that waits, to look at it",
    "department:claims": "opinions of a table that was handed out for a factor",
    "department:claim": "the department's daily work: an opinion, of which the next one is a notice to everybody",
    "department:evidence": "one file, for a reason that stands on the trail",
    "county:batches": "makes a batch, of which nothing is decided yet",
    "county:batch": "the desk's daily work: its sample was opened, and minutes undo it",
    "desk:search": "looks into the visitor's own part, masked and on the trail",
    "county:find": "looks for whoever stands at the counter, on the trail",
    "county:file": "the desk's daily work: whoever decides has the file open, and another person or minutes undo it",
    "county:review-image": "one picture of a file that one has open, on the trail",
    "county:evidence": "one file, for a reason that stands on the trail",
    "college:evidence": "one file, for a reason that stands on the trail",
    "province:evidence": "one file, for a reason that stands on the trail",
    "desk:imports": "takes in a file, of which nothing is imported yet",
    "desk:recusals": "only takes rights away",
    "desk:inbox": "marks one's own notices as read",
    "desk:columns": "how one's own pages look",
    "desk:settings": "how one's own pages behave",
}
ASKS = {
    "candidate:withdraw",
    "candidate:take-over",
    "account:password",
    "account:phone",
    "account:phone-code",
    "account:recovery-codes",
    "account:replace-factor",
    "county:in-person",
    "county:in-person-case",
    "college:export",
    "college:papers",
    "desk:import",
    "desk:job-file",
    "province:figures-csv",
    "province:run-pack",
    "oversight:run-pack",
    "system:retention",
    "system:grant",
    "province:gate",
    "province:publicity",
    "province:publicity-notice",
    "province:complaint",
    "province:risk",
    "county:risk",
    "province:request",
    "province:message",
    "province:send-messages",
    "province:unmasking",
    "province:unmasked-csv",
}


def views(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, f"{pattern.namespace}:")
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


def test_sensitive_views_ask_for_a_factor() -> None:
    asking = {
        name for name, view in views(get_resolver().url_patterns) if getattr(view, "asks_for_factor", False)
    }
    assert asking >= ASKS
    # Whatever hands a list or a file out to be taken away.
    assert asking >= set(TAKEN)


def test_views_without_a_question_exist_and_ask_none() -> None:
    found = dict(views(get_resolver().url_patterns))
    assert set(WITHOUT_A_QUESTION) <= set(found)
    assert [name for name in WITHOUT_A_QUESTION if getattr(found[name], "asks_for_factor", False)] == []


def acts_of(view: object) -> set[str]:
    """The acts that a view comes to, itself or through the functions of the pages that it calls."""
    waiting, seen, acts = [inspect.unwrap(view)], set(), set()  # type: ignore[arg-type]
    while waiting:
        function = waiting.pop()
        if function in seen:
            continue
        seen.add(function)
        for found in called(function):
            where = getattr(found, "__module__", "") or ""
            if where.startswith("chengzhao.actions.") and found.__name__ in ACT_ROLES:
                acts.add(found.__name__)
            elif where.startswith("chengzhao.web.") and inspect.isfunction(inspect.unwrap(found)):
                waiting.append(inspect.unwrap(found))
    return acts


def called(function: object) -> Iterator[object]:
    """What the names of a function's source stand for in its module."""
    module = sys.modules[function.__module__]
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):  # type: ignore[arg-type]
        if isinstance(node, ast.Name):
            yield getattr(module, node.id, None)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            holder = getattr(module, node.value.id, None)
            if isinstance(holder, ModuleType):
                yield getattr(holder, node.attr, None)


def acting_views() -> dict[str, set[str]]:
    """The views that come to an act, by the name of their URL, with their acts."""
    return {name: acts for name, view in views(get_resolver().url_patterns) if (acts := acts_of(view))}


def test_every_view_that_acts_asks_or_says_why_not() -> None:
    acting = acting_views()
    asking = {
        name for name, view in views(get_resolver().url_patterns) if getattr(view, "asks_for_factor", False)
    }
    assert {name: acts for name, acts in acting.items() if name not in asking | set(WITHOUT_A_QUESTION)} == {}


@pytest.mark.parametrize(
    ("view", "act"),
    [(phones.code, "change_phone"), (own.revoke, "revoke_session"), (filing.run, "open_approval")],
)
def test_acts_of_a_view_are_recognised(view: object, act: str) -> None:
    assert act in acts_of(view)
