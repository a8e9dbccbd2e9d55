"""The gate before publication: every corner of every kind of file, and nothing harmless stopped."""

import io
import zipfile

import pytest
from tests.exchange.leaky_files import IDENTITY, PHONE, Leaky, a_document, a_package, leaky_files

from chengzhao.exchange.publishing_gate import MOST_BYTES, Refused, scan_file

CORPUS = leaky_files()


def test_corpus_is_as_large_as_it_should_be() -> None:
    assert len(CORPUS) >= 30
    assert len({leaky.name for leaky in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("leaky", CORPUS, ids=lambda leaky: leaky.name)
def test_number_is_found_with_its_place_and_shown_masked(leaky: Leaky) -> None:
    report = scan_file(leaky.content, name=leaky.name)
    if leaky.pattern is None:
        assert (report.is_clean, report.leaks) == (True, ())
        return
    assert report.is_clean is False
    assert {(leak.pattern, leak.where) for leak in report.leaks} >= {(leaky.pattern, leaky.where)}
    for leak in report.leaks:
        assert IDENTITY not in leak.sentence
        assert PHONE not in leak.shown


def test_pictures_are_named_for_a_person_to_look_at() -> None:
    content = a_package({"word/document.xml": "<d/>", "word/media/image1.png": b"\x89PNG"})
    assert scan_file(content, name="a.docx").unread == ("图片image1.png",)
    assert scan_file(b"\xff\xd8\xff\xe0", name="a.jpg").unread == ("图片",)


def an_archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("list.txt", IDENTITY)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("list.zip", an_archive(), "这是压缩包"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "不能检查这种文件"),
        ("program.exe", b"MZ\0\0", "不能检查这种文件"),
        ("broken.pdf", b"%PDF-1.7 nothing", "打不开"),
        ("broken.docx", a_package({"word/document.xml": "<w"}), "打不开"),
        (
            "macro.docx",
            a_package({"word/document.xml": "<d/>", "word/vbaProject.bin": b"x"}),
            "不能检查的内容",
        ),
        ("entities.docx", a_document("", word__x='<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "文档类型声明"),
        ("large.txt", b"x" * (MOST_BYTES + 1), "文件最大20兆"),
    ],
)
def test_file_that_cannot_be_looked_through_is_not_published(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        scan_file(content, name=name)
