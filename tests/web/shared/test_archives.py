"""Archives that are the same every time they are made."""

import io
import zipfile

from chengzhao.web.shared.archives import zip_answer, zip_of


def test_archive_holds_the_files_in_the_order_of_their_names() -> None:
    packed = zip_of({"b.csv": b"2", "a.csv": b"1"})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == [
            ("a.csv", b"1"),
            ("b.csv", b"2"),
        ]


def test_archive_does_not_depend_on_the_order_of_the_files() -> None:
    assert zip_of({"b.csv": b"2", "a.csv": b"1"}) == zip_of({"a.csv": b"1", "b.csv": b"2"})


def test_answer_is_a_download() -> None:
    answer = zip_answer({"a.csv": b"1"}, "input.zip")
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="input.zip"'
