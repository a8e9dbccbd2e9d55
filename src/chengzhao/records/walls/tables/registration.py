"""Candidates, what they registered, their claims and the notices of these (附件1 三、五（五）、六).

The candidate's door writes what the account is filling in, its files, and nothing else: a registration, a claim or
an approval that could be written from it would pass over whoever has to decide. Handing in goes through the door of
work, for the length of that one act, with every check of the office's (actions/own_registration.py).
"""

from chengzhao.records.walls.conditions import (
    BORDER,
    OFFICE,
    WHOLE_PROVINCE,
    held_by,
    in_charge_of,
    of_candidate,
    of_candidate_in_office,
    open_to_college,
    own_kind,
)
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.seen import seen_of_candidate
from chengzhao.records.walls.shape import BELOW_THE_PROVINCE, Walls, led_to, personal, rule, shown
from chengzhao.rules.registration import REGISTRATION

_IN_CASE_TRAIT = led_to("riskcase", "case_id", of="risktrait")
_IN_CASE_DECISION = led_to("riskcase", "case_id", of="riskdecision")
"""A case belongs to the office under which all its registrations lie."""
_OF_BATCH = led_to("reviewbatch", "batch_id", of="reviewbatchitem")
_OF_IMPORT = led_to("importbatch", "batch_id", of="importfile")
_OF_IMPORTED = led_to("importbatch", "batch_id", of="importedrow")
_OF_REVIEWERS = own_kind(*BELOW_THE_PROVINCE)
_COUNTED = ("id", "season", "province", "org_path")
_HOW_FAR = ("id", "season", "province", "candidate_id", "state")
"""By this a door that reads evidence knows what the table of sights opens in that stage of the file."""

_SAT_AT = (*_HOW_FAR, "level")
"""And a site when a paper of that level begins: before it nobody is absent."""

_PIECE = led_to("sealedfile", "file_id", of="sealedpiece")
_CLAIM = led_to("claim", "claim_id", of="claimopinion")
_CO_REVIEWED = f"{BORDER} AND {in_charge_of('claim')}"
_PROVES_IT = (
    "(claim_kind = '' OR EXISTS (SELECT 1 FROM records_claim seen "
    "WHERE seen.candidate_id = records_sealedfile.candidate_id AND seen.kind = records_sealedfile.claim_kind))"
)
"""What proves a claim that the department sees, or any of the person's where its sender did not say which."""
_OWN_OPINION = (
    "EXISTS (SELECT 1 FROM records_organisation own WHERE own.id = department_id AND own.path = app_path())"
)
_ABOVE = own_kind("PROVINCE", "PREFECTURE")
"""Offices above the counties: needs of health are for those who hold the exam."""

_TO_BE_BOUND = "account_id IS NULL AND app_account() IS NOT NULL AND identity_index = ANY (app_identities())"
"""Candidates without an account who carry the document of the account that is logging in, under any of the keys."""

_CANDIDATES_TURN = ", ".join(f"'{state}'" for state in sorted(REGISTRATION.sets["WITH_CANDIDATE"]))
_OWN_DRAFT = f"{BORDER} AND account_id = app_account()"
_IN_OWN_DRAFT = led_to("registrationdraft", "draft_id", of="draftanswer")
_OWN_FILE = (
    f"{BORDER} AND (candidate_id = app_candidate() OR EXISTS (SELECT 1 FROM records_registrationdraft mine "
    "WHERE mine.id = records_sealedfile.draft_id AND mine.account_id = app_account()))"
)
_WITH_CANDIDATE = (
    "(draft_id IS NOT NULL OR EXISTS (SELECT 1 FROM records_registration held "
    f"WHERE held.candidate_id = records_sealedfile.candidate_id AND held.state IN ({_CANDIDATES_TURN})))"
)
"""Files are added and taken back before they are handed in, and again when something is to be mended."""
_HANDED_IN = f"{of_candidate_in_office('sealedfile')} AND draft_id IS NULL"
_PIECE_OF_OWN = (
    f"{BORDER} AND EXISTS (SELECT 1 FROM records_sealedfile file "
    "WHERE file.id = records_sealedpiece.file_id AND (file.draft_id IS NOT NULL OR EXISTS "
    "(SELECT 1 FROM records_registration held WHERE held.candidate_id = file.candidate_id "
    f"AND held.state IN ({_CANDIDATES_TURN}))))"
)
_WITHOUT_HELP = (
    *("id", "season", "province", "candidate_id", "number"),
    *("content_sealed", "digest", "submitted_at", "from_office"),
)
"""Needs of health are for those who hold the exam."""

_JUST_RECEIVED = "state = 'RECEIVED' AND entered_by_id IS NULL AND decided_by_id IS NULL"
_RECEIPT = (
    *("id", "season", "province", "number", "notice_id", "came_by", "state", "received_at", "accepted_at"),
    *("is_sustained", "answer", "answered_at", "public_id"),
)
"""What a receipt says: how a report stands and what was answered, and nothing of what was reported."""

WALLS: Walls = {
    "registrationdraft": (
        rule(Door.CANDIDATE, rows=_OWN_DRAFT, rights="si"),
        rule(Door.CANDIDATE, rows=_OWN_DRAFT, rights="u", columns=("saved_at",)),
    ),
    "draftanswer": (rule(Door.CANDIDATE, rows=_IN_OWN_DRAFT, rights="si"),),
    "registrationversion": (
        rule(Door.CANDIDATE, rows=f"{BORDER} AND candidate_id = app_candidate()"),
        rule(Door.OFFICE, rows=of_candidate_in_office("registrationversion"), columns=_WITHOUT_HELP),
    ),
    "candidate": (
        rule(Door.ENTRY, rows="account_id = app_account()", rights="su"),
        rule(Door.ENTRY, rows=_TO_BE_BOUND, rights="su"),
        rule(Door.CANDIDATE, rows=f"{BORDER} AND account_id = app_account()", rights="sl"),
        rule(Door.OFFICE, rows=OFFICE, rights="siu"),
        rule(Door.COLLEGE, rows=open_to_college("candidate", "id"), columns=seen_of_candidate(Door.COLLEGE)),
        rule(Door.SITE, rows=held_by("seat"), columns=seen_of_candidate(Door.SITE)),
        rule(Door.DEPARTMENT, rows=held_by("claim"), columns=seen_of_candidate(Door.DEPARTMENT)),
        rule(Door.INSPECTION, rows=OFFICE, columns=seen_of_candidate(Door.INSPECTION)),
        rule(Door.FIGURES, rows=BORDER, columns=_COUNTED),
    ),
    "registration": (
        *personal("registration", office="su", college="s"),
        rule(Door.SITE, rows=of_candidate("registration"), columns=_SAT_AT),
        rule(Door.DEPARTMENT, rows=of_candidate("registration"), columns=_HOW_FAR),
        rule(Door.FIGURES, rows=BORDER),
    ),
    "registrationtrace": personal("registrationtrace", candidate=""),
    "fieldmistake": (rule(Door.OFFICE, rows=WHOLE_PROVINCE),),
    "riskscan": (rule(Door.OFFICE, rows=BORDER),),
    "riskcase": (
        rule(Door.OFFICE, rows=OFFICE),
        rule(Door.OFFICE, rows=OFFICE, rights="u", columns=("state", "changed_at", "heard_until")),
    ),
    "risktrait": (rule(Door.OFFICE, rows=_IN_CASE_TRAIT),),
    "riskdecision": (rule(Door.OFFICE, rows=_IN_CASE_DECISION, rights="si"),),
    "education": personal("education", office="su", college="s"),
    "practicelicence": personal("practicelicence", college="s"),
    "feeorder": personal("feeorder", province="u"),
    "feenotice": (
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="sl"),
        rule(Door.CANDIDATE, rows=led_to("feeorder", "order_id", of="feenotice")),
    ),
    "feedecision": (
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="si"),
        rule(Door.CANDIDATE, rows=led_to("feenotice", "notice_id", of="feedecision")),
    ),
    "feerefund": (
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
        rule(Door.CANDIDATE, rows=led_to("feeorder", "order_id", of="feerefund")),
    ),
    "registercheck": personal("registercheck", reviewers="i", province="u"),
    "registerexchange": personal("registerexchange", reviewers="i", province="i"),
    "registerline": (
        rule(Door.OFFICE, rows=BORDER),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="iu"),
    ),
    "recusal": personal("recusal", candidate="", office="si"),
    "reviewdecision": personal("reviewdecision", reviewers="i", province="i"),
    "returneditem": personal("returneditem", reviewers="i"),
    "reviewlease": personal("reviewlease", candidate="", reviewers="iud"),
    "reviewnote": personal("reviewnote", candidate="", reviewers="iu"),
    "reviewbatch": (
        rule(Door.OFFICE, rows=OFFICE),
        rule(Door.OFFICE, rows=f"{OFFICE} AND {_OF_REVIEWERS}", rights="iu"),
    ),
    "reviewbatchitem": (
        rule(Door.OFFICE, rows=_OF_BATCH),
        rule(Door.OFFICE, rows=f"{_OF_BATCH} AND {_OF_REVIEWERS}", rights="iu"),
    ),
    "importbatch": (rule(Door.OFFICE, rows=OFFICE, rights="siu"),),
    "importfile": (rule(Door.OFFICE, rows=_OF_IMPORT, rights="sid"),),
    "importedrow": (rule(Door.OFFICE, rows=_OF_IMPORTED),),
    "claim": (
        *personal("claim", office="su", college="s"),
        rule(Door.DEPARTMENT, rows=_CO_REVIEWED),
        rule(Door.DEPARTMENT, rows=_CO_REVIEWED, rights="u", columns=("state", "refused_reason")),
    ),
    "sealedfile": (
        rule(Door.CANDIDATE, rows=_OWN_FILE),
        rule(Door.CANDIDATE, rows=f"{_OWN_FILE} AND {_WITH_CANDIDATE}", rights="id"),
        rule(Door.OFFICE, rows=f"{_HANDED_IN} AND (kind <> 'HEALTH' OR {_ABOVE})"),
        rule(Door.INSPECTION, rows=f"{_HANDED_IN} AND kind <> 'HEALTH'"),
        rule(Door.DEPARTMENT, rows=f"{of_candidate('sealedfile')} AND kind = 'CLAIM' AND {_PROVES_IT}"),
        rule(Door.COLLEGE, rows=f"{open_to_college('sealedfile')} AND kind = 'PORTRAIT'"),
        rule(Door.SITE, rows=f"{of_candidate('sealedfile')} AND kind IN ('PORTRAIT', 'HEALTH')"),
    ),
    "sealedpiece": (
        rule(Door.CANDIDATE, Door.OFFICE, Door.DEPARTMENT, Door.COLLEGE, Door.SITE, rows=_PIECE),
        rule(Door.CANDIDATE, rows=_PIECE_OF_OWN, rights="id"),
    ),
    "claimopinion": (
        rule(Door.DEPARTMENT, rows=_CLAIM),
        rule(Door.DEPARTMENT, rows=_CLAIM, rights="i", check=_OWN_OPINION),
        rule(Door.OFFICE, Door.CANDIDATE, rows=_CLAIM),
    ),
    "publicnotice": (
        # That a notice was there stays known when it is gone; whom it named does not.
        shown("state IN ('UP', 'COMPLETED', 'DOWN')"),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
    "noticeentry": (
        shown(
            "EXISTS (SELECT 1 FROM records_publicnotice seen WHERE seen.id = records_noticeentry.notice_id "
            "AND seen.state IN ('UP', 'COMPLETED'))"
        ),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
    ),
    "complaint": (
        # Who reports writes at the entry, in nobody's name; only whoever deals with it reads it (A1.6.4).
        rule(Door.ENTRY, rows="true", rights="i", check=_JUST_RECEIVED),
        rule(Door.ENTRY, rows="true", columns=_RECEIPT),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
        rule(Door.OVERSIGHT, rows=BORDER, columns=_RECEIPT),
    ),
}
