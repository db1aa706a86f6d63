"""The short pages of part 2. Each form knows its questions and what its action takes."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.http import QueryDict

from casework.forms import (
    CheckboxesField,
    DateField,
    FileField,
    Form,
    LongTextField,
    MoneyField,
    RadiosField,
    SelectField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from casework.forms.dates import in_words
from casework.rules.money import PAYERS, format_pounds
from funding.rules.policy import KINDS
from funding.rules.prices import Per, QuotedLine
from people.models import LegalStatus, Setting
from referrals.models.sections import NAMED_BY, REGISTERED_WITH
from referrals.rules.gates import GROUNDS
from referrals.rules.policy import Policy, Question
from referrals.rules.sections import Section

QUESTION = "question_"
KIND_WORDS = {
    "education": "Education",
    "care": "Care",
    "health": "Health",
    "transport": "Transport to the placement",
    "unbroken": "Not broken down by the provider",
}
PERIODS = [(Per.WEEK, "a week"), (Per.TERM, "a term"), (Per.YEAR, "a year")]


def digest(values: Mapping[str, Any]) -> str:
    """Return a mark of what a page showed, to tell whether the same is still stored."""
    text = repr(sorted((name, str(value)) for name, value in values.items()))
    return sha256(text.encode()).hexdigest()[:24]


class SectionForm(Form):
    """A page of part 2. ``seen`` marks what it was filled from; ``policy`` adds its questions."""

    section: Section | None = None
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, policy: Policy, initial: Mapping[str, Any], **options: Any):
        super().__init__(*args, initial={"seen": digest(initial)} | dict(initial), **options)
        self.questions_asked = policy.questions_of(self.section) if self.section else ()
        for question in self.questions_asked:
            self.fields[QUESTION + question.key] = _question_field(question)
        self.shape(policy)

    def shape(self, policy: Policy) -> None:
        """Fit the questions to the protocol."""

    def take(self, draft: QueryDict) -> None:
        """Show what was typed and put aside, without saying yet what is wrong with it."""
        for name, field in self.fields.items():
            if not isinstance(field.widget, forms.FileInput):
                self.initial[name] = field.widget.value_from_datadict(draft, {}, name)
        if str(draft.get("revision", "")).isdecimal():
            self.revision = int(draft["revision"])

    def answers(self) -> dict[str, str]:
        """Return the replies to the protocol's questions, as text."""
        return {
            question.key: _as_text(self.cleaned_data[QUESTION + question.key])
            for question in self.questions_asked
        }

    def columns(self) -> dict[str, Any]:
        """Return the answers that are the section's own, without ``seen`` and the questions."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "seen" and not name.startswith(QUESTION)
        }

    def for_action(self) -> dict[str, Any]:
        """Return what the page's action takes."""
        return self.columns() | ({"answers": self.answers()} if self.questions_asked else {})

    def words(self, name: str, value: Any) -> str:
        """Return a stored or typed value of a field in words."""
        return words_of(self.fields[name], value)


def words_of(field: forms.Field, value: Any) -> str:
    """Return a value as its page says it: the words of a choice, a date, pounds."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    choices = {str(code): str(text) for code, text in getattr(field, "choices", [])}
    if isinstance(value, list | tuple):
        return ", ".join(choices.get(str(one), str(one)) for one in value)
    if isinstance(field, MoneyField) and isinstance(value, int):
        return format_pounds(value)
    if isinstance(field, DateField) and hasattr(value, "day"):
        return in_words(value)
    return choices.get(str(value), str(value))


def _question_field(question: Question) -> forms.Field:
    kinds = {"text": LongTextField, "yes-no": YesNoField, "date": DateField, "miles": TextField}
    options = {"rows": 4} if question.kind == "text" else {}
    options |= {"suffix": "miles", "width": 5} if question.kind == "miles" else {}
    return kinds[question.kind](label=question.asks, required=False, **options)


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


class ChildForm(SectionForm):
    """Section 1: needs and words; the panel's remit."""

    section = Section.CHILD
    needs = LongTextField(label="What does the child need?", rows=6, missing="Say what is needed")
    child_words = LongTextField(
        label="What does the child say?", hint="In their own words", rows=4, required=False
    )
    family_words = LongTextField(label="What does the family say?", rows=4, required=False)
    has_plan = YesNoField(
        label="Does the child have an education, health and care plan?",
        missing="Select whether the child has an education, health and care plan",
        required=False,
    )
    named_by = RadiosField(
        label="Is the placement already named?",
        hint="If it is, the panel settles who pays, not whether",
        choices=[("", "No"), *NAMED_BY],
        required=False,
    )
    has_health_issues = YesNoField(
        label="Does the child have significant health issues?",
        missing="Select whether the child has significant health issues",
        required=False,
        inline=False,
        reveals={"yes": "continuing_care_on"},
    )
    continuing_care_on = DateField(
        label="When was the child referred for a continuing care assessment?", required=False
    )
    is_known_to_care = YesNoField(
        label="Is the family known to social care?",
        missing="Select whether the family is known to social care",
        required=False,
    )
    care_checked_on = DateField(label="When was social care asked?", required=False)
    is_concern = YesNoField(
        label="Is there a significant concern about the school’s ability to meet the need?",
        required=False,
    )

    def shape(self, policy: Policy) -> None:
        asked_by = {
            "plan": "has_plan",
            "health-issues": "has_health_issues",
            "convened-meeting": "is_known_to_care",
        }
        for gate, name in asked_by.items():
            self.fields[name].required = policy.gate(gate).applies


class LegalStatusForm(SectionForm):
    """Section 1: the child's legal status."""

    status = RadiosField(
        label="What is the child’s legal status?",
        choices=LegalStatus.Status.choices,
        missing="Select the child’s legal status",
    )
    from_on = DateField(label="From when?", missing="Enter the day from which it holds")


class PlacementForm(SectionForm):
    """Section 4: the placement proposed."""

    section = Section.PLACEMENT
    setting_id = SelectField(label="Which provider?", coerce=int, empty_value=None, required=False)
    new_setting = TextField(
        label="If the provider is not listed, its name", required=False, max_length=160
    )
    kind = RadiosField(label="What kind of placement?", missing="Select the kind of placement")
    is_external = YesNoField(
        label="Is it outside the council’s own and the local NHS’s provision?",
        hint="If so, the referral has to show why local provision will not do",
    )
    weeks = WholeNumberField(label="For how many weeks a year?", suffix="weeks")
    weeks_details = LongTextField(
        label="If it is another number of weeks, why?", rows=2, required=False
    )
    starts_on = DateField(label="When would it start?")
    ends_on = DateField(label="When is it expected to end?", required=False)
    grounds = CheckboxesField(
        label="Why are education and social care asked together?",
        hint="Select all that apply",
        choices=list(GROUNDS.items()),
        required=False,
    )
    complexity = LongTextField(
        label="If health and social care alone are asked: why are the needs complex?",
        rows=3,
        required=False,
    )

    def shape(self, policy: Policy) -> None:
        settings = Setting.objects.order_by("name").values_list("pk", "name")
        self.fields["setting_id"].choices = [("", ""), *settings]
        self.fields["kind"].choices = list(policy.kinds.items())
        offered = ", ".join(str(weeks) for weeks in policy.weeks_offered)
        self.fields["weeks"].help_text = f"Usually {offered}"


class CostsForm(SectionForm):
    """Section 5: what the provider charges, one line for each kind of cost."""

    says_optional = False  # the page says once that what is not charged is left blank

    charged_weeks = WholeNumberField(
        label="Over how many weeks a year are weekly prices charged?",
        suffix="weeks",
        missing="Enter the number of weeks",
    )

    def shape(self, policy: Policy) -> None:
        for kind in KINDS:
            self.fields[kind] = MoneyField(label=KIND_WORDS[kind], required=False)
            period = SelectField(label=f"{KIND_WORDS[kind]}: for", choices=PERIODS, required=False)
            period.look["empty_line"] = False
            self.fields[f"{kind}_per"] = period

    def rows(self) -> list[tuple[Any, Any]]:
        """Return the amount and the period of each kind, for the template."""
        return [(self[kind], self[f"{kind}_per"]) for kind in KINDS]

    def for_action(self) -> dict[str, Any]:
        data = self.cleaned_data
        lines = [
            QuotedLine(
                kind,
                data[kind],
                Per(data[f"{kind}_per"]),
                data["charged_weeks"],
            )
            for kind in KINDS
            if data.get(kind)
        ]
        return {"lines": lines}


class PaymentTermsForm(SectionForm):
    """Section 5: how the provider works out its terms."""

    payment_terms = LongTextField(
        label="How does the provider work out its payment terms?",
        hint="For example, a weekly fee invoiced every four weeks, or a third in advance each term",
        rows=4,
        missing="Say how the provider works out its payment terms",
    )
    education_weeks = WholeNumberField(
        label="Over how many weeks is the education cost paid?", suffix="weeks", required=False
    )

    def shape(self, policy: Policy) -> None:
        usual = " or ".join(str(weeks) for weeks in policy.education_weeks)
        hint = f"Education generally funds {usual} weeks of education. For another number, say why"
        self.fields["education_weeks"].help_text = hint


class SharesForm(SectionForm):
    """Section 6: who is asked for what in a year."""

    education = MoneyField(label="Education", per="year")
    care = MoneyField(label="Social care", per="year")
    health = MoneyField(label="Health", per="year")
    because = LongTextField(
        label="If these are not the shares that the rules give, why?", rows=3, required=False
    )

    def for_action(self) -> dict[str, Any]:
        shares = {payer: self.cleaned_data[payer] for payer in PAYERS}
        return {"shares": shares, "because": self.cleaned_data["because"]}


class OptionsForm(SectionForm):
    """Section 7: that all options were explored."""

    section = Section.OPTIONS
    statement = LongTextField(
        label="What options were explored, and how were local resources used?",
        rows=6,
        missing="State which options were explored",
    )


class DiscussionForm(SectionForm):
    """Section 7: the multi-agency meeting, or the agencies' conferring."""

    held_on = DateField(label="When did the agencies meet or confer?")
    is_meeting = RadiosField(
        label="Did they meet?",
        choices=[("yes", "Yes, there was a meeting"), ("no", "No, they conferred without one")],
        coerce=lambda answer: answer == "yes",
        missing="Select whether the agencies met",
    )
    convened_by_id = SelectField(label="Which agency called them together?")
    attendees = LongTextField(label="Who took part?", rows=3)
    options_for_school = LongTextField(
        label="What was tried or considered in the current school?", rows=4, required=False
    )
    options_for_home = LongTextField(
        label="What was tried or considered at home?", rows=4, required=False
    )
    recommendation = LongTextField(label="What was recommended?", rows=3, required=False)

    def __init__(self, *args: Any, agencies: Iterable[tuple[str, str]] = (), **options: Any):
        super().__init__(*args, **options)
        self.fields["convened_by_id"].choices = [("", ""), *agencies]


class TestsForm(SectionForm):
    """Section 7: the three tests of an external placement."""

    local_packages = LongTextField(
        label="How were flexible local packages exhausted?", rows=4, required=False
    )
    local_facility = LongTextField(
        label="Why is there no appropriate local facility?", rows=4, required=False
    )
    complexity = LongTextField(
        label="What shows that the needs are so complex that specialist provision is required?",
        rows=4,
        required=False,
    )


class RegistrationForm(SectionForm):
    """Section 8: the provider's registration."""

    registered_with = RadiosField(
        label="With whom is the provider registered?",
        choices=REGISTERED_WITH,
        missing="Select with whom the provider is registered",
    )
    registration_number = TextField(label="Registration number", required=False, max_length=40)
    registration_checked_on = DateField(label="When was the registration checked?")
    is_cqc_needed = YesNoField(
        label="Must it be registered with the Care Quality Commission?",
        inline=False,
        reveals={"yes": "cqc_checked_on"},
    )
    cqc_checked_on = DateField(label="When was that checked?", required=False)


class VisitForm(SectionForm):
    """Section 8: the visit, if one is required."""

    is_visit_needed = YesNoField(
        label="Is a visit to the provider required?",
        inline=False,
        reveals={"yes": ["visited_on", "visited_by"]},
    )
    visited_on = DateField(label="When was it visited?", required=False)
    visited_by = TextField(
        label="Who visited?", hint="Name and post", required=False, max_length=150
    )

    def clean(self) -> dict[str, Any]:
        """A visit has a day and a visitor, or neither is kept."""
        data = super().clean() or self.cleaned_data
        if not data.get("is_visit_needed"):
            return data | {"visited_on": None, "visited_by": ""}
        if bool(data.get("visited_on")) != bool(data.get("visited_by")):
            missing = "visited_by" if data.get("visited_on") else "visited_on"
            self.add_error(missing, "Say both when the visit was and who made it")
        return data


class TermsForm(SectionForm):
    """Section 8: the latest report, references, and the council's terms."""

    report_on = DateField(label="Date of the latest Ofsted report", required=False)
    upload = FileField(label="The report", required=False)
    references = LongTextField(
        label="References from other placing authorities", rows=3, required=False
    )
    are_terms_accepted = YesNoField(label="Has the provider accepted the council’s terms?")
    contract = SelectField(label="Under which contract?", required=False)
    checked_by = TextField(
        label="Who made these checks?", hint="Name and post", required=False, max_length=150
    )

    def shape(self, policy: Policy) -> None:
        self.fields["contract"].choices = [("", ""), *policy.contracts.items()]
        teams = ", ".join(sorted(set(policy.checked_by.values())))
        if teams:
            self.fields["checked_by"].help_text = f"Usually {teams}"
