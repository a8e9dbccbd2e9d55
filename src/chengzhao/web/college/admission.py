"""阅档: the files sent to the college in the order of the filing score, and one of them beside the list."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from chengzhao.exchange.college_files import MARKS, slots_of
from chengzhao.records.queries.admission import (
    FileFilter,
    FileView,
    college_file,
    college_files,
    count_by_level,
    count_by_state,
    file_page,
    quotas,
)
from chengzhao.records.queries.choices import choices_of
from chengzhao.records.queries.file_persons import person_of
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.registration import claims_of
from chengzhao.records.queries.results import moves_of
from chengzhao.rules.privacy.sights import FileStage, Reader, Room
from chengzhao.web.college.filters import address_of
from chengzhao.web.college.permissions import may_read_files
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.columns import columns_for
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 100


@shows("N5.1", "A1.5.2", "A1.5.7", "A1.5.9", called="阅档")
@allow(may_read_files)
@shows_person("阅档")
def files(request: StaffRequest, public_id: UUID | None = None) -> HttpResponse:
    """The list, with the file of that id beside it, or its first one; another college's file is not found."""
    acting = request.acting
    border = (acting.season, acting.province, acting.college_id or 0)
    levels = count_by_level(college_files(*border, FileFilter()))
    address = address_of(request, levels)
    rows = college_files(*border, address.wanted)
    found = file_page(rows, after=address.after, limit=PAGE_SIZE + 1)
    shown = found[:PAGE_SIZE]
    selected = college_file(*border, public_id) if public_id else next(iter(shown), None)
    if public_id and selected is None:
        raise Http404
    of_level = college_files(
        *border, FileFilter(level=address.wanted.level, programme=address.wanted.programme)
    )
    chooser = columns_for(acting.account_id, "college-files")
    context: dict[str, Any] = {
        "address": address,
        "levels": levels,
        "states": count_by_state(of_level),
        "quotas": [quota for quota in quotas(*border) if quota.level == address.wanted.level],
        "files": shown,
        "slots": slots_of(address.wanted.level) if MARKS in chooser.shown else (),
        "chooser": chooser,
        "columns": chooser.shown,
        "following": address.page_behind(shown[-1].key) if len(found) > PAGE_SIZE else "",
        "selected": selected,
        **(pane(selected, acting) if selected else {}),
        **neighbours(shown, selected),
    }
    return page(request, "college/files.html", context)


def pane(selected: FileView, acting: Acting) -> dict[str, Any]:
    """What stands beside the list: the person, the choices at this level, the claims, the moves here."""
    college_id = acting.college_id or 0
    reader = Reader(role=acting.role, stage=selected.stage)
    chosen = choices_of(selected.candidate_id) if reader.sees(Room.CHOICE) else ()
    claims = claims_of(selected.candidate_id) if reader.sees(Room.CLAIM) else ()
    return {
        "person": person_of(selected.candidate_id, college_id),
        "choices": [one for one in chosen if one.level is selected.level],
        "claims": [claim for claim in claims if claim.is_effective],
        "moves": moves_of(selected.candidate_id, college_id=college_id),
        "college_id": college_id,
        "is_closed": selected.stage is FileStage.CLOSED,
    }


def neighbours(shown: Sequence[FileView], selected: FileView | None) -> Mapping[str, FileView | int]:
    """The files before and after the selected one on this page, and its place."""
    ids = [file.public_id for file in shown]
    if selected is None or selected.public_id not in ids:
        return {"place": 0}
    place = ids.index(selected.public_id)
    found: dict[str, FileView | int] = {"place": place + 1}
    if place > 0:
        found["previous"] = shown[place - 1]
    if place + 1 < len(ids):
        found["next"] = shown[place + 1]
    return found
