"""The register of personal fields: for each column of a table why it is kept, on what basis, for how long."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chengzhao.law.privacy import Article, Period, article, period
from chengzhao.law.words import Role, Word
from chengzhao.rules.privacy.masks import Mask
from chengzhao.rules.privacy.sights import COLUMNS, FileStage, Room, Sight, sight_of


class FieldClass(Word):
    """一般 or 敏感 personal information (个人信息保护法第二十八条)."""

    ORDINARY = "ORDINARY", "一般"
    SENSITIVE = "SENSITIVE", "敏感"


class Purpose(Word):
    """What a field is needed for."""

    IDENTIFY = "IDENTIFY", "确认本人身份，防止重复报名和冒名顶替"
    CONTACT = "CONTACT", "通知审核、考试和录取事项"
    ELIGIBILITY = "ELIGIBILITY", "审核报考资格"
    EXAM = "EXAM", "编排考场、组织考试"
    MARKING = "MARKING", "评卷和计分"
    PREFERENCE = "PREFERENCE", "审核、落实照顾政策"
    PUBLICITY = "PUBLICITY", "依法公示，接受社会监督"
    FILING = "FILING", "投档、阅档和说明结果"
    LETTER = "LETTER", "录取和发放录取通知书"
    ACCESS = "ACCESS", "登录和保护账号"
    ACCOUNTABILITY = "ACCOUNTABILITY", "查明谁办理、谁查看，追究责任"
    GOVERNANCE = "GOVERNANCE", "公布责任人"
    RIGHTS = "RIGHTS", "告知、同意和办理本人的请求"


KEYS = frozenset({"id", "season", "province", "public_id"})
"""Columns that say nothing of a person: keys, and the border of a season."""

OF_CANDIDATE: Mapping[str, str] = MappingProxyType(
    {
        "candidate": "",
        "registration": "candidate",
        "registrationtrace": "candidate",
        "registrationversion": "candidate",
        "education": "candidate",
        "practicelicence": "candidate",
        "feeorder": "candidate",
        "feenotice": "order__candidate",
        "feedecision": "notice__order__candidate",
        "feerefund": "order__candidate",
        "registercheck": "candidate",
        "registerexchange": "candidate",
        "recusal": "candidate",
        "risktrait": "candidate",
        "reviewdecision": "candidate",
        "returneditem": "candidate",
        "reviewlease": "candidate",
        "reviewnote": "candidate",
        "reviewbatchitem": "candidate",
        "importedrow": "candidate",
        "claim": "candidate",
        "claimopinion": "claim__candidate",
        "sealedfile": "candidate",
        "sealedpiece": "file__candidate",
        "noticeentry": "claim__candidate",
        "seat": "candidate",
        "papermark": "candidate",
        "extratestresult": "candidate",
        "choice": "candidate",
        "filingresult": "candidate",
        "filingreason": "candidate",
        "candidatefile": "candidate",
        "filemove": "file__candidate",
        "admission": "candidate",
        "admissionletter": "admission__candidate",
        "rightsrequest": "candidate",
        "legalhold": "candidate",
    }
)
"""The tables of a candidate, each with the way from its row to the candidate."""

OF_ACCOUNT: Mapping[str, str] = MappingProxyType(
    {
        "account": "",
        "staffrole": "account",
        "totpdevice": "account",
        "recoverycode": "account",
        "knowndevice": "account",
        "habit": "account",
        "phonechange": "account",
        "onetimecode": "account",
        "message": "account",
        "invitation": "account",
        "loginsession": "account",
        "consent": "account",
        "registrationdraft": "account",
        "draftanswer": "draft__account",
    }
)
"""The tables of an account, each with the way from its row to the account."""

ALSO_OF_CANDIDATE: Mapping[str, str] = MappingProxyType({"message": "candidate"})
"""Tables of an account whose rows may be a candidate's who had no account then, with the way to the candidate."""

OF_OTHERS = frozenset({"responsibleperson", "auditrow", "requestcount", "failedlogin", "complaint"})
"""Tables of persons that are found otherwise."""

WITHOUT_PERSONS: Mapping[str, str] = MappingProxyType(
    {
        "organisation": "单位",
        "approval": "两人签字的事项",
        "college": "单位",
        "teachingsite": "单位",
        "registeredmajor": "专业",
        "charter": "学校公布的章程",
        "plancap": "计划",
        "programme": "专业",
        "sourceplan": "计划",
        "controlline": "分数线",
        "filingrun": "投档运行",
        "filingsheet": "投档输入",
        "filingproof": "核验结果",
        "filedunit": "投档单位的合计",
        "admissionlist": "名单的状态，考生在电子档案中",
        "publicnotice": "公示的文号和时间，考生在名单中",
        "registerline": "各部门数据来源的通断",
        "fieldmistake": "填报错误的次数，没有人也没有内容",
        "riskscan": "查找线索到了哪里",
        "riskcase": "一组线索，考生在线索的名单中",
        "riskdecision": "对一组线索的决定，考生在线索的名单中",
        "reviewbatch": "批量审核的批次，考生在批次的名单中",
        "importbatch": "单位代报的表，考生在导入的各行中",
        "importfile": "代报的表和检查结果，内容密封，到期删除",
        "examsite": "考点",
        "examroom": "考场",
        "season": "年度",
        "stagewindow": "阶段时间",
        "job": "后台任务",
        "retentionorder": "到期删除的命令和结果，只有数",
        "jobfile": "任务生成的文件，内容密封，到期删除",
        "procrastinate.procrastinatejob": "后台任务的队列，只有任务的编号",
        "procrastinate.procrastinateevent": "队列的记录",
        "procrastinate.procrastinateworker": "办理任务的进程",
        "procrastinate.procrastinateperiodicdefer": "定时任务的记录",
        "auditseal": "操作记录的封签",
        "auditcheck": "操作记录的核验结果",
        "contenttypes.contenttype": "表名",
        "auth.permission": "未使用",
        "auth.group": "未使用",
    }
)
"""Tables of things; their columns that point at a person are registered all the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonalField:
    """One column: where it is, why, on what basis, how sensitive, in which room, under which mask, how long."""

    table: str
    column: str
    purpose: Purpose
    basis: tuple[Article, ...]
    field_class: FieldClass
    room: Room
    mask: Mask | None
    period: Period

    @property
    def name(self) -> str:
        """candidate.phone_sealed."""
        return f"{self.table}.{self.column}"

    @property
    def readers(self) -> tuple[Role, ...]:
        """The roles that may ever see it, masked or not, in the order of the table."""
        return tuple(
            role
            for roles in COLUMNS.values()
            for role in roles
            if any(sight_of(role, self.room, stage) is not Sight.HIDE for stage in FileStage)
        )


@cache
def register() -> Mapping[str, PersonalField]:
    """The register by name of the field, in its order. Raises ValueError for a field that stands in it twice."""
    text = (files("chengzhao.rules.privacy") / "personal_fields.csv").read_text(encoding="utf-8")
    found: dict[str, PersonalField] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        for column in row["columns"].split():
            field = PersonalField(
                table=row["table"],
                column=column,
                purpose=Purpose(row["purpose"]),
                basis=tuple(article(key) for key in row["basis"].split()),
                field_class=FieldClass(row["class"]),
                room=Room(row["room"]),
                mask=Mask(row["mask"]) if row["mask"] else None,
                period=period(row["period"]),
            )
            if field.name in found:
                raise ValueError(f"{field.name} stands in the register twice")
            found[field.name] = field
    return MappingProxyType(found)


def fields_of(table: str) -> tuple[PersonalField, ...]:
    """The registered columns of a table, in the order of the register."""
    return tuple(field for field in register().values() if field.table == table)
