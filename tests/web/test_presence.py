"""Which views ask who is there once more (A-09): each view that writes stands in one of two tables."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

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
}
ASKS = {
    "account:password",
    "account:phone",
    "account:phone-code",
    "account:recovery-codes",
    "account:replace-factor",
    "college:files-csv",
    "college:files-xlsx",
    "province:run-input",
    "oversight:run-input",
    "system:retention",
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


def test_views_without_a_question_exist_and_ask_none() -> None:
    found = dict(views(get_resolver().url_patterns))
    assert set(WITHOUT_A_QUESTION) <= set(found)
    assert [name for name in WITHOUT_A_QUESTION if getattr(found[name], "asks_for_factor", False)] == []
