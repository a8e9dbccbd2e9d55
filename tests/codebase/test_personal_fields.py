"""Every column that says something of a person stands in the register, and nothing that does not exist."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, Model

from chengzhao.rules.privacy.register import (
    KEYS,
    OF_ACCOUNT,
    OF_CANDIDATE,
    OF_OTHERS,
    WITHOUT_PERSONS,
    register,
)

REGISTER = "src/chengzhao/rules/privacy/personal_fields.csv"
PERSONS = {"candidate", "account"}


def table_of(model: type[Model]) -> str:
    """How the register calls a table: the model's name, of other apps with the app's before it."""
    meta = model._meta
    return meta.model_name if meta.app_label == "records" else f"{meta.app_label}.{meta.model_name}"  # type: ignore[return-value]


def columns_of(model: type[Model]) -> list[Field]:
    return [
        field for field in model._meta.concrete_fields if field.name not in KEYS and not field.primary_key
    ]


def points_at_a_person(field: Field) -> bool:
    target = field.related_model
    return target is not None and not isinstance(target, str) and table_of(target) in PERSONS


def to_register() -> Iterator[str]:
    """The columns that must stand in the register: all of persons' tables, elsewhere those that name one.

    The way from a row of a candidate to the candidate is a key, not a fact.
    """
    for model in apps.get_models():
        table = table_of(model)
        ways = {OF_CANDIDATE.get(table, "").split("__")[0], OF_ACCOUNT.get(table, "").split("__")[0]} - {
            "account"
        }
        for field in columns_of(model):
            is_fact = table not in WITHOUT_PERSONS or points_at_a_person(field)
            if is_fact and field.name not in ways:
                yield f"{table}.{field.name}"


def test_every_table_is_of_persons_or_said_to_be_of_things() -> None:
    known = {*OF_CANDIDATE, *OF_ACCOUNT, *OF_OTHERS, *WITHOUT_PERSONS}
    tables = {table_of(model) for model in apps.get_models()}
    assert sorted(tables - known) == [], (
        "say in rules/privacy/register.py whether the table is of a candidate, of an account or of things, "
        f"and enter the columns that say something of a person in {REGISTER}"
    )
    assert sorted(known - tables) == []


def test_every_personal_column_is_in_the_register() -> None:
    missing = sorted(set(to_register()) - set(register()))
    assert missing == [], f"enter purpose, basis, class, room, mask and period of each in {REGISTER}"


def test_register_has_no_column_that_does_not_exist() -> None:
    existing = {
        f"{table_of(model)}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
    }
    assert sorted(set(register()) - existing) == []


def test_ways_to_the_candidate_and_the_account_exist() -> None:
    for ways, target in ((OF_CANDIDATE, "candidate"), (OF_ACCOUNT, "account")):
        for table, way in ways.items():
            model = apps.get_model("records", table)
            for step in filter(None, way.split("__")):
                found = model._meta.get_field(step).related_model
                assert isinstance(found, type), f"{table}: {step} leads nowhere"
                model = found
            assert (table, table_of(model)) == (table, target)


def test_every_registered_column_has_a_chinese_label() -> None:
    unnamed = [
        f"{table_of(model)}.{field.name}"
        for model in apps.get_app_config("records").get_models()
        for field in columns_of(model)
        if f"{table_of(model)}.{field.name}" in register()
        and str(field.verbose_name).isascii()
        and not field.generated
    ]
    assert unnamed == []
