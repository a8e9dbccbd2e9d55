"""The page of a photo: shown with the part that stays, made smaller on the telephone; without scripts sent as it is."""

import io
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import factories
from tests.browser.conftest import PASSWORD, log_in_through_the_door
from tests.browser.test_pages import scrolls_sideways, serious_findings

from chengzhao.law.words import Stage
from chengzhao.records.models import SealedFile

pytestmark = pytest.mark.browser
HREF = "/candidate/register/portrait/"


def a_large_photo() -> bytes:
    """A photo of 12 megapixels lying on its side, as a telephone takes it, with the place in it."""
    noise = Random(5).randbytes(60 * 80 * 3)
    drawn = Image.frombytes("RGB", (80, 60), noise).resize((4000, 3000), Image.Resampling.NEAREST)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    made = io.BytesIO()
    drawn.save(made, "JPEG", quality=95, exif=exif)
    return made.getvalue()


def opened(chromium: Browser, base: str, *, has_scripts: bool) -> Page:
    """Somebody who fills in, on a telephone."""
    factories.a_season()
    factories.a_tree()
    factories.an_open_stage(Stage.REGISTRATION)
    account = factories.an_applicant()
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=has_scripts
    )
    page = context.new_page()
    log_in_through_the_door(page, base, account)
    page.goto(f"{base}{HREF}")
    return page


@pytest.mark.parametrize("has_scripts", [True, False])
def test_photo_is_kept_upright_small_and_without_the_place(
    chromium: Browser, live_server: LiveServer, transactional_db: None, tmp_path: Path, has_scripts: bool
) -> None:
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(a_large_photo())
    page = opened(chromium, live_server.url, has_scripts=has_scripts)
    page.set_input_files("#id_file", photo)
    if has_scripts:
        expect(page.locator("[data-said]")).to_have_text("3000×4000像素，框里的部分保留。看不清的请重拍。")
        expect(page.locator("[data-preview] canvas")).to_be_visible()
        page.wait_for_function("document.getElementById('id_file').files[0].size < 4000000")
        assert serious_findings(page) == []
        assert scrolls_sideways(page) is False
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_text("已上传").first).to_be_visible()
    kept = SealedFile.objects.get()
    assert kept.width * 4 == kept.height * 3
    assert kept.height <= 3000
    sent_as_it_was = kept.sent_digest == sha256(photo.read_bytes()).hexdigest()
    assert sent_as_it_was is not has_scripts
    page.context.close()


def test_photo_that_is_too_small_is_told_before_it_is_sent(
    chromium: Browser, live_server: LiveServer, transactional_db: None, tmp_path: Path
) -> None:
    photo = tmp_path / "small.png"
    Image.new("RGB", (300, 200), "#778899").save(photo)
    page = opened(chromium, live_server.url, has_scripts=True)
    page.set_input_files("#id_file", photo)
    said = page.locator("[data-said]")
    expect(said).to_have_text("裁好以后是150×200像素，应为480×640像素以上，请靠近一些重拍。")
    page.set_input_files("#id_file", {"name": "a.heic", "mimeType": "image/heic", "buffer": b"\0" * 64})
    expect(page.locator("[data-preview]")).to_be_hidden()
    page.context.close()
