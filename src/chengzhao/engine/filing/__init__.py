"""投档 at speed: the same filing as `rules.filing`, over columns and in machine code (五(四); A1.5.7 to A1.5.11).

The readable engine is the reference: whatever is changed there is changed here, and the tests compare both byte for
byte on thousands of filings full of ties.
"""

from chengzhao.engine.filing.laying_out import BeyondColumns, LaidOut
from chengzhao.engine.filing.result import Reading
from chengzhao.engine.filing.run import file_columns
from chengzhao.law.citation import cites
from chengzhao.rules.dossier import FilingInput, FilingResult

__all__ = ["BeyondColumns", "file_candidates"]


@cites("A1.5.7")
def file_candidates(given: FilingInput) -> FilingResult:
    """File a whole run and explain every choice; the same values in and out as `rules.filing.file_candidates`.

    Raises BeyondColumns for numbers of places or points that no season has.
    """
    laid_out = LaidOut(given)
    return Reading(laid_out, file_columns(laid_out.columns, laid_out.settings)).result()
