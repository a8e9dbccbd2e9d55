"""The words of batches of reviews, for tables and pages alike."""

from chengzhao.law.words import Word


class BatchState(Word):
    """How far a batch is."""

    OPEN = "OPEN", "抽查中"
    PASSED = "PASSED", "已通过"
    UNDONE = "UNDONE", "已撤销"


class BatchOutcome(Word):
    """What became of a registration of a batch."""

    WAITING = "WAITING", "未办理"
    PASSED = "PASSED", "已通过"
    LEFT_OUT = "LEFT_OUT", "未纳入"
    UNDONE = "UNDONE", "已撤销"
