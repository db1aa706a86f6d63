"""Forms of a meeting: a case listed, the order, who comes, who chairs, an interest."""

from collections.abc import Iterable

from django import forms

from accounts.models import User
from casework.forms import Form, LongTextField, RadiosField, SelectField, TextField
from panels.forms.panels import person_choices
from panels.models import Member
from panels.rules.quorum import Capacity


class ListCaseForm(Form):
    """Which case to list; late papers need the chair's reason."""

    reference = forms.CharField(widget=forms.HiddenInput)
    purpose = forms.CharField(widget=forms.HiddenInput)
    late_reason = LongTextField(
        label="The chair’s reason for hearing it all the same",
        required=False,
        rows=2,
        max_length=300,
    )


class OrderForm(Form):
    """The items of an agenda, first to last, as their ids with commas between."""

    items = forms.CharField(widget=forms.HiddenInput)

    def clean_items(self) -> list[int]:
        words = self.cleaned_data["items"].split(",")
        if not all(word.isdecimal() for word in words):
            raise forms.ValidationError("The order could not be read. Try again.")
        return [int(word) for word in words]


class ChairForm(Form):
    """Who takes the chair; a stand-in with the reason."""

    chair = SelectField(label="Who is in the chair?", coerce=int)
    because = TextField(
        label="If somebody stands in for the chair, why?", required=False, max_length=200
    )

    def __init__(self, *args, members: Iterable[Member], takes_stand_in: bool, **options):
        super().__init__(*args, **options)
        self.fields["chair"].choices = member_choices(members)
        if not takes_stand_in:
            del self.fields["because"]


class AttendanceForm(Form):
    """One person, and whether they are there."""

    user = forms.IntegerField(widget=forms.HiddenInput)
    attendance = forms.ChoiceField(
        choices=[(word, word) for word in ("present", "apologies", "absent")]
    )


class DeputyForm(Form):
    """Somebody who comes to this meeting only."""

    username = SelectField(label="Who is coming?")
    capacity = RadiosField(
        label="As",
        choices=[
            (Capacity.DEPUTY, "Deputy, in a member’s place"),
            (Capacity.ADVISER, "Adviser"),
        ],
    )
    stands_in_for = SelectField(
        label="In whose place does the deputy come?",
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args, people: Iterable[User], members: Iterable[Member], **options):
        super().__init__(*args, **options)
        self.fields["username"].choices = person_choices(people)
        self.fields["stands_in_for"].choices = member_choices(members)


class InterestForm(Form):
    """A personal interest in one case. An agency's own money is none."""

    user = SelectField(label="Whose interest?", coerce=int)
    says = TextField(
        label="What is the interest?",
        hint="A personal one. That an agency’s own money is at stake is no interest.",
        max_length=300,
    )

    def __init__(self, *args, members: Iterable[Member], **options):
        super().__init__(*args, **options)
        self.fields["user"].choices = member_choices(members)


def member_choices(members: Iterable[Member]) -> list[tuple[int, str]]:
    """Return members as choices, each with their agency."""
    return [(one.user_id, f"{one.user.name}, {one.agency.name}") for one in members]
