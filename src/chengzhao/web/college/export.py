"""The college's lists and papers to take away, made in the background: the table of files, the roster, the letters."""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.queries.admission import FileFilter, college_files, count_by_level
from chengzhao.web.college.filters import address_of
from chengzhao.web.college.permissions import may_read_files
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.asking import ask_for
from chengzhao.web.shared.columns import columns_for
from chengzhao.web.shared.fresh import fresh_factor

FORMATS = {"xlsx": "Excel", "csv": "CSV"}
PAPERS = {"roster": ("college_roster", "录取新生名册"), "letters": ("college_letters", "录取通知书")}


@allow(may_read_files)
@require_POST
@fresh_factor
def export_files(request: StaffRequest) -> HttpResponse:
    """Ask for every file that the filter in the address asks for, as a table."""
    acting = request.acting
    border = (acting.season, acting.province, acting.college_id or 0)
    address = address_of(request, count_by_level(college_files(*border, FileFilter())))
    wanted, form = address.wanted, _chosen(request, "format", FORMATS)
    level = ProgrammeLevel(wanted.level).label if wanted.level else ""
    return ask_for(
        request,
        kind="college_files",
        title=f"导出{level}阅档名单（{FORMATS[form]}）",
        arguments={
            "format": form,
            "level": wanted.level,
            "state": wanted.state,
            "programme": wanted.programme,
            "columns": columns_for(acting.account_id, "college-files").chosen,
        },
        back=f"{reverse('college:files')}?{address.query}",
    )


@allow(may_read_files)
@require_POST
@fresh_factor
def print_papers(request: StaffRequest) -> HttpResponse:
    """Ask for the roster, or for the letters, of everybody on the college's approved lists."""
    kind, title = PAPERS[_chosen(request, "paper", PAPERS)]
    return ask_for(request, kind=kind, title=f"打印{title}", arguments={}, back=reverse("college:home"))


def _chosen(request: StaffRequest, name: str, known: dict[str, object] | dict[str, str]) -> str:
    chosen = request.POST.get(name, "")
    if chosen not in known:
        raise SuspiciousOperation(f"no such {name}")
    return chosen
