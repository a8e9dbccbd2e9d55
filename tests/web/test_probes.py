"""What scanners ask for is not there (G-04): no history, no settings, no listing, no admin, no version."""

import pytest
from django.test import Client

PROBES = (
    "/.git/config",
    "/.git/HEAD",
    "/.env",
    "/.well-known/",
    "/.chengzhao/secret_key",
    "/.DS_Store",
    "/.htaccess",
    "/.svn/entries",
    "/admin/",
    "/admin/login/",
    "/__debug__/",
    "/debug/",
    "/silk/",
    "/api/",
    "/api/docs/",
    "/swagger.json",
    "/graphql",
    "/metrics",
    "/server-status",
    "/actuator/env",
    "/phpinfo.php",
    "/wp-login.php",
    "/manager/html",
    "/backup.zip",
    "/dump.sql",
    "/db.sqlite3",
    "/pyproject.toml",
    "/requirements.txt",
    "/manage.py",
    "/version",
    "/CHANGELOG.md",
    "/robots.txt.bak",
    "/static/",
    "/static",
    "/static/../settings/base.py",
    "/static/%2e%2e/settings/base.py",
    "/static/..%2fsettings%2fbase.py",
    "/static/....//settings/base.py",
    "/static/%5c..%5csettings",
    "/static//etc/passwd",
    "/static/templates/base.html",
    "/static/system.css.map",
    "/static/system.css~",
    "/media/",
    "/uploads/",
    "/files/",
    "/templates/base.html",
    "/%00",
    "/;/admin",
)
TELL_TALES = ("django", "python", "granian", "5.2", "whitenoise", "postgres", "chengzhao/", "Traceback")


@pytest.mark.django_db
@pytest.mark.parametrize("path", PROBES)
def test_probe_finds_nothing(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (301, 404)
    if response.status_code == 301:
        # A slash is added; nothing is behind it either.
        response = client.get(response.headers["Location"])
        assert response.status_code == 404
    page = response.content.decode()
    assert "<h1>没有这一页</h1>" in page
    assert [word for word in TELL_TALES if word in page.lower()] == []


@pytest.mark.django_db
def test_no_page_says_what_it_was_made_with(client: Client) -> None:
    page = client.get("/").content.decode()
    assert [word for word in TELL_TALES if word in page.lower()] == []
    assert '<meta name="generator"' not in page
