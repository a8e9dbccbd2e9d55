"""Which door sees which rows of each table, and what it may do with them.

Rights are letters: s select, i insert, u update, d delete, and l, which locks a row without changing it. A table
or door that is not named here gets nothing; `tests/records/walls` holds that every table is named.
"""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.records.walls.conditions import (
    BORDER,
    EVERYTHING,
    OFFICE,
    OWN_COLLEGE,
    SEASON,
    UNDER,
    WHOLE_PROVINCE,
    held_by,
    of_candidate,
    of_candidate_in_office,
    through,
)
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Rule

PEOPLE = (
    Door.CANDIDATE,
    Door.OFFICE,
    Door.SITE,
    Door.COLLEGE,
    Door.DEPARTMENT,
    Door.MINISTRY,
    Door.OVERSIGHT,
    Door.SYSTEM,
)
"""The doors of people who have logged in."""
STAFF = PEOPLE[1:]
ACTING = (Door.CANDIDATE, Door.OFFICE, Door.SITE, Door.COLLEGE, Door.DEPARTMENT, Door.MINISTRY)
"""The doors through which acts of a season are done."""
EVERYBODY = (Door.ENTRY, Door.PUBLIC, *PEOPLE, Door.FIGURES)


def rule(*doors: Door, rows: str, rights: str = "s", columns: tuple[str, ...] = ()) -> Rule:
    """A rule for some doors."""
    return Rule(doors, rows, rights, columns)


APPEND_ONLY = frozenset(
    {
        "auditrow",
        "filemove",
        "reviewdecision",
        "filingsheet",
        "filingproof",
        "filingresult",
        "filingreason",
        "filedunit",
    }
)
"""Tables whose rows are only ever added, whatever the door."""

HIDDEN: Mapping[str, frozenset[str]] = MappingProxyType({"account": frozenset({"password"})})
"""Columns that only the doors of accounts read."""
OPENS_HIDDEN = frozenset({Door.ENTRY, Door.SYSTEM, Door.MAINTENANCE})

_STAFF_ACCOUNT = "kind = 'STAFF' OR id = app_account()"
_PUBLISHED_PLAN = "published_at IS NOT NULL"
_PLAN_OF_COLLEGE = (
    "programme_id IN (SELECT p.id FROM records_programme p WHERE p.college_id = app_college() "
    "AND p.season = app_season() AND p.province = app_province())"
)
_OPEN_NOTICE = "state IN ('UP', 'COMPLETED')"
_RELEASED = "state IN ('RELEASED', 'SUPERSEDED')"
_UNKNOWN = (Door.ENTRY, Door.PUBLIC)
_COUNTED = ("id", "season", "province", "org_path")


def _reference(*write: Rule) -> tuple[Rule, ...]:
    return (rule(*EVERYBODY, rows=EVERYTHING), *write)


def _personal(
    table: str, *, candidate: str = "siu", office: str = "siu", college: str = ""
) -> tuple[Rule, ...]:
    """A candidate's own rows, those of the office's part of the tree, those of whom a college holds a file."""
    found = [
        rule(Door.CANDIDATE, rows=f"{BORDER} AND candidate_id = app_candidate()", rights=candidate),
        rule(Door.OFFICE, rows=of_candidate_in_office(table), rights=office),
    ]
    if college:
        found.append(rule(Door.COLLEGE, rows=of_candidate(table), rights=college))
    return tuple(found)


def _of_run(table: str, *extra: Rule) -> tuple[Rule, ...]:
    seen = f"{BORDER} AND {through('filingrun', 'run_id', of=table)}"
    return (
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="si"),
        rule(Door.CANDIDATE, Door.COLLEGE, Door.OVERSIGHT, Door.DEPARTMENT, Door.MINISTRY, rows=seen),
        rule(*_UNKNOWN, rows=through("filingrun", "run_id", of=table)),
        *extra,
    )


WALLS: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        # 机构、年度、阶段
        "season": _reference(
            rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="iu"),
            rule(Door.CANDIDATE, Door.SITE, Door.COLLEGE, Door.DEPARTMENT, Door.MINISTRY, rows=BORDER, rights="l"),
        ),
        "stagewindow": _reference(rule(Door.OFFICE, rows=OFFICE, rights="iu")),
        "responsibleperson": _reference(
            rule(*STAFF, rows=f"{BORDER} AND {through('organisation', 'organisation_id', of='responsibleperson')}",
                 rights="iu"),
        ),
        "organisation": _reference(
            rule(Door.OFFICE, rows="path >= app_path() AND path < app_path() || chr(1114111)", rights="iu"),
            rule(Door.SYSTEM, rows=EVERYTHING, rights="iu"),
        ),
        # 人员
        "account": (
            rule(Door.ENTRY, rows=EVERYTHING, rights="siu"),
            rule(Door.SYSTEM, rows="kind = 'STAFF'", rights="siu"),
            rule(Door.OFFICE, rows=f"{_STAFF_ACCOUNT} OR EXISTS (SELECT 1 FROM records_candidate c "
                 "WHERE c.account_id = records_account.id)", rights="siu"),
            rule(Door.CANDIDATE, Door.SITE, Door.COLLEGE, Door.DEPARTMENT, Door.MINISTRY, Door.OVERSIGHT,
                 rows=_STAFF_ACCOUNT),
        ),
        "staffrole": (
            rule(Door.ENTRY, rows=EVERYTHING),
            rule(*PEOPLE, rows=BORDER),
            rule(Door.OFFICE, rows=BORDER, rights="iu"),
            rule(Door.SYSTEM, rows=BORDER, rights="iud"),
        ),
        "approval": (rule(*STAFF, rows=BORDER, rights="siu"),),
        "auditrow": (
            rule(Door.ENTRY, Door.PUBLIC, rows=EVERYTHING, rights="i"),
            rule(*PEOPLE, rows=BORDER, rights="i"),
            rule(Door.OVERSIGHT, rows=BORDER),
            rule(Door.OFFICE, rows=f"{BORDER} AND (app_is_whole_province() OR {UNDER})"),
            rule(Door.CANDIDATE, rows=f"{BORDER} AND object_kind = 'candidate' "
                 "AND object_id = app_candidate()::text"),
        ),
        "job": (
            rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
            rule(Door.SYSTEM, rows=BORDER),
        ),
        # 附件1·一、二
        "college": _reference(rule(Door.OFFICE, rows="app_is_whole_province()", rights="iu")),
        "teachingsite": _reference(
            rule(Door.OFFICE, rows="province = app_province() AND app_is_whole_province()", rights="iu"),
            rule(Door.COLLEGE, rows="college_id = app_college() AND province = app_province()", rights="iu"),
        ),
        "registeredmajor": _reference(
            rule(Door.OFFICE, rows=f"{SEASON} AND app_is_whole_province()", rights="i"),
            rule(Door.COLLEGE, rows=f"{SEASON} AND college_id = app_college()", rights="i"),
        ),
        "charter": _reference(rule(Door.COLLEGE, rows=f"{SEASON} AND college_id = app_college()", rights="i")),
        "plancap": (
            rule(Door.OFFICE, Door.OVERSIGHT, rows=BORDER, rights="sl"),
            rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="sl"),
            rule(Door.DEPARTMENT, Door.MINISTRY, rows=BORDER, rights="siu"),
        ),
        "programme": _reference(rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="iu")),
        "sourceplan": (
            rule(*_UNKNOWN, rows=_PUBLISHED_PLAN),
            rule(Door.CANDIDATE, Door.SITE, rows=f"{BORDER} AND {_PUBLISHED_PLAN}"),
            rule(Door.COLLEGE, rows=f"{BORDER} AND ({_PUBLISHED_PLAN} OR {_PLAN_OF_COLLEGE})"),
            rule(Door.COLLEGE, rows=f"{BORDER} AND {_PLAN_OF_COLLEGE}", rights="iu"),
            rule(Door.OFFICE, Door.DEPARTMENT, Door.MINISTRY, rows=BORDER, rights="su"),
            rule(Door.OVERSIGHT, rows=BORDER),
        ),
        # 附件1·三
        "candidate": (
            rule(Door.ENTRY, rows="account_id = app_account()"),
            rule(Door.CANDIDATE, rows=f"{BORDER} AND account_id = app_account()", rights="siu"),
            rule(Door.OFFICE, rows=OFFICE, rights="siu"),
            rule(Door.COLLEGE, rows=held_by("candidatefile", " AND held.college_id = app_college()")),
            rule(Door.SITE, rows=held_by("seat", "")),
            rule(Door.DEPARTMENT, rows=held_by("claim", "")),
            rule(Door.FIGURES, rows=BORDER, columns=_COUNTED),
        ),
        "registration": (
            *_personal("registration", college="s"),
            rule(Door.FIGURES, rows=BORDER),
        ),
        "education": _personal("education", college="s"),
        "practicelicence": _personal("practicelicence", candidate="sid", college="s"),
        "reviewdecision": _personal("reviewdecision", candidate="s", office="si"),
        # 附件1·五（五）、六
        "claim": (
            *_personal("claim", candidate="siud", college="s"),
            rule(Door.DEPARTMENT, rows=BORDER, rights="su"),
        ),
        "claimopinion": (
            rule(Door.DEPARTMENT, rows=f"{BORDER} AND {through('claim', 'claim_id', of='claimopinion')}",
                 rights="siu"),
            rule(Door.OFFICE, Door.CANDIDATE, rows=f"{BORDER} AND {through('claim', 'claim_id', of='claimopinion')}"),
        ),
        "publicnotice": (
            rule(Door.OFFICE, rows=BORDER, rights="siu"),
            rule(Door.OVERSIGHT, rows=BORDER),
            rule(*_UNKNOWN, Door.CANDIDATE, Door.SITE, Door.COLLEGE, Door.DEPARTMENT, Door.MINISTRY,
                 rows=_OPEN_NOTICE),
        ),
        "noticeentry": (
            rule(Door.OFFICE, rows=BORDER, rights="siu"),
            rule(*_UNKNOWN, Door.CANDIDATE, Door.SITE, Door.COLLEGE, Door.DEPARTMENT, Door.MINISTRY, Door.OVERSIGHT,
                 rows=through("publicnotice", "notice_id", of="noticeentry")),
        ),
        # 附件1·四
        "examsite": (
            rule(Door.OFFICE, rows=OFFICE, rights="siu"),
            rule(Door.SITE, rows=OFFICE),
            rule(Door.CANDIDATE, rows=BORDER),
            rule(Door.OVERSIGHT, rows=BORDER),
        ),
        "examroom": (
            rule(Door.OFFICE, rows=f"{BORDER} AND {through('examsite', 'site_id', of='examroom')}", rights="siu"),
            rule(Door.SITE, Door.CANDIDATE, rows=f"{BORDER} AND {through('examsite', 'site_id', of='examroom')}"),
        ),
        "seat": (
            *_personal("seat", candidate="s"),
            rule(Door.SITE, rows=f"{BORDER} AND {through('examroom', 'room_id', of='seat')}"),
            rule(Door.FIGURES, rows=BORDER),
        ),
        "papermark": (
            *_personal("papermark", candidate="s", college="s"),
            rule(Door.SITE, rows=f"{BORDER} AND EXISTS (SELECT 1 FROM records_seat s "
                 "WHERE s.candidate_id = records_papermark.candidate_id)", rights="su"),
            rule(Door.FIGURES, rows=BORDER),
        ),
        "extratestresult": (
            rule(Door.CANDIDATE, rows=f"{BORDER} AND candidate_id = app_candidate()"),
            rule(Door.OFFICE, rows=of_candidate_in_office("extratestresult"), rights="siu"),
            rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="siu"),
        ),
        # 附件1·五（三）（四）
        "controlline": (
            rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
            rule(Door.OFFICE, *_UNKNOWN, Door.CANDIDATE, Door.SITE, Door.COLLEGE, Door.DEPARTMENT, Door.MINISTRY,
                 Door.FIGURES, rows="published_at IS NOT NULL"),
            rule(Door.OVERSIGHT, rows=BORDER),
        ),
        "choice": (*_personal("choice", candidate="siud", college="s"), rule(Door.FIGURES, rows=BORDER)),
        "filingrun": (
            rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
            rule(Door.OFFICE, Door.SITE, Door.CANDIDATE, Door.COLLEGE, Door.DEPARTMENT, Door.MINISTRY, Door.FIGURES,
                 rows=f"{BORDER} AND {_RELEASED}"),
            rule(*_UNKNOWN, rows=_RELEASED),
            rule(Door.OVERSIGHT, rows=BORDER),
        ),
        "filingsheet": (
            rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="si"),
            rule(Door.OVERSIGHT, rows=BORDER),
        ),
        "filingproof": _of_run("filingproof"),
        "filedunit": _of_run("filedunit"),
        "filingresult": (
            *_personal("filingresult", candidate="s", office="si", college="s"),
            rule(Door.FIGURES, rows=BORDER),
        ),
        "filingreason": _personal("filingreason", candidate="s", office="si"),
        # 附件1·五（二）（七）
        "admissionlist": (
            rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
            rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="siu"),
            rule(Door.OVERSIGHT, rows=BORDER),
        ),
        "candidatefile": (
            rule(Door.CANDIDATE, rows=f"{BORDER} AND candidate_id = app_candidate()"),
            rule(Door.OFFICE, rows=of_candidate_in_office("candidatefile"), rights="siu"),
            rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="su"),
            rule(Door.FIGURES, rows=BORDER),
        ),
        "filemove": (
            rule(Door.OFFICE, Door.COLLEGE, rows=f"{BORDER} AND {through('candidatefile', 'file_id', of='filemove')}",
                 rights="si"),
            rule(Door.CANDIDATE, rows=f"{BORDER} AND {through('candidatefile', 'file_id', of='filemove')}"),
        ),
        "admission": (
            *_personal("admission", candidate="s", college="s"),
            rule(Door.FIGURES, rows=BORDER),
        ),
        "admissionletter": (
            rule(Door.OFFICE, Door.CANDIDATE,
                 rows=f"{BORDER} AND {through('admission', 'admission_id', of='admissionletter')}"),
            rule(Door.COLLEGE, rows=f"{BORDER} AND {through('admission', 'admission_id', of='admissionletter')}",
                 rights="si"),
        ),
    }
)  # fmt: skip
