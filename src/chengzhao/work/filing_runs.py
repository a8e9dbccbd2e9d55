"""试运行 and 正式投档 in the background: each one transaction, as whoever asked (A1.5.7)."""

from hashlib import sha256

from chengzhao.actions.access_log import take_list
from chengzhao.actions.audit import Refused
from chengzhao.actions.filing import run_filing
from chengzhao.actions.filing_trials import Trial, try_filing
from chengzhao.actions.queued_jobs import MadeFile
from chengzhao.exchange.sheet_writing import XLSX_TYPE, Row, xlsx
from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.bulk import server_time
from chengzhao.records.job_words import JobFileKind
from chengzhao.records.queries.plans import programme_names
from chengzhao.rules.admission import RunState
from chengzhao.work.jobs import Outcome, Run

HEAD: Row = ("考生号", "层次", "上次专业代码", "上次录取", "这次专业代码", "这次录取")


def trial(run: Run) -> Outcome:
    """Try a prepared run: what it would come to, and everybody whose place is another than in the last run."""
    run.begin(1)
    with run.as_asker():
        found = try_filing(border=run.border, actor=run.actor, at=server_time(), run_id=_run_id(run))
        names = programme_names(run.border.season, run.border.province)
    files = _files(found, names)
    for made in files:
        with run.as_asker():
            take_list(
                border=run.border,
                actor=run.actor,
                at=server_time(),
                name=made.name,
                digest=sha256(made.content).hexdigest(),
                reason=run.title,
            )
    run.advance(1)
    return Outcome(message=_said(found), files=files, is_partial=any(not one.holds for one in found.proofs))


def official(run: Run) -> Outcome:
    """Compute the run for good; one that fails a proof is kept and goes no further."""
    run.begin(1)
    with run.as_asker():
        state = run_filing(border=run.border, actor=run.actor, at=server_time(), run_id=_run_id(run))
    run.advance(1)
    if state is RunState.PROVED:
        return Outcome(message="投档完成，十二项核验全部通过。请两人核对结果摘要后签字。")
    return Outcome(
        message="投档完成，但有核验未通过，不能签字和放行。请在运行页查看是哪一项。", is_partial=True
    )


def _run_id(run: Run) -> int:
    key = run.arguments.get("run_id")
    if not isinstance(key, int):
        raise Refused("没有写明是哪一次投档运行。")
    return key


def _said(trial: Trial) -> str:
    """The figures of a trial in one sentence or two."""
    admitted = sum(row.outcome == "ADMITTED" for row in trial.found.rows)
    vacant = sum(one.places - one.admitted for one in trial.found.units)
    said = (
        f"第{trial.number}号运行试运行：投出{len(trial.found.log)}人次，拟录取{admitted}人，缺额{vacant}个。"
    )
    failed = "、".join(one.name for one in trial.proofs if not one.holds)
    if failed:
        said += f"核验{failed}未通过，请不要正式投档。"
    if trial.last is None:
        return f"{said}本批次没有可比对的运行。"
    changed = trial.changes
    return f"{said}与第{trial.last}号运行相比：新增{changed.come}人，减少{changed.gone}人，换专业{changed.moved}人。"


def _files(trial: Trial, names: dict[str, str]) -> tuple[MadeFile, ...]:
    if trial.last is None or not trial.changes.rows:
        return ()
    rows: list[Row] = [HEAD]
    rows += [
        (
            *(one.candidate_id, ProgrammeLevel(one.level).label),
            *(one.before or None, names.get(one.before, "未录取")),
            *(one.after or None, names.get(one.after, "未录取")),
        )
        for one in trial.changes.rows
    ]
    return (
        MadeFile(
            kind=JobFileKind.RESULT,
            name=f"trial-{trial.number:02d}-against-{trial.last:02d}.xlsx",
            media_type=XLSX_TYPE,
            content=xlsx(rows, title="试运行差异"),
        ),
    )
