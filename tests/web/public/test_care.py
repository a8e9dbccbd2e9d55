"""The edition in large type."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_care_is_switched_on_and_off_and_comes_back(client: Client) -> None:
    response = client.get("/care/?on=1&next=/help/")
    assert response.headers["Location"] == "/help/"
    assert "data-care" in client.get("/help/").content.decode().partition(">")[2].partition(">")[0]
    client.get("/care/?on=0&next=/help/")
    assert "data-care" not in client.get("/help/").content.decode()


@pytest.mark.parametrize(
    "back", ["", "https://evil.example/", "//evil.example", "public:help", "-1", "\\\\evil"]
)
def test_care_never_leaves_the_site(client: Client, back: str) -> None:
    assert client.get("/care/", {"on": "1", "next": back}).headers["Location"] == "/"


@pytest.mark.parametrize("name", ["on", "contrast"])
def test_each_is_switched_by_itself(client: Client, name: str) -> None:
    client.get("/care/?on=1&contrast=1&next=/help/")
    client.get(f"/care/?{name}=0&next=/help/")
    opening = client.get("/help/").content.decode().partition(">")[2].partition(">")[0]
    assert ("data-care" in opening) == (name != "on")
    assert ('data-contrast="high"' in opening) == (name != "contrast")


def test_choice_is_kept_as_safely_as_the_session(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.SESSION_COOKIE_SECURE = True  # type: ignore[attr-defined]
    cookies = client.get("/care/?on=1&contrast=1").cookies
    assert {name: (held["secure"], held["httponly"], held["samesite"]) for name, held in cookies.items()} == {
        "care": (True, True, "Lax"),
        "contrast": (True, True, "Lax"),
    }
