"""Rows of many keys by one array, where a list of parameters would outgrow the statement."""

from collections.abc import Iterable

from django.db.models import BigIntegerField, BinaryField
from django.db.models.expressions import RawSQL


def any_of(ids: Iterable[int]) -> RawSQL:
    """The right side of `filter(pk__in=any_of(ids))`: one array, for 100,000 keys as for one."""
    return RawSQL("SELECT unnest(%s::bigint[])", [sorted(set(ids))], output_field=BigIntegerField())


def any_bytes(values: Iterable[bytes]) -> RawSQL:
    """The same for columns of bytes, such as blind indexes."""
    return RawSQL("SELECT unnest(%s::bytea[])", [sorted(set(values))], output_field=BinaryField())
