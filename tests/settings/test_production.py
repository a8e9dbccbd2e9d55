"""Production settings: weak ones are refused, all in one message."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from chengzhao.settings.weaknesses import weaknesses

STRONG = {
    "SECRET_KEY": "kq3XvR7_pB0sYtW9zJm2LfHcN5dGaEu8oTiVwQ1xZy4KbS6r",
    "DEBUG": "0",
    "DEMO_PERSONAS": "0",
    "ALLOWED_HOSTS": "zk.example.cn",
    "SMS_ADAPTER": "office.gateway:Adapter",
    "REGISTERS": "none",
    "DATABASE_URL": "postgresql://chengzhao:secret@db.example.cn/chengzhao",
    "VAULT_KEY_FILE": "/etc/chengzhao/vault.keys",
    "VAULT_KEYS": "",
    "HTTPS_PROXY_HEADER": "",
    "TRUSTED_PROXIES": "",
}
STRONG["SECRET_KEY"] += "pQ"
WEAK_KEY = "SECRET_KEY: set one of at least 50 random characters."
WEAK_HOSTS = "ALLOWED_HOSTS: name the hosts that are answered, without *."


def set_all(monkeypatch: pytest.MonkeyPatch, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_strong_settings_are_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, STRONG)
    assert len(STRONG["SECRET_KEY"]) == 50
    assert weaknesses() == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", STRONG["SECRET_KEY"][:49], WEAK_KEY),
        ("SECRET_KEY", "", WEAK_KEY),
        ("SECRET_KEY", "123456789" * 6, WEAK_KEY),
        ("DEBUG", "1", "DEBUG: it shows source and settings to strangers, unset it."),
        ("DEMO_PERSONAS", "1", "DEMO_PERSONAS: their password is published, unset it."),
        *(
            (
                "SMS_ADAPTER",
                value,
                "SMS_ADAPTER: name the adapter of a gateway, no code reaches anybody without one.",
            )
            for value in ("", "outbox", "console")
        ),
        (
            "PAYMENT_PROVIDER",
            "local",
            "PAYMENT_PROVIDER: the local one moves no money, name a provider, or none.",
        ),
        ("DEMO_FEE", "120.00", "DEMO_FEE: the fee stands in the province's supplement, unset it."),
        *(
            (
                "REGISTERS",
                value,
                "REGISTERS: the local register knows synthetic persons only, name adapters, or none.",
            )
            for value in ("", "local")
        ),
        (
            "HTTPS_PROXY_HEADER",
            "X-Forwarded-Proto",
            "TRUSTED_PROXIES: name the proxy that sets HTTPS_PROXY_HEADER, or every visitor has its one address.",
        ),
        ("ALLOWED_HOSTS", "", WEAK_HOSTS),
        ("ALLOWED_HOSTS", "zk.example.cn,*", WEAK_HOSTS),
        (
            "DATABASE_URL",
            "",
            "DATABASE_URL: name a server of your own, the embedded one is for one machine.",
        ),
        (
            "VAULT_KEY_FILE",
            "",
            "VAULT_KEY_FILE: name the file of the keys that seal personal fields.",
        ),
    ],
)
def test_weak_setting_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    set_all(monkeypatch, STRONG | {name: value})
    assert weaknesses() == [sentence]


def test_a_header_of_a_named_proxy_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = {"HTTPS_PROXY_HEADER": "X-Forwarded-Proto", "TRUSTED_PROXIES": "10.0.0.5"}
    set_all(monkeypatch, STRONG | proxy)
    assert weaknesses() == []


def test_a_ring_in_the_environment_stands_for_the_key_file(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, STRONG | {"VAULT_KEY_FILE": "", "VAULT_KEYS": "{}"})
    assert weaknesses() == []


def load(values: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    program = (
        "import chengzhao.settings.production as p; print(p.DEBUG, p.SESSION_COOKIE_NAME, p.ALLOWED_HOSTS)"
    )
    return subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **values}, capture_output=True, text=True
    )


def test_settings_load_when_strong() -> None:
    done = load(STRONG)
    assert (done.stdout, done.stderr) == ("False __Host-session ['zk.example.cn']\n", "")


def test_settings_do_not_load_when_weak() -> None:
    done = load(STRONG | {"SECRET_KEY": "short", "DEBUG": "1"})
    assert done.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: These settings are too weak for production. "
        f"{WEAK_KEY} DEBUG: it shows source and settings to strangers, unset it."
    )


def test_checks_for_deployment_are_clean(tmp_path: Path) -> None:
    # The tests in a browser, when they ran before in the same process, leave one behind that no deployment sets.
    held = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {**held, **STRONG, "DJANGO_SETTINGS_MODULE": "chengzhao.settings.production"}
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout.strip()) == (
        0,
        "System check identified no issues (2 silenced).",
    ), done.stderr
