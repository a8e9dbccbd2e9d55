"""How often something was asked for lately: counts that may be lost, kept apart from what must not be."""

from django.db import models


class RequestCount(models.Model):
    """How many requests of one key fell into one slot of time.

    The table is unlogged: a crash empties it, which opens every limit for one window and loses nothing else.
    `key` is a keyed hash, so that no address, number or account stands here.
    """

    pk = models.CompositePrimaryKey("key", "slot")
    key = models.BinaryField("键", max_length=16)
    slot = models.BigIntegerField("时间片")
    hits = models.PositiveIntegerField("次数")
    expires_at = models.DateTimeField("失效时间")

    def __str__(self) -> str:
        return f"{self.slot}: {self.hits}"
