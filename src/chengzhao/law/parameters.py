"""The parameters of the law: each value of a year, a supplement or an order with its Chinese name."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chengzhao.law.citation import Provision
from chengzhao.law.orders import ORDER_33, order33, petitions
from chengzhao.law.provinces import Supplement
from chengzhao.law.saying import lines_of
from chengzhao.law.years import YearLaw

PETITIONS = "信访规定"


class Holder(Enum):
    """What a parameter belongs to."""

    YEAR = "year"
    PROVINCE = "province"
    ORDER = "order"


@dataclass(frozen=True, kw_only=True, slots=True)
class ParameterName:
    """The name of a parameter as a reader sees it.

    `unit` follows its numbers, `also` are clauses beside which it stands besides the one that gives it,
    `empty` is what an empty value says.
    """

    label: str
    unit: str
    also: tuple[str, ...]
    empty: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """One value of a holder ("2024年", "山西省2024年", "教育部令第33号"): identifier, label, value and address.

    The parameters of a year's 照顾政策 share the identifier and are labelled by their kind.
    """

    holder: str
    name: str
    label: str
    provision: Provision[object]
    naming: ParameterName

    @property
    def lines(self) -> tuple[str, ...]:
        """The value line by line, as a reader sees it."""
        return lines_of(self.provision.value, self.naming.unit, self.naming.empty)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clause that gives the value, then the others beside which it stands."""
        return tuple(dict.fromkeys((self.provision.citation.clause, *self.naming.also)))


@cache
def parameter_names() -> Mapping[tuple[Holder, str], ParameterName]:
    """The names of all parameters, by what they belong to and their identifier."""
    text = (files("chengzhao.law") / "parameters.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(row for row in text.splitlines() if not row.startswith("#"))
    return MappingProxyType(
        {
            (Holder(row["holder"]), row["name"]): ParameterName(
                label=row["label"],
                unit=row["unit"],
                also=tuple(row["also"].split()),
                empty=row["empty"] or "无",
            )
            for row in rows
        }
    )


def year_parameters(law: YearLaw) -> tuple[Parameter, ...]:
    """Every value of a year, in the order in which the year's file states them."""
    return tuple(_parameters(Holder.YEAR, f"{law.year}年", law))


def supplement_parameters(supplement: Supplement) -> tuple[Parameter, ...]:
    """Every value of a province's supplement, in its order."""
    holder = f"{supplement.province_name}{supplement.year}年"
    return tuple(_parameters(Holder.PROVINCE, holder, supplement))


def order_parameters() -> tuple[Parameter, ...]:
    """The numbers of the orders: the procedure of 第33号令, the deadlines of petitions."""
    return tuple(
        _parameter(Holder.ORDER, holder, name, value)
        for holder, module in ((ORDER_33, order33), (PETITIONS, petitions))
        for name, value in vars(module).items()
        if isinstance(value, Provision)
    )


def _parameters(kind: Holder, holder: str, values: YearLaw | Supplement) -> Iterator[Parameter]:
    for field in fields(values):
        value = getattr(values, field.name)
        if isinstance(value, Provision):
            yield _parameter(kind, holder, field.name, value)
        elif isinstance(value, Mapping):
            for word, provision in value.items():
                yield _parameter(kind, holder, field.name, provision, word.label)


def _parameter(
    kind: Holder, holder: str, name: str, provision: Provision[object], label: str = ""
) -> Parameter:
    naming = parameter_names()[kind, name]
    return Parameter(
        holder=holder, name=name, label=label or naming.label, provision=provision, naming=naming
    )
