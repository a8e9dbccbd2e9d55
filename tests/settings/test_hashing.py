"""Passwords are hashed with Argon2id, expensively, and anew where the parameters were raised (A-05)."""

import time

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from pytest_django.fixtures import Settings

from chengzhao.settings import base

MILLISECONDS = 0.050


@pytest.fixture(autouse=True)
def _hashers_of_production(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS


def test_hash_is_argon2id_with_its_parameters() -> None:
    assert make_password("ten blue pens").startswith("argon2$argon2id$v=19$m=47104,t=2,p=1$")


def test_hash_costs_more_than_fifty_milliseconds() -> None:
    make_password("warm")
    begun = time.process_time()
    make_password("ten blue pens")
    assert time.process_time() - begun >= MILLISECONDS


def test_older_hash_is_made_anew_at_the_next_right_password() -> None:
    class Cheaper(Argon2PasswordHasher):
        time_cost, memory_cost, parallelism = 1, 1024, 1

    old = Cheaper().encode("ten blue pens", "saltsaltsaltsalt")
    kept: list[str] = []
    assert check_password("ten blue pens", old, setter=lambda raw: kept.append(make_password(raw)))
    assert kept[0].startswith("argon2$argon2id$v=19$m=47104,t=2,p=1$")
    assert not check_password("wrong", old, setter=kept.append)
    assert len(kept) == 1


def test_long_passwords_are_not_cut_off() -> None:
    encoded = make_password("a" * 200 + "b")
    assert check_password("a" * 200 + "b", encoded)
    assert not check_password("a" * 200 + "c", encoded)
