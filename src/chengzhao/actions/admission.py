"""录取 (附件1·五（二）（七）): every act on candidates' files and lists, in the order in which they are done."""

from chengzhao.actions.college_review import (
    FileDecisionForm,
    Proposal,
    decide_files,
    proposals,
    settle_returns,
    take_up_files,
)
from chengzhao.actions.exempt_places import ExemptPlacementForm, place_exempt
from chengzhao.actions.files import ListScope
from chengzhao.actions.filing_to_colleges import ALL_RANKS, file_to_colleges
from chengzhao.actions.letters import send_letters
from chengzhao.actions.list_approval import approve_lists
from chengzhao.actions.list_check import ListCheck, check_lists, submit_lists

__all__ = [
    "ALL_RANKS",
    "ExemptPlacementForm",
    "FileDecisionForm",
    "ListCheck",
    "ListScope",
    "Proposal",
    "approve_lists",
    "check_lists",
    "decide_files",
    "file_to_colleges",
    "place_exempt",
    "proposals",
    "send_letters",
    "settle_returns",
    "submit_lists",
    "take_up_files",
]
