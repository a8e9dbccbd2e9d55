"""The articles that the register of personal fields, the notice to candidates and the periods refer to."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from chengzhao.law import texts
from chengzhao.law.citation import is_certain
from chengzhao.law.numerals import numeral
from chengzhao.law.word import Word


class UnknownArticle(LookupError):
    """An article that is not at hand was cited."""


class Statute(Word):
    """The laws and rules, by the name under which a reader knows them."""

    PIPL = "PIPL", "个人信息保护法"
    CSL = "CSL", "网络安全法"
    ARCHIVES = "ARCHIVES", "档案法"
    APP_RULES = "APP_RULES", "App违法违规收集使用个人信息行为认定方法"
    COLLEGE_ARCHIVES = "COLLEGE_ARCHIVES", "高等学校档案管理办法"
    ORDER_33 = "ORDER_33", "国家教育考试违规处理办法"
    NOTICE = "NOTICE", "2024年成人高校招生通知"


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """An article: where it stands, and in a few words of our own what it asks for or allows."""

    id: str
    statute: Statute
    place: str
    subject: str
    confidence: Decimal

    @property
    def label(self) -> str:
        """How it is cited: 《个人信息保护法》第十三条."""
        return f"《{self.statute.label}》{self.place}"

    @property
    def is_certain(self) -> bool:
        """Whether it may be shown without a warning."""
        return is_certain(self.confidence)


_KNOWN = Decimal("0.9")
_REMEMBERED = Decimal("0.7")

_PIPL = {
    5: "合法、正当、必要和诚信",
    6: "目的明确，限于最小范围",
    13: "履行法定职责或者法定义务所必需的，不需取得同意",
    14: "同意须自愿、明确，目的变更的重新取得",
    15: "可以撤回同意，撤回应当便捷",
    16: "不得以不同意为由拒绝提供服务",
    17: "收集前告知处理者、目的、方式、种类、保存期限和权利",
    19: "保存期限为实现目的所必要的最短时间",
    24: "自动化决策透明、公正，有权要求说明",
    25: "公开个人信息须有依据",
    28: "敏感个人信息：特定目的、充分必要、严格保护",
    29: "处理敏感个人信息取得单独同意",
    30: "处理敏感个人信息另外告知必要性和影响",
    34: "国家机关依照法定权限、程序处理",
    35: "国家机关履行法定职责应当告知",
    36: "国家机关处理的个人信息在境内存储",
    44: "知情权、决定权",
    45: "查阅、复制、转移",
    46: "更正、补充",
    47: "目的实现、期满或者撤回同意后删除",
    48: "要求解释说明处理规则",
    50: "建立申请受理机制，拒绝的说明理由",
    51: "分类管理、加密、去标识化、权限和培训",
    55: "处理敏感个人信息前进行影响评估",
    56: "影响评估报告和处理情况记录保存三年",
    57: "泄露的补救和通知",
}

_OTHERS = (
    ("CSL-21", Statute.CSL, "第二十一条", "留存网络日志不少于六个月（2016年文本）", _KNOWN),
    ("ARCHIVES-13", Statute.ARCHIVES, "第十三条", "应当归档的材料", _REMEMBERED),
    (
        "APP_RULES-6",
        Statute.APP_RULES,
        "第六条",
        "更正、删除请求在承诺时限内，至迟十五个工作日内处理",
        _KNOWN,
    ),
    ("COLLEGE_ARCHIVES-16", Statute.COLLEGE_ARCHIVES, "归档范围", "新生录取名册、学籍材料归档", _REMEMBERED),
    ("ORDER_33-28", Statute.ORDER_33, "复核与诚信档案各条", "违规处理决定和复核材料", _REMEMBERED),
)


def _articles() -> dict[str, Article]:
    found = [
        Article(
            id=f"PIPL-{number}",
            statute=Statute.PIPL,
            place=f"第{numeral(number)}条",
            subject=subject,
            confidence=_KNOWN,
        )
        for number, subject in _PIPL.items()
    ]
    found += [
        Article(id=key, statute=statute, place=place, subject=subject, confidence=confidence)
        for key, statute, place, subject, confidence in _OTHERS
    ]
    return {one.id: one for one in found}


ARTICLES: Mapping[str, Article] = MappingProxyType(_articles())


def article(key: str) -> Article:
    """The article of that id, such as PIPL-13; a clause of the notice (A1.3.8) is one, too.

    Raises UnknownArticle.
    """
    if key in ARTICLES:
        return ARTICLES[key]
    try:
        clause = texts.clause(key)
    except texts.UnknownClause as error:
        raise UnknownArticle(f"没有“{key}”这一条。") from error
    return Article(
        id=key, statute=Statute.NOTICE, place=clause.place, subject=clause.place, confidence=Decimal(1)
    )
