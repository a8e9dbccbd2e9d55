"""Every kind of background work by the name under which it is asked for."""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.work import (
    college_papers,
    college_sheets,
    department_claims,
    filing_runs,
    import_export,
    imports,
    mass_messages,
)
from chengzhao.work.jobs import Doing

DOING: Mapping[str, Doing] = MappingProxyType(
    {
        "college_files": college_sheets.college_files,
        "college_roster": college_papers.roster,
        "college_letters": college_papers.letters,
        "department_claims": department_claims.waiting_claims,
        "filing_trial": filing_runs.trial,
        "filing_run": filing_runs.official,
        "mass_messages": mass_messages.mass_messages,
        "import_check": imports.check_import,
        "import_rows": imports.import_rows,
        "import_export": import_export.export_table,
    }
)
