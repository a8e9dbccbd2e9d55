"""Words that only a year's conditions on persons use: who granted an honour, in which class a physician works."""

from chengzhao.law.words import Word


class Grantor(Word):
    """Who granted an honour or a commendation (A1.5.12, A1.5.17, A1.5.18)."""

    STATE = "STATE", "国家（中共中央、国务院，中华全国总工会）"
    PREFECTURE_GOVERNMENT = "PREFECTURE_GOVERNMENT", "地级以上人民政府"
    MINISTRY_OR_DEPARTMENT = "MINISTRY_OR_DEPARTMENT", "国务院部委或省（区、市）厅、局系统"
    VERY_LARGE_ENTERPRISE = "VERY_LARGE_ENTERPRISE", "国家特大型企业"
    PROVINCIAL_MASS_ORGANISATION = "PROVINCIAL_MASS_ORGANISATION", "省级工会、共青团、妇联等组织"
    ARMED_OR_POLICE = "ARMED_OR_POLICE", "解放军、武警部队、公安机关"
    THIRD_LINE_ENTERPRISE = "THIRD_LINE_ENTERPRISE", "国防科技工业三线企业"
    COUNTY_GOVERNMENT = "COUNTY_GOVERNMENT", "县级人民政府"
    OTHER = "OTHER", "其他单位"


class PhysicianClass(Word):
    """执业类别 of a physician's certificate, which matches the major (相应类别, A1.3.4)."""

    CLINICAL = "CLINICAL", "临床"
    DENTAL = "DENTAL", "口腔"
    PUBLIC_HEALTH = "PUBLIC_HEALTH", "公共卫生"
    CHINESE_MEDICINE = "CHINESE_MEDICINE", "中医"
