"""A file that was looked at and made anew by `exchange.intake`: the only kind of file that is sealed and kept."""

from dataclasses import dataclass

from chengzhao.law.word import Word


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
    is 1 for pictures.
    """

    name: str
    media_type: MediaType
    content: bytes
    digest: str
    sent_digest: str
    pages: int
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)
