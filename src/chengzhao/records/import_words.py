"""The words of tables of registrations, for tables and jobs alike."""

from chengzhao.law.words import Word


class ImportFileKind(Word):
    """What is kept of a table besides its numbers."""

    SENT = "SENT", "收到的文件"
    REPORT = "REPORT", "检查结果"
