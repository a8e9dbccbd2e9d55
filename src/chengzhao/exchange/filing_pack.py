"""证据包: one signed file a run, with which anybody files it again on another machine (A1.5.7).

A ZIP: `pack.json` names every other file with its SHA-256, `pack.sig` signs it. Tables are packed with gzip, each as
it was kept when the run was computed; the same run gives the same bytes as long as it is signed with the same key.
"""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from chengzhao.rules.result_tables import INPUTS, OUTPUTS, RECORDS

FORMAT = 1
MANIFEST, SIGNATURE = "pack.json", "pack.sig"
PURPOSE = b"chengzhao filing evidence pack 1\n"
"""What a signature is for: that of a pack is never one of a seal."""
FOLDERS: Mapping[str, tuple[str, ...]] = {"input": INPUTS, "output": OUTPUTS, "record": RECORDS}
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
LARGEST_FILE = 4_000_000_000
ZIPPED = ".gz"


class BadPack(ValueError):
    """A file that is no evidence pack, or not as it was signed; the message is a Chinese sentence."""


class Signer(Protocol):
    """Who signs: the keys that sign the seals of the trail too."""

    def sign(self, data: bytes) -> bytes: ...

    def public_key(self) -> bytes: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A kept file: its SHA-256, and its bytes in the form of zlib."""

    digest: str
    packed: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """An evidence pack that was read: what it says of the run, its signature, its files by folder and name."""

    manifest: Mapping[str, Any]
    signed: bytes
    signature: bytes
    files: Mapping[str, Mapping[str, bytes]]


def pack_of(told: Mapping[str, Any], held: Mapping[str, Held], signer: Signer, suite: str) -> bytes:
    """The pack of a run: `told` is what the manifest says beside the files. Raises BadPack for a changed file."""
    entries, digests = {}, {}
    for name, path in sorted(_places().items()):
        if name in held:
            entries[path], digests[path.removesuffix(ZIPPED)] = _entry(name, held[name]), held[name].digest
    key = {"public": signer.public_key().hex(), "suite": suite}
    manifest = _written({**told, "files": digests, "format": FORMAT, "key": key})
    entries[MANIFEST] = manifest
    entries[SIGNATURE] = signer.sign(signed_bytes(manifest)).hex().encode() + b"\n"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(entries):
            packed.writestr(zipfile.ZipInfo(path, FIXED_TIME), entries[path])
    return archive.getvalue()


def signed_bytes(manifest: bytes) -> bytes:
    """What the signature covers: the purpose and the SHA-256 of the manifest."""
    return PURPOSE + sha256(manifest).digest()


def read_pack(path: Path) -> Pack:
    """Read a pack and compare every file with the manifest. Raises BadPack and OSError."""
    try:
        with zipfile.ZipFile(path) as packed:
            signed = _read(packed, MANIFEST)
            manifest = json.loads(signed)
            signature = bytes.fromhex(_read(packed, SIGNATURE).decode("ascii").strip())
            names = set(packed.namelist())
            files = {
                folder: {
                    name: _checked(packed, manifest, _path(folder, name))
                    for name in listed
                    if _path(folder, name) in names
                }
                for folder, listed in FOLDERS.items()
            }
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, zlib.error) as error:
        if isinstance(error, BadPack):
            raise
        raise BadPack(f"{path}: 不是证据包，或已损坏") from error
    _require_whole(manifest, files)
    return Pack(manifest=manifest, signed=signed, signature=signature, files=files)


def _require_whole(manifest: Mapping[str, Any], files: Mapping[str, Mapping[str, bytes]]) -> None:
    if manifest.get("format") != FORMAT:
        raise BadPack(f"证据包的格式是{manifest.get('format')}，本程序只认{FORMAT}，请用相应版本的程序")
    found = {f"{folder}/{name}" for folder, named in files.items() for name in named}
    missing = sorted(set(manifest["files"]) - found)
    if missing:
        raise BadPack(f"证据包缺少文件：{'、'.join(missing)}")


def _places() -> dict[str, str]:
    """Where each kept file stands in the pack."""
    return {name: _path(folder, name) for folder, names in FOLDERS.items() for name in names}


def _path(folder: str, name: str) -> str:
    return f"{folder}/{name}{ZIPPED if name.endswith('.csv') else ''}"


def _entry(name: str, held: Held) -> bytes:
    """The bytes of an entry; what was packed for the database is only given another frame."""
    content = zlib.decompress(held.packed)
    if sha256(content).hexdigest() != held.digest:
        raise BadPack(f"{name}与投档时留存的不一致，不能出具证据包")
    if not name.endswith(".csv"):
        return content
    frame = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    ending = zlib.crc32(content).to_bytes(4, "little") + (len(content) % 2**32).to_bytes(4, "little")
    return frame + held.packed[2:-4] + ending


def _checked(packed: zipfile.ZipFile, manifest: Mapping[str, Any], path: str) -> bytes:
    content = _read(packed, path)
    if sha256(content).hexdigest() != manifest["files"].get(path.removesuffix(ZIPPED)):
        raise BadPack(f"{path}与pack.json中的摘要不符")
    return content


def _read(packed: zipfile.ZipFile, path: str) -> bytes:
    """An entry unpacked, no further than any season needs."""
    with packed.open(path) as entry:
        if not path.endswith(ZIPPED):
            return b"".join(_bounded(entry))
        with gzip.open(entry) as content:
            return b"".join(_bounded(content))


def _bounded(stream: Any) -> Iterator[bytes]:
    left = LARGEST_FILE
    while piece := stream.read(1_000_000):
        left -= len(piece)
        if left < 0:
            raise BadPack("证据包里的文件过大")
        yield piece


def _written(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
