"""A file that was looked at and made anew by `exchange.intake`: the only kind of file that is sealed and kept."""

from dataclasses import dataclass

from chengzhao.law.word import Word

MEGABYTE = 1_000_000
MOST_FILES = 40
MOST_BYTES = 100 * MEGABYTE
"""What one person may keep in a season."""


class MediaType(Word):
    """What a kept file is, found by its content and not by its name."""

    JPEG = "image/jpeg", "JPG照片"
    PNG = "image/png", "PNG图片"
    PDF = "application/pdf", "PDF文件"


@dataclass(frozen=True, kw_only=True, slots=True)
class AcceptedFile:
    """A file as it may be kept: its bytes are those of our own encoder, not those that were sent.

    `name` is for people to read and never a path. `digest` is the SHA-256 of `content`, `sent_digest` that of
    what was sent, by which a copy sent twice is known. `width` and `height` are pixels, 0 for papers; `pages`
    is 1 for pictures; `look` is how a picture looks from afar (`exchange.intake.likeness`), None for papers.
    """

    name: str
    media_type: MediaType
    content: bytes
    digest: str
    sent_digest: str
    pages: int
    width: int = 0
    height: int = 0
    look: int | None = None

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)


def quota_sentence(*, held_files: int, held_bytes: int, new_bytes: int) -> str:
    """Why a person may not keep one file more; empty where they may."""
    if held_files >= MOST_FILES:
        return f"每人最多保存{MOST_FILES}个文件，你已有{held_files}个。请删除不再需要的文件后再上传。"
    if held_bytes + new_bytes > MOST_BYTES:
        return (
            f"每人最多保存{MOST_BYTES // MEGABYTE}MB，你已用{shown_megabytes(held_bytes)}MB，"
            f"这个文件{shown_megabytes(new_bytes)}MB。请删除不再需要的文件后再上传。"
        )
    return ""


def shown_megabytes(size: int) -> str:
    """Megabytes with one decimal, rounded up, so that what is too large never reads as just right."""
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10}.{tenths % 10}"
