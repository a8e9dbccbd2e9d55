"""A run as a folder of files: what went in, so that anybody can replay it without the database."""

from pathlib import Path

from chengzhao.actions.filing_sheets import kept_sheets
from chengzhao.records.models import FilingRun
from chengzhao.rules.result_tables import INPUTS


class ExportRefused(ValueError):
    """A run that is not exported; the message is a Chinese sentence that says why."""


def export_run(run_id: int, folder: Path) -> str:
    """Write the input of a computed run into `folder` and return the digest its replay must give.

    The files are those that were kept when the run was computed, byte for byte, in the format of
    `chengzhao filing`. Raises ExportRefused for a run that was not computed yet, for a folder that is not
    empty, and ValueError where a kept file was changed.
    """
    run = FilingRun.objects.get(pk=run_id)
    sheets = kept_sheets(run_id)
    if not sheets:
        raise ExportRefused(f"第{run.number}号运行还没有投档，没有可导出的输入。")
    if folder.exists() and any(folder.iterdir()):
        raise ExportRefused(f"{folder}不是空目录，请换一个目录。")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(sheets.items()):
        if name in INPUTS:
            (folder / name).write_bytes(content)
    return run.result_digest
