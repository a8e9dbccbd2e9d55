"""附件1·三（三）: what of a registration a reviewer sends back, field by field, and for which usual reasons."""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.law.words import Word


class ReturnItem(Word):
    """A field or a paper of a registration that is sent back, in the order of the candidate's tasks."""

    NAME = "NAME", "姓名"
    SEX = "SEX", "性别"
    BIRTH_DATE = "BIRTH_DATE", "出生日期"
    ETHNICITY = "ETHNICITY", "民族"
    IDENTITY_NUMBER = "IDENTITY_NUMBER", "证件号码"
    IDENTITY_PAPER = "IDENTITY_PAPER", "证件照片"
    PORTRAIT = "PORTRAIT", "本人照片"
    PHONE = "PHONE", "手机号"
    ADDRESS = "ADDRESS", "通讯地址"
    HUKOU = "HUKOU", "户籍所在地"
    EMPLOYER = "EMPLOYER", "工作单位"
    RESIDENCE_PAPER = "RESIDENCE_PAPER", "异地报考证明"
    EDUCATION_KIND = "EDUCATION_KIND", "学历"
    SCHOOL = "SCHOOL", "毕业院校"
    MAJOR = "MAJOR", "所学专业"
    CERTIFICATE = "CERTIFICATE", "证书编号"
    GRADUATED_ON = "GRADUATED_ON", "毕业日期"
    EDUCATION_PAPER = "EDUCATION_PAPER", "学历证书照片"
    LICENCE = "LICENCE", "执业资格"
    LEVEL = "LEVEL", "层次与科类"
    CHOICES = "CHOICES", "院校专业志愿"
    CLAIM = "CLAIM", "照顾申请"
    PLEDGE = "PLEDGE", "诚信承诺"


_UNCLEAR = "照片看不清，请重新拍摄"
_DIFFERS = "与证件不一致，请按证件填写"
_NOT_OF_CERTIFICATE = "与毕业证书不一致，请按证书填写"

USUAL_REASONS: Mapping[ReturnItem, tuple[str, ...]] = MappingProxyType(
    {
        ReturnItem.NAME: (_DIFFERS,),
        ReturnItem.SEX: (_DIFFERS,),
        ReturnItem.BIRTH_DATE: (_DIFFERS,),
        ReturnItem.ETHNICITY: (_DIFFERS,),
        ReturnItem.IDENTITY_NUMBER: (_DIFFERS,),
        ReturnItem.IDENTITY_PAPER: (_UNCLEAR, "缺少国徽面，请补传", "证件已过期，请换用有效证件"),
        ReturnItem.PORTRAIT: (_UNCLEAR, "不是近期免冠正面照，请重新拍摄", "不是本人，请重新拍摄"),
        ReturnItem.EMPLOYER: ("填写不完整，请写明单位全称",),
        ReturnItem.RESIDENCE_PAPER: (_UNCLEAR, "不能证明在本地工作或居住，请更换材料"),
        ReturnItem.SCHOOL: (_NOT_OF_CERTIFICATE,),
        ReturnItem.CERTIFICATE: (_NOT_OF_CERTIFICATE,),
        ReturnItem.GRADUATED_ON: (_NOT_OF_CERTIFICATE,),
        ReturnItem.EDUCATION_PAPER: (_UNCLEAR, "学历未查到，请上传学历认证报告"),
        ReturnItem.LICENCE: ("不能证明可以报考所选专业，请更换材料",),
        ReturnItem.CLAIM: ("缺少证明材料，请补传", "材料与申请的照顾项目不符，请更换"),
    }
)
"""The reasons that fit a field most often; a reviewer may write any other."""
