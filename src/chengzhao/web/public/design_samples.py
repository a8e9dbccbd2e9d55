"""What the style guide shows its components with: invented, and the same on every visit."""

from datetime import UTC, date, datetime
from types import SimpleNamespace as Sample
from typing import Any

from django import forms
from django.templatetags.static import static

from chengzhao.records.job_words import JobState
from chengzhao.records.queries.progress import Tally
from chengzhao.web.shared.columns import columns_of
from chengzhao.web.shared.figures import Fig, HeatCell, funnel
from chengzhao.web.shared.forms import PageForm
from chengzhao.web.shared.tones import TaskState, kinds

AT = datetime(2024, 10, 19, 1, tzinfo=UTC)
TALLY = Tally(
    registered=104318,
    submitted=98204,
    approved=93610,
    seated=93610,
    sat=81077,
    on_line=64215,
    filed=61940,
    admitted=60388,
)


class SampleForm(PageForm):
    """A form with a hint and what is wrong with it."""

    name = forms.CharField(
        label="姓名",
        help_text="与身份证一致",
        widget=forms.TextInput(attrs={"class": "input"}),
        error_messages={"required": "请填写姓名"},
    )
    level = forms.ChoiceField(
        label="报考层次",
        choices=[("", "请选择"), ("A", "高起专")],
        widget=forms.Select(attrs={"class": "select"}),
    )
    reason = forms.CharField(
        label="说明",
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 3}),
        error_messages={"required": "请写明理由"},
    )


def samples() -> dict[str, Any]:
    """The context of the style guide."""
    faulty = SampleForm({"level": "A"})
    return {
        "form": faulty,
        "plain": SampleForm(initial={"name": "张晓丰"}, prefix="plain"),
        "refusal": "这个报名号不在本省，请核对后再填。",
        "tasks": _tasks(),
        "rows": _rows(),
        "step": _question(),
        "states": [(kind.__name__, tuple(kind)) for kind in kinds()],  # type: ignore[call-overload]
        "viewer": _viewer(),
        "steps": _steps(),
        "due": date(2099, 8, 31),
        "over": AT,
        "timeline": _timeline(),
        "chooser": columns_of("college-files", ("number", "name", "filing")),
        "quotas": _quotas(),
        "funnel": funnel(TALLY),
        "figs": _figs(),
        "heat": _heat(),
        "total": TALLY,
        "chart": _chart(),
        "jobs": _jobs(),
        "panels": _panels(),
        "densities": (("", "宽松，手机页"), ("data--compact", "紧凑，桌面页"), ("data--dense", "密，长名单")),
        "people": (
            ("24140105000011", "张*丰", 251),
            ("24140105000012", "唐*", 170),
            ("24140105000013", "吴*", 270),
        ),
    }


def _tasks() -> tuple[Sample, ...]:
    notes = {TaskState.LOCKED: "11月25日开放", TaskState.PROBLEM: "照片太暗，请重新上传"}
    return tuple(
        Sample(
            href="" if state is TaskState.LOCKED else "#tasks",
            name=f"任务：{state.label}",
            note=notes.get(state, ""),
            state=state,
            is_bad=state is TaskState.PROBLEM,
        )
        for state in TaskState
    )


def _rows() -> tuple[Sample, ...]:
    return (
        Sample(name="姓名", value="张晓丰", href=""),
        Sample(name="手机号", value="199****5678", href="#summary"),
        Sample(name="通讯地址", value="", href="#summary"),
    )


def _question() -> Sample:
    options = (
        Sample(value="A", label="专升本", hint="已有专科毕业证书"),
        Sample(value="B", label="高起专", hint=""),
    )
    asked = Sample(name="sample", title="你想读哪个层次？", hint="选一个。", clause="A1.3.1", options=options)
    return Sample(question=asked, number=1, count=6, chosen="A", error="请选择一个层次")


def _viewer() -> Sample:
    labels = ("身份证正面", "身份证背面", "毕业证书")
    files = tuple(Sample(label=label, href="#viewer", is_shown=label == "毕业证书") for label in labels)
    shown = {"image": static("sample.svg"), "is_picture": True, "download": "#viewer"}
    return Sample(place=3, files=files, label="毕业证书", previous="#viewer", next="", **shown)


def _steps() -> tuple[Sample, ...]:
    return (
        Sample(name="检查", note="11项通过", is_done=True, is_now=False),
        Sample(name="试运行", note="进行中", is_done=False, is_now=True),
        Sample(name="正式投档", note="未开始", is_done=False, is_now=False),
    )


def _timeline() -> tuple[Sample, ...]:
    by = {"at": AT, "role": "县区审核员", "organisation": "小店区招生考试中心", "actor": "王*"}
    return (
        Sample(act="submit_registrations", reason="", **(by | {"role": "考生", "actor": ""})),
        Sample(act="decide_registrations", reason="照片太暗", **by),
    )


def _quotas() -> tuple[Sample, ...]:
    even = Sample(name="会计学", left=12, over=0, places=60, admitted=40, proposed=8, filed=50)
    return even, Sample(name="护理学", left=-2, over=2, places=30, admitted=30, proposed=2, filed=34)


def _figs() -> tuple[Fig, ...]:
    return (
        Fig(name="已报名", value="104,318", unit="人", note="比去年多3.1%"),
        Fig(name="已录取", value="60,388", unit="人", tone="ok"),
        Fig(name="待复核", value="12", unit="件", tone="warn"),
        Fig(name="核验未通过", value="1", unit="次", tone="bad"),
    )


def _heat() -> tuple[Sample, ...]:
    cities = ("太原市", "大同市", "朔州市", "忻州市", "吕梁市", "晋中市")
    return tuple(
        Sample(
            name=city,
            submitted="9,204",
            cells=tuple(HeatCell(text=f"{60 + 5 * heat}.0", heat=heat) for _ in range(5)),
        )
        for heat, city in enumerate(cities, start=1)
    )


def _chart() -> Sample:
    return Sample(
        ticks=tuple(Sample(x=x, label=str(score)) for x, score in ((24, 100), (180, 200), (336, 300))),
        control=Sample(x=55, text_x=59, anchor="", label="控制线 120"),
        own=Sample(x=208, label="你 218"),
        lasts=(Sample(x=243, text_x=239, anchor="t-end", y=107, label="山西财经大学最低 240"),),
        description="控制线120分；你218分；山西财经大学最低240分。",
    )


def _jobs() -> tuple[tuple[Sample, Sample], ...]:
    done = {JobState.QUEUED: 0, JobState.RUNNING: 410, JobState.PARTLY: 1280}
    return tuple(
        (
            Sample(
                state=state,
                is_open=state in (JobState.QUEUED, JobState.RUNNING),
                total=1284,
                done=done.get(state, 1284),
                percent=100 * done.get(state, 1284) // 1284,
                faults=4 if state is JobState.PARTLY else 0,
            ),
            Sample(elapsed="41秒", left="1分钟" if state is JobState.RUNNING else ""),
        )
        for state in (JobState.QUEUED, JobState.RUNNING, JobState.DONE, JobState.PARTLY)
    )


def _panels() -> tuple[Sample, ...]:
    return (
        Sample(
            key="p-ok",
            tone="",
            title="报名已提交",
            text="记下受理号。",
            number="24140105000011",
        ),
        Sample(key="p-now", tone="now", title="正在报名", text="9月10日24:00截止。", number=""),
        Sample(key="p-warn", tone="warn", title="还需材料", text="请带毕业证书到确认点。", number=""),
        Sample(key="p-bad", tone="bad", title="不能报考", text="在校生不能报考。", number=""),
    )
