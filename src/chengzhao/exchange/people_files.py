"""People who ask whether they may register, written in a YAML file: one person or a list of them.

The file is only composed into nodes, never constructed into objects: every value is the text that stands there,
so that 030101 stays a code and 1998-02-30 reaches the reader that says what is wrong with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from chengzhao.exchange.written_files import FileUnreadable, text_of

NAMES = ("name", "称呼")
"""How a person is called in the answer; it decides nothing."""
NAME_OF_A_PERSON = "姓名"
"""What is written for it by mistake: the name itself is not asked for."""
_NULL = "tag:yaml.org,2002:null"


class PeopleFileError(ValueError):
    """A file that cannot be read; the message names the file and, where there is one, the line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenPerson:
    """One person of a file: what he is called, the texts by their keys, and the line of each key."""

    called: str
    given: dict[str, str | list[str]]
    lines: dict[str, int]


def read_people(path: Path) -> tuple[tuple[WrittenPerson, ...], tuple[str, ...]]:
    """The people of a file in its order, and what is wrong with how they are written, each with its line.

    Raises PeopleFileError for a file that cannot be read at all.
    """
    try:
        root = yaml.compose(text_of(path), Loader=yaml.SafeLoader)
    except FileUnreadable as error:
        raise PeopleFileError(str(error)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise PeopleFileError(_broken(path.name, error)) from error
    rows = root.value if isinstance(root, yaml.SequenceNode) else [root]
    errors: list[str] = []
    people = tuple(_person(row, place, path.name, errors) for place, row in enumerate(rows, start=1) if row)
    if not people:
        errors.append(f"{path.name}: 没有写任何人。")
    return people, tuple(errors)


def _person(row: yaml.Node, place: int, file: str, errors: list[str]) -> WrittenPerson:
    """One mapping; what cannot be a person is added to the errors."""
    given: dict[str, str | list[str]] = {}
    lines: dict[str, int] = {}
    called = f"第{place}人"
    if not isinstance(row, yaml.MappingNode):
        errors.append(f"{file}:{_line(row)}: 第{place}人应写成“项目: 值”，如“报考层次: 专升本”。")
        return WrittenPerson(called=called, given=given, lines=lines)
    for key, value in row.value:
        name = str(key.value).strip() if isinstance(key, yaml.ScalarNode) else ""
        texts = list(_texts(value))
        if not name or texts is None or not _is_plain(value):
            errors.append(f"{file}:{_line(key)}: {name or '项目'}：应为一个值，或几个值的列表。")
        elif name in lines:
            errors.append(f"{file}:{_line(key)}: {name}：这一项写了两次，请只留一处。")
        elif name == NAME_OF_A_PERSON:
            errors.append(f"{file}:{_line(key)}: {name}：没有这一项，不需要姓名；要区分各人请写“称呼”。")
        elif name in NAMES:
            called = texts[0] if texts else called
        elif texts or isinstance(value, yaml.SequenceNode):
            given[name] = texts if isinstance(value, yaml.SequenceNode) else texts[0]
        lines.setdefault(name, _line(key))
    return WrittenPerson(called=called, given=given, lines=lines)


def _is_plain(value: yaml.Node) -> bool:
    """Whether a value is a text or a list of texts."""
    if isinstance(value, yaml.SequenceNode):
        return all(isinstance(item, yaml.ScalarNode) for item in value.value)
    return isinstance(value, yaml.ScalarNode)


def _texts(value: yaml.Node) -> Iterator[str]:
    """The texts of a value as they stand; none for an empty one."""
    items = value.value if isinstance(value, yaml.SequenceNode) else [value]
    for item in items:
        if isinstance(item, yaml.ScalarNode) and item.tag != _NULL and item.value.strip():
            yield item.value.strip()


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _broken(file: str, error: Exception) -> str:
    """What a file that is no YAML says: the line where it stops making sense."""
    mark = getattr(error, "problem_mark", None)
    where = f"{file}:{mark.line + 1}" if mark else file
    return f"{where}: 不是YAML格式，请检查缩进、冒号和引号。"
