"""Writes the second half of docs/glossary.md, the words of tables and files, from `law/words.py`.

Run it with `python -m tools.glossary_doc`. The first half, above its heading, is written by hand.
"""

from pathlib import Path

from chengzhao.law import words
from chengzhao.law.word import Word

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "glossary.md"
HEADING = "## The words of tables and files"
HEAD = f"""{HEADING}

Written from `src/chengzhao/law/words.py` by `python -m tools.glossary_doc`; a test fails when it is not current. The
identifier is what is stored, the Chinese label is what is shown.

| Chinese | identifier | of |
|---|---|---|
"""


def enumerations() -> list[type[Word]]:
    """Every enumeration of words, in the order of the file."""
    values = vars(words).values()
    return [
        value for value in values if isinstance(value, type) and issubclass(value, Word) and value is not Word
    ]


def render() -> str:
    """The whole page: its first half as it stands, and the words as they are now."""
    by_hand = PAGE.read_text(encoding="utf-8").split(HEADING)[0].rstrip()
    rows = [
        f"| {member.label} | `{member.name}` | `{kind.__name__}` |"
        for kind in enumerations()
        for member in kind
    ]
    return f"{by_hand}\n\n{HEAD}" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
