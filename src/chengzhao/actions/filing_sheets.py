"""The files of a run as bytes: its input and its result in the format of the offline command, and its log.

What is digested here is what an auditor's `chengzhao filing` reads and writes, byte for byte (design of
filing, section 11): UTF-8, LF, a header, quotes only where needed, sorted by the bytes of the key columns.
"""

import csv
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chengzhao.actions.audit import Border
from chengzhao.actions.filing_program import program_sheet
from chengzhao.actions.filing_rules import RulesTable
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import FilingSheet
from chengzhao.rules.dossier import (
    POINT,
    BonusClaim,
    FilingEvent,
    FilingInput,
    FilingResult,
    Round,
    Unit,
    points_text,
    results_text,
    table_text,
)
from chengzhao.rules.merit import COUNTED_PAPERS
from chengzhao.rules.merit_lists import order_text
from chengzhao.rules.result_tables import (
    CLAIMS,
    LOG,
    ORDER,
    PROGRAM,
    claims_text,
    explanations_text,
    log_text,
    proofs_text,
    units_text,
)
from chengzhao.rules.verify.proof import Proof

PAPERS = ("chinese", "maths", "foreign", "combined", "politics", "specialised")


def input_sheets(given: FilingInput, rules: RulesTable) -> dict[str, bytes]:
    """The input directory of the offline command, by file name."""
    return {
        "rules.toml": rules_sheet(rules),
        "programmes.csv": _programmes(given),
        "lines.csv": _lines(given),
        "candidates.csv": _candidates(given),
        "choices.csv": _choices(given),
        "extra_tests.csv": _extra_tests(given),
    }


def result_sheets(
    given: FilingInput, found: FilingResult, proofs: Sequence[Proof], claims: Iterable[BonusClaim]
) -> dict[str, bytes]:
    """What a run came to, by file name: outputs of the offline command, and the records that prove them."""
    texts = {
        "results.csv": results_text(found),
        "explanations.csv": explanations_text(found),
        "units.csv": units_text(found),
        "proofs.csv": proofs_text(proofs),
        ORDER: order_text(given),
        LOG: log_text(found.log),
        CLAIMS: claims_text(claims),
    }
    return {**{name: text.encode() for name, text in texts.items()}, PROGRAM: program_sheet()}


def input_digest(sheets: Mapping[str, bytes]) -> str:
    """The digest of an input: that of the SHA-256 of each of its files by name."""
    return digest_of({name: sha256(sheets[name]) for name in sorted(sheets)})


def sha256(content: bytes) -> str:
    """The SHA-256 of a file, lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def rules_sheet(rules: RulesTable) -> bytes:
    """rules.toml; a JSON text, number, list or boolean is written the same in TOML."""
    plain = [f"{key} = {_toml(value)}\n" for key, value in rules.items() if key != "tie_keys"]
    keys = [f"{_toml(key)} = {_toml(papers)}\n" for key, papers in sorted(rules["tie_keys"].items())]
    return "".join([*plain, "\n[tie_keys]\n", *keys]).encode()


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _programmes(given: FilingInput) -> bytes:
    columns = ("programme_id", "college", "level", "category", "kind", "relaxable", "extra_test", "places")
    rows = sorted(given.programmes, key=lambda one: one.programme_id)
    return _table(
        columns,
        (
            (
                one.programme_id,
                one.college,
                one.level,
                one.category,
                one.kind,
                int(one.is_relaxable),
                int(one.has_extra_test),
                one.places,
            )
            for one in rows
        ),
    )


def _lines(given: FilingInput) -> bytes:
    rows = ((*key, score // POINT) for key, score in sorted(given.control_lines.items()))
    return _table(("level", "category", "kind", "score"), rows)


def _candidates(given: FilingInput) -> bytes:
    columns = ("candidate_id", "level", "category", *PAPERS, "bonus", "status")
    rows = sorted(given.candidates, key=lambda one: (one.candidate_id, one.level))
    return _table(
        columns,
        (
            (
                one.candidate_id,
                one.level,
                one.category,
                *(
                    points_text(getattr(one, paper)) if paper in COUNTED_PAPERS[one.level] else ""
                    for paper in PAPERS
                ),
                points_text(one.bonus),
                one.person_status,
            )
            for one in rows
        ),
    )


def _choices(given: FilingInput) -> bytes:
    columns = ("candidate_id", "level", "rank", "college", "programmes", "accepts_reassignment")
    rows = sorted(given.choices, key=lambda one: (one.candidate_id, one.level, one.rank))
    return _table(
        columns,
        (
            (
                one.candidate_id,
                one.level,
                one.rank,
                one.college,
                " ".join(one.programmes),
                int(one.accepts_reassignment),
            )
            for one in rows
        ),
    )


def _extra_tests(given: FilingInput) -> bytes:
    rows = sorted(given.extra_tests, key=lambda one: (one.candidate_id, one.college))
    return _table(
        ("candidate_id", "college", "score", "passed"),
        ((one.candidate_id, one.college, points_text(one.test_score), int(one.has_passed)) for one in rows),
    )


def read_log(content: bytes) -> list[FilingEvent]:
    """The log of a run from its sheet."""
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    next(rows)
    return [
        FilingEvent(
            round=Round(int(row[0]), row[1] == "1"),
            rank=int(row[2]),
            repetition=int(row[3]),
            unit=Unit(*row[4:9]),
            quota=int(row[9]),
            candidate_id=row[10],
            choice_rank=int(row[11]),
        )
        for row in rows
    ]


def keep_sheets(border: Border, run_id: int, sheets: Mapping[str, bytes]) -> None:
    """Keep files with a run, packed."""
    head = (border.season, border.province, run_id)
    rows = (
        (*head, name, sha256(content), zlib.compress(content)) for name, content in sorted(sheets.items())
    )
    copy_rows(FilingSheet, ("season", "province", "run_id", "name", "digest", "packed"), rows)


def kept_sheets(run_id: int) -> dict[str, bytes]:
    """The files kept with a run, by name. Raises ValueError for one that is not what was kept."""
    sheets = {}
    for name, digest, packed in FilingSheet.objects.filter(run_id=run_id).values_list(
        "name", "digest", "packed"
    ):
        content = zlib.decompress(bytes(packed))
        if sha256(content) != digest:
            raise ValueError(f"{name} of run {run_id} is not what was kept")
        sheets[name] = content
    return sheets


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    return table_text(columns, rows).encode()
