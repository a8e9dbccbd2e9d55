"""Text made fit for a log: personal numbers and secrets taken out, control characters made visible."""

import re

from chengzhao.rules.privacy.patterns import sightings

SECRET = "〔密〕"
_NAMES = (
    r"pass(?:word|wd|phrase)|pwd|secret(?:[_-]?key)?|token|csrfmiddlewaretoken|session(?:id|[_-]key)?|cookie|"
    r"authorization|api[_-]?key|private[_-]?key|recovery[_-]?code|密码|口令|令牌|密钥"
)
_NAMED = re.compile(
    rf"(?P<name>[\w-]*(?:{_NAMES})['\"]?\s*[:=：]\s*)(?P<quote>(?:b(?=['\"]))?['\"]?)"
    r"(?P<secret>(?:(?:Bearer|Basic|Token)\s+)?[^\s'\"&;,，；}\])]+)",
    re.IGNORECASE,
)
_ONE_TIME = re.compile(
    r"(?P<name>(?:otp|code|pin|验证码|校验码|动态码)\W{0,3}(?:是|为|is)?\W{0,3})(?P<secret>\d{4,8})(?!\d)",
    re.IGNORECASE,
)
_BEARER = re.compile(r"(?P<name>\bBearer\s+)(?P<secret>[A-Za-z0-9._~+/-]{8,}=*)")
_ADDRESS = re.compile(r"(?P<name>[a-z][a-z0-9+.-]*://[^\s:/@]+:)(?P<secret>[^\s@/]+)(?=@)", re.IGNORECASE)
# Whoever has the link of an invitation opens the account.
_LINK = re.compile(r"(?P<name>(?:/|%2F)invitation(?:/|%2F))(?P<secret>[\w-]{8,})", re.IGNORECASE)
_CONTROLS = {sign: f"\\x{sign:02x}" for sign in (*range(0x20), *range(0x7F, 0xA0))}
_CONTROLS |= {0x09: "\t", 0x0A: "\\n", 0x0D: "\\r"}
# Line ends of Unicode, and signs that turn the direction of writing.
_CONTROLS |= {
    sign: f"\\u{sign:04x}" for sign in (0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def scrubbed(text: str) -> str:
    """The text with a word in the place of every personal number and every secret."""
    for pattern in (_ADDRESS, _LINK, _NAMED, _BEARER, _ONE_TIME):
        text = pattern.sub(_without_secret, text)
    return numbers_covered(text)


def numbers_covered(text: str) -> str:
    """The text with a word in the place of every personal number."""
    parts: list[str] = []
    end = 0
    for found in sightings(text):
        parts += [text[end : found.start], f"〔{found.pattern.label}〕"]
        end = found.end
    return "".join((*parts, text[end:]))


def one_line(text: str) -> str:
    """The text with its control characters written out, so that no value begins a line of its own."""
    return text.translate(_CONTROLS)


def indented(text: str) -> str:
    """A text of several lines, such as a traceback: the lines stay, each after the first one behind a bar."""
    lines = text.splitlines()
    return "\n  | ".join(one_line(line) for line in lines)


def _without_secret(match: re.Match[str]) -> str:
    quote = match.groupdict().get("quote") or ""
    return f"{match['name']}{quote}{SECRET}"
