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
