"""附件1·五（二）（六）（七）（八）: files, runs and lists, and what is reported at the end."""

from chengzhao.rules.admission.confirmation import (
    ConfirmationFacts,
    confirmation_findings,
    needs_confirmation,
)
from chengzhao.rules.admission.lists import (
    ADMISSION_LIST,
    CANDIDATE_FILE,
    FILING_RUN,
    ORDER_REASONS,
    FileState,
    ListEntry,
    ListState,
    RunState,
    adjustment_findings,
    admission_day_findings,
    decision_findings,
    entry_findings,
    letter_findings,
    list_findings,
    order_findings,
    places_findings,
)
from chengzhao.rules.admission.report import (
    database_findings,
    reporting_day_findings,
    roster_findings,
)
from chengzhao.rules.admission.supplementary import (
    announcement_of_vacancies_findings,
    supplementary_choice_findings,
    vacancies,
)

__all__ = [
    "ADMISSION_LIST",
    "CANDIDATE_FILE",
    "FILING_RUN",
    "ORDER_REASONS",
    "ConfirmationFacts",
    "FileState",
    "ListEntry",
    "ListState",
    "RunState",
    "adjustment_findings",
    "admission_day_findings",
    "announcement_of_vacancies_findings",
    "confirmation_findings",
    "database_findings",
    "decision_findings",
    "entry_findings",
    "letter_findings",
    "list_findings",
    "needs_confirmation",
    "order_findings",
    "places_findings",
    "reporting_day_findings",
    "roster_findings",
    "supplementary_choice_findings",
    "vacancies",
]
