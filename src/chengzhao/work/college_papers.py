"""录取新生名册 and 录取通知书 of a whole college, as one PDF each (A1.5.23, A1.5.24)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from chengzhao.actions.access_log import view_file
from chengzhao.actions.audit import Refused
from chengzhao.actions.queued_jobs import MadeFile
from chengzhao.documents import letters as letter_paper
from chengzhao.documents import rosters as roster_paper
from chengzhao.exchange.sheet_writing import csv_text
from chengzhao.records.bulk import server_time
from chengzhao.records.job_words import JobFileKind
from chengzhao.records.queries.entrants import Entrant, count_entrants, entrants
from chengzhao.records.queries.governance import season_of
from chengzhao.work.jobs import Outcome, Run

STEP = 200
PDF = "application/pdf"


def roster(run: Run) -> Outcome:
    """The roster of every approved list of the college, a part for each level and round. Raises Refused for none."""
    found, office = _entrants(run), _office(run)
    if not found:
        raise Refused("还没有批准的录取名单，批准以后再印名册。")

    def list_of(one: Entrant) -> tuple[str, str, str]:
        return one.level.value, one.filing_round.value, one.list_digest

    parts = groupby(sorted(found, key=lambda one: (list_of(one), one.candidate_number)), key=list_of)
    papers = [_roster_of(list(people), run.acting.season, office) for _, people in parts]
    (pdf,) = roster_paper.render(papers, at=server_time(), by=run.acting.display_name)
    return _outcome(run, "roster", pdf, found, f"名册共{len(found)}人。")


def letters(run: Run) -> Outcome:
    """The letters that the college has issued, in the order of candidate numbers. Raises Refused for none."""
    found, office = _entrants(run), _office(run)
    issued = [one for one in found if one.letter_issued_at is not None]
    if not issued:
        raise Refused("还没有签发录取通知书。名单批准后先发放通知书，再在这里打印。")
    papers = [letter_paper.letter_of(one, run.acting.season, office) for one in issued]
    (pdf,) = letter_paper.render(papers, at=server_time())
    return _outcome(run, "letters", pdf, issued, f"通知书共{len(issued)}份。")


def _entrants(run: Run) -> Sequence[Entrant]:
    return list(_read(run))


def _read(run: Run) -> Iterator[Entrant]:
    acting = run.acting
    border = (acting.season, acting.province, acting.college_id or 0)
    with run.as_asker():
        total = count_entrants(*border)
    run.begin(total)
    after = ""
    while True:
        with run.as_asker():
            page = entrants(*border, after=after, limit=STEP)
        if not page:
            return
        yield from page
        run.advance(len(page))
        after = page[-1].candidate_number


def _office(run: Run) -> str:
    with run.as_asker():
        season = season_of(run.acting.season, run.acting.province)
    return season.office_name if season else ""


def _outcome(run: Run, name: str, pdf: bytes, people: Sequence[Entrant], message: str) -> Outcome:
    """The paper; that it names these people stands on the trail of each, as when one file is opened (L-05)."""
    with run.as_asker():
        view_file(
            border=run.border,
            actor=run.actor,
            at=server_time(),
            candidate_ids=[one.candidate_id for one in people],
            reason=run.title,
        )
    made = MadeFile(
        kind=JobFileKind.RESULT,
        name=f"{name}-{run.acting.organisation_code}.pdf",
        media_type=PDF,
        content=pdf,
    )
    return Outcome(message=message, files=(made,))


def _roster_of(people: Sequence[Entrant], year: int, office: str) -> roster_paper.Roster:
    first = people[0]
    return roster_paper.Roster(
        season=year,
        office=office,
        college=first.college,
        level=first.level.label,
        round=first.filing_round.label,
        digest=first.list_digest,
        rows=tuple(
            roster_paper.RosterRow(
                candidate_number=one.candidate_number,
                name=one.name,
                sex=one.sex,
                programme=one.programme,
                study_form=one.study_form.label,
                total_score=csv_text(one.total_score),
                bonus=csv_text(one.bonus_points),
                filing_score=csv_text(one.filing_score),
            )
            for one in people
        ),
    )
