"""What is done to EHC cases over the API: a door, a right and one action each."""

from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from casework.act import Act, act_for
from casework.api import revision_of
from casework.shortcuts import require
from ehcp import actions
from ehcp.api import shapes
from ehcp.models import EhcCase
from ehcp.permissions import can_do, can_give_advice
from ehcp.queries import ehc_of, requests_to, revision_now
from ehcp.rules.advice import Answer, Ask, Head
from ehcp.rules.decisions import Decision, Outcome
from ehcp.rules.plan import Placement, Section, Signature
from ehcp.rules.requests import Recipient
from ehcp.rules.workflow import Verb
from people import doors

HEADERS = [
    OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER),
    OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description='Revision, as "3".'),
]
DONE = {200: shapes.ChangedShape}


class DoingView(APIView):
    """Does one verb to one case. A subclass says which, takes a shape, and calls one action."""

    verb: ClassVar[Verb]
    shape: ClassVar[type[Serializer]]

    def answer(self, request: Request, reference: str, **address: Any) -> Response:
        """Check the door and the right, act, and return the reference and revision."""
        ehc = ehc_of(doors.read(request, reference, f"api.{type(self).__name__}"))
        if ehc is None:
            raise Http404
        require(can_do(request.user, self.verb, ehc.case))
        asked = self.shape(data=request.data)
        asked.is_valid(raise_exception=True)
        self.do(act_for(request), ehc, revision_of(request), asked.validated_data | address)
        return Response({"reference": reference, "revision": revision_now(reference)})

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        """Call the action."""
        raise NotImplementedError


class DecideView(DoingView):
    """Decide whether to assess, or whether to make a plan."""

    verb, shape = Verb.AGREE_ASSESSMENT, shapes.DecisionShape

    @extend_schema(
        summary="Decide", request=shapes.DecisionShape, responses=DONE, parameters=HEADERS
    )
    def post(self, request: Request, reference: str) -> Response:
        """Record a decision with its reasons; the family's letter is written from it."""
        return self.answer(request, reference)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        told = tuple(map(Recipient, data.pop("told")))
        decision = Decision(**data | {"outcome": Outcome(data["outcome"]), "told": told})
        about_plan = decision.outcome in (Outcome.PLAN, Outcome.NO_PLAN)
        decide = actions.decide_plan if about_plan else actions.decide_assessment
        decide(act, reference=ehc.case.reference, revision=revision, decision=decision)


class TellView(DoingView):
    """Record who was told."""

    verb, shape = Verb.TELL, shapes.ToldShape

    @extend_schema(
        summary="Record who was told",
        request=shapes.ToldShape,
        responses=DONE,
        parameters=HEADERS[:1],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Record on which day each was told."""
        return self.answer(request, reference)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        actions.tell_others(act, reference=ehc.case.reference, **data)


class WithdrawView(DoingView):
    """Take the request back."""

    verb, shape = Verb.WITHDRAW, shapes.WithdrawShape

    @extend_schema(
        summary="Record a withdrawal",
        request=shapes.WithdrawShape,
        responses=DONE,
        parameters=HEADERS,
    )
    def post(self, request: Request, reference: str) -> Response:
        """Close the case; nothing more is owed on it."""
        return self.answer(request, reference)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        actions.withdraw_request(act, reference=ehc.case.reference, revision=revision, **data)


class AskAdviceView(DoingView):
    """Ask for advice."""

    verb, shape = Verb.ASK_ADVICE, shapes.AskAdviceShape

    @extend_schema(
        summary="Ask for advice",
        operation_id="ehc_ask_advice",
        request=shapes.AskAdviceShape,
        responses=DONE,
        parameters=HEADERS,
    )
    def post(self, request: Request, reference: str) -> Response:
        """Ask each adviser; each has a clock of their own."""
        return self.answer(request, reference)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        asks = [Ask(**ask | {"head": Head(ask["head"])}) for ask in data["asks"]]
        actions.ask_advice(act, reference=ehc.case.reference, revision=revision, asks=asks)


def _answer(act: Act, data: dict[str, Any]) -> Answer:
    words = {name: data[name] for name in ("author", "words", "signed_off_by")}
    return Answer(data.get("received_on") or act.today, **words)


class RecordAdviceView(DoingView):
    """Record advice that came in."""

    verb, shape = Verb.RECORD_ADVICE, shapes.AnswerShape

    @extend_schema(
        summary="Record advice",
        operation_id="ehc_record_advice",
        request=shapes.AnswerShape,
        responses=DONE,
        parameters=HEADERS[:1],
    )
    def post(self, request: Request, reference: str, advice: int) -> Response:
        """Record what one adviser sent."""
        return self.answer(request, reference, advice=advice)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        asked = get_object_or_404(ehc.advice, pk=data["advice"])
        actions.record_advice(
            act,
            reference=ehc.case.reference,
            adviser=asked.adviser,
            answer=_answer(act, data),
            upload=data["file"],
        )


class GiveAdviceView(APIView):
    """The adviser who was asked answers."""

    @extend_schema(
        summary="Give advice",
        operation_id="ehc_give_advice",
        request=shapes.AnswerShape,
        responses=DONE,
        parameters=HEADERS[:1],
    )
    def post(self, request: Request, advice: int) -> Response:
        """Send the advice; it is received today, whatever day is said."""
        asked = requests_to(request.user).filter(pk=advice).first()
        reference = asked.ehc.case.reference if asked else f"advice {advice}"
        doors.log_reading(request, "api.GiveAdviceView", [reference], allowed=asked is not None)
        if asked is None:
            raise Http404
        require(can_give_advice(request.user, asked))
        sent = shapes.AnswerShape(data=request.data)
        sent.is_valid(raise_exception=True)
        act = act_for(request)
        actions.record_advice(
            act,
            reference=reference,
            adviser=asked.adviser,
            answer=_answer(act, sent.validated_data | {"received_on": act.today}),
            upload=sent.validated_data["file"],
        )
        return Response({"reference": reference, "revision": revision_now(reference)})


class SectionView(DoingView):
    """Write a section of the plan."""

    verb, shape = Verb.WRITE_PLAN, shapes.SectionShape

    @extend_schema(
        summary="Write a section of the plan",
        request=shapes.SectionShape,
        responses=DONE,
        parameters=HEADERS,
    )
    def put(self, request: Request, reference: str, section: str) -> Response:
        """Keep the words of one section: A to J, or F-adulthood."""
        if section not in {known.value for known in Section}:
            raise Http404
        return self.answer(request, reference, section=section)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        section = Section(data["section"])
        actions.write_section(
            act,
            reference=ehc.case.reference,
            revision=revision,
            section=section,
            words=data["words"],
        )


class PlacementView(DoingView):
    """Write section I."""

    verb, shape = Verb.WRITE_PLAN, shapes.PlacementShape

    @extend_schema(
        summary="Name the placement",
        request=shapes.PlacementShape,
        responses=DONE,
        parameters=HEADERS,
    )
    def put(self, request: Request, reference: str) -> Response:
        """Name a setting or a type of setting, once a draft is out."""
        return self.answer(request, reference)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        actions.name_placement(
            act, reference=ehc.case.reference, revision=revision, placement=Placement(**data)
        )


class DraftView(DoingView):
    """Issue a draft."""

    verb, shape = Verb.ISSUE_DRAFT, shapes.DraftShape

    @extend_schema(
        summary="Issue a draft plan",
        request=shapes.DraftShape,
        responses=DONE,
        parameters=HEADERS,
    )
    def post(self, request: Request, reference: str) -> Response:
        """Serve the draft with all the advice."""
        return self.answer(request, reference)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        actions.issue_draft(act, reference=ehc.case.reference, revision=revision, **data)


class RepresentationView(DoingView):
    """Record what the family said about a draft."""

    verb, shape = Verb.HEAR_FAMILY, shapes.RepresentationShape

    @extend_schema(
        summary="Record the family's views on the draft",
        request=shapes.RepresentationShape,
        responses=DONE,
        parameters=HEADERS[:1],
    )
    def post(self, request: Request, reference: str) -> Response:
        """Keep what the family said, and whether it has nothing more to add."""
        return self.answer(request, reference)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        actions.hear_family(act, reference=ehc.case.reference, **data)


class FinalView(DoingView):
    """Issue the final plan."""

    verb, shape = Verb.ISSUE_FINAL, shapes.FinalShape

    @extend_schema(
        summary="Issue the final plan",
        request=shapes.FinalShape,
        responses=DONE,
        parameters=HEADERS,
    )
    def post(self, request: Request, reference: str) -> Response:
        """Issue the final plan, signed and with its placement named."""
        return self.answer(request, reference)

    def do(self, act: Act, ehc: EhcCase, revision: int | None, data: dict[str, Any]) -> None:
        actions.issue_final(
            act,
            reference=ehc.case.reference,
            revision=revision,
            signature=Signature(data["signed_by"], data["signed_role"]),
            sent_on=data["sent_on"],
            told=list(map(Recipient, data["told"])),
        )
