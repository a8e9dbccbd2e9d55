"""Signatures of seals: the check without a library agrees with the vault, and every forgery is named."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.ledger import signatures
from chengzhao.ledger.signatures import SealKey, Signed, first_fault, is_signature, read_key
from chengzhao.vault.suites import SUITES

SECRETS = {name: suite.make_signing_key() for name, suite in SUITES.items()}
DIGESTS = [f"{number:064x}" for number in (11, 12, 13)]


def key_of(suite: str, first: int = 1) -> SealKey:
    public = SUITES[suite].public_key(SECRETS[suite])
    return SealKey(first=first, suite=suite, id={"intl": "00000001", "sm": "00000002"}[suite], public=public)


def signed(suite: str) -> list[Signed]:
    """Three seals with signatures of one key."""
    made = [SUITES[suite].sign(SECRETS[suite], bytes.fromhex(digest)) for digest in DIGESTS]
    head = key_of(suite).id
    return [
        Signed(number=number, digest=digest, signature=head + signature.hex())
        for number, (digest, signature) in enumerate(zip(DIGESTS, made, strict=True), start=1)
    ]


@pytest.mark.parametrize(
    ("suite", "public", "data", "signature"),
    [
        (  # RFC 8032, 7.1, TEST 3
            "intl",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
        (  # RFC 8032, 7.1, TEST 1
            "intl",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
    ],
)
def test_published_signature_is_right_and_no_other(
    suite: str, public: str, data: str, signature: str
) -> None:
    given_key, given_data, right = (bytes.fromhex(text) for text in (public, data, signature))
    assert is_signature(suite, given_key, given_data, right)
    assert not is_signature(suite, given_key, given_data + b"x", right)
    assert not is_signature(suite, given_key, given_data, right[:-1])


@pytest.mark.parametrize("suite", SUITES)
@given(data=st.binary(max_size=80), bit=st.integers(0, 511))
def test_the_vaults_signatures_are_right_and_a_flipped_bit_is_not(suite: str, data: bytes, bit: int) -> None:
    public = key_of(suite).public
    made = SUITES[suite].sign(SECRETS[suite], data)
    assert is_signature(suite, public, data, made)
    wrong = (int.from_bytes(made, "big") ^ (1 << bit)).to_bytes(64, "big")
    assert not is_signature(suite, public, data, wrong)


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("public", [bytes(32), b"\xff" * 32, bytes(64), b"\xff" * 64])
def test_what_is_no_point_signs_nothing(suite: str, public: bytes) -> None:
    size = len(key_of(suite).public)
    made = SUITES[suite].sign(SECRETS[suite], b"x")
    assert not is_signature(suite, public[:size].ljust(size, public[:1]), b"x", made)


@pytest.mark.parametrize("suite", SUITES)
def test_every_forged_signature_is_named(suite: str) -> None:
    seals, keys = signed(suite), [key_of(suite)]
    assert first_fault(seals, keys, is_signature) is None
    one, two, three = seals
    cases = {
        "its signature is wrong": [one, replace(two, signature=three.signature), three],
        "bears no signature": [one, replace(two, signature=""), three],
        "none of those that are trusted": [one, replace(two, signature="ff" + two.signature[2:]), three],
        "cannot be read": [one, replace(two, signature="xyz"), three],
    }
    for said, forged in cases.items():
        fault = first_fault(forged, keys, is_signature)
        assert fault is not None
        assert (fault.seal, said in fault.said) == (2, True)


def test_seals_from_before_the_first_signature_bear_none() -> None:
    one, two, three = signed("intl")
    unsigned = replace(one, signature="")
    assert first_fault([unsigned, two, three], [key_of("intl", first=2)], is_signature) is None
    early = first_fault([one, two, three], [key_of("intl", first=2)], is_signature)
    assert early is not None
    assert (early.seal, "signs from seal 2 on" in early.said) == (1, True)
    assert first_fault([unsigned], [], is_signature) is None


def test_two_keys_one_after_the_other() -> None:
    first, second = signed("intl")[:1], signed("sm")[1:]
    assert first_fault(first + second, [key_of("intl"), key_of("sm", first=2)], is_signature) is None
    fault = first_fault(first + second, [key_of("intl")], is_signature)
    assert fault is not None
    assert fault.seal == 2


def test_a_key_is_read_as_it_is_written() -> None:
    for suite in SUITES:
        assert read_key(str(key_of(suite, first=7))) == key_of(suite, first=7)


@pytest.mark.parametrize(
    "text",
    ["", "1:intl:00000001", f"0:intl:00000001:{'0' * 64}", f"1:md5:00000001:{'0' * 64}", "1:sm:01:00:00"],
)
def test_text_that_is_no_key(text: str) -> None:
    with pytest.raises(ValueError, match="is no key of seals"):
        read_key(text)


@pytest.mark.parametrize("suite", SUITES)
def test_an_auditors_python_without_packages_checks_a_folder(suite: str, tmp_path: Path) -> None:
    def write(seals: list[Signed]) -> None:
        held = [
            {"seal": {"number": one.number}, "digest": one.digest, "signature": one.signature}
            for one in seals
        ]
        (tmp_path / "seals.jsonl").write_text("\n".join(map(json.dumps, held)), encoding="utf-8")

    def check(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-I", "-S", signatures.__file__, str(tmp_path), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    seals = signed(suite)
    write(seals)
    assert check("--key", str(key_of(suite))) == (0, "SIGNED 3 of 3 seals\n")
    assert check("--key", "rubbish")[0] == 2
    write([*seals[:2], replace(seals[2], digest=seals[0].digest)])
    assert check("--key", str(key_of(suite))) == (1, "BROKEN SIGNATURE seal 3: its signature is wrong\n")
    (tmp_path / "seals.jsonl").write_text("{}", encoding="utf-8")
    assert check("--key", str(key_of(suite)))[0] == 2
