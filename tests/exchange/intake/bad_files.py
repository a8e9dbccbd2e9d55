"""Files that must be refused, each with the sentence that its sender reads; made here, none of them stored.

Each is (name it is sent under, its bytes, the rule, the sentence).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

from chengzhao.exchange.intake import EVIDENCE, PORTRAIT, UploadRule

NEITHER = "这个文件不是照片或PDF文件。请上传JPG、PNG或PDF文件。"
BROKEN = "这个文件打不开，可能已损坏，请重新拍摄。"
BROKEN_PAPER = "这个PDF文件打不开，可能已损坏。请重新导出后上传。"
PROGRAM = "这个文件是程序，不是照片或PDF文件，不能上传。"
ARCHIVE = "这个文件是压缩包或办公文档，不是照片或PDF文件。请上传里面的照片，或另存为PDF后上传。"
TOO_MUCH = "这个文件太复杂，系统不能处理。请重新拍摄，或另存为普通的JPG照片后上传。"
OTHER_PICTURE = "这种图片格式系统不能读取。请另存为JPG照片后上传。"
# The test file of the antivirus makers, in two parts so that no scanner takes this module for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True, kw_only=True)
class BadFile:
    """One file that is refused."""

    title: str
    name: str
    make: Callable[[], bytes]
    sentence: str
    rule: UploadRule = EVIDENCE


def picture(kind: str = "JPEG", size: tuple[int, int] = (600, 800), **options: object) -> bytes:
    made = io.BytesIO()
    noise = Random("picture").randbytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, noise).save(made, kind, **options)
    return made.getvalue()


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says it is so large, with hardly any pixels in it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def jpeg_saying(width: int, height: int) -> bytes:
    """A JPEG whose head says that it is so large."""
    made = bytearray(picture())
    frame = made.index(b"\xff\xc0")
    made[frame + 5 : frame + 9] = struct.pack("!HH", height, width)
    return bytes(made)


def animated() -> bytes:
    made = io.BytesIO()
    frames = [Image.new("RGB", (600, 800), color) for color in ("red", "green")]
    frames[0].save(made, "PNG", save_all=True, append_images=frames[1:])
    return made.getvalue()


def archive(name: str = "a.txt", body: bytes = b"a") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, body)
    return made.getvalue()


def paper(pages: int = 1, change: Callable[[PdfWriter], object] | None = None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if change is not None:
        change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def with_page_action(writer: PdfWriter, kind: str) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/F"): TextStringObject("x")})
    writer.pages[0][NameObject("/A")] = writer._add_object(action)


def with_opening_action(writer: PdfWriter) -> None:
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd")}
    )
    writer._root_object[NameObject("/OpenAction")] = action


def with_opening_script(writer: PdfWriter) -> None:
    action = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(action))


def with_hidden_script(writer: PdfWriter) -> None:
    """A script that no page leads to."""
    writer._add_object(DictionaryObject({NameObject("/JS"): TextStringObject("app.alert(1)")}))


def with_dynamic_form(writer: PdfWriter) -> None:
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/XFA"): TextStringObject("x")}
    )


def with_huge_picture(writer: PdfWriter) -> None:
    found = StreamObject()
    found[NameObject("/Subtype")] = NameObject("/Image")
    found[NameObject("/Width")], found[NameObject("/Height")] = NumberObject(30000), NumberObject(30000)
    writer._add_object(found)


def locked() -> bytes:
    return paper(change=lambda writer: writer.encrypt("secret"))


def no_pages() -> bytes:
    return paper(pages=0)


def large_picture() -> bytes:
    return picture() + b"\0" * (10_000_001 - len(picture()))


def svg() -> bytes:
    return b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def script_in(what: str) -> str:
    return f"这个PDF文件里有{what}，不能上传。请打印为新的PDF文件，或拍照后上传。"


def wrong_ending(ending: str, kind: str) -> str:
    return f"文件名以.{ending}结尾，内容却是{kind}。请不要改文件的后缀名，选原来的文件上传。"


BAD_FILES = (
    BadFile(title="empty", name="a.jpg", make=lambda: b"", sentence="这个文件是空的，请重新选择。"),
    BadFile(
        title="program of Windows", name="a.jpg", make=lambda: b"MZ\x90\0" + b"\0" * 200, sentence=PROGRAM
    ),
    BadFile(
        title="program of Linux",
        name="a.png",
        make=lambda: b"\x7fELF\x02\x01" + b"\0" * 200,
        sentence=PROGRAM,
    ),
    BadFile(title="shell script", name="a.jpg", make=lambda: b"#!/bin/sh\nid\n", sentence=PROGRAM),
    BadFile(title="Java class", name="a.jpg", make=lambda: b"\xca\xfe\xba\xbe\0\0", sentence=PROGRAM),
    BadFile(title="Android code", name="a.jpg", make=lambda: b"dex\n035\0", sentence=PROGRAM),
    BadFile(title="PHP", name="a.jpg", make=lambda: b"<?php system($_GET['c']); ?>", sentence=NEITHER),
    BadFile(
        title="page", name="a.jpg", make=lambda: b"<!DOCTYPE html><script>alert(1)</script>", sentence=NEITHER
    ),
    BadFile(title="SVG with a script", name="a.svg", make=svg, sentence=NEITHER),
    BadFile(title="SVG called a picture", name="a.png", make=svg, sentence=NEITHER),
    BadFile(title="EICAR as text", name="a.txt", make=lambda: EICAR, sentence=NEITHER),
    BadFile(title="EICAR called a picture", name="a.jpg", make=lambda: EICAR, sentence=NEITHER),
    BadFile(title="text", name="a.pdf", make=lambda: "身份证".encode(), sentence=NEITHER),
    BadFile(title="zip", name="a.jpg", make=archive, sentence=ARCHIVE),
    BadFile(title="zip slip", name="a.zip", make=lambda: archive("../../etc/cron.d/x"), sentence=ARCHIVE),
    BadFile(title="zip bomb", name="a.pdf", make=lambda: archive(body=b"\0" * 9_000_000), sentence=ARCHIVE),
    BadFile(title="rar", name="a.jpg", make=lambda: b"Rar!\x1a\x07\x01\0", sentence=ARCHIVE),
    BadFile(title="7z", name="a.jpg", make=lambda: b"7z\xbc\xaf\x27\x1c\0\x04", sentence=ARCHIVE),
    BadFile(title="gzip", name="a.jpg", make=lambda: b"\x1f\x8b\x08\0", sentence=ARCHIVE),
    BadFile(
        title="old Office",
        name="a.doc",
        make=lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
        sentence="这是办公文档，不是照片或PDF文件。请另存为PDF后上传。",
    ),
    BadFile(
        title="HEIC",
        name="IMG_0001.HEIC",
        make=lambda: b"\0\0\0\x24ftypheic\0\0\0\0mif1heic",
        sentence="这是HEIC格式的照片，系统不能读取。请在手机相机设置里选择“兼容性最佳”，重新拍摄后上传。",
    ),
    BadFile(
        title="HEIC renamed",
        name="IMG_0001.jpg",
        make=lambda: b"\0\0\0\x24ftypmif1\0\0\0\0mif1heic",
        sentence="这是HEIC格式的照片，系统不能读取。请在手机相机设置里选择“兼容性最佳”，重新拍摄后上传。",
    ),
    BadFile(
        title="video",
        name="a.mp4",
        make=lambda: b"\0\0\0\x18ftypmp42\0\0\0\0",
        sentence="这是视频，不能作为材料。请上传JPG或PNG照片。",
    ),
    BadFile(title="GIF", name="a.gif", make=lambda: picture("GIF"), sentence=OTHER_PICTURE),
    BadFile(title="WebP", name="a.webp", make=lambda: picture("WEBP"), sentence=OTHER_PICTURE),
    BadFile(title="BMP", name="a.bmp", make=lambda: picture("BMP"), sentence=OTHER_PICTURE),
    BadFile(
        title="TIFF",
        name="a.tif",
        make=lambda: picture("TIFF"),
        sentence="这是TIFF图片，系统不能读取。请另存为JPG照片后上传。",
    ),
    BadFile(
        title="PNG called JPG",
        name="a.jpg",
        make=lambda: picture("PNG"),
        sentence=wrong_ending("jpg", "PNG图片"),
    ),
    BadFile(title="JPG called PNG", name="a.png", make=picture, sentence=wrong_ending("png", "JPG照片")),
    BadFile(title="paper called JPG", name="a.jpg", make=paper, sentence=wrong_ending("jpg", "PDF文件")),
    BadFile(
        title="picture called a program", name="a.exe", make=picture, sentence=wrong_ending("exe", "JPG照片")
    ),
    BadFile(title="double ending", name="a.jpg.exe", make=picture, sentence=wrong_ending("exe", "JPG照片")),
    BadFile(title="head of a JPG", name="a.jpg", make=lambda: b"\xff\xd8\xff\xe0", sentence=BROKEN),
    BadFile(title="cut JPG", name="a.jpg", make=lambda: picture()[:5000], sentence=BROKEN),
    BadFile(title="cut PNG", name="a.png", make=lambda: picture("PNG")[:9000], sentence=BROKEN),
    BadFile(title="PNG without pixels", name="a.png", make=lambda: png_of(600, 800), sentence=BROKEN),
    BadFile(
        title="PNG that inflates to too little",
        name="a.png",
        make=lambda: png_of(600, 800, b"\0" * 100),
        sentence=BROKEN,
    ),
    BadFile(
        title="program behind the head of a JPG",
        name="a.jpg",
        make=lambda: b"\xff\xd8\xff" + b"MZ" * 500,
        sentence=BROKEN,
    ),
    BadFile(
        title="PNG of 200 megapixels",
        name="a.png",
        make=lambda: png_of(20000, 10000, b"\0" * 60_000),
        sentence="照片太大：20000×10000，约200百万像素，最多40百万像素。请用手机普通模式重新拍摄。",
    ),
    BadFile(
        title="PNG of four thousand million pixels",
        name="a.png",
        make=lambda: png_of(65535, 65535),
        sentence="照片太大：65535×65535，约4295百万像素，最多40百万像素。请用手机普通模式重新拍摄。",
    ),
    BadFile(
        title="JPG just over the limit",
        name="a.jpg",
        make=lambda: jpeg_saying(8000, 5001),
        sentence="照片太大：8000×5001，约41百万像素，最多40百万像素。请用手机普通模式重新拍摄。",
    ),
    BadFile(
        title="moving PNG", name="a.png", make=animated, sentence="这是动图，不能作为材料。请上传静止的照片。"
    ),
    BadFile(
        title="too many bytes", name="a.jpg", make=large_picture, sentence="文件应小于10MB，当前10.1MB。"
    ),
    BadFile(
        title="narrow portrait",
        name="a.jpg",
        make=lambda: picture(size=(479, 640)),
        rule=PORTRAIT,
        sentence="照片宽高应为480×640像素以上，当前为479×640。",
    ),
    BadFile(
        title="portrait on its side",
        name="a.jpg",
        make=lambda: picture(size=(640, 480)),
        rule=PORTRAIT,
        sentence="照片宽高应为480×640像素以上，当前为640×480。",
    ),
    BadFile(
        title="paper as portrait",
        name="a.pdf",
        make=paper,
        rule=PORTRAIT,
        sentence="这是PDF文件，照片应为JPG照片或PNG图片。",
    ),
    BadFile(
        title="paper of 500 pages",
        name="a.pdf",
        make=lambda: paper(pages=500),
        sentence="这个PDF文件有500页，最多20页。请只上传需要的页。",
    ),
    BadFile(
        title="paper with a password",
        name="a.pdf",
        make=locked,
        sentence="这个PDF文件有密码，审核人员打不开。请去掉密码后上传。",
    ),
    BadFile(title="paper without pages", name="a.pdf", make=no_pages, sentence=BROKEN_PAPER),
    BadFile(title="head of a paper", name="a.pdf", make=lambda: b"%PDF-1.7\n", sentence=BROKEN_PAPER),
    BadFile(title="cut paper", name="a.pdf", make=lambda: paper(pages=3)[:200], sentence=BROKEN_PAPER),
    BadFile(
        title="paper with a program in front",
        name="a.pdf",
        make=lambda: b"GIF0" + paper(),
        sentence="这个PDF文件的开头不对，可能已损坏。请重新导出后上传。",
    ),
    BadFile(
        title="paper with a script",
        name="a.pdf",
        make=lambda: paper(change=with_opening_script),
        sentence=script_in("脚本"),
    ),
    BadFile(
        title="paper with a script that nothing leads to",
        name="a.pdf",
        make=lambda: paper(change=with_hidden_script),
        sentence=script_in("脚本"),
    ),
    BadFile(
        title="paper with a file in it",
        name="a.pdf",
        make=lambda: paper(change=lambda writer: writer.add_attachment("a.exe", b"MZ")),
        sentence=script_in("附件"),
    ),
    BadFile(
        title="paper that starts a program",
        name="a.pdf",
        make=lambda: paper(change=with_opening_action),
        sentence=script_in("启动程序的动作"),
    ),
    BadFile(
        title="paper that sends data",
        name="a.pdf",
        make=lambda: paper(change=lambda writer: with_page_action(writer, "/SubmitForm")),
        sentence=script_in("提交数据的动作"),
    ),
    BadFile(
        title="paper with a dynamic form",
        name="a.pdf",
        make=lambda: paper(change=with_dynamic_form),
        sentence=script_in("动态表单"),
    ),
    BadFile(
        title="paper with a picture of 900 megapixels",
        name="a.pdf",
        make=lambda: paper(change=with_huge_picture),
        sentence="这个PDF文件里有30000×30000的图片，最多40百万像素。",
    ),
)
