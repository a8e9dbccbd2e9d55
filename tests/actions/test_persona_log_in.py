"""A persona's password and second factor are published: where the settings allow none, nobody comes in as one."""

import pytest
from django.conf import settings
from django.db import transaction
from tests import factories
from tests.factories import KEYS

from chengzhao.actions.log_in import find_account


@pytest.mark.django_db
@pytest.mark.parametrize(("allowed", "found"), [(True, True), (False, False)])
def test_persona_is_found_only_where_the_settings_allow_it(
    monkeypatch: pytest.MonkeyPatch, allowed: bool, found: bool
) -> None:
    monkeypatch.setattr(settings, "DEMO_PERSONAS", allowed)
    account = factories.an_account(username="sheng")
    account.is_persona = True
    account.save()
    factories.an_account(username="zhang")
    with transaction.atomic():
        assert (find_account("sheng", is_staff=True, keys=KEYS) == account) is found
        assert find_account("zhang", is_staff=True, keys=KEYS) is not None
