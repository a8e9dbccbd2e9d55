"""The laws on personal information that stand beside the notice: articles, periods, and the working days of a year.

Their paragraphs are not part of the notice and are not copied: each article is told in our own few words, and
`confidence` says how far the original stands behind them.
"""

from chengzhao.law.privacy.periods import PERIODS, Period, Unit, period
from chengzhao.law.privacy.statutes import ARTICLES, Article, Statute, UnknownArticle, article
from chengzhao.law.privacy.working_days import ANSWER_WORKING_DAYS, is_working_day, working_day_after

__all__ = [
    "ANSWER_WORKING_DAYS",
    "ARTICLES",
    "PERIODS",
    "Article",
    "Period",
    "Statute",
    "Unit",
    "UnknownArticle",
    "article",
    "is_working_day",
    "period",
    "working_day_after",
]
