"""Where the value of a parameter is written: the file beside this one and the line."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ELSEWHERE = re.compile(r"=\s*(\w+)\.([A-Z_]+),?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenIn:
    """The files in which a value may stand, the nearest first, and the word that begins its line."""

    files: tuple[str, ...]
    word: str

    @property
    def place(self) -> str:
        """The file and line: law/years/y2024.py:215. Empty where no file has the word."""
        return next(filter(None, (_place_in(file, self.word) for file in self.files)), "")


def written_in_year(year: int, name: str) -> WrittenIn:
    """The value of a year: in its own file, else in that of the year from which it was carried on."""
    return WrittenIn(files=(f"years/y{year}.py", "years/y2024.py"), word=name)


def written_in_supplement(province_code: str, year: int, name: str) -> WrittenIn:
    """The value of a supplement: in its own file, else as every supplement has it by default."""
    own = next((file for file in _modules() if f'province_code="{province_code}"' in _text(file)), "")
    named = f"provinces/{province_code}_{year}.toml"
    return WrittenIn(files=(named, own, "provinces/shape.py"), word=name)


def _place_in(file: str, word: str) -> str:
    """The line that begins with the word, or that in the module from which such a line takes the value."""
    begins = re.compile(rf"\s*(\[{re.escape(word)}\]|{re.escape(word)}\s*[:=])")
    for number, line in enumerate(_text(file).splitlines(), start=1):
        if begins.match(line):
            taken = _ELSEWHERE.search(line)
            beside = f"{file.rpartition('/')[0]}/{taken[1]}.py" if taken else ""
            return (_place_in(beside, taken[2]) if taken else "") or f"law/{file}:{number}"
    return ""


@cache
def _text(file: str) -> str:
    found = files("chengzhao.law").joinpath(file)
    return found.read_text(encoding="utf-8") if file and found.is_file() else ""


@cache
def _modules() -> tuple[str, ...]:
    names = (file.name for file in files("chengzhao.law").joinpath("provinces").iterdir())
    return tuple(f"provinces/{name}" for name in sorted(names) if name.endswith(".py"))
