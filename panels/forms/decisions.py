"""The form on which a panel decides, made from its protocol; and the record mended."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms

from casework.forms import (
    CheckboxesField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    RadiosField,
    SelectField,
    TextField,
)
from casework.rules.errors import Refused
from casework.rules.money import PAYERS
from panels.models import AgendaItem, Decision
from panels.queries.decisions import Asked
from panels.rules.decisions import (
    ADVICE_FORM,
    PURPOSES,
    RECHARGES,
    RESPONSIBILITIES,
    ActionDraft,
    DecisionDraft,
    Purpose,
    find_faults,
    outcome_label,
)
from panels.rules.policy import PanelPolicy

ACTION_ROWS = 3
PARTS = ("what", "who", "due")
# Where a fault about several fields is shown: at the first of them.
FIELD_OF = {"shares": "education", "actions": "what_1"}


class DecisionForm(Form):
    """What the panel decided on one item. ``version`` is that of the decision last seen."""

    says_optional = False  # what must be there depends on the decision

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    outcome = RadiosField(label="Decision", missing="Choose what the panel decided.")
    reasons = LongTextField(label="Reasons", rows=4, required=False)
    conditions = LongTextField(
        label="Conditions",
        hint="One on each line, where the panel agrees with conditions.",
        rows=3,
        required=False,
    )
    confirmations = CheckboxesField(label="The panel confirms that", required=False)
    responsibility = RadiosField(
        label="Who pays the provider?",
        choices=list(RESPONSIBILITIES.items()),
        required=False,
        small=True,
    )
    recharge = SelectField(
        label="How often are the others recharged?",
        choices=list(RECHARGES.items()),
        required=False,
    )
    review_on = DateField(label="Review on", required=False)

    def __init__(
        self, *args: Any, item: AgendaItem, policy: PanelPolicy, asked: Asked, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.policy, self.asked = policy, asked
        self.purpose, self.decided_on = Purpose(item.purpose), item.meeting.held_on
        self.statements = [statement.code for statement in policy.decisions.statements]
        self._offer_outcomes()
        self._ask_as_the_protocol_does()
        self._ask_for_money()
        self._ask_for_actions()
        if PURPOSES[self.purpose].form == ADVICE_FORM:
            del self.fields["conditions"], self.fields["review_on"]

    def _offer_outcomes(self) -> None:
        rule, named_by = self.policy.decisions, self.asked.named_by
        self.fields["outcome"].choices = [
            (code, outcome_label(code, rule, named_by=named_by))
            for code in PURPOSES[self.purpose].outcomes
        ]

    def _ask_as_the_protocol_does(self) -> None:
        rule = self.policy.decisions
        self.fields["confirmations"].choices = [(one.code, one.says) for one in rule.confirmations]
        if not rule.confirmations or self.asked.named_by:
            del self.fields["confirmations"]
        for one in rule.statements:
            label = f"{one.says[:1].upper()}{one.says[1:]}"
            self.fields[one.code] = LongTextField(label=label, rows=2, required=False)

    def _ask_for_money(self) -> None:
        if self.asked.total_pence is None:
            del self.fields["responsibility"], self.fields["recharge"]
            return
        for payer in PAYERS:
            label = self.policy.labels.get(payer, payer)
            self.fields[payer] = MoneyField(
                label=f"{label[:1].upper()}{label[1:]}", per="year", required=False
            )

    def _ask_for_actions(self) -> None:
        for row in range(1, ACTION_ROWS + 1):
            self.fields[f"what_{row}"] = TextField(
                label=f"Action {row}: what is to be done", required=False, max_length=300
            )
            self.fields[f"who_{row}"] = TextField(
                label=f"Action {row}: who does it", required=False, max_length=150
            )
            self.fields[f"due_{row}"] = DateField(label=f"Action {row}: by when", required=False)

    def shown(self, *names: str) -> list[Any]:
        """Return the bound fields of these names that this protocol asks for."""
        return [self[name] for name in names if name in self.fields]

    @property
    def conditional(self) -> list[Any]:
        return self.shown("conditions")

    @property
    def reviewing(self) -> list[Any]:
        return self.shown("review_on")

    @property
    def confirming(self) -> list[Any]:
        return self.shown("confirmations", *self.statements)

    @property
    def money(self) -> list[Any]:
        return self.shown(*PAYERS)

    @property
    def paying(self) -> list[Any]:
        return self.shown("responsibility", "recharge")

    @property
    def action_rows(self) -> list[list[Any]]:
        rows = range(1, ACTION_ROWS + 1)
        return [self.shown(f"what_{row}", f"who_{row}", f"due_{row}") for row in rows]

    def clean(self) -> None:
        """Say everything that the decision lacks at once, each at its field."""
        if self.errors:
            return
        faults = find_faults(
            self.draft(),
            purpose=self.purpose,
            rule=self.policy.decisions,
            decided_on=self.decided_on,
            total_pence=self.asked.total_pence,
        )
        for fault in faults:
            self.add_error(self._field_of(fault), fault.says)

    def _field_of(self, fault: Refused) -> str | None:
        name = FIELD_OF.get(fault.field or "", fault.field)
        return name if name in self.fields else None

    def seen_version(self) -> int:
        return self.cleaned_data.get("version") or 0

    def draft(self) -> DecisionDraft:
        """Return what was typed as the rules judge it."""
        given = self.cleaned_data
        return DecisionDraft(
            outcome=given["outcome"],
            reasons=given["reasons"],
            conditions=tuple(
                line.strip() for line in given.get("conditions", "").splitlines() if line.strip()
            ),
            actions=tuple(self._actions()),
            confirmations=frozenset(given.get("confirmations", ())),
            statements={code: given[code] for code in self.statements},
            shares=self._shares(),
            responsibility=given.get("responsibility", ""),
            recharge=given.get("recharge", ""),
            review_on=given.get("review_on"),
            named_by=self.asked.named_by,
        )

    def _shares(self) -> dict[str, int]:
        typed = {payer: self.cleaned_data.get(payer) for payer in PAYERS if payer in self.fields}
        if all(pence is None for pence in typed.values()):
            return {}
        return {payer: pence or 0 for payer, pence in typed.items()}

    def _actions(self) -> Iterator[ActionDraft]:
        for row in range(1, ACTION_ROWS + 1):
            what, who, due_on = (self.cleaned_data[f"{part}_{row}"] for part in PARTS)
            if what or who or due_on:
                yield ActionDraft(what, who, due_on)


class CorrectionForm(DecisionForm):
    """The record mended, and what was wrong with it."""

    because = TextField(label="What was wrong with the record?", max_length=300)


def initial_from_asked(asked: Asked, review_on: date | None) -> dict[str, Any]:
    """Return what a blank form proposes: the shares asked, and the protocol's review date."""
    shares: Mapping[str, int] = asked.shares or {}
    return {payer: shares.get(payer, 0) for payer in PAYERS} | {"review_on": review_on}


def initial_from_decision(decision: Decision) -> dict[str, Any]:
    """Return a recorded decision as the form shows it, to be mended."""
    rows = enumerate(decision.actions.order_by("pk")[:ACTION_ROWS], start=1)
    actions = {
        f"{part}_{row}": value
        for row, action in rows
        for part, value in zip(PARTS, (action.what, action.who, action.due_on), strict=True)
    }
    return {
        "version": decision.version,
        "outcome": decision.outcome,
        "reasons": decision.reasons,
        "conditions": "\n".join(decision.conditions),
        "confirmations": decision.confirmations,
        "responsibility": decision.responsibility,
        "recharge": decision.recharge,
        "review_on": decision.review_on,
        **decision.statements,
        **decision.shares,
        **actions,
    }
