"""What changed from one year to another, value by value, each with its clause and its certainty."""

from dataclasses import dataclass

from chengzhao.law.parameters import Parameter, year_parameters
from chengzhao.law.years import YearLaw


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One value that differs, as it was and as it is; None where the year does not have it."""

    before: Parameter | None
    after: Parameter | None

    @property
    def newest(self) -> Parameter:
        """The parameter of the later year, or the one that went."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def clause(self) -> str:
        """The clause that gives the value in the later year."""
        return self.newest.provision.citation.clause


def year_changes(before: YearLaw, after: YearLaw) -> tuple[Change, ...]:
    """Every value that differs between two years, in the order in which a year's file states them."""
    old = {(each.name, each.label): each for each in year_parameters(before)}
    new = {(each.name, each.label): each for each in year_parameters(after)}
    return tuple(
        Change(before=old.get(key), after=new.get(key))
        for key in dict.fromkeys((*new, *old))
        if _said_by(old.get(key)) != _said_by(new.get(key))
    )


def _said_by(parameter: Parameter | None) -> tuple[object, str] | None:
    if parameter is None:
        return None
    return parameter.provision.value, parameter.provision.citation.clause
