"""Everything that is kept of a candidate, for the candidate: every registered column of their own rows (第四十五条)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.apps import apps
from django.db.models import Field, Model, Q
from django.utils.timezone import localtime

from chengzhao.law.words import Role, Stage
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import Account, StaffRole
from chengzhao.records.queries.announced import ANNOUNCED, own_trail
from chengzhao.records.queries.governance import Phase, windows
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.person_card import said
from chengzhao.records.queries.privacy import field_labels
from chengzhao.records.queries.trail import offices_of
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import (
    ACCOUNT_IDENTITY,
    ACCOUNT_PHONE,
    ADDRESS,
    DRAFT_ANSWERS,
    EXCHANGE_ASKED,
    EXCHANGE_SAID,
    FILE_NAME,
    IDENTITY_NUMBER,
    NEW_PHONE,
    PHONE,
    POSTCODE,
    REQUEST_ANSWER,
    REQUEST_TEXT,
    VERSION_CONTENT,
    VERSION_HELP,
    SealedColumn,
)
from chengzhao.records.walls.doors import Door
from chengzhao.rules.privacy.register import (
    ALSO_OF_CANDIDATE,
    OF_ACCOUNT,
    OF_CANDIDATE,
    PersonalField,
    fields_of,
)
from chengzhao.rules.privacy.sights import Room
from chengzhao.vault.sealing import Keys

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "candidate": "本人信息",
        "registration": "报名",
        "education": "学历",
        "practicelicence": "执业资格",
        "registrationtrace": "填报痕迹",
        "risktrait": "可疑报名线索",
        "registrationdraft": "报名填写",
        "draftanswer": "填写内容",
        "registrationversion": "提交过的报名",
        "feeorder": "报名考试费",
        "feenotice": "支付通知",
        "feedecision": "支付通知的处理",
        "feerefund": "退款",
        "importedrow": "单位代报的一行",
        "registercheck": "数据核查",
        "registerexchange": "核查的请求和答复",
        "recusal": "审核回避",
        "reviewdecision": "审核决定",
        "returneditem": "退回的项目",
        "reviewlease": "审核取件",
        "reviewnote": "审核备注",
        "reviewbatchitem": "批量审核",
        "claim": "照顾申请",
        "claimopinion": "主管部门意见",
        "sealedfile": "提交的材料",
        "sealedpiece": "材料内容",
        "noticeentry": "公示",
        "seat": "考场座位",
        "papermark": "科目成绩",
        "extratestresult": "加试成绩",
        "choice": "志愿",
        "filingresult": "投档结果",
        "filingreason": "投档原因",
        "candidatefile": "电子档案",
        "filemove": "档案经过",
        "admission": "录取",
        "admissionletter": "录取通知书",
        "rightsrequest": "个人信息请求",
        "legalhold": "依法保全",
        "account": "账号",
        "staffrole": "身份",
        "totpdevice": "两步验证",
        "recoverycode": "恢复码",
        "knowndevice": "登录过的设备",
        "habit": "个人设置",
        "phonechange": "更换手机号",
        "onetimecode": "验证码",
        "message": "短信",
        "invitation": "邀请",
        "loginsession": "登录会话",
        "consent": "告知与同意",
    }
)

OTHER_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "complaint": "异议和举报",
        "failedlogin": "没有通过的登录",
        "importfile": "单位代报的表",
        "jobfile": "任务的结果文件",
        "requestcount": "访问计数",
    }
)
"""Tables that are no candidate's file and have a period of their own."""

NOT_HANDED_OUT: Mapping[str, str] = MappingProxyType(
    {
        "registrationtrace": "只用于查找代报和冒名，告知会妨碍核查（《个人信息保护法》第十八条、第四十五条）",
        "risktrait": "写明与他人共用什么，告知会妨碍核查（《个人信息保护法》第十八条、第四十五条）",
        "importedrow": "只记这一行在哪份表里，填写的内容在“提交过的报名”中列出",
        "recusal": "登记的是审核人员的亲属等关系，属于他人的个人信息，不提供（《个人信息保护法》第十条）",
        "sealedpiece": "材料的内容在“提交的材料”中逐件下载",
        "reviewlease": "只记录审核人员正在打开哪份报名，审核后即删除",
        "reviewnote": "审核人员没有发出的草稿和内部备注，告知会妨碍审核（《个人信息保护法》第十八条、第四十五条）",
        "reviewbatchitem": "只用于内部抽查，决定本身在“审核决定”中列出",
    }
)
"""Tables of a candidate that the export leaves out, each with the reason, which the export says, too."""

WITHHELD: Mapping[str, str] = MappingProxyType(
    {"legalhold.reason": "告知会妨碍查办，不提供（《个人信息保护法》第十八条、第四十五条）"}
)
"""Fields that the export leaves out of a row, each with what it says instead."""

_MARKS_TOLD = (Stage.LINES, "成绩公布后列出，公布前不列。")
_RUN_TOLD = (Stage.ADMISSION, "投档结果放行后列出，放行前不列。")
_FILES_TOLD = (Stage.ADMISSION, "学校阅档、省级审核期间不列，结果生效后列出。")
NOT_YET: Mapping[str, tuple[Stage, str]] = MappingProxyType(
    {
        "papermark": _MARKS_TOLD,
        "extratestresult": _MARKS_TOLD,
        "filingresult": _RUN_TOLD,
        "filingreason": _RUN_TOLD,
        "candidatefile": _FILES_TOLD,
        "filemove": _FILES_TOLD,
        "admission": _FILES_TOLD,
        "admissionletter": _FILES_TOLD,
        "auditrow": _FILES_TOLD,
    }
)
"""What the export says of a table until a stage is over, whether or not there is a row: so it betrays none."""

AT_THE_ENTRY = frozenset(
    {"account", "totpdevice", "recoverycode", "knowndevice", "onetimecode", "invitation", "loginsession"}
)
"""Tables of the ways in, which only the entry's door reads; they are asked for the account's own rows."""

KEPT_SECRET = "只保存不可还原的摘要或者密文"
_SEALED: Mapping[tuple[str, str], SealedColumn] = MappingProxyType(
    {
        ("candidate", "identity_sealed"): IDENTITY_NUMBER,
        ("candidate", "phone_sealed"): PHONE,
        ("candidate", "address_sealed"): ADDRESS,
        ("candidate", "postcode_sealed"): POSTCODE,
        ("sealedfile", "name_sealed"): FILE_NAME,
        ("account", "identity_sealed"): ACCOUNT_IDENTITY,
        ("account", "phone_sealed"): ACCOUNT_PHONE,
        ("phonechange", "phone_sealed"): NEW_PHONE,
        ("registerexchange", "asked_sealed"): EXCHANGE_ASKED,
        ("registerexchange", "said_sealed"): EXCHANGE_SAID,
        ("rightsrequest", "text_sealed"): REQUEST_TEXT,
        ("rightsrequest", "answer_sealed"): REQUEST_ANSWER,
        ("draftanswer", "sealed"): DRAFT_ANSWERS,
        ("registrationversion", "content_sealed"): VERSION_CONTENT,
        ("registrationversion", "help_sealed"): VERSION_HELP,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnTable:
    """The rows of a table that are about one person, as label and text; `note` says why one is left out."""

    name: str
    title: str
    rows: tuple[Mapping[str, str], ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Copy:
    """One export: for whom, with what seals are opened, how acts are called, what is said of which table."""

    candidate_id: int
    acting: Acting
    keys: Keys
    act_label: Callable[[str], str]
    notes: Mapping[str, str]


@of_one_person
def own_data(
    candidate_id: int, acting: Acting, keys: Keys, *, now: datetime, act_label: Callable[[str], str]
) -> tuple[OwnTable, ...]:
    """The tables of a candidate and of the account, those without a row too, then who looked and changed."""
    notes = dict(_notes(acting, now)) | dict(NOT_HANDED_OUT)
    copy = _Copy(candidate_id=candidate_id, acting=acting, keys=keys, act_label=act_label, notes=notes)
    found = [
        _table(copy, table, Q(**{way or "pk": candidate_id}) & ANNOUNCED.get(table, Q()))
        for table, way in OF_CANDIDATE.items()
    ]
    for table, way in OF_ACCOUNT.items():
        own = Q(**{way or "pk": acting.account_id})
        if table in AT_THE_ENTRY:
            with scope(Scope(door=Door.ENTRY, account=acting.account_id)):
                found.append(_table(copy, table, own))
        else:
            also = Q(**{ALSO_OF_CANDIDATE[table]: candidate_id}) if table in ALSO_OF_CANDIDATE else Q()
            found.append(_table(copy, table, own | also))
    return (*found, _trail(copy))


def _notes(acting: Acting, now: datetime) -> Iterator[tuple[str, str]]:
    """What is said of tables whose stage is not over: by the calendar of the season alone."""
    found = windows(acting.season, acting.province)
    for table, (stage, note) in NOT_YET.items():
        mine = [window.phase(now) for window in found if window.stage is stage]
        if not mine or any(phase is not Phase.AFTER for phase in mine):
            yield table, note


def _table(copy: _Copy, table: str, own: Q) -> OwnTable:
    title, note = TITLES[table], copy.notes.get(table, "")
    if table in NOT_HANDED_OUT:
        return OwnTable(name=table, title=title, rows=(), note=note)
    fields = fields_of(table)
    read = [field.column for field in fields if field.room is not Room.SECRET and field.name not in WITHHELD]
    model = apps.get_model("records", table)
    rows = model._default_manager.filter(own).order_by("pk").only("pk", *read)
    labels = field_labels()
    return OwnTable(
        name=table,
        title=title,
        note=note,
        rows=tuple({labels[field.name]: _text(copy, row, field) for field in fields} for row in rows),
    )


def _text(copy: _Copy, row: Model, field: PersonalField) -> str:
    """The value in clear; of a secret only that there is one, of an officer the role and the office."""
    if field.name in WITHHELD:
        return WITHHELD[field.name]
    sealed = _SEALED.get((field.table, field.column))
    if sealed is not None:
        value = getattr(row, field.column)
        return sealed.text(copy.keys, row.pk, bytes(value)) if value else ""
    if field.room is Room.SECRET:
        return KEPT_SECRET
    column = row._meta.get_field(field.column)
    assert isinstance(column, Field)
    held = getattr(row, column.attname)
    if column.related_model is Account and held not in (None, copy.acting.account_id):
        return _office_of(held, copy.acting)
    return said(row, field.column)


def _office_of(account: int, acting: Acting) -> str:
    """An officer as the candidate may know one: by office and role, as on the page of who looked.

    Roles of the staff are behind the wall of the candidate's door: this one is found through that of work.
    """
    held = StaffRole.objects.filter(account=account, season=acting.season, province=acting.province)
    with scope(Scope(door=Door.WORK, season=acting.season, province=acting.province)):
        seat = held.order_by("-pk").values_list("organisation__name", "role").first()
    return f"{seat[0]}　{Role(seat[1]).label}" if seat else "工作人员"


def _trail(copy: _Copy) -> OwnTable:
    """Who looked at the file and changed it, the newest first; persons by their role and office."""
    acting = copy.acting
    rows = list(own_trail(copy.candidate_id, acting.season, acting.province).order_by("-pk"))
    office = offices_of(rows)
    return OwnTable(
        name="auditrow",
        title="谁看过、改过我的资料",
        note=copy.notes.get("auditrow", ""),
        rows=tuple(
            {
                "时间": f"{localtime(row.at):%Y-%m-%d %H:%M}",
                "动作": copy.act_label(row.act),
                "身份": Role(row.role).label if row.role else "",
                "单位": office(row),
                "理由": row.reason,
            }
            for row in rows
        ),
    )
