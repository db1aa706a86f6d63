"""The forms of insight's pages and tools."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.forms import (
    DateField,
    Form,
    RadiosField,
    SelectField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from casework.rules.law import EventKind, Field, FieldType, Law

POLICIES = [
    ("kent", "Kent JRAP"),
    ("london", "London Access to Resources"),
    ("sutton", "Sutton SEND Panel"),
    ("", "None: the law alone"),
]
QUESTIONS = {
    "adviser": "Who gives the advice?",
    "head": "What kind of advice?",
    "received_on": "When did they receive the request?",
    "sent_on": "When was it sent?",
    "setting": "Which school or college?",
    "recipients": "Who else has to be told?",
    "recipient": "Who was told?",
    "meeting_on": "When is the meeting?",
    "moved_from": "Which date does it replace?",
    "panel_on": "When did the panel meet?",
    "by": "By when?",
    "outcome": "What was decided?",
    "names_placement": "Does the plan already name the next place?",
    "from": "From which phase?",
    "to": "To which phase?",
    "year": "In which year?",
    "transfer_on": "On which day?",
    "same_school": "Does the child stay in the same school?",
    "moved_on": "When did, or will, the child move?",
    "last_review_on": "When was the plan last reviewed?",
    "made_on": "When was the plan made?",
    "body": "Which body?",
    "grounds": "What can be appealed?",
    "issues": "What is mediation about?",
    "told_on": "When was the authority told?",
    "what": "What is to be done?",
    "order": "What did the tribunal order?",
    "directed_by": "Did the tribunal give a date?",
    "directed_step": "For which step was the date given?",
    "step": "Which step?",
    "agency": "Which agencies?",
}
HINTS = {
    FieldType.NAMES: "With commas between them if there are several",
    FieldType.YEAR: "For example, 2027",
}
OWN_QUESTIONS = {
    ("ehc.review_held", "by"): "Who held it?",
    ("placement.started", "agency"): "Which agencies pay?",
    ("panel.meeting_held", "agency"): "Which agencies have to sign?",
    ("panel.funding_form_signed", "agency"): "Which agency signed?",
}


def words_of(code: str) -> str:
    """Return a code of the law data in words."""
    spaced = code.replace("-", " ")
    return spaced[:1].upper() + spaced[1:]


def question_of(kind: EventKind, name: str) -> str:
    """Return how a field of an event is asked for."""
    return OWN_QUESTIONS.get((kind.id, name), QUESTIONS[name])


class EventForm(Form):
    """One event of one kind: the day, and what else its kind may say."""

    on = DateField(label="When did it happen?", called="the day")

    def __init__(self, *args, kind: EventKind, **options):
        super().__init__(*args, **options)
        self.kind = kind
        for field in kind.fields.values():
            self.fields[field.name] = _field(field, question_of(kind, field.name))

    def event(self) -> dict[str, Any]:
        """Return the event in the plain data of the contract."""
        given = {name: _plain(self._value(name)) for name in self.fields}
        said = {name: value for name, value in given.items() if value not in (None, "", [])}
        return {"kind": self.kind.id} | said

    def _value(self, name: str) -> Any:
        value = self.cleaned_data[name]
        is_list = name in self.kind.fields and self.kind.fields[name].type is FieldType.NAMES
        return [part.strip() for part in value.split(",") if part.strip()] if is_list else value


def _field(field: Field, question: str):
    """Return the form field that asks for a field of an event."""
    missing = f"Answer the question “{question}”"
    options = {"label": question, "required": field.is_required, "missing": missing}
    if field.type is FieldType.CHOICE:
        return SelectField(choices=[(one, words_of(one)) for one in field.choices], **options)
    if field.type is FieldType.YEAR:
        return WholeNumberField(least=2014, most=2100, width=4, hint=HINTS[field.type], **options)
    return PLAIN_FIELDS[field.type](hint=HINTS.get(field.type, ""), **options)


PLAIN_FIELDS: Mapping[FieldType, type] = {
    FieldType.TEXT: TextField,
    FieldType.NAMES: TextField,
    FieldType.DATE: DateField,
    FieldType.FLAG: YesNoField,
}


class ExemptionForm(Form):
    """A reason why a time limit could not be kept, to see whether the law knows it."""

    clock = SelectField(label="Which time limit?", called="a time limit")
    ground = SelectField(label="What was the reason?", called="a reason")
    from_on = DateField(label="First day", called="the first day")
    last_on = DateField(label="Last day", called="the last day")
    who = RadiosField(
        label="Whose circumstances were they?",
        choices=[
            ("child", "The child’s"),
            ("parent", "The parent’s"),
            ("young-person", "The young person’s"),
            ("", "Nobody’s in particular"),
        ],
        required=False,
    )
    adviser = TextField(label="If it is about advice, whose?", required=False)

    def __init__(self, *args, law: Law, **options):
        super().__init__(*args, **options)
        excusable = {clock for ground in law.grounds.values() for clock in _clocks(ground)}
        clocks = [clock for clock in law.clocks.values() if clock.id in excusable]
        self.fields["clock"].choices = [
            (clock.id, clock.label.format(family="the family")) for clock in clocks
        ]
        self.fields["ground"].choices = [
            (ground.id, ground.label[:1].upper() + ground.label[1:])
            for ground in law.grounds.values()
        ]

    def exemption(self) -> dict[str, Any]:
        """Return the exemption in the plain data of the contract."""
        names = {"from_on": "from", "last_on": "to"}
        given = {names.get(name, name): _plain(self.cleaned_data[name]) for name in self.fields}
        return {name: value for name, value in given.items() if value not in (None, "")}


def _clocks(ground) -> set[str]:
    return {clock for terms in ground.each for clock in terms.clocks}


class CountingForm(Form):
    """By what the dates are counted: a protocol, a day of law, the child's birth, a day to read."""

    policy = RadiosField(label="Which protocol?", choices=POLICIES, required=False)
    born = DateField(
        label="When was the child born?",
        hint="It decides who holds the rights",
        birthday=True,
        required=False,
    )
    today = DateField(
        label="Read the clocks as on which day?", hint="Today, if left empty", required=False
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
