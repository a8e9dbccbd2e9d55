"""`chengzhao filing INPUT OUTPUT [--force] [--engine E]`: file a season offline, without a database (section 11)."""

import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from chengzhao.engine import filing as fast
from chengzhao.exchange.filing_files import (
    InputErrors,
    OutputRefused,
    output_files,
    read_input,
    refuse_output,
    write_output,
)
from chengzhao.rules import filing as readable
from chengzhao.rules.dossier import FilingInput, FilingResult
from chengzhao.rules.verify.filing import prove

DONE = 0
PROOF_FAILED = 1
NOTHING_WRITTEN = 2


class Engine(StrEnum):
    """Which program files: the fast engine, the readable one, or both, whose results must be the same (P12)."""

    FAST = "fast"
    READABLE = "readable"
    BOTH = "both"


ENGINES: Mapping[Engine, tuple[Callable[[FilingInput], FilingResult], ...]] = {
    Engine.FAST: (fast.file_candidates,),
    Engine.READABLE: (readable.file_candidates,),
    Engine.BOTH: (readable.file_candidates, fast.file_candidates),
}


def run(input_dir: str | Path, output_dir: str | Path, *, force: bool, engine: Engine = Engine.FAST) -> int:
    """File an input directory into an output directory and prove the result; return the exit status.

    0: written and proved. 1: written, but a proof failed; the result cannot be released. 2: nothing was
    computed or written, because the input has errors or the output cannot go there. Messages go to standard
    error, the input's errors one a line.
    """
    output = Path(output_dir)
    try:
        refuse_output(output, force=force)
        given = read_input(Path(input_dir))
        result, *others = (file_candidates(given) for file_candidates in ENGINES[engine])
        proofs = prove(given, result)
        write_output(output, output_files(result, proofs), force=force)
    except (InputErrors, OutputRefused, fast.BeyondColumns) as refusal:
        print(refusal, file=sys.stderr)
        return NOTHING_WRITTEN
    except OSError as problem:
        print(f"{problem.filename or output}: {problem.strerror}", file=sys.stderr)
        return NOTHING_WRITTEN
    failures = [f"{one.name}: {one.checked}例中{one.failed}例不成立" for one in proofs if not one.holds]
    if any(other != result for other in others):
        failures.append("P12: 两套程序结果不一致")
    for failure in failures:
        print(f"{failure}，结果不得放行", file=sys.stderr)
    return PROOF_FAILED if failures else DONE
