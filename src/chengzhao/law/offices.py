"""Who does the work of the notice: the kinds of organisation, and what an account may be in one of them."""

from chengzhao.law.word import Word


class OrganisationKind(Word):
    """Kinds of organisation in the tree (N1.1, A1.2.7)."""

    MINISTRY = "MINISTRY", "教育部"
    PROVINCE = "PROVINCE", "省级招生考试机构"
    DEPARTMENT = "DEPARTMENT", "主管部门"
    PREFECTURE = "PREFECTURE", "市级招生考试机构"
    COUNTY = "COUNTY", "县级招生考试机构"
    SITE = "SITE", "考点"
    COLLEGE = "COLLEGE", "成人高校"


class Role(Word):
    """What an account may be in an organisation and a season."""

    CANDIDATE = "CANDIDATE", "考生"
    COUNTY_REVIEWER = "COUNTY_REVIEWER", "县区审核员"
    SECOND_REVIEWER = "SECOND_REVIEWER", "县区复核员"
    PREFECTURE_OFFICER = "PREFECTURE_OFFICER", "市招办工作人员"
    SITE_HEAD = "SITE_HEAD", "考点主考"
    DEPARTMENT_OFFICER = "DEPARTMENT_OFFICER", "主管部门审核员"
    COLLEGE_OFFICER = "COLLEGE_OFFICER", "院校阅档员"
    COLLEGE_LEAD = "COLLEGE_LEAD", "院校招生负责人"
    PROVINCE_OFFICER = "PROVINCE_OFFICER", "省招办工作人员"
    PROVINCE_LEAD = "PROVINCE_LEAD", "省招办负责人"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER", "省招委会成员"
    MINISTRY_OFFICER = "MINISTRY_OFFICER", "教育部工作人员"
    OVERSIGHT = "OVERSIGHT", "纪检监督员"
    INSPECTOR = "INSPECTOR", "省级巡考员"
    SYSTEM_ADMIN = "SYSTEM_ADMIN", "系统管理员"
    SECURITY_ADMIN = "SECURITY_ADMIN", "安全管理员"
    AUDIT_ADMIN = "AUDIT_ADMIN", "审计管理员"
