"""The texts that a candidate is shown before anything is collected, version by version.

A published text is never changed: what was agreed to must stay readable word by word. A change is a new
version with a day of its own, and every candidate is asked again; a test holds the digests.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from chengzhao.law.word import Word


class ConsentKind(Word):
    """What is told or asked; all but the first are 单独同意 (个人信息保护法第二十九条)."""

    NOTICE = "NOTICE", "个人信息处理告知"
    FACE = "FACE", "人脸比对"
    HEALTH = "HEALTH", "健康和残疾证明材料"


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentText:
    """One version of a text: what it says, and what those do who do not agree."""

    kind: ConsentKind
    version: int
    since: date
    title: str
    paragraphs: tuple[str, ...]
    alternative: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of everything that is shown, as it is kept with each answer."""
        shown = "\n".join(
            (self.kind.value, str(self.version), self.title, *self.paragraphs, self.alternative)
        )
        return hashlib.sha256(shown.encode()).hexdigest()

    @property
    def is_optional(self) -> bool:
        """Whether one may say no: only the notice itself is no question."""
        return self.kind is not ConsentKind.NOTICE


_FIRST_DAY = date(2024, 7, 1)

TEXTS: tuple[ConsentText, ...] = (
    ConsentText(
        kind=ConsentKind.NOTICE,
        version=1,
        since=_FIRST_DAY,
        title="个人信息处理告知书",
        paragraphs=(
            "为办理成人高校招生报名、资格审核、考试、录取，省级招生考试机构依照《个人信息保护法》第十三条、第三十四条，"
            "在履行法定职责所必需的范围内收集、使用你的个人信息，不需要取得你的同意，但应当事先告知你。",
            "收集的信息：姓名、证件号码、手机号、户籍、工作单位、学历、报考志愿、照顾申请和证明材料、考试和录取情况。"
            "其中证件号码、证明材料是敏感个人信息，加密保存，工作人员查看须写明理由并留下记录。",
            "谁能看到：你的确认点、考点、所属的市和省招生考试机构，审核照顾申请的主管部门，投档以后的院校。"
            "院校在录取以前看不到你的手机号和住址。成绩只告知你本人。",
            "依法公示：享受照顾政策的，姓名、性别、单位、照顾类别等按规定公示半年，证件号码和手机号不公示。",
            "保存多久：没有提交的报名在截止后30天删除；没有录取的材料在录取结束后1年删除；录取名册依档案规定永久保存。"
            "全部期限见隐私政策。",
            "你的权利：可以随时查看谁看过你的资料、导出全部本人数据、要求更正、删除或者说明，15个工作日内答复。"
            "不接受处理结果的，可以向省级招生考试机构或者网信部门投诉。",
        ),
    ),
    ConsentText(
        kind=ConsentKind.FACE,
        version=1,
        since=_FIRST_DAY,
        title="使用人脸比对核验身份",
        paragraphs=(
            "人脸信息是敏感个人信息。只用于考试入场和新生复查时核对是不是你本人，不作他用，不提供给其他单位。",
            "人脸特征值在新生复查结束后30天内删除；比对结果只作提示，由工作人员作决定。",
            "可以随时撤回，撤回后已有的特征值立即删除。",
        ),
        alternative="不同意的，由工作人员当面核对证件和照片，不影响报名、考试和录取。",
    ),
    ConsentText(
        kind=ConsentKind.HEALTH,
        version=1,
        since=_FIRST_DAY,
        title="提交健康和残疾证明材料",
        paragraphs=(
            "残疾人证、诊断证明等是敏感个人信息。只用于安排合理便利（无障碍考场、延长时间、大字号试卷等），"
            "只有安排考试的工作人员能看到，院校看不到。",
            "考试结束后30天内删除电子件。可以随时撤回，撤回后电子件立即删除，已经作出的便利安排不受影响。",
        ),
        alternative="不同意上传电子件的，带原件到确认点当面交验，不留复印件，同样安排合理便利。",
    ),
)


def current_text(kind: ConsentKind, day: date) -> ConsentText:
    """The version in force on a day; before the first day, the first one."""
    versions = [text for text in TEXTS if text.kind is kind]
    held = [text for text in versions if text.since <= day]
    return max(held or versions[:1], key=lambda text: text.version)


def text_of(kind: ConsentKind, version: int) -> ConsentText:
    """One version of a text. Raises LookupError for one that never was."""
    for text in TEXTS:
        if (text.kind, text.version) == (kind, version):
            return text
    raise LookupError(f"“{kind.label}”没有第{version}版。")
