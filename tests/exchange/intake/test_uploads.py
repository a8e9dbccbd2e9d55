"""Files that people send: the good ones come out anew, the bad ones with the sentence for their sender."""

import hashlib
import io
import re
import zipfile

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from pypdf import PdfReader
from tests.exchange.intake.bad_files import BAD_FILES, BadFile, paper, picture

from chengzhao.exchange.intake import EVIDENCE, PORTRAIT, Refused, quota_sentence, take_in
from chengzhao.exchange.intake.uploads import LONGEST_SIDE
from chengzhao.vault.accepted import MOST_BYTES, MOST_FILES, AcceptedFile, MediaType


def taken(content: bytes, name: str = "毕业证.jpg") -> AcceptedFile:
    return take_in(content, name=name, rule=EVIDENCE)


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.title)
def test_bad_file_is_refused_with_its_sentence(bad: BadFile) -> None:
    with pytest.raises(Refused) as refused:
        take_in(bad.make(), name=bad.name, rule=bad.rule)
    assert str(refused.value) == bad.sentence


def test_corpus_has_at_least_forty_bad_files() -> None:
    assert len({bad.title for bad in BAD_FILES}) == len(BAD_FILES) >= 40


def test_every_sentence_ends_and_blames_nobody() -> None:
    for bad in BAD_FILES:
        assert re.search(r"[。]$", bad.sentence), bad.title
        assert not re.search("请您|抱歉|非法|系统异常", bad.sentence), bad.title


def test_picture_comes_out_anew() -> None:
    sent = picture(size=(600, 800))
    found = taken(sent)
    assert (found.name, found.media_type, found.width, found.height, found.pages) == (
        "毕业证.jpg",
        MediaType.JPEG,
        600,
        800,
        1,
    )
    assert found.sent_digest == hashlib.sha256(sent).hexdigest()
    assert found.digest == hashlib.sha256(found.content).hexdigest() != found.sent_digest
    assert found.size == len(found.content)
    with Image.open(io.BytesIO(found.content)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (600, 800))


def test_place_time_camera_and_profile_are_gone() -> None:
    exif = Image.Exif()
    exif[Base.Make], exif[Base.DateTime] = "CAMERA-OF-ZHANG", "2024:09:01 08:00:00"
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (37.0, 52.0, 0.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = picture(exif=exif, comment=b"HOME-OF-ZHANG", icc_profile=profile)
    assert all(mark in sent for mark in (b"CAMERA-OF-ZHANG", b"HOME-OF-ZHANG", b"ICC_PROFILE"))
    found = taken(sent)
    assert not any(mark in found.content for mark in (b"ZHANG", b"Exif", b"ICC_PROFILE", b"2024:09"))
    with Image.open(io.BytesIO(found.content)) as shown:
        assert (dict(shown.getexif()), shown.info.get("comment")) == ({}, None)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_of_the_camera_becomes_pixels(orientation: int) -> None:
    upright = Image.new("RGB", (600, 800), "white")
    upright.paste("red", (0, 0, 300, 400))
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = upright.transpose(back[orientation]) if orientation in back else upright
    made = io.BytesIO()
    lying.save(made, "JPEG", exif=exif)
    found = take_in(made.getvalue(), name="a.jpg", rule=PORTRAIT)
    with Image.open(io.BytesIO(found.content)) as shown:
        assert (found.width, found.height, shown.size) == (600, 800, (600, 800))
        colours = [shown.getpixel(place) for place in ((100, 100), (500, 100), (100, 700), (500, 700))]
    assert [colour[1] < 60 for colour in colours] == [True, False, False, False]  # type: ignore[index]


def test_large_picture_is_made_smaller_but_not_a_small_one() -> None:
    found = taken(picture(size=(4000, 3000), quality=60))
    assert (found.width, found.height) == (LONGEST_SIDE, 2250)
    assert (taken(picture(size=(100, 50))).width) == 100


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_read(mode: str) -> None:
    made = io.BytesIO()
    source = (
        Image.new("I;16", (60, 80), 40_000)
        if mode == "I;16"
        else Image.new("RGB", (60, 80), "#999").convert(mode)
    )
    source.save(made, "JPEG" if mode == "CMYK" else "PNG")
    found = taken(made.getvalue(), "a.jpg" if mode == "CMYK" else "a.png")
    with Image.open(io.BytesIO(found.content)) as shown:
        assert shown.mode == "RGB"
        red, green, blue = shown.getpixel((30, 40))  # type: ignore[misc]
    expected = 255 if mode == "1" else 153
    assert all(abs(colour - expected) < 8 for colour in (red, green, blue)) or mode == "1"


def test_what_is_transparent_lies_on_white() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (60, 80), (0, 0, 0, 0)).save(made, "PNG")
    with Image.open(io.BytesIO(taken(made.getvalue(), "a.png").content)) as shown:
        assert shown.getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_is_glued_to_a_picture_is_gone(kind: str) -> None:
    """Polyglots: one file that is a picture to one program and an archive, a page or a script to another."""
    glued = io.BytesIO()
    with zipfile.ZipFile(glued, "w") as packed:
        packed.writestr("evil.class", b"EVIL-EVIL")
    for tail in (glued.getvalue(), b"<script>EVIL-EVIL</script>", b"<?php EVIL-EVIL ?>", b"\nMZ EVIL-EVIL"):
        found = taken(picture(kind) + tail, f"a.{'jpg' if kind == 'JPEG' else 'png'}")
        assert b"EVIL-EVIL" not in found.content
        assert not zipfile.is_zipfile(io.BytesIO(found.content))


def test_what_is_hidden_in_the_comments_of_a_picture_is_gone() -> None:
    found = taken(picture(comment=b"<script>EVIL-EVIL</script>"))
    assert b"EVIL-EVIL" not in found.content


def test_paper_comes_out_anew() -> None:
    sent = paper(
        pages=20, change=lambda writer: writer.add_metadata({"/Author": "ZHANG", "/Producer": "ZHANG"})
    )
    found = taken(sent + b"\nEVIL-EVIL", "报告.PDF")
    assert (found.media_type, found.pages, found.name) == (MediaType.PDF, 20, "报告.PDF")
    assert found.content.startswith(b"%PDF-")
    assert not any(mark in found.content for mark in (b"ZHANG", b"EVIL-EVIL"))
    assert len(PdfReader(io.BytesIO(found.content)).pages) == 20


def test_a_name_without_an_ending_says_nothing() -> None:
    assert taken(picture(), "image").name == "image"


@pytest.mark.parametrize(
    ("files", "size", "new", "sentence"),
    [
        (MOST_FILES - 1, 0, 1_000_000, ""),
        (MOST_FILES, 0, 1, "每人最多保存40个文件，你已有40个。请删除不再需要的文件后再上传。"),
        (1, MOST_BYTES - 5, 5, ""),
        (
            1,
            MOST_BYTES - 5,
            6,
            "每人最多保存100MB，你已用100.0MB，这个文件0.1MB。请删除不再需要的文件后再上传。",
        ),
    ],
)
def test_quota_of_a_person(files: int, size: int, new: int, sentence: str) -> None:
    assert quota_sentence(held_files=files, held_bytes=size, new_bytes=new) == sentence
