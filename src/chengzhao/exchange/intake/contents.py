"""What a file is, by its first bytes; the name it was sent under says only whether the two agree."""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.vault.accepted import MediaType

HEAD = 1024
"""A PDF reader looks for the mark of a PDF this far into the file; we ask for it at the start."""

_MARKS: tuple[tuple[bytes, MediaType], ...] = (
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"%PDF-", MediaType.PDF),
)
EXTENSIONS: Mapping[MediaType, tuple[str, ...]] = MappingProxyType(
    {
        MediaType.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
        MediaType.PNG: ("png",),
        MediaType.PDF: ("pdf",),
    }
)
_PROGRAM = "这个文件是程序，不是照片或PDF文件，不能上传。"
_APPLE = "这是HEIC格式的照片，系统不能读取。请在手机相机设置里选择“兼容性最佳”，重新拍摄后上传。"
_FILM = "这是视频，不能作为材料。请上传JPG或PNG照片。"
_PICTURE = "这种图片格式系统不能读取。请另存为JPG照片后上传。"
_TIFF = "这是TIFF图片，系统不能读取。请另存为JPG照片后上传。"
_ARCHIVE = "这个文件是压缩包或办公文档，不是照片或PDF文件。请上传里面的照片，或另存为PDF后上传。"
_OFFICE = "这是办公文档，不是照片或PDF文件。请另存为PDF后上传。"
_EMPTY = "这个文件是空的，请重新选择。"
_LATE_PDF = "这个PDF文件的开头不对，可能已损坏。请重新导出后上传。"
_NEITHER = "这个文件不是照片或PDF文件。请上传JPG、PNG或PDF文件。"

# Where a mark stands, the marks, and what the sender is told; the first that fits is said.
_STRANGE: tuple[tuple[int, tuple[bytes, ...], str], ...] = (
    (8, (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"), _APPLE),
    (4, (b"ftyp",), _FILM),
    (8, (b"WEBP",), _PICTURE),
    (0, (b"GIF87a", b"GIF89a", b"BM"), _PICTURE),
    (0, (b"II*\x00", b"MM\x00*"), _TIFF),
    (
        0,
        (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"dex\n"),
        _PROGRAM,
    ),
    (0, (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"), _ARCHIVE),
    (0, (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"), _ARCHIVE),
    (0, (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), _OFFICE),
)


def media_type_of(content: bytes) -> MediaType | None:
    """What the content is; None for everything that is not taken."""
    return next((found for mark, found in _MARKS if content.startswith(mark)), None)


def strange_content(content: bytes) -> str:
    """What a content that is not taken is, as the sentence that tells its sender what to do."""
    if not content:
        return _EMPTY
    for place, marks, sentence in _STRANGE:
        if content.startswith(marks, place):
            return sentence
    return _LATE_PDF if b"%PDF-" in content[:HEAD] else _NEITHER


def extension_of(name: str) -> str:
    """The ending of a file's name, in small letters; empty where there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""
