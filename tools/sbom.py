"""Writes the bill of materials of what runs: every locked package with version, licence and hashes.

    python -m tools.sbom          into build/sbom.json (CycloneDX 1.6)

It is made from the lock and from what is installed; nothing is fetched. A package whose licence nobody has said, or
that does not allow what this project's licence allows, is named on the error output, and the exit status is 1.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
OUTPUT = ROOT / "build" / "sbom.json"

LINE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)(?: ;[^\\]*)?", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
CLASSIFIER = "License :: OSI Approved :: "
SHORT = 60

# Licences as packages write them, and as SPDX does.
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
REFUSED = re.compile(r"(?<!L)GPL|AGPL|SSPL|BUSL|Commons-Clause|CC-BY-NC|proprietary", re.IGNORECASE)
UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Component:
    """One locked package; `licence` is an SPDX expression, or what the package itself says."""

    name: str
    version: str
    licence: str
    hashes: tuple[str, ...]


def locked(kind: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(name, version, hashes) of every package in a lock, in its order."""
    text = LOCKS[kind].read_text(encoding="utf-8")
    found = list(LINE.finditer(text))
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        yield match[1], match[2], tuple(HASH.findall(text[match.start() : end]))


def components(kind: str) -> list[Component]:
    """Every locked package that is installed here; one for another platform is left out."""
    found = []
    for name, version, hashes in locked(kind):
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        # A lock names one version for each range of Pythons: the one that is here.
        if package.version != version:
            continue
        licence = licence_of(package)
        found.append(Component(name=name, version=version, licence=licence, hashes=hashes))
    return found


def licence_of(package: Distribution) -> str:
    """What a package says its licence is: by expression, by classifier, or in a short line of its own."""
    metadata = package.metadata
    expression = metadata.get_all("License-Expression")
    if expression:
        return str(expression[0])
    classified = [
        name.removeprefix(CLASSIFIER)
        for name in metadata.get_all("Classifier") or []
        if name.startswith(CLASSIFIER)
    ]
    if classified:
        return " OR ".join(sorted({SPDX.get(name, name) for name in classified}))
    line = str((metadata.get_all("License") or [""])[0]).strip()
    if 0 < len(line) <= SHORT:
        return SPDX.get(line, line)
    return _by_its_text(line) or _by_its_text(_licence_file(package)) or UNKNOWN


def _licence_file(package: Distribution) -> str:
    """The text of the licence that the package brings."""
    for file in package.files or ():
        if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            return file.read_text(encoding="utf-8")
    return ""


def _by_its_text(text: str) -> str:
    """The licence whose text this is; empty for others."""
    words = " ".join(text.split())
    if "SIL Open Font License" in words:
        return "OFL-1.1"
    return "MIT" if words.startswith("MIT License") else ""


def is_refused(licence: str) -> bool:
    """Whether a licence is unknown, or binds those who pass the system on more than ours does.

    Of several that one may choose from, one that is fine is enough.
    """
    choices = licence.split(" OR ")
    return all(choice == UNKNOWN or REFUSED.search(choice) is not None for choice in choices)


def bill(found: list[Component]) -> dict[str, object]:
    """The bill of materials in the form of CycloneDX; the same lock gives the same bill."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "chengzhao"}},
        "components": [
            {
                "type": "library",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name}@{one.version}",
                "licenses": [{"expression": one.licence}],
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in one.hashes],
            }
            for one in found
        ],
    }


def main() -> int:
    """The exit status."""
    found = components("run")
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(bill(found), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{OUTPUT.relative_to(ROOT)}: {len(found)} packages")
    refused = [one for one in found if is_refused(one.licence)]
    for one in refused:
        print(f"{one.name} {one.version}: {one.licence} is not taken", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
