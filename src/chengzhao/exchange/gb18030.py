"""GB 18030-2022 over Python's codec, which follows the table of 2000 in eighteen places.

Eight of them are characters of names (龴 and its like): read by the old table they become private signs that no font
has. Both tables are read; what is written is that of 2022.
"""

_OLD = (
    *(0xE78D, 0xE78E, 0xE78F, 0xE790, 0xE791, 0xE792, 0xE793, 0xE794, 0xE795, 0xE796),
    *(0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864),
)
_NEW = (
    *(0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19),
    *(0x9FB4, 0x9FB5, 0x9FB6, 0x9FB7, 0x9FB8, 0x9FB9, 0x9FBA, 0x9FBB),
)
MOVED = dict(zip(_OLD, _NEW, strict=True))
"""Private signs that old tables give, and the characters that they are."""

_BACK = {new: old for old, new in MOVED.items()}


def mended(text: str) -> str:
    """A text that Python's codec decoded, with the moved characters as they are since 2022."""
    return text if text.isascii() else text.translate(MOVED)


def decoded(data: bytes, *, errors: str = "strict") -> str:
    """The text of bytes in GB 18030. Raises UnicodeDecodeError unless `errors` says otherwise."""
    return mended(data.decode("gb18030", errors))


def encoded(text: str) -> bytes:
    """The bytes of a text in GB 18030-2022: every character of Unicode has some."""
    return text.translate(_BACK).encode("gb18030")
