"""`chengzhao filing INPUT OUTPUT [--force]`: file a season offline, without a database (section 11)."""

import sys
from pathlib import Path

from chengzhao.exchange.filing_files import (
    InputErrors,
    OutputRefused,
    output_files,
    read_input,
    refuse_output,
    write_output,
)
from chengzhao.rules.filing import file_candidates
from chengzhao.rules.verify.filing import prove

DONE = 0
PROOF_FAILED = 1
NOTHING_WRITTEN = 2


def run(input_dir: str | Path, output_dir: str | Path, *, force: bool) -> int:
    """File an input directory into an output directory and prove the result; return the exit status.

    0: written and proved. 1: written, but a proof failed; the result cannot be released. 2: nothing was
    computed or written, because the input has errors or the output cannot go there. Messages go to standard
    error, the input's errors one a line.
    """
    output = Path(output_dir)
    try:
        refuse_output(output, force=force)
        given = read_input(Path(input_dir))
        result = file_candidates(given)
        proofs = prove(given, result)
        write_output(output, output_files(result, proofs), force=force)
    except (InputErrors, OutputRefused) as refusal:
        print(refusal, file=sys.stderr)
        return NOTHING_WRITTEN
    except OSError as problem:
        print(f"{problem.filename or output}: {problem.strerror}", file=sys.stderr)
        return NOTHING_WRITTEN
    failed = [one for one in proofs if not one.holds]
    for one in failed:
        print(f"{one.name}: {one.checked}例中{one.failed}例不成立，结果不得放行", file=sys.stderr)
    return PROOF_FAILED if failed else DONE
