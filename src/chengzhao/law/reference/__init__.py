"""Reference data as the ministry and the standards publish them: codes, names and their sources.

Each table is a CSV whose first line says where it comes from; SOURCES.md says more. Rows are read once
and never changed.
"""

from chengzhao.law.reference.colleges import AmbiguousCode, CollegeEntry, college, colleges
from chengzhao.law.reference.divisions import Division, division, division_existed, divisions, full_name
from chengzhao.law.reference.jiangsu_2025 import FilingLineSeen, Vacancy, filing_lines, vacancies
from chengzhao.law.reference.majors import Major, major, majors, majors_meant, search_majors
from chengzhao.law.reference.standards import HAN, Code, EthnicGroup, codes, ethnic_groups
from chengzhao.law.reference.subject_map import SubjectRule, subject_rule, subject_rules

__all__ = [
    "HAN",
    "AmbiguousCode",
    "Code",
    "CollegeEntry",
    "Division",
    "EthnicGroup",
    "FilingLineSeen",
    "Major",
    "SubjectRule",
    "Vacancy",
    "codes",
    "college",
    "colleges",
    "division",
    "division_existed",
    "divisions",
    "ethnic_groups",
    "filing_lines",
    "full_name",
    "major",
    "majors",
    "majors_meant",
    "search_majors",
    "subject_rule",
    "subject_rules",
    "vacancies",
]
