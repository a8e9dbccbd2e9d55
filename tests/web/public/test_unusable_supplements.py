"""A file of one province that cannot be used stops no other province, and says what is wrong with it."""

from pathlib import Path

import pytest
from django.test import Client

from chengzhao.cli import main
from chengzhao.law import provinces
from chengzhao.law.provinces import UnknownSupplement, supplement, unusable_supplements, usable_supplements

HERE = Path(provinces.__file__).parent
HENAN = (HERE / "41_2025.toml").read_text(encoding="utf-8").replace('"41"', '"42"').replace("河南", "湖北")
BROKEN = {
    "unreadable": (b"\xff\xfe", "UTF-8"),
    "no TOML": (b"[[[", "合乎TOML写法的文件"),
    "refused": (HENAN.replace("relaxation = 20", "relaxation = 25").encode(), "超过最大幅度20分"),
}


@pytest.fixture(params=BROKEN)
def said(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder with the files there are and a bad one of 湖北; the words that tell what is wrong with it."""
    content, said = BROKEN[request.param]
    for file in HERE.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "42_2025.toml").write_bytes(content)
    monkeypatch.setattr(provinces, "files", lambda package: tmp_path)
    return said


def test_the_others_are_used_and_the_bad_one_says_what_is_wrong(said: str) -> None:
    assert [each.province_code for each in usable_supplements()] == ["14", "32", "33", "41"]
    [(key, sentence)] = unusable_supplements().items()
    assert key == ("42", 2025)
    assert said in sentence
    with pytest.raises(
        UnknownSupplement, match="现有：山西省2024年、江苏省2025年、浙江省2025年、河南省2025年。"
    ):
        supplement("11", 2025)


def test_command_refuses_its_own_province_only(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["eligible", "--year", "2025", "--no-ask", "--level", "专升本", "--province"]
    assert main([*words, "42"]) == 2
    assert said in capsys.readouterr().err
    assert main([*words, "11"]) == 0
    assert said not in capsys.readouterr().err


@pytest.mark.django_db
def test_pages_of_the_law_stay_open(said: str, client: Client) -> None:
    for href in ("/clauses/", "/clauses/A1.5.10/?year=2025&province=41", "/supplements/41/2025/"):
        response = client.get(href)
        assert (href, response.status_code) == (href, 200)
        assert said not in response.content.decode()


@pytest.mark.django_db
def test_pages_of_the_bad_one_say_what_is_wrong(said: str, client: Client) -> None:
    for href, status in (
        ("/supplements/", 200),
        ("/supplements/42/2025/", 404),
        ("/clauses/A1.5.10/?year=2025&province=42", 200),
    ):
        response = client.get(href)
        assert (href, response.status_code) == (href, status)
        assert said in response.content.decode()
