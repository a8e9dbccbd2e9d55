"""Which pages are photographed, by whom they are opened, and under which name: of a season that was played."""

from chengzhao.law.words import Role

Visitor = str | None
"""A role of the staff, the story of a candidate, the user name of a persona, or None: the public."""

ANSWERED = "level=ZHUANSHENGBEN&education=ZHUANKE&student=no&residence=WORKS_OR_LIVES&medical=NONE&document=RESIDENT_ID"
"""Six answers of the self-check that lead to 还需材料."""

PAGES: tuple[tuple[Visitor, str, str], ...] = (
    (None, "/", "public-home"),
    (None, "/plans/", "public-plans"),
    (None, "/subjects/?major=120203", "public-subjects"),
    (None, "/eligibility/level/", "public-eligibility-question"),
    (None, f"/eligibility/answer/?{ANSWERED}", "public-eligibility-answer"),
    (None, "/lines/2024/", "public-lines"),
    (None, "/distribution/2024/ZHUANSHENGBEN/ECONOMICS_MANAGEMENT/?score=150", "public-distribution"),
    (None, "/calendar/2024/", "public-calendar"),
    (None, "/results/", "public-results"),
    (None, "/notices/", "public-notices"),
    (None, "/clauses/", "public-clauses"),
    (None, "/clauses/A1.5.7/", "public-clause"),
    (None, "/changes/2024/2025/", "public-changes"),
    (None, "/help/", "public-help"),
    (None, "/help/college-files/", "public-page-help"),
    (None, "/login/", "public-login"),
    (None, "/login/?door=staff", "staff-login"),
    (None, "/register/", "public-register"),
    (None, "/design/", "design"),
    ("SECOND_CHOICE", "/account/", "candidate-account"),
    ("SECOND_CHOICE", "/candidate/", "candidate-home"),
    ("SECOND_CHOICE", "/candidate/result/", "candidate-result"),
    ("UNIT_FULL", "/candidate/result/", "candidate-result-not-admitted"),
    ("SECOND_CHOICE", "/candidate/score/", "candidate-score"),
    ("SECOND_CHOICE", "/candidate/choices/", "candidate-choices"),
    ("SECOND_CHOICE", "/candidate/messages/", "candidate-messages"),
    ("SECOND_CHOICE", "/candidate/privacy/", "candidate-privacy"),
    ("SECOND_CHOICE", "/candidate/privacy/access/", "candidate-access"),
    (Role.SITE_HEAD, "/site/", "site-home"),
    (Role.COLLEGE_OFFICER, "/college/", "college-home"),
    (Role.COLLEGE_OFFICER, "/college/files/?level=ZHUANSHENGBEN", "college-files"),
    (Role.DEPARTMENT_OFFICER, "/department/", "department-home"),
    (Role.PROVINCE_OFFICER, "/account/", "staff-account"),
    (Role.PROVINCE_OFFICER, "/province/", "province-home"),
    (Role.PROVINCE_OFFICER, "/province/runs/", "province-runs"),
    (Role.PROVINCE_OFFICER, "/province/figures/", "province-figures"),
    (Role.PROVINCE_OFFICER, "/province/audit/", "province-audit"),
    (Role.PROVINCE_OFFICER, "/inbox/", "province-inbox"),
    (Role.PROVINCE_OFFICER, "/settings/", "province-settings"),
    (Role.MINISTRY_OFFICER, "/ministry/", "ministry-home"),
    (Role.OVERSIGHT, "/oversight/", "oversight-home"),
    (Role.OVERSIGHT, "/oversight/trail/", "oversight-trail"),
    (Role.OVERSIGHT, "/oversight/access/", "oversight-access"),
    (Role.OVERSIGHT, "/oversight/seals/", "oversight-seals"),
    (Role.SYSTEM_ADMIN, "/system/", "system-home"),
    (Role.SYSTEM_ADMIN, "/system/users/", "system-users"),
    (Role.SYSTEM_ADMIN, "/system/roles/", "system-roles"),
    (Role.SYSTEM_ADMIN, "/system/health/", "system-health"),
    (Role.SECURITY_ADMIN, "/system/invite/", "security-invite"),
    (Role.AUDIT_ADMIN, "/system/policies/", "system-policies"),
)

UNDERWAY: tuple[tuple[Visitor, str, str], ...] = (
    (None, "/", "open-home"),
    (Role.COUNTY_REVIEWER, "/county/", "county-home"),
    (Role.COUNTY_REVIEWER, "/county/review/", "county-queue"),
    (Role.COUNTY_REVIEWER, "/county/review/find/", "county-find"),
    (Role.COUNTY_REVIEWER, "/county/review/tally/?day=2024-09-04", "county-tally"),
    (Role.COUNTY_REVIEWER, "/county/in-person/", "county-in-person"),
    (Role.COUNTY_REVIEWER, "/county/risks/", "county-risks"),
    ("zhuguan2", "/department/claims/", "department-claims"),
    (Role.PROVINCE_OFFICER, "/province/", "province-home-open"),
    (Role.PROVINCE_OFFICER, "/province/stages/", "province-stages"),
    (Role.PROVINCE_OFFICER, "/province/messages/", "province-messages"),
    (Role.PROVINCE_OFFICER, "/province/risks/", "province-risks"),
    (Role.PROVINCE_OFFICER, "/province/characters/", "province-characters"),
    (Role.PROVINCE_OFFICER, "/approvals/", "approvals"),
    (Role.PROVINCE_OFFICER, "/jobs/", "jobs"),
)
"""And of one in the middle of its registration."""
