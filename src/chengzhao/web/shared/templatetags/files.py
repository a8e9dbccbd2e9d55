"""What the pages of files need: marks in columns, addresses that keep the filter of the list."""

from typing import Protocol

from django import template
from django.urls import reverse

from chengzhao.law.words import PaperSlot
from chengzhao.records.queries.admission import FileView
from chengzhao.web.shared.chinese import points

register = template.Library()


class Address(Protocol):
    """The address of a filtered list."""

    @property
    def query(self) -> str:
        """The address of the page itself."""

    def narrowed(self, **changes: str | int) -> str:
        """The address of the first page with some of the filter changed."""


@register.filter
def marks_in(file: FileView, slots: tuple[PaperSlot, ...]) -> list[str]:
    """The marks of a file in the order of the columns; an em dash for a paper that was not sat."""
    marks = {mark.slot: mark.mark for mark in file.marks}
    return ["—" if (mark := marks.get(slot)) is None else points(mark) for slot in slots]


@register.simple_tag
def narrowed(address: Address, **changes: str | int) -> str:
    """The query of the list with some of its filter changed."""
    return address.narrowed(**changes)


@register.simple_tag
def file_address(file: FileView, address: Address) -> str:
    """The address of a file that keeps the list beside it as it is."""
    return f"{reverse('college:file', args=[file.public_id])}?{address.query}"
