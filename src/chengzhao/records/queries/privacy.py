"""The register of personal fields with the labels that the tables give them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from django.apps import apps

from chengzhao.rules.privacy.register import PersonalField, register

_ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "candidate.ethnicity": "民族",
        "staffrole.power": "权力类别",
        "filingsheet.packed": "投档输入",
        "sessions.session.session_key": "会话编号",
        "sessions.session.session_data": "会话内容",
        "sessions.session.expire_date": "会话失效时间",
    }
)
"""Labels of columns that have none of their own, or one that says nothing alone."""


@cache
def field_labels() -> Mapping[str, str]:
    """The Chinese label of every registered field, by its name; what is said of the way of keeping is left out."""
    return MappingProxyType({name: _label(field) for name, field in register().items()})


def _label(field: PersonalField) -> str:
    if field.name in _ELSEWHERE:
        return _ELSEWHERE[field.name]
    app, _, table = field.table.rpartition(".")
    column = apps.get_model(app or "records", table)._meta.get_field(field.column)
    return str(getattr(column, "verbose_name", field.column)).partition("（密文）")[0]
