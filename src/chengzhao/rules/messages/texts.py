"""Every message that goes out: its title, its words, and what may stand in its blanks.

At most 70 characters with the signature, which is one text message; no full name, no identity number, no link:
whoever is written to knows the way, and a link in a message is what swindlers send.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from chengzhao.rules.messages.audiences import Audience
from chengzhao.rules.privacy.patterns import sightings

LONGEST = 70
"""Characters of one text message, the signature and its brackets among them."""

_LINK = re.compile(r"https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|org|top|xyz)\b|微信|[Qq][Qq]", re.IGNORECASE)
_HOTLINE = re.compile(r"0[0-9]{2,3}-[2-9][0-9]{6,7}|1[0-9]{4}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Blank:
    """A place in a text that its writer fills: a moment (as 9月9日17:00), an office's telephone, or words."""

    name: str
    label: str
    hint: str
    longest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """A message: `text` has its blanks in braces. What is pressing goes out at night as well."""

    title: str
    text: str
    is_pressing: bool = False
    audience: Audience | None = None
    blanks: tuple[Blank, ...] = ()
    is_secret: bool = False

    @property
    def outline(self) -> str:
        """The text with the labels of its blanks in them."""
        return self.text.format(**{blank.name: f"〔{blank.label}〕" for blank in self.blanks})


DEADLINE = Blank(name="deadline", label="截止时间", hint="北京时间", longest=12)
HOTLINE = Blank(name="hotline", label="咨询电话", hint="带区号的固定电话，例如0351-2345678", longest=13)
CHANGE = Blank(name="change", label="变动", hint="一句话，例如“第三考点改在二中”", longest=18)


def _own(title: str, text: str, *, is_secret: bool = False) -> Template:
    """About somebody's own account: it cannot wait."""
    return Template(title=title, text=text, is_pressing=True, is_secret=is_secret)


def _step(title: str, text: str, *, is_pressing: bool = False) -> Template:
    """About a step of one's own registration; what can wait, waits for the morning."""
    return Template(title=title, text=text, is_pressing=is_pressing)


def _to_many(
    title: str, audience: Audience, text: str, *blanks: Blank, is_pressing: bool = False
) -> Template:
    return Template(title=title, text=text, audience=audience, blanks=blanks, is_pressing=is_pressing)


TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "code": _own(
            "验证码",
            "验证码{code}，用于{purpose}，5分钟内有效。不要告诉任何人，工作人员不会索要。",
            is_secret=True,
        ),
        "taken": _own(
            "手机号已注册", "这个手机号已有账号，不能再次注册。请直接登录，忘记密码可用短信验证码登录。"
        ),
        "unknown": _own("没有账号", "这个手机号还没有账号。如非本人操作，不用理会。"),
        "document_again": _own(
            "证件再次注册", "有人用您的证件号码再次注册，没有成功。如非本人操作，请向确认点反映。"
        ),
        "new_device": _own(
            "新设备登录", "您的账号在新设备上登录。如非本人操作，请立即登录修改密码并退出其他设备。"
        ),
        "password": _own(
            "密码已修改",
            "您的账号密码已修改，其他设备已退出。如非本人操作，请立即用短信验证码登录并联系确认点。",
        ),
        "phone_gone": _own(
            "手机号已更换", "您的账号已改用其他手机号，本号码不再接收通知。如非本人操作，请立即联系确认点。"
        ),
        "proved_in_person": _own(
            "到场核验",
            "您已在确认点核验证件，原密码和登录已失效。请用短信验证码登录，再设新密码。",
        ),
        "account_released": _own(
            "账号已注销", "证件主人已在确认点核验，用本手机号开设的账号已注销。有异议的请到确认点反映。"
        ),
        "phone_new": _own("手机号已绑定", "本手机号已绑定您的报名账号。"),
        "phone_waits": _own(
            "申请更换手机号",
            "有人申请更换您账号的手机号，7天后生效。如非本人操作，用本号码登录一次即可撤销。",
        ),
        "registration_submitted": _own(
            "报名已提交",
            "您的报名已提交，报名号{number}，等待审核。审核有结果时会发短信，请登录报名系统查看。",
        ),
        "registration_again": _own("补正已提交", "您补正后的报名已提交，报名号{number}，等待再次审核。"),
        "registration_withdrawn": _own(
            "报名已撤回", "您的报名已撤回，报名号{number}。如非本人操作，请立即联系确认点。"
        ),
        "registration_confirmed": _own(
            "报名已确认", "您的报名已确认，报名号{number}。编排考场后可以下载准考证。"
        ),
        "registration_returned": _step(
            "报名退回补正", "您的报名退回补正：{items}。请于{deadline}前登录报名系统，只改退回的内容。"
        ),
        "registration_returned_late": _step(
            "报名退回补正", "您的报名退回补正：{items}。报名时间已过，请联系确认点办理。"
        ),
        "registration_passed": _step(
            "报名通过审核",
            "您的报名已通过审核，报名号{number}。请于{deadline}前登录报名系统确认，过时不编排考场。",
        ),
        "registration_second": _step(
            "报名转入复核", "您的报名转入复核，由另一名工作人员审核。有结果时会发短信，现在不用办理什么。"
        ),
        "registration_refused": _step(
            "报名没有通过审核", "您的报名没有通过审核。原因请登录报名系统查看，有疑问请到确认点询问。"
        ),
        # Which preference it is says of a person what a stranger who sees the phone is not to read.
        "claim_approved": _step(
            "照顾申请有进展", "您的一项照顾申请已通过招生考试机构审核，等待主管部门的意见。公示期满才生效。"
        ),
        "claim_agreed": _step(
            "照顾申请通过审核", "您的一项照顾申请已通过审核，等待公示。公示期满没有异议才生效。"
        ),
        "claim_refused": _step("照顾申请没有通过", "您的一项照顾申请没有通过。原因请登录报名系统查看。"),
        "claim_notified": _step(
            "照顾申请公示中", "您的一项照顾申请正在公示，{until}前接受异议，期满没有异议才生效。"
        ),
        "claim_objected": _step(
            "照顾申请有异议", "您的一项照顾申请有人提出异议，核查结束以前不生效。请登录报名系统查看。"
        ),
        "claim_upheld": _step(
            "照顾申请继续公示", "对您一项照顾申请的异议经核查不成立，继续公示。请登录报名系统查看。"
        ),
        "claim_effective": _step(
            "照顾申请已生效", "您的一项照顾申请公示期满，没有成立的异议，已经生效。请登录报名系统查看。"
        ),
        "claim_again": _step(
            "照顾申请重新公示",
            "您的一项照顾申请公示的内容有误，已经撤下，更正后重新公示。请登录报名系统查看。",
        ),
        "draft_last_day": _step(
            "报名即将截止", "您的报名表还没有提交，{deadline}截止，过时不能补报。请登录报名系统提交。"
        ),
        "draft_last_hours": _step(
            "报名马上截止",
            "您的报名表还没有提交，{deadline}截止，剩不到2小时，过时不能补报。请立即登录提交。",
            is_pressing=True,
        ),
        "return_last_day": _step(
            "补正即将截止", "您的报名还没有补正，{deadline}截止。请登录报名系统，改好退回的内容后提交。"
        ),
        "return_last_hours": _step(
            "补正马上截止",
            "您的报名还没有补正，{deadline}截止，剩不到2小时。请立即登录，改好退回的内容后提交。",
            is_pressing=True,
        ),
        "registration_asked": _step(
            "报名需要核实",
            "您的报名{number}需要核实，请在{deadline}前到确认点说明情况，可带证件和材料。",
        ),
        "registration_voided": _step(
            "报名已取消",
            "您的报名{number}已取消，理由请登录报名系统查看。有异议的请向确认点提出。",
        ),
        "registration_imported": Template(
            title="单位已代报名",
            text="单位已为您报名，报名号{number}。请用本手机号注册登录，核对并交齐材料。非本人意愿请联系确认点。",
        ),
        "draft_ends": _to_many(
            "报名截止提醒",
            Audience.DRAFT,
            "您的报名表还没有提交，{deadline}截止，过时不能补报。请登录报名系统提交。",
            DEADLINE,
        ),
        "return_ends": _to_many(
            "补正提醒",
            Audience.RETURNED,
            "您的报名需要补正，{deadline}截止。请登录报名系统查看退回的原因，补正后再提交。",
            DEADLINE,
        ),
        "confirm_ends": _to_many(
            "确认提醒",
            Audience.APPROVED,
            "您的报名已通过审核，还没有确认，{deadline}截止。请登录报名系统确认。",
            DEADLINE,
        ),
        "card_ready": _to_many(
            "准考证可以下载",
            Audience.TICKETED,
            "准考证可以下载，{deadline}前请登录报名系统打印。考试时带准考证和身份证原件。",
            DEADLINE,
        ),
        "exam_moved": _to_many(
            "考试安排变动",
            Audience.TICKETED,
            "考试安排有变：{change}。请登录报名系统核对，咨询{hotline}。",
            CHANGE,
            HOTLINE,
            is_pressing=True,
        ),
        "marks_ready": _to_many(
            "成绩可以查询",
            Audience.TICKETED,
            "考试成绩可以查询，请登录报名系统查看。申请复查的{deadline}截止。",
            DEADLINE,
        ),
        "choices_end": _to_many(
            "志愿填报提醒",
            Audience.WITHOUT_CHOICE,
            "您还没有填报志愿，{deadline}截止，过时不能补填。请本人登录报名系统填报。",
            DEADLINE,
        ),
        "result_ready": _to_many(
            "录取结果可以查询",
            Audience.WITH_CHOICE,
            "投档录取结果可以查询，请登录报名系统查看。有疑问请拨{hotline}。",
            HOTLINE,
        ),
        "admitted": _to_many(
            "录取提醒",
            Audience.ADMITTED,
            "您已被录取，请登录报名系统查看院校和通知书。录取不另收费用，谨防诈骗，咨询{hotline}。",
            HOTLINE,
        ),
    }
)

TO_MANY: Mapping[str, Template] = MappingProxyType(
    {kind: one for kind, one in TEMPLATES.items() if one.audience is not None}
)
"""What an office may send to a whole audience."""


def template_of(kind: str) -> Template:
    """The template of a kind; messages of a kind that is no longer used keep their text under a plain title."""
    return TEMPLATES.get(kind, Template(title="通知", text=""))


def filled(kind: str, words: Mapping[str, str]) -> str:
    """The text with its blanks filled. Raises KeyError for a kind or a word that is missing."""
    return TEMPLATES[kind].text.format(**words)


def word_faults(kind: str, words: Mapping[str, str], *, signature: str) -> dict[str, str]:
    """What is wrong with each word, by the name of its blank; '' names the whole text. Empty where all is well."""
    template = TO_MANY[kind]
    found = {
        blank.name: fault for blank in template.blanks if (fault := _fault(blank, words.get(blank.name, "")))
    }
    if found:
        return found
    length = len(filled(kind, words)) + (len(signature) + 2 if signature else 0)
    return {"": f"连签名共{length}字，一条短信最多{LONGEST}字，请写短一些。"} if length > LONGEST else {}


def _fault(blank: Blank, word: str) -> str:
    if not word:
        return f"请填写{blank.label}。"
    if len(word) > blank.longest:
        return f"{blank.label}最多{blank.longest}字，现为{len(word)}字。"
    if not word.isprintable() or "{" in word or "}" in word:
        return f"{blank.label}里有不能发送的符号。"
    if blank is HOTLINE and not _HOTLINE.fullmatch(word):
        return "咨询电话写单位的固定电话，例如0351-2345678。"
    if _LINK.search(word):
        return f"{blank.label}里不能有网址、微信号或QQ号：考生分不清真假。"
    if blank is not HOTLINE and any(sightings(word)):
        return f"{blank.label}里不能有证件号码、手机号或银行卡号。"
    return ""
