"""Forms of the request and of the two decisions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from accounts.models import User
from casework import forms
from ehcp.models import Told
from ehcp.rules.decisions import OUTCOME_WORDS, Decision, Outcome
from ehcp.rules.requests import (
    EVIDENCE_HEADS,
    RECIPIENT_WORDS,
    SOURCE_WORDS,
    FamilyAgreement,
    Recipient,
    Request,
    Source,
)

DETAILS = (
    "asked_by",
    "evidence",
    "last_assessed_on",
    "is_known_to_social_care",
    "is_service_family",
    "is_known_to_youth_justice",
    "has_sensory_impairment",
)
CIRCUMSTANCES = {
    "is_service_family": "A parent serves in the armed forces",
    "is_known_to_youth_justice": "Known to youth justice",
    "has_sensory_impairment": "Hearing or visual impairment",
}


class RequestForm(forms.Form):
    """A request for an assessment, or a child brought to notice."""

    received_on = forms.DateField(
        label="When was the request received?",
        called="The day it was received",
        hint="The day it reached the authority, which may be before today. The weeks count "
        "from this day.",
        missing="Enter the day the request was received",
    )
    source = forms.RadiosField(
        label="Who asked?",
        choices=[(source, SOURCE_WORDS[source]) for source in Source],
        hint="A parent, a young person over compulsory school age and a school have a right to "
        "ask. Anybody else brings the child to the authority’s attention: the same weeks run.",
        missing="Select who asked",
        reveals={Source.SCHOOL: "family_agreement"},
    )
    family_agreement = forms.RadiosField(
        label="Does the family know of and agree with the school’s request?",
        choices=[(FamilyAgreement.YES, "Yes"), (FamilyAgreement.NO, "No")],
        required=False,
    )
    agreement_reason = forms.LongTextField(
        label="If the family does not agree, why does the school ask? (schools only)",
        required=False,
        rows=2,
    )
    asked_by = forms.TextField(
        label="Name of the person who asked", max_length=150, missing="Enter who asked"
    )
    evidence = forms.CheckboxesField(
        label="What came with the request?",
        choices=list(EVIDENCE_HEADS.items()),
        hint="Select all that apply. What is not there is shown as missing.",
        required=False,
    )
    circumstances = forms.CheckboxesField(
        label="Circumstances that decide who is asked for advice",
        choices=list(CIRCUMSTANCES.items()),
        hint="Care status and the setting attended come from the child’s record.",
        required=False,
    )
    is_known_to_social_care = forms.YesNoField(
        label="Is the child known to social care?",
        hint="Leave blank if you do not know yet.",
        required=False,
    )
    last_assessed_on = forms.DateField(
        label="When was the last assessment of this child finished, if there was one?",
        called="The day of the last assessment",
        required=False,
    )
    owner = forms.SelectField(
        label="Who will run the case?", missing="Select who will run the case"
    )

    def __init__(self, *args: Any, owners: Iterable[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.owners = {str(user.pk): user for user in owners}
        self.fields["owner"].choices = [(pk, user.name) for pk, user in self.owners.items()]

    def request(self, born_on: date) -> Request:
        """Return what is asked, for a child born on that day."""
        answers = self.cleaned_data
        agreement = answers["family_agreement"]
        return Request(
            source=Source(answers["source"]),
            born_on=born_on,
            received_on=answers["received_on"],
            family_agreement=FamilyAgreement(agreement) if agreement else None,
            agreement_reason=answers["agreement_reason"],
        )

    def details(self) -> dict[str, Any]:
        """Return the rest, by the names of the columns."""
        answers = self.cleaned_data
        ticked = {name: name in answers["circumstances"] for name in CIRCUMSTANCES}
        return {name: (answers | ticked)[name] for name in DETAILS}

    def chosen_owner(self) -> User:
        """Return the person chosen to run the case."""
        return self.owners[self.cleaned_data["owner"]]


class DecisionForm(forms.Form):
    """What both decisions ask. Subclasses say which outcomes there are."""

    outcomes: tuple[Outcome, ...] = ()
    hints: Mapping[str, str] = {}

    outcome = forms.RadiosField(label="What do you decide?", missing="Select what you decide")
    reasons = forms.LongTextField(
        label="Reasons",
        hint="In words that the family will read in its letter. Leave a blank line between "
        "paragraphs.",
        missing="Give the reasons for the decision",
        rows=8,
    )
    regard_to_age = forms.LongTextField(
        label="How was the young person’s age weighed?",
        hint="Needed from the 18th birthday: does this person need more time than most of the "
        "same age to finish education or training?",
        required=False,
        rows=3,
    )
    sent_on = forms.DateField(
        label="When is the family told?",
        called="The day the family is told",
        hint="The day the notice is sent. This is what counts, not the day of a panel.",
        missing="Enter the day the notice is sent",
    )

    told = forms.CheckboxesField(
        label="Who else is sent a copy that day?",
        hint="The law has them told by the family’s own date. Consent is not needed for it.",
        required=False,
    )

    def __init__(self, *args: Any, over_eighteen: bool, others: Sequence[Recipient], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["told"].choices = [(r.value, RECIPIENT_WORDS[r]) for r in others]
        self.fields["told"].initial = [r.value for r in others]
        self.fields["outcome"].choices = [(o, OUTCOME_WORDS[o]) for o in self.outcomes]
        self.fields["outcome"].look["item_hints"] = self.hints
        if not over_eighteen:
            del self.fields["regard_to_age"]

    def decision(self) -> Decision:
        """Return the decision as the rules know it."""
        answers = self.cleaned_data
        return Decision(
            outcome=Outcome(answers["outcome"]),
            sent_on=answers["sent_on"],
            reasons=answers["reasons"],
            regard_to_age=answers.get("regard_to_age", ""),
            without_advice_reason=answers.get("without_advice_reason", ""),
            told=tuple(map(Recipient, answers["told"])),
        )


class DecideAssessmentForm(DecisionForm):
    """Whether to assess."""

    outcomes = (Outcome.ASSESS, Outcome.NO_ASSESSMENT)
    hints = {
        Outcome.ASSESS: "The needs may make provision by a plan necessary",
        Outcome.NO_ASSESSMENT: "The family can appeal; the letter says how",
    }


class DecidePlanForm(DecisionForm):
    """Whether to make a plan."""

    outcomes = (Outcome.PLAN, Outcome.NO_PLAN)
    hints = {
        Outcome.PLAN: "Provision by a plan is necessary",
        Outcome.NO_PLAN: "The family can appeal; the letter says how",
    }
    without_advice_reason = forms.LongTextField(
        label="Why do you decide without the advice that has not come back?",
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, outstanding: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["told"].label = "If there is to be no plan, who else is told that day?"
        if not outstanding:
            del self.fields["without_advice_reason"]


class TellOthersForm(forms.Form):
    """Who else was told, of what, and when."""

    occasion = forms.RadiosField(
        label="What were they told?",
        choices=Told.Occasion.choices,
        missing="Select what they were told",
    )
    recipients = forms.CheckboxesField(
        label="Who was told?",
        choices=[(r, RECIPIENT_WORDS[r]) for r in Recipient],
        hint="The law orders these notices. Consent is not needed for them.",
        missing="Select who was told",
    )
    on = forms.DateField(
        label="When?", called="The day they were told", missing="Enter the day they were told"
    )


class WithdrawForm(forms.Form):
    """The request is taken back."""

    on = forms.DateField(
        label="When was the request withdrawn?",
        called="The day of withdrawal",
        missing="Enter the day the request was withdrawn",
    )
    reason = forms.LongTextField(label="Why?", missing="Say why the request was withdrawn", rows=3)
