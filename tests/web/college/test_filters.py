"""What an address of the list of files means, and what it can never mean."""

from decimal import Decimal

import pytest
from django.test import RequestFactory

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.queries.admission import FileFilter, FileKey
from chengzhao.web.college.filters import FileAddress, address_of

LEVELS = [ProgrammeLevel.GAOQIBEN, ProgrammeLevel.ZHUANSHENGBEN]


def read(query: str) -> FileAddress:
    return address_of(RequestFactory().get(f"/college/files/?{query}"), LEVELS)


def test_address_without_a_query_is_the_first_level() -> None:
    assert read("") == FileAddress(wanted=FileFilter(level="GAOQIBEN"))
    assert address_of(RequestFactory().get("/"), []) == FileAddress(wanted=FileFilter())


def test_address_is_written_and_read_alike() -> None:
    address = FileAddress(
        wanted=FileFilter(level="ZHUANSHENGBEN", state="PROPOSED", programme=7),
        after=FileKey(filing_score=Decimal("250.50"), merit_rank=3, pk=99),
    )
    assert read(address.query) == address


@pytest.mark.parametrize(
    "query",
    [
        "level=NONSENSE",
        "state=NONSENSE",
        "programme=x",
        "programme=-1",
        "after=",
        "after=1_2",
        "after=x_1_2",
        "after=NaN_1_2",
        "after=Infinity_1_2",
        "after=1E999999_1_2",
        "after=-1_1_2",
        "after=10000_1_2",
        "after=250_1_x",
        "after=250_99999999999999999999_1",
    ],
)
def test_address_with_nonsense_asks_for_the_first_page_of_everything(query: str) -> None:
    assert read(query) == read("")


def test_narrowing_begins_at_the_first_page() -> None:
    address = read("level=GAOQIBEN&state=FILED&after=250_1_2")
    assert address.narrowed(state="") == "level=GAOQIBEN"
    assert address.first_query == "level=GAOQIBEN&state=FILED"
    key = FileKey(filing_score=Decimal("1"), merit_rank=2, pk=3)
    assert address.page_behind(key) == "level=GAOQIBEN&state=FILED&after=1_2_3"
