"""Papers (PDF) written anew: their pages and nothing that acts, runs, opens or carries something else.

Runs in the confined process only. A signature in the file does not survive; who needs it checks the number
of the report with its issuer. The digest of what was sent is kept beside the file.
"""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from chengzhao.exchange.confined import Refused

BROKEN = "这个PDF文件打不开，可能已损坏。请重新导出后上传。"
LOCKED = "这个PDF文件有密码，审核人员打不开。请去掉密码后上传。"
ACTIVE = "这个PDF文件里有{what}，不能上传。请打印为新的PDF文件，或拍照后上传。"
MOST_OBJECTS = 50_000

# Names in a PDF behind which something acts, and what people call it.
_ACTING = {
    "/JS": "脚本",
    "/JavaScript": "脚本",
    "/AA": "自动动作",
    "/Launch": "启动程序的动作",
    "/EmbeddedFile": "附件",
    "/EmbeddedFiles": "附件",
    "/Filespec": "附件",
    "/RichMedia": "多媒体",
    "/XFA": "动态表单",
    "/SubmitForm": "提交数据的动作",
    "/ImportData": "导入数据的动作",
    "/GoToE": "附件",
    "/GoToR": "打开其他文件的动作",
    "/Rendition": "多媒体",
    "/Movie": "多媒体",
    "/Sound": "多媒体",
    "/3D": "多媒体",
}


def rewrite(content: bytes, *, most_pages: int, most_pixels: int) -> tuple[dict[str, Any], bytes]:
    """The pages anew; the facts say how many. Raises Refused."""
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Refused(LOCKED)
        pages = len(reader.pages)
        if pages == 0:
            raise Refused(BROKEN)
        if pages > most_pages:
            raise Refused(f"这个PDF文件有{pages}页，最多{most_pages}页。请只上传需要的页。")
        for found in _objects(reader):
            _require_still(found)
            _require_small(found, most_pixels)
        made = io.BytesIO()
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        writer.metadata = None
        writer.write(made)
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
    ) as error:
        raise Refused(BROKEN) from error
    return {"pages": pages, "width": 0, "height": 0}, made.getvalue()


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, whether or not a page leads to it, each once."""
    waiting: list[Any] = [reader.trailer]
    waiting += [
        reader.get_object(IndirectObject(number, generation, reader))
        for generation, numbers in reader.xref.items()
        for number in numbers
    ]
    waiting += [reader.get_object(IndirectObject(number, 0, reader)) for number in reader.xref_objStm]
    looked_at = 0
    while waiting:
        found = waiting.pop()
        looked_at += 1
        if looked_at > MOST_OBJECTS:
            raise Refused("这个PDF文件太复杂，系统不能处理。请打印为新的PDF文件，或拍照后上传。")
        if isinstance(found, DictionaryObject):
            yield found
            waiting += [
                value for value in found.values() if isinstance(value, DictionaryObject | ArrayObject)
            ]
        elif isinstance(found, ArrayObject):
            waiting += [value for value in found if isinstance(value, DictionaryObject | ArrayObject)]


def _require_still(found: DictionaryObject) -> None:
    names = {str(key) for key in found}
    names |= {str(found.get(key)) for key in ("/S", "/Type", "/Subtype") if key in found}
    for name in sorted(names & set(_ACTING)):
        raise Refused(ACTIVE.format(what=_ACTING[name]))


def _require_small(found: DictionaryObject, most_pixels: int) -> None:
    """A picture inside is not larger than one sent by itself."""
    if isinstance(found, StreamObject) and found.get("/Subtype") == "/Image":
        width, height = int(found.get("/Width", 0)), int(found.get("/Height", 0))
        if width * height > most_pixels:
            raise Refused(f"这个PDF文件里有{width}×{height}的图片，最多{most_pixels // 1_000_000}百万像素。")
