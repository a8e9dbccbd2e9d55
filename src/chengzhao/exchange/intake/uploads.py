"""The way in of a file: size, content, name, then a confined process that makes it anew."""

import hashlib
from dataclasses import dataclass

from chengzhao.exchange.confined import Answer, Limits, Refused, run_confined
from chengzhao.exchange.intake.contents import EXTENSIONS, extension_of, media_type_of, strange_content
from chengzhao.exchange.intake.names import shown_name
from chengzhao.vault.accepted import MEGABYTE, AcceptedFile, MediaType, shown_megabytes

MOST_PIXELS = 40_000_000
"""More than any telephone takes in its plain mode, less than what fills the memory of a process."""

LONGEST_SIDE = 3000
"""The small print of a certificate is still read on a screen at this size."""

PICTURE_LIMITS = Limits(memory=768, processor=20, clock=30)
PAPER_LIMITS = Limits(memory=512, processor=20, clock=30)
TOO_MUCH = "这个文件太复杂，系统不能处理。请重新拍摄，或另存为普通的JPG照片后上传。"


@dataclass(frozen=True, kw_only=True, slots=True)
class UploadRule:
    """What may be sent for one purpose: kinds, megabytes, pages of a paper, the least pixels of a picture.

    A picture with a `ratio` of width and height is cut to it. Its mean grey lies in `light` (0 black, 255 white), and
    its greys lie at least `spread` apart: what is dark, washed out or of one colour shows nobody.
    """

    label: str
    kinds: frozenset[MediaType]
    megabytes: int
    pages: int = 1
    least_width: int = 0
    least_height: int = 0
    ratio: tuple[int, ...] = ()
    light: tuple[int, int] = (0, 255)
    spread: int = 0


PORTRAIT = UploadRule(
    label="照片",
    kinds=frozenset({MediaType.JPEG, MediaType.PNG}),
    megabytes=5,
    least_width=480,
    least_height=640,
    ratio=(3, 4),
    light=(50, 235),
    spread=12,
)
EVIDENCE = UploadRule(label="材料", kinds=frozenset(MediaType), megabytes=10, pages=20)


def take_in(content: bytes, *, name: str, rule: UploadRule, keep: str = "middle") -> AcceptedFile:
    """The file made anew; where a picture is cut, the part to `keep` stays. Raises Refused with what is wrong."""
    if len(content) > rule.megabytes * MEGABYTE:
        raise Refused(f"文件应小于{rule.megabytes}MB，当前{shown_megabytes(len(content))}MB。")
    media_type = media_type_of(content)
    if media_type is None:
        raise Refused(strange_content(content))
    if media_type not in rule.kinds:
        wanted = "或".join(kind.label for kind in MediaType if kind in rule.kinds)
        raise Refused(f"这是{media_type.label}，{rule.label}应为{wanted}。")
    _require_own_name(media_type, extension_of(shown_name(name)))
    made = _made_anew(content, media_type, rule, keep)
    return AcceptedFile(
        name=shown_name(name),
        media_type=media_type,
        content=made.content,
        digest=hashlib.sha256(made.content).hexdigest(),
        sent_digest=hashlib.sha256(content).hexdigest(),
        pages=made.facts["pages"],
        width=made.facts["width"],
        height=made.facts["height"],
        look=made.facts.get("look"),
    )


def _require_own_name(media_type: MediaType, extension: str) -> None:
    """A name that says another kind than the content; one without an ending says nothing."""
    if extension and extension not in EXTENSIONS[media_type]:
        raise Refused(
            f"文件名以.{extension}结尾，内容却是{media_type.label}。请不要改文件的后缀名，选原来的文件上传。"
        )


def _made_anew(content: bytes, media_type: MediaType, rule: UploadRule, keep: str) -> Answer:
    if media_type is MediaType.PDF:
        return run_confined(
            "paper",
            content,
            limits=PAPER_LIMITS,
            too_much=TOO_MUCH,
            most_pages=rule.pages,
            most_pixels=MOST_PIXELS,
        )
    made = run_confined(
        "picture",
        content,
        limits=PICTURE_LIMITS,
        too_much=TOO_MUCH,
        media_type=media_type.value,
        most_pixels=MOST_PIXELS,
        longest_side=LONGEST_SIDE,
        ratio=rule.ratio,
        keep=keep,
    )
    width, height = made.facts["sent"]
    if width < rule.least_width or height < rule.least_height:
        raise Refused(
            f"{rule.label}宽高应为{rule.least_width}×{rule.least_height}像素以上，当前为{width}×{height}。"
        )
    _require_seen(made, rule)
    return made


def _require_seen(made: Answer, rule: UploadRule) -> None:
    """That a picture is large enough once it is cut, and neither dark, washed out nor of one colour."""
    width, height = made.facts["width"], made.facts["height"]
    if rule.ratio and (width < rule.least_width or height < rule.least_height):
        wide, high = rule.ratio
        raise Refused(
            f"{rule.label}裁成{wide}∶{high}以后是{width}×{height}，应为{rule.least_width}×{rule.least_height}像素以上。"
            "请竖着拍，人在中间。"
        )
    darkest, lightest = rule.light
    if made.facts["light"] < darkest:
        raise Refused(f"{rule.label}太暗，看不清。请在明亮的地方、面对光线重新拍摄。")
    if made.facts["light"] > lightest:
        raise Refused(f"{rule.label}太亮，看不清。请避开强光或闪光灯重新拍摄。")
    if made.facts["spread"] < rule.spread:
        raise Refused(f"{rule.label}几乎只有一种颜色，看不出人像。请核对是不是选错了文件。")
