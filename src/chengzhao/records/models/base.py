"""Columns and checks that the tables of a season have in common."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.functions import Now

from chengzhao.law.words import Word


class SeasonRow(models.Model):
    """A row of one season (year) and one province, the borders along which data is archived."""

    season = models.SmallIntegerField("年度")
    province = models.CharField("省份", max_length=2)

    class Meta:
        abstract = True


class RandomId(models.Func):
    """A random 128-bit id made by the database, for whatever appears in a URL or on paper."""

    function = "gen_random_uuid"
    template = "%(function)s()"
    output_field = models.UUIDField()


def public_id() -> "models.UUIDField[Any, Any]":
    """The column of the id that may be shown."""
    return models.UUIDField("公开编号", db_default=RandomId(), unique=True, editable=False)


def created_at() -> "models.DateTimeField[Any, Any]":
    """The column that says when the row was written, by the server's clock."""
    return models.DateTimeField("写入时间", db_default=Now())


def word_field(label: str, words: type[Word], **options: Any) -> "models.CharField[Any, Any]":
    """A text column that holds one of `words`."""
    longest = max(len(word.value) for word in words)
    choices = [(word.value, word.label) for word in words]
    return models.CharField(label, max_length=max(longest, 1), choices=choices, **options)


def one_of(name: str, field: str, words: Iterable[Word]) -> models.CheckConstraint:
    """The database's own check that `field` holds one of `words`."""
    allowed = sorted(word.value for word in words)
    return models.CheckConstraint(
        name=name,
        condition=models.Q(**{f"{field}__in": allowed}),
        violation_error_message=f"{field} 只能取规定的值",
    )
