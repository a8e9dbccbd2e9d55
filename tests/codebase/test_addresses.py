"""No file names a package index, a mirror, or a folder of the machine that it was written on."""

import re

from tests.codebase.tree import project_files, shown

# Put together here, so that this file does not hold what it looks for.
HOSTS = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs.org",
    "deb.debian" + ".org",
    "npm" + "mirror",
)
FOLDERS = (
    "(?<![a-z])/" + "work/",
    "/" + "home/[a-z]",
    "/" + "root/",
    "/" + "Users/",
    "find" + "-links",
    "index" + "-url",
)
FORBIDDEN = re.compile("|".join(HOSTS + FOLDERS))
# The lock's recipe names the option that keeps addresses out; folders of other machines are test data.
ALLOWED = {"--no-emit-index" + "-url"}
DATA = {".csv", ".png", ".webp", ".woff2", ".ico", ".dbf", ".xlsx"}


def test_no_file_names_an_index_or_a_machines_folder() -> None:
    found = []
    for path in project_files():
        if path.suffix in DATA:
            continue
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for allowed in ALLOWED:
                row = row.replace(allowed, "")
            if FORBIDDEN.search(row):
                found.append(f"{shown(path)}:{number}: {row.strip()[:100]}")
    assert found == []
