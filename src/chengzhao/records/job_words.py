"""The words of background jobs: how far one is, and what its files are."""

from chengzhao.law.words import Word


class JobState(Word):
    """How far a job is."""

    QUEUED = "QUEUED", "排队"
    RUNNING = "RUNNING", "进行中"
    DONE = "DONE", "已完成"
    PARTLY = "PARTLY", "部分失败"
    FAILED = "FAILED", "失败"
    CANCELLED = "CANCELLED", "已取消"


OPEN_JOBS = (JobState.QUEUED, JobState.RUNNING)
"""States in which a job has not ended."""


class JobFileKind(Word):
    """What a file of a job is."""

    RESULT = "RESULT", "结果"
    FAULTS = "FAULTS", "错误表"
