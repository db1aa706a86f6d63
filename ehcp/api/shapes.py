"""What the API says of EHC cases and is told about them: names and types of JSON."""

from rest_framework import serializers

from ehcp.models import Told
from ehcp.rules.advice import HEAD_WORDS, Head
from ehcp.rules.decisions import OUTCOME_WORDS, Outcome
from ehcp.rules.requests import (
    EVIDENCE_HEADS,
    RECIPIENT_WORDS,
    SOURCE_WORDS,
    FamilyAgreement,
    Recipient,
    Source,
)

HEADS = [(head.value, HEAD_WORDS[head]) for head in Head]
RECIPIENTS = [(recipient.value, RECIPIENT_WORDS[recipient]) for recipient in Recipient]


class ChangedShape(serializers.Serializer):
    """The reference of the case that was made or changed, and its revision now."""

    reference = serializers.CharField()
    revision = serializers.IntegerField()


class EhcCaseShape(serializers.Serializer):
    """A case as the progress tracker has it."""

    reference = serializers.CharField(source="case.reference")
    child = serializers.CharField(source="case.child.reference")
    stage = serializers.CharField(source="case.stage")
    owner = serializers.CharField(source="case.owner.name")
    source = serializers.CharField()
    received_on = serializers.DateField()
    next_clock = serializers.CharField(allow_null=True)
    next_due_on = serializers.DateField(allow_null=True)
    advice_waiting = serializers.IntegerField()
    advice_late = serializers.IntegerField()
    revision = serializers.IntegerField(source="case.revision")


class AdviceShape(serializers.Serializer):
    """One piece of advice: asked, received, or taken from what existed."""

    id = serializers.IntegerField(source="pk")
    head = serializers.CharField()
    adviser = serializers.CharField()
    state = serializers.CharField()
    asked_on = serializers.DateField()
    reached_on = serializers.DateField(allow_null=True)
    received_on = serializers.DateField(allow_null=True)
    author = serializers.CharField()
    signed_off_by = serializers.CharField()
    document = serializers.CharField(source="document.reference", default=None)


class MyAdviceShape(AdviceShape):
    """What is asked of the adviser who calls."""

    case = serializers.CharField(source="ehc.case.reference")


class DecidedShape(serializers.Serializer):
    """A decision of the officer."""

    about = serializers.CharField()
    outcome = serializers.CharField()
    sent_on = serializers.DateField()
    reasons = serializers.CharField()
    by = serializers.CharField(source="by_name")


class PanelAdviceShape(serializers.Serializer):
    """What a panel advised."""

    outcome = serializers.CharField()
    panel_on = serializers.DateField()
    reasons = serializers.CharField()
    meeting = serializers.CharField()


class PlanVersionShape(serializers.Serializer):
    """A plan as it went out."""

    number = serializers.IntegerField()
    state = serializers.CharField()
    sent_on = serializers.DateField()
    served_on = serializers.DateField(allow_null=True)
    sections = serializers.DictField()
    annexed = serializers.ListField()


class WholeCaseShape(serializers.Serializer):
    """One case with its advice, decisions and plans. Its clocks are at ``/clocks/?stream=``."""

    reference = serializers.CharField(source="case.reference")
    child = serializers.CharField(source="case.child.reference")
    stage = serializers.CharField(source="case.stage")
    owner = serializers.CharField(source="case.owner.name")
    source = serializers.CharField()
    asked_by = serializers.CharField()
    received_on = serializers.DateField()
    evidence = serializers.ListField(child=serializers.CharField())
    panel_advice = PanelAdviceShape(many=True, source="panel_advice.all")
    decisions = DecidedShape(many=True, source="decisions.all")
    advice = AdviceShape(many=True, source="advice.all")
    plans = PlanVersionShape(many=True)
    revision = serializers.IntegerField(source="case.revision")


class RequestShape(serializers.Serializer):
    """A request for an assessment."""

    child = serializers.CharField(help_text="The child's reference.")
    received_on = serializers.DateField()
    source = serializers.ChoiceField([(source.value, SOURCE_WORDS[source]) for source in Source])
    asked_by = serializers.CharField(max_length=150)
    family_agreement = serializers.ChoiceField(
        [(a.value, a.value) for a in FamilyAgreement], required=False, allow_null=True
    )
    agreement_reason = serializers.CharField(required=False, default="", allow_blank=True)
    evidence = serializers.MultipleChoiceField(choices=list(EVIDENCE_HEADS.items()), required=False)
    last_assessed_on = serializers.DateField(required=False, allow_null=True)
    is_known_to_social_care = serializers.BooleanField(required=False, allow_null=True)
    is_service_family = serializers.BooleanField(required=False)
    is_known_to_youth_justice = serializers.BooleanField(required=False)
    has_sensory_impairment = serializers.BooleanField(required=False)


class DecisionShape(serializers.Serializer):
    """A decision: whether to assess, or whether to make a plan."""

    outcome = serializers.ChoiceField([(o.value, OUTCOME_WORDS[o]) for o in Outcome])
    sent_on = serializers.DateField(help_text="The day the family's notice was sent.")
    reasons = serializers.CharField()
    regard_to_age = serializers.CharField(required=False, default="", allow_blank=True)
    without_advice_reason = serializers.CharField(required=False, default="", allow_blank=True)
    told = serializers.ListField(
        child=serializers.ChoiceField(RECIPIENTS), required=False, default=list
    )


class ToldShape(serializers.Serializer):
    """That others were told."""

    occasion = serializers.ChoiceField(Told.Occasion.choices)
    recipients = serializers.ListField(child=serializers.ChoiceField(RECIPIENTS))
    on = serializers.DateField()


class AskShape(serializers.Serializer):
    """One adviser to ask."""

    head = serializers.ChoiceField(HEADS)
    adviser = serializers.CharField(max_length=120)
    asked_on = serializers.DateField()
    email = serializers.EmailField(required=False, default="", allow_blank=True)
    reached_on = serializers.DateField(required=False, allow_null=True, default=None)


class AskAdviceShape(serializers.Serializer):
    """Advisers to ask, at least one."""

    asks = AskShape(many=True)


class AnswerShape(serializers.Serializer):
    """Advice, typed or as a file (multipart)."""

    received_on = serializers.DateField(required=False, help_text="Today if not said.")
    author = serializers.CharField(max_length=150)
    words = serializers.CharField(required=False, default="", allow_blank=True)
    signed_off_by = serializers.CharField(required=False, default="", allow_blank=True)
    file = serializers.FileField(required=False, allow_null=True, default=None)


class WithdrawShape(serializers.Serializer):
    """The request is taken back."""

    on = serializers.DateField()
    reason = serializers.CharField()


class SectionShape(serializers.Serializer):
    """The words of one section of the plan."""

    words = serializers.CharField(allow_blank=True)


class PlacementShape(serializers.Serializer):
    """Section I: a setting, or a type of setting; both empty clears it."""

    setting = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)
    setting_type = serializers.CharField(
        max_length=120, required=False, default="", allow_blank=True
    )


class DraftShape(serializers.Serializer):
    """A draft that goes out."""

    sent_on = serializers.DateField()
    served_on = serializers.DateField()
    without_advice_reason = serializers.CharField(required=False, default="", allow_blank=True)


class RepresentationShape(serializers.Serializer):
    """What the family said about a draft."""

    on = serializers.DateField()
    words = serializers.CharField()
    nothing_to_add = serializers.BooleanField(required=False, default=False)


class FinalShape(serializers.Serializer):
    """A final plan that goes out."""

    sent_on = serializers.DateField()
    signed_by = serializers.CharField(max_length=150)
    signed_role = serializers.CharField(max_length=80)
    told = serializers.ListField(
        child=serializers.ChoiceField(RECIPIENTS), required=False, default=list
    )
