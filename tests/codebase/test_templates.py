"""Templates: nothing inline that the content policy would refuse, and none that nobody renders."""

import re

import pytest
from tests.codebase.tree import PACKAGE, WEB, python_files, shown, templates

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|\bjavascript:", re.IGNORECASE
)
RENDERED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def test_templates_hold_no_inline_script_or_style() -> None:
    found = [
        f"{shown(path)}:{number}: {row.strip()}"
        for path in templates()
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if INLINE.search(row)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("row", "is_inline"),
    [
        ('<script src="a.js" defer></script>', False),
        ("<script>go()</script>", True),
        ('<script type="module">', True),
        ('<p style="color:red">', True),
        ("<style>", True),
        ("<a onclick='go()'>", True),
        ('<a href="javascript:go()">', True),
        ('<form action="/login/" method="post">', False),
        ('<p class="style">once = "x"</p>', False),
    ],
)
def test_inline_is_recognised(row: str, is_inline: bool) -> None:
    assert (INLINE.search(row) is not None) is is_inline


def test_every_template_is_rendered_or_included() -> None:
    users = [*python_files(PACKAGE), *templates()]
    text = {path: path.read_text(encoding="utf-8") for path in users}
    unused = []
    for path in templates():
        folder = next(parent for parent in path.parents if parent.name == "templates")
        name = path.relative_to(folder).as_posix()
        is_used = any(
            f'"{name}"' in content or f"'{name}'" in content for user, content in text.items() if user != path
        )
        if not is_used and name not in RENDERED_BY_DJANGO:
            unused.append(shown(path))
    assert unused == []


def test_template_names_are_unique_over_the_audiences() -> None:
    names = [path.as_posix().split("/templates/", 1)[1] for path in templates()]
    assert sorted(set(names)) == sorted(names)


def test_every_static_file_is_linked() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*python_files(PACKAGE), *templates()])
    statics = [path for path in sorted(WEB.rglob("static/**/*")) if path.is_file()]
    assert [shown(path) for path in statics if path.as_posix().split("/static/", 1)[1] not in text] == []
