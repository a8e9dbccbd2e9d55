"""`chengzhao replay PACK [--key KEY]`: file a run again from its evidence pack, without a database (P11)."""

import csv
import io
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from chengzhao.engine import filing as fast
from chengzhao.exchange.filing_files import InputErrors, output_files, read_input
from chengzhao.exchange.filing_pack import BadPack, Pack, read_pack, signed_bytes
from chengzhao.ledger.signatures import SealKey, is_signature
from chengzhao.rules import filing as readable
from chengzhao.rules.dossier import POINT, BonusClaim, FilingInput, FilingResult
from chengzhao.rules.merit_lists import order_text
from chengzhao.rules.result_tables import CLAIMS, INPUTS, LOG, ORDER, PROGRAM, log_text
from chengzhao.rules.verify.filing import best_bonus_is_used, prove
from chengzhao.rules.verify.program import Programs, prove_program
from chengzhao.rules.verify.proof import Proof

SAME, OTHERWISE, NOT_READ = 0, 1, 2
PROGRAMS = Programs(filed_by=fast.file_candidates, other=readable.file_candidates)


def run(path: Path, keys: Iterable[SealKey], program: bytes) -> int:
    """File the run of a pack again and compare byte for byte; say what was found and return the exit status.

    `program` is the program.json of this program. 0: the same. 1: something differs or the signature is wrong;
    the first of it is named. 2: the pack or its input cannot be read.
    """
    try:
        pack = read_pack(path)
        given = input_of(pack)
    except (BadPack, InputErrors) as refusal:
        print(refusal, file=sys.stderr)
        return NOT_READ
    except OSError as problem:
        print(f"{path}: {problem.strerror}", file=sys.stderr)
        return NOT_READ
    faults = [*signature_faults(pack, list(keys)), *differences(pack, given)]
    for line in told(pack, program):
        print(line)
    for fault in faults:
        print(f"不符：{fault}", file=sys.stderr)
    if not faults:
        print("重放结果与证据包逐字节相同。")
    return OTHERWISE if faults else SAME


def input_of(pack: Pack) -> FilingInput:
    """The input of a pack, checked as the offline command checks a folder. Raises InputErrors."""
    with tempfile.TemporaryDirectory(prefix="chengzhao-replay-") as folder:
        for name in INPUTS:
            if name in pack.files["input"]:
                (Path(folder) / name).write_bytes(pack.files["input"][name])
        return read_input(Path(folder))


def signature_faults(pack: Pack, keys: list[SealKey]) -> Iterator[str]:
    """What is wrong with the signature; with keys from paper it must be one of theirs."""
    suite, public = pack.manifest["key"]["suite"], bytes.fromhex(pack.manifest["key"]["public"])
    if keys and public not in {key.public for key in keys if key.suite == suite}:
        yield "签名所用的公钥不在给定的公钥之中"
    # Before the signature stands the id of the set of keys.
    if not is_signature(suite, public, signed_bytes(pack.signed), pack.signature[4:]):
        yield "签名不对，证据包在签发后有改动"


def differences(pack: Pack, given: FilingInput) -> Iterator[str]:
    """What the run, filed again, gives otherwise than the pack has it."""
    found = PROGRAMS.filed_by(given)
    claims = claims_of(pack.files["record"].get(CLAIMS, b""))
    proofs = (
        *prove(given, found),
        best_bonus_is_used(given.candidates, claims),
        *prove_program(given, found, PROGRAMS),
    )
    for path, content in again(given, found, proofs):
        folder, name = path.split("/")
        kept = pack.files[folder].get(name)
        if kept is not None and kept != content.encode():
            yield f"{path}第{first_difference(kept, content.encode())}行"
    digest = output_files(found, ())["digest.txt"].strip()
    if digest != pack.manifest["result_digest"]:
        yield f"结果摘要应为{pack.manifest['result_digest']}，重放得{digest}"
    yield from (f"{one.name}：{one.checked}例中{one.failed}例不成立" for one in proofs if not one.holds)


def again(given: FilingInput, found: FilingResult, proofs: tuple[Proof, ...]) -> Iterator[tuple[str, str]]:
    """Every file of the pack that can be computed anew, by its path."""
    for name, content in output_files(found, proofs).items():
        yield f"output/{name}", content
    yield f"record/{ORDER}", order_text(given)
    yield f"record/{LOG}", log_text(found.log)


def claims_of(content: bytes) -> list[BonusClaim]:
    """The claims of claims.csv."""
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [
        BonusClaim(
            candidate_id=row["candidate_id"],
            bonus=int(row["bonus"]) * POINT,
            is_approved=row["approved"] == "1",
            is_publicised_in_full=row["publicised"] == "1",
            has_sustained_objection=row["objection"] == "1",
        )
        for row in rows
    ]


def first_difference(kept: bytes, found: bytes) -> int:
    """The first line, from 1, in which two files differ."""
    mine, its = kept.splitlines(), found.splitlines()
    for number, (one, other) in enumerate(zip(mine, its, strict=False), start=1):
        if one != other:
            return number
    return min(len(mine), len(its)) + 1


def told(pack: Pack, program: bytes) -> Iterator[str]:
    """What a person should know of the pack beside the comparison."""
    manifest = pack.manifest
    yield f"{manifest['season']}年，省份{manifest['province']}，第{manifest['run']}号运行"
    yield f"输入摘要 {manifest['input_digest']}"
    yield f"结果摘要 {manifest['result_digest']}"
    yield f"签名公钥 {manifest['key']['suite']}:{manifest['key']['public']}"
    kept = pack.files["record"].get(PROGRAM)
    if kept and json.loads(kept) != json.loads(program):
        yield "提示：投档所用程序与本程序版本不同。"
