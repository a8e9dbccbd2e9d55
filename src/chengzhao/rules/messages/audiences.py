"""Groups of candidates to whom an office may write at once, by how far each is."""

from chengzhao.law.words import Word


class Audience(Word):
    """收信人."""

    DRAFT = "DRAFT", "填了报名表、还没有提交的考生"
    RETURNED = "RETURNED", "报名被退回、等待补正的考生"
    APPROVED = "APPROVED", "已通过审核、还没有确认的考生"
    TICKETED = "TICKETED", "已编排考场的考生"
    WITHOUT_CHOICE = "WITHOUT_CHOICE", "已编排考场、还没有填志愿的考生"
    WITH_CHOICE = "WITH_CHOICE", "已填志愿的考生"
    ADMITTED = "ADMITTED", "已录取的考生"
