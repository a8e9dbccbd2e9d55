"""What `chengzhao serve` looks at before it serves."""

import pytest
from pytest_django.fixtures import Settings
from tests import factories

from chengzhao.cli.tables import require_no_personas
from chengzhao.records.embedded import ServerError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_active", [True, False])
def test_a_database_with_personas_is_not_served_without_them(settings: Settings, is_active: bool) -> None:
    account = factories.an_account(is_persona=True)
    account.is_active = is_active
    account.save()
    require_no_personas()
    settings.DEMO_PERSONAS = False
    with pytest.raises(ServerError, match="This database holds a demonstration"):
        require_no_personas()


def test_a_database_of_real_people_is_served(settings: Settings) -> None:
    settings.DEMO_PERSONAS = False
    factories.an_account()
    require_no_personas()
