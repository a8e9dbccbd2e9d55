"""What the error summary of a page asks of its form."""

from django import forms


class PageForm(forms.Form):
    """A form that can say how many errors it has and where the first field stands."""

    @property
    def error_count(self) -> int:
        """The number of sentences in the summary."""
        return sum(len(found) for found in self.errors.values())

    @property
    def first_id(self) -> str:
        """The id of the first field, to which errors of the whole form lead."""
        return next(iter(self)).id_for_label
