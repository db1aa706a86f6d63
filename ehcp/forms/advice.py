"""Forms of advice: whom to ask, what came back."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework import forms
from ehcp.rules.advice import HEAD_WORDS, Agreement, Answer, Ask, Head, Proposal
from ehcp.rules.policy import Route

AGREEMENTS = {
    "adviser": "The adviser agrees that this advice suffices",
    "authority": "The authority agrees",
    "family": "The parent or young person agrees",
}


class AskAdviceForm(forms.Form):
    """A line for each proposed adviser: tick to ask, with a name and an address."""

    asked_on = forms.DateField(
        label="When is the advice asked for?",
        called="The day the advice is asked for",
        hint="Six weeks count from the day the request reaches the adviser: this day, unless you "
        "say otherwise.",
        missing="Enter the day the advice is asked for",
    )
    reached_on = forms.DateField(
        label="When did the request reach them, if later?",
        called="The day the request reached them",
        required=False,
    )

    says_optional = False

    def __init__(
        self,
        *args: Any,
        proposals: Sequence[Proposal],
        routes: Mapping[Head, Route],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.proposals, self.routes = proposals, routes
        for number, proposal in enumerate(proposals):
            self.fields |= _fields_of(number, proposal, routes.get(proposal.head))

    def lines(self) -> list[dict[str, Any]]:
        """Return each proposal with its three fields, as the page prints them."""
        return [
            {
                "proposal": proposal,
                "head": HEAD_WORDS[proposal.head],
                "route": self.routes.get(proposal.head),
                "fields": [self[f"{name}_{number}"] for name in ("ask", "who", "email")],
            }
            for number, proposal in enumerate(self.proposals)
        ]

    def asks(self) -> list[Ask]:
        """Return the advisers ticked."""
        answers = self.cleaned_data
        return [
            Ask(
                head=proposal.head,
                adviser=answers[f"who_{number}"],
                asked_on=answers["asked_on"],
                email=answers[f"email_{number}"],
                reached_on=answers["reached_on"],
            )
            for number, proposal in enumerate(self.proposals)
            if answers[f"ask_{number}"]
        ]


def _fields_of(number: int, proposal: Proposal, route: Route | None) -> dict[str, Any]:
    head = HEAD_WORDS[proposal.head]
    email = route.email.value if route and route.email else ""
    return {
        f"ask_{number}": forms.ConfirmField(
            label=f"Ask: {head}", required=False, initial=bool(proposal.who)
        ),
        f"who_{number}": forms.TextField(
            label="Name or service",
            called=f"name for {head}",
            required=False,
            initial=proposal.who,
            max_length=120,
        ),
        f"email_{number}": forms.EmailField(
            label="Email address",
            called=f"email address for {head}",
            required=False,
            initial=email,
        ),
    }


class AnswerForm(forms.Form):
    """Advice, typed or as a file."""

    author = forms.TextField(
        label="Who wrote the advice?",
        hint="Name and role, as section K of the plan will show them.",
        max_length=150,
        missing="Enter who wrote the advice",
    )
    file = forms.FileField(label="Upload the advice", required=False)
    words = forms.LongTextField(
        label="Or type it",
        hint="Say what the needs are, what provision meets them, and what outcomes it aims at.",
        required=False,
        max_length=50_000,
        rows=12,
    )


class RecordAdviceForm(AnswerForm):
    """Advice that came in, recorded by the officer."""

    received_on = forms.DateField(
        label="When was the advice received?",
        called="The day the advice was received",
        missing="Enter the day the advice was received",
    )
    signed_off_by = forms.TextField(
        label="Who signed it off, if somebody did?", required=False, max_length=150
    )

    def answer(self) -> Answer:
        """Return what came back, as the rules know it."""
        answers = self.cleaned_data
        names = ("received_on", "author", "words", "signed_off_by")
        return Answer(**{name: answers[name] for name in names})


class GiveAdviceForm(AnswerForm):
    """Advice given by the adviser who was asked; it is received when it is sent."""

    signed_off_by = forms.TextField(
        label="Who signed it off, if your service requires that?", required=False, max_length=150
    )

    def answer(self, today: Any) -> Answer:
        """Return what is given, as the rules know it."""
        answers = self.cleaned_data
        names = ("author", "words", "signed_off_by")
        return Answer(today, **{name: answers[name] for name in names})


class ReuseAdviceForm(RecordAdviceForm):
    """Advice that exists already."""

    head = forms.SelectField(
        label="Under which head?",
        choices=[(head, HEAD_WORDS[head]) for head in Head],
        missing="Select the head",
    )
    adviser = forms.TextField(
        label="Name or service of the adviser", max_length=120, missing="Enter the adviser"
    )
    agreed = forms.CheckboxesField(
        label="Who agrees that it suffices?",
        choices=list(AGREEMENTS.items()),
        hint="All three must, or new advice is asked for.",
        required=False,
    )
    agreed_on = forms.DateField(
        label="When was the last of them asked?",
        called="The day they agreed",
        missing="Enter the day they agreed",
    )
    field_order = ("head", "adviser", "agreed", "agreed_on", "received_on", "author")

    def existing(self) -> Ask:
        """Return whose advice it is, and the day they agreed."""
        answers = self.cleaned_data
        return Ask(Head(answers["head"]), answers["adviser"], answers["agreed_on"])

    def agreement(self) -> Agreement:
        """Return who agrees."""
        return Agreement(**{name: name in self.cleaned_data["agreed"] for name in AGREEMENTS})
