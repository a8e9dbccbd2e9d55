"""Both suites against published vectors: they are what they are called."""

import pytest
from cryptography.exceptions import InvalidTag

from chengzhao.vault import sm2
from chengzhao.vault.suites import SUITES, UnknownSuite, suite_called

INTL, SM = SUITES["intl"], SUITES["sm"]
LONG = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq" * 2

# McGrew and Viega, The Galois/Counter Mode of Operation, test cases 14 and 16.
AES_GCM = (
    ("00" * 32, "00" * 12, "00" * 16, "", "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
    (
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b",
    ),
)
# RFC 8998, appendix A.1.
SM4_GCM = (
    "0123456789abcdeffedcba9876543210",
    "00001234567800000000abcd",
    "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
    "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
    "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
    "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec",
)
SEALING = [("intl", *vector) for vector in AES_GCM] + [("sm", *SM4_GCM)]
MACS = (
    # RFC 4231, cases 1 and 2.
    (
        "intl",
        b"\x0b" * 20,
        b"Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    ),
    (
        "intl",
        b"Jefe",
        b"what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ),
    # GM/T 0042-2015, appendix D.3.
    ("sm", bytes(range(1, 33)), LONG, "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"),
    (
        "sm",
        bytes(range(1, 38)),
        b"\xcd" * 50,
        "220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae",
    ),
)
HASHES = (
    # FIPS 180-4 examples.
    ("intl", b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("intl", b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    # GB/T 32905-2016, appendix A.
    ("sm", b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    ("sm", b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
)
# RFC 8032, section 7.1, tests 1 and 2.
ED25519 = (
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
)
# GM/T 0003.5-2012, example A.2: "message digest" on the recommended curve.
SM2_SECRET = bytes.fromhex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8")
SM2_PUBLIC = bytes.fromhex(
    "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
SM2_NONCE = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
SM2_SIGNATURE = bytes.fromhex(
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
# What another implementation (OpenSSL 3.0, `dgst -sm3 -sign` with the default identity) signed.
SM2_OF_OTHERS = (
    "f296b9544214aadd2e10551c9f2a66d23bc9545458d680b2d2ce16f2dacbdfa9"
    "7ece1fbeca088d3d765a9056b26ac6d9edc683cf0c4aebaa7a18669e5113401b",
    b"message",
    "0a7da657ca1e8cc977a9dd65888fc67fc57bcee64f10b1d685bc4b6585250bd8"
    "fe46360eab5cfba2dd152cbfe09d6cad17e2473ce47a32cce2603e7163287d53",
)


@pytest.mark.parametrize(("name", "key", "nonce", "text", "associated", "expected"), SEALING)
def test_sealing_gives_the_published_ciphertext_and_opens_it(
    name: str, key: str, nonce: str, text: str, associated: str, expected: str
) -> None:
    sealer = SUITES[name].sealer(bytes.fromhex(key))
    given = (bytes.fromhex(nonce), bytes.fromhex(text), bytes.fromhex(associated))
    assert sealer.encrypt(*given).hex() == expected
    assert sealer.decrypt(given[0], bytes.fromhex(expected), given[2]).hex() == text


@pytest.mark.parametrize("name", list(SUITES))
@pytest.mark.parametrize("length", [0, 1, 15])
def test_a_ciphertext_shorter_than_its_tag_does_not_open(name: str, length: int) -> None:
    suite = SUITES[name]
    with pytest.raises(InvalidTag):
        suite.sealer(bytes(suite.key_bytes)).decrypt(bytes(12), bytes(length), b"")


@pytest.mark.parametrize(("name", "key", "data", "expected"), MACS)
def test_a_mac_is_the_published_one(name: str, key: bytes, data: bytes, expected: str) -> None:
    assert SUITES[name].mac(key, data).hex() == expected


@pytest.mark.parametrize(("name", "data", "expected"), HASHES)
def test_a_hash_is_the_published_one(name: str, data: bytes, expected: str) -> None:
    assert SUITES[name].hash(data).hex() == expected


@pytest.mark.parametrize(("secret", "public", "data", "expected"), ED25519)
def test_an_ed25519_signature_is_the_published_one(
    secret: str, public: str, data: str, expected: str
) -> None:
    key, message = bytes.fromhex(secret), bytes.fromhex(data)
    assert INTL.public_key(key).hex() == public
    assert INTL.sign(key, message).hex() == expected
    assert INTL.is_signature(bytes.fromhex(public), message, bytes.fromhex(expected))


def test_an_sm2_signature_is_the_published_one() -> None:
    assert SM.public_key(SM2_SECRET) == SM2_PUBLIC
    assert sm2.sign(SM2_SECRET, b"message digest", nonce=SM2_NONCE) == SM2_SIGNATURE
    assert SM.is_signature(SM2_PUBLIC, b"message digest", SM2_SIGNATURE)


def test_an_sm2_signature_of_another_implementation_is_known_as_such() -> None:
    public, message, signature = SM2_OF_OTHERS
    assert SM.is_signature(bytes.fromhex(public), message, bytes.fromhex(signature))
    assert not SM.is_signature(bytes.fromhex(public), message + b".", bytes.fromhex(signature))


@pytest.mark.parametrize("name", list(SUITES))
def test_a_signature_is_of_its_key_and_its_data_alone(name: str) -> None:
    suite = SUITES[name]
    key, other = suite.make_signing_key(), suite.make_signing_key()
    signature = suite.sign(key, b"data")
    assert suite.is_signature(suite.public_key(key), b"data", signature)
    assert not suite.is_signature(suite.public_key(other), b"data", signature)
    assert not suite.is_signature(suite.public_key(key), b"dato", signature)


@pytest.mark.parametrize("name", list(SUITES))
@pytest.mark.parametrize("damage", ["", "00", "00" * 64, "ff" * 64, "11" * 65])
def test_what_is_no_signature_or_no_key_is_no_error(name: str, damage: str) -> None:
    suite = SUITES[name]
    key = suite.make_signing_key()
    public, signature = suite.public_key(key), suite.sign(key, b"data")
    assert not suite.is_signature(public, b"data", bytes.fromhex(damage))
    assert not suite.is_signature(bytes.fromhex(damage), b"data", signature)


@pytest.mark.parametrize("place", [0, 31, 32, 63])
def test_an_sm2_signature_with_a_flipped_bit_is_none(place: int) -> None:
    changed = bytearray(SM2_SIGNATURE)
    changed[place] ^= 1
    assert not SM.is_signature(SM2_PUBLIC, b"message digest", bytes(changed))


@pytest.mark.parametrize("number", [0, ORDER, 2**256 - 1])
def test_an_sm2_signature_with_a_number_out_of_range_is_none(number: int) -> None:
    strange = number.to_bytes(32, "big")
    assert not SM.is_signature(SM2_PUBLIC, b"message digest", SM2_SIGNATURE[:32] + strange)
    assert not SM.is_signature(SM2_PUBLIC, b"message digest", strange + SM2_SIGNATURE[32:])


@pytest.mark.parametrize("first", ["0", "4"])
def test_an_sm2_point_that_begins_with_the_digits_of_a_prefix_stays_whole(first: str) -> None:
    key = next(key for key in map(_secret, range(2, 400)) if SM.public_key(key).hex().startswith(first))
    assert SM.is_signature(SM.public_key(key), b"data", SM.sign(key, b"data"))


def test_two_sm2_signatures_of_the_same_data_differ() -> None:
    assert SM.sign(SM2_SECRET, b"data") != SM.sign(SM2_SECRET, b"data")


def test_a_machine_that_counts_wrongly_signs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sm2, "is_signature", lambda *given: False)
    with pytest.raises(sm2.SigningFailed):
        SM.sign(SM2_SECRET, b"data")


def test_a_suite_is_found_by_its_name_only() -> None:
    assert {name: suite_called(name).number for name in SUITES} == {"intl": 1, "sm": 2}
    with pytest.raises(UnknownSuite, match="'des' is no cipher suite: expected intl or sm"):
        suite_called("des")


def _secret(number: int) -> bytes:
    return number.to_bytes(32, "big")
