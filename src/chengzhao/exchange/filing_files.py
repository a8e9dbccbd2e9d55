"""The files of an offline filing: an input directory to values, a result to an output directory.

Errors are ordered by file name, then row, then column. Output is UTF-8 without a BOM, LF, always with a
header, quoted only where needed, sorted by the bytes of its key columns.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from chengzhao.exchange import filing_checks as checks
from chengzhao.exchange.filing_rules import read_rules
from chengzhao.exchange.filing_tables import ErrorList, InputError, Table, read_table
from chengzhao.rules.dossier import FilingInput, FilingResult, results_text
from chengzhao.rules.result_tables import explanations_text, proofs_text, units_text
from chengzhao.rules.verify.proof import Proof

RESULTS = "results.csv"
DIGEST = "digest.txt"


class InputErrors(ValueError):
    """An input directory that cannot be filed, with every error of it."""

    def __init__(self, errors: Sequence[InputError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = tuple(errors)


class OutputRefused(ValueError):
    """An output directory that will not be written to."""


def read_input(directory: Path) -> FilingInput:
    """Read and check an input directory; raises InputErrors with all errors of all files."""
    errors = ErrorList()
    rules = read_rules(directory, errors)
    tables = {file: table_of(directory, file, errors) for file in checks.COLUMNS}
    known = checks.known_of(rules, tables)
    programmes = checks.programmes_of(tables[checks.PROGRAMMES], known)
    control_lines = checks.lines_of(tables[checks.LINES])
    candidates = checks.candidates_of(tables[checks.CANDIDATES], known)
    choices = checks.choices_of(tables[checks.CHOICES], known)
    extra_tests = checks.extra_tests_of(tables[checks.EXTRA_TESTS], known)
    if errors.errors or rules is None:
        raise InputErrors(errors.ordered())
    return FilingInput(
        rules=rules,
        programmes=programmes,
        control_lines=control_lines,
        candidates=candidates,
        choices=choices,
        extra_tests=extra_tests,
    )


def table_of(directory: Path, file: str, errors: ErrorList) -> Table:
    """Read one table; extra_tests.csv need not exist."""
    columns = checks.COLUMNS[file]
    if file == checks.EXTRA_TESTS and not (directory / file).exists():
        return Table(file=file, columns=columns, errors=errors)
    return read_table(directory, file, columns, errors)


def output_files(result: FilingResult, proofs: Iterable[Proof]) -> dict[str, str]:
    """Return the text of every output file by its name, the digest last."""
    results = results_text(result)
    return {
        RESULTS: results,
        "explanations.csv": explanations_text(result),
        "units.csv": units_text(result),
        "proofs.csv": proofs_text(proofs),
        DIGEST: hashlib.sha256(results.encode()).hexdigest() + "\n",
    }


def refuse_output(directory: Path, *, force: bool) -> None:
    """Raise OutputRefused where the output may not go: a file, or a directory not empty without `force`."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise OutputRefused(f"{directory}: 不是目录")
    if not force and any(directory.iterdir()):
        raise OutputRefused(f"{directory}: 目录不为空；要替换其中的结果，请加 --force")


def write_output(directory: Path, files: Mapping[str, str], *, force: bool) -> None:
    """Write the output files whole or not at all; raises OutputRefused and OSError.

    They are written beside their place and moved in when all are on disk. A directory that does not exist
    appears at once. In one that does, digest.txt goes first and comes last: where it is, all are of one run.
    Other files in the directory are left alone.
    """
    refuse_output(directory, force=force)
    is_new = not directory.exists()
    directory = directory.absolute()
    staging = (directory.parent if is_new else directory) / f".{directory.name}.{os.getpid()}"
    if is_new:
        directory.parent.mkdir(parents=True, exist_ok=True)
    staging.mkdir()
    try:
        for name, content in files.items():
            write_durably(staging / name, content)
        if is_new:
            sync_directory(staging)
            staging.rename(directory)
            sync_directory(directory.parent)
        else:
            move_in(staging, directory, tuple(files))
    finally:
        discard(staging, tuple(files))


def write_durably(path: Path, content: str) -> None:
    """Write a text and wait until it is on disk."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_directory(directory: Path) -> None:
    """Wait until a directory's names are on disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_in(staging: Path, directory: Path, names: Sequence[str]) -> None:
    """Replace the files of an earlier run, the digest removed first and put in last."""
    (directory / DIGEST).unlink(missing_ok=True)
    sync_directory(directory)
    for name in sorted(names, key=lambda one: one == DIGEST):
        (staging / name).replace(directory / name)
    sync_directory(directory)


def discard(staging: Path, names: Sequence[str]) -> None:
    """Remove what is left of the staging directory, if it is still there."""
    if staging.exists():
        for name in names:
            (staging / name).unlink(missing_ok=True)
        staging.rmdir()
