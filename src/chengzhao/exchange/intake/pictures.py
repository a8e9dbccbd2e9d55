"""Pictures drawn anew: what comes out has the pixels of what was sent and nothing else of it.

Runs in the confined process only. Place, time and camera (EXIF), thumbnails, comments, colour profiles and
whatever was glued to the end do not survive; the orientation that the camera noted is turned into pixels.
"""

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageStat, UnidentifiedImageError

from chengzhao.exchange.confined import Refused
from chengzhao.exchange.intake.likeness import look_of

BROKEN = "这个文件打不开，可能已损坏，请重新拍摄。"
MOVING = "这是动图，不能作为材料。请上传静止的照片。"
QUALITY = 88
MIDDLE = "middle"
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned for each orientation that a camera notes."""


def redraw(
    content: bytes,
    *,
    media_type: str,
    most_pixels: int,
    longest_side: int,
    ratio: Sequence[int] = (),
    keep: str = MIDDLE,
) -> tuple[dict[str, Any], bytes]:
    """The picture anew, not longer than `longest_side`; the facts are the pixels that were sent and are kept.

    With a `ratio` of width and height it is cut to that, and the part to `keep` stays; `light` is the mean of its
    grey (0 to 255) and `spread` how far the greys lie apart. The number of pixels is read from the head, before one
    of them is decoded. Raises Refused.
    """
    Image.MAX_IMAGE_PIXELS = None
    kind = FORMATS[media_type]
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as sent:
            width, height = sent.size
            _require_size(width, height, most_pixels)
            if kind == "PNG" and getattr(sent, "is_animated", False):
                raise Refused(MOVING)
            orientation = sent.getexif().get(ORIENTATION, 1)
            if kind == "JPEG":
                # Decodes at a half or a quarter of the size where that is still large enough.
                sent.draft("RGB", (longest_side, longest_side))
            drawn = _plain(sent)
            drawn.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError, EOFError) as error:
        raise Refused(BROKEN) from error
    turn = TURNS.get(orientation)
    drawn = _on_paper(drawn.transpose(turn) if turn is not None else drawn)
    lies_on_its_side = orientation in (5, 6, 7, 8)
    drawn = _cut(drawn, ratio, keep) if ratio else drawn
    sent_as = [height, width] if lies_on_its_side else [width, height]
    return {"sent": sent_as, **_facts(drawn)}, _encoded(drawn, kind)


def _facts(drawn: Image.Image) -> dict[str, Any]:
    grey = ImageStat.Stat(drawn.convert("L"))
    return {
        "light": round(grey.mean[0]),
        "spread": round(grey.stddev[0]),
        "width": drawn.width,
        "height": drawn.height,
        "look": look_of(drawn),
        "pages": 1,
    }


def _cut(drawn: Image.Image, ratio: Sequence[int], keep: str) -> Image.Image:
    """The largest part of that ratio, at the side that is kept, else in the middle."""
    wide, high = ratio
    unit = min(drawn.width // wide, drawn.height // high)
    width, height = unit * wide, unit * high
    left, top = (drawn.width - width) // 2, (drawn.height - height) // 2
    left = {"left": 0, "right": drawn.width - width}.get(keep, left)
    top = {"top": 0, "bottom": drawn.height - height}.get(keep, top)
    return drawn.crop((left, top, left + width, top + height))


def _require_size(width: int, height: int, most_pixels: int) -> None:
    if width * height > most_pixels:
        millions = -(-width * height // 1_000_000)
        raise Refused(
            f"照片太大：{width}×{height}，约{millions}百万像素，最多{most_pixels // 1_000_000}百万像素。"
            "请用手机普通模式重新拍摄。"
        )


def _plain(sent: Image.Image) -> Image.Image:
    """The pixels in eight bits a colour, with their transparency where they have any."""
    if sent.mode in ("RGB", "RGBA", "L"):
        sent.load()
        return sent.copy()
    if sent.mode.startswith("I"):
        return sent.point(lambda value: value * (1 / 256)).convert("L")
    return sent.convert("RGBA" if sent.has_transparency_data else "RGB")


def _on_paper(drawn: Image.Image) -> Image.Image:
    """What is seen through lies on white, as on paper; there is no second picture in what is transparent."""
    if drawn.mode != "RGBA":
        return drawn.convert("RGB")
    ground = Image.new("RGB", drawn.size, "white")
    ground.paste(drawn, mask=drawn.getchannel("A"))
    return ground


def _encoded(drawn: Image.Image, kind: str) -> bytes:
    """The pixels as a file; nothing that the picture was sent with is handed to the encoder."""
    made = io.BytesIO()
    drawn.info.clear()
    drawn.save(made, kind, optimize=True, **({"quality": QUALITY} if kind == "JPEG" else {}))
    return made.getvalue()
