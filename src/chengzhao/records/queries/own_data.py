"""Everything that is kept of a candidate, for the candidate: every registered column of their own rows (第四十五条)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.apps import apps
from django.db.models import Q
from django.utils.timezone import localtime

from chengzhao.law.words import Role
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import AuditRow
from chengzhao.records.queries.person_card import said
from chengzhao.records.queries.privacy import field_labels
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import (
    ACCOUNT_IDENTITY,
    ACCOUNT_PHONE,
    ADDRESS,
    FILE_NAME,
    IDENTITY_NUMBER,
    NEW_PHONE,
    PHONE,
    POSTCODE,
    REQUEST_ANSWER,
    REQUEST_TEXT,
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
        "recusal": "审核回避",
        "reviewdecision": "审核决定",
        "claim": "照顾申请",
        "claimopinion": "主管部门意见",
        "sealedfile": "提交的材料",
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
        "phonechange": "更换手机号",
        "onetimecode": "验证码",
        "message": "短信",
        "invitation": "邀请",
        "loginsession": "登录会话",
        "consent": "告知与同意",
    }
)

NOT_HANDED_OUT: Mapping[str, str] = MappingProxyType(
    {
        "registrationtrace": "只用于查找代报和冒名，告知会妨碍核查（《个人信息保护法》第十八条、第四十五条）",
        "sealedpiece": "材料的内容在“提交的材料”中逐件下载",
    }
)
"""Tables of a candidate that the export leaves out, each with the reason, which the export says, too."""

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
        ("rightsrequest", "text_sealed"): REQUEST_TEXT,
        ("rightsrequest", "answer_sealed"): REQUEST_ANSWER,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnTable:
    """The rows of a table that are about one person, as label and text; `note` says why one is left out."""

    name: str
    title: str
    rows: tuple[Mapping[str, str], ...]
    note: str = ""


@of_one_person
def own_data(candidate_id: int, account_id: int, keys: Keys) -> tuple[OwnTable, ...]:
    """The tables of a candidate and of the account, those without a row too, then who looked and changed."""
    found = [_table(table, way, candidate_id, keys) for table, way in OF_CANDIDATE.items()]
    for table, way in OF_ACCOUNT.items():
        if table in AT_THE_ENTRY:
            with scope(Scope(door=Door.ENTRY, account=account_id)):
                found.append(_table(table, way, account_id, keys))
        else:
            also = Q(**{ALSO_OF_CANDIDATE[table]: candidate_id}) if table in ALSO_OF_CANDIDATE else Q()
            found.append(_table(table, way, account_id, keys, also=also))
    return (*found, _trail(candidate_id))


def _table(table: str, way: str, key: int, keys: Keys, *, also: Q = Q()) -> OwnTable:  # noqa: B008 it is empty
    if table in NOT_HANDED_OUT:
        return OwnTable(name=table, title=TITLES.get(table, table), rows=(), note=NOT_HANDED_OUT[table])
    fields = fields_of(table)
    model = apps.get_model("records", table)
    read = [field.column for field in fields if field.room is not Room.SECRET]
    rows = model._default_manager.filter(Q(**{way or "pk": key}) | also).order_by("pk").only("pk", *read)
    labels = field_labels()
    return OwnTable(
        name=table,
        title=TITLES[table],
        rows=tuple({labels[field.name]: _text(row, field, keys) for field in fields} for row in rows),
    )


def _text(row: object, field: PersonalField, keys: Keys) -> str:
    """The value in clear; of a secret only that there is one."""
    sealed = _SEALED.get((field.table, field.column))
    if sealed is not None:
        value = getattr(row, field.column)
        return sealed.text(keys, row.pk, bytes(value)) if value else ""  # type: ignore[attr-defined]
    if field.room is Room.SECRET:
        return KEPT_SECRET
    return said(row, field.column)  # type: ignore[arg-type]


def _trail(candidate_id: int) -> OwnTable:
    """Who looked at the file and changed it, the newest first; persons by their role and office."""
    rows = AuditRow.objects.filter(candidate_id=candidate_id).order_by("-pk")
    return OwnTable(
        name="auditrow",
        title="谁看过、改过我的资料",
        rows=tuple(
            {
                "时间": f"{localtime(row.at):%Y-%m-%d %H:%M}",
                "动作": row.act,
                "身份": Role(row.role).label if row.role else "",
                "单位": row.org_path,
                "理由": row.reason,
            }
            for row in rows
        ),
    )
