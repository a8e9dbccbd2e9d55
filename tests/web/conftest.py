"""The small season, and clients of people who are logged in."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.world import World, a_world

from chengzhao.records.models import Account


@pytest.fixture
def world(db: None) -> World:
    """The small season."""
    return a_world()


@pytest.fixture
def log_in() -> Callable[[Account], Client]:
    """A client of somebody who logged in and took their only seat."""

    def client_of(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        client.get("/seats/")
        return client

    return client_of
