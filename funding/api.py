"""Awards for other systems: the same doors and the same actions as the pages."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from casework import clock
from casework.act import act_for
from casework.api import Pages, revision_of
from casework.rules.money import PAYERS, percentages
from casework.rules.references import check_reference
from casework.shortcuts import require
from funding import actions, permissions
from funding.models import Award, AwardVersion
from funding.queries import Standing, award_facts, award_in, narrow_awards, standing_on
from funding.rules.awards import Decision
from people import doors
from people.models import Case

FILTERS = [
    OpenApiParameter(name, str) for name in ("stage", "provider", "agency", "page", "page_size")
]
IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER)
KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


class AwardLine(serializers.Serializer):
    """One award in a list, as it applies today."""

    reference = serializers.CharField(source="award.case.reference")
    stage = serializers.CharField(source="award.placement.stage")
    initials = serializers.CharField(source="award.case.child.initials")
    provider = serializers.CharField(source="award.placement.setting.name")
    lead_agency = serializers.CharField(source="award.case.lead_agency_id")
    year_from = serializers.DateField(source="award.year_from")
    from_on = serializers.DateField(source="version.from_on", default=None)
    shares = serializers.SerializerMethodField()
    revision = serializers.IntegerField(source="award.case.revision")

    def get_shares(self, row: Standing) -> dict[str, Any]:
        """Return each payer's share: pence a year and percent."""
        return shares_of(row.version) if row.version else {}


def shares_of(version: AwardVersion) -> dict[str, Any]:
    """Return each payer's share of a version: pence a year and percent."""
    shares = version.shares
    percents = percentages(shares)
    return {payer: {"yearly_pence": shares[payer], "percent": percents[payer]} for payer in PAYERS}


class NewSignature(serializers.Serializer):
    """That the caller commits an agency to its share."""

    agency = serializers.SlugField()
    typed_name = serializers.CharField(max_length=150)


class NewShares(serializers.Serializer):
    """What each agency gives in a year from a day on."""

    from_on = serializers.DateField()
    education_pence = serializers.IntegerField(min_value=0)
    care_pence = serializers.IntegerField(min_value=0)
    health_pence = serializers.IntegerField(min_value=0)
    decision_reference = serializers.CharField(max_length=24)
    because = serializers.CharField(max_length=300)


class NewEnd(serializers.Serializer):
    """The last day of an award, and which decision ends it."""

    last_day = serializers.DateField()
    decision_reference = serializers.CharField(max_length=24)
    because = serializers.CharField(max_length=300)


class NewStart(serializers.Serializer):
    """The day on which the child started."""

    started_on = serializers.DateField()


class ListAwardsView(APIView):
    """The awards that the caller sees."""

    @extend_schema(summary="List awards", parameters=FILTERS, responses=AwardLine(many=True))
    def get(self, request: Request) -> Response:
        """Return a page of awards, newest first, narrowed as the list page is."""
        awards = Award.objects.visible_to(request.user).for_list()
        pages = Pages()
        narrowed = narrow_awards(awards, request.query_params)
        rows = standing_on(pages.paginate_queryset(narrowed, request, view=self), clock.today())
        doors.list_read(request, "api.awards", [row.award.case.reference for row in rows])
        return pages.get_paginated_response(AwardLine(rows, many=True).data)


class ShowAwardView(APIView):
    """One award with its versions and signatures."""

    @extend_schema(summary="Show an award", responses=dict)
    def get(self, request: Request, reference: str) -> Response:
        """Return the award; its revision is in ``ETag`` for the next ``If-Match``."""
        return _shown(doors.read(request, reference, "api.awards.show"))


class SignAwardView(APIView):
    """A signature on the funding form."""

    @extend_schema(
        summary="Sign the funding form", parameters=[KEY], request=NewSignature, responses=dict
    )
    def post(self, request: Request, reference: str) -> Response:
        """Sign for an agency whose money the caller may commit."""
        given = _valid(NewSignature, request)
        case = doors.read(request, reference, "api.awards.sign")
        require(permissions.can_sign(request.user, award_in(case)))
        actions.sign(act_for(request), award_reference=reference, **given)
        return _shown(case)


class StartPlacementView(APIView):
    """The start of a placement that was agreed."""

    @extend_schema(
        summary="Record the start", parameters=[IF_MATCH, KEY], request=NewStart, responses=dict
    )
    def post(self, request: Request, reference: str) -> Response:
        """Record that the child has started."""
        given = _valid(NewStart, request)
        case = _changeable(request, reference, "api.awards.start")
        revision = revision_of(request)
        actions.start_placement(
            act_for(request), award_reference=reference, revision=revision, **given
        )
        return _shown(case)


class ReviseAwardView(APIView):
    """A change of the shares from a day."""

    @extend_schema(
        summary="Change the shares", parameters=[IF_MATCH, KEY], request=NewShares, responses=dict
    )
    def post(self, request: Request, reference: str) -> Response:
        """Change what each agency gives. What reaches a locked quarter is adjusted after it."""
        given = _valid(NewShares, request)
        case = _changeable(request, reference, "api.awards.revise")
        decision = Decision(
            shares={payer: given[f"{payer}_pence"] for payer in PAYERS},
            from_on=given["from_on"],
            reference=check_reference(given["decision_reference"]),
            because=given["because"],
        )
        revision = revision_of(request)
        actions.revise_award(
            act_for(request), award_reference=reference, decision=decision, revision=revision
        )
        return _shown(case)


class EndAwardView(APIView):
    """The end of an award."""

    @extend_schema(
        summary="End an award", parameters=[IF_MATCH, KEY], request=NewEnd, responses=dict
    )
    def post(self, request: Request, reference: str) -> Response:
        """End the award after its last day."""
        given = _valid(NewEnd, request)
        case = _changeable(request, reference, "api.awards.end")
        given["decision_reference"] = check_reference(given["decision_reference"])
        revision = revision_of(request)
        actions.end_award(act_for(request), award_reference=reference, revision=revision, **given)
        return _shown(case)


def _changeable(request: Request, reference: str, what: str) -> Case:
    case = doors.read(request, reference, what)
    require(permissions.can_make_award(request.user, case))
    return case


def _valid(shape: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def _shown(case: Case) -> Response:
    """Return an award as it now stands, with its revision as the entity tag."""
    case.refresh_from_db(fields=["stage", "revision"])
    facts = award_facts(case)
    standing = standing_on([facts.award], clock.today())[0]
    body = AwardLine(standing).data | {
        "asked_in": facts.award.placement.asked_in.reference,
        "responsibility": facts.award.responsibility,
        "recharge": facts.award.recharge,
        "review_on": facts.award.review_on,
        "versions": [_version(version) for version in facts.versions],
        "signatures": [
            {"agency": row.agency_id, "name": row.name, "signed_at": row.signed_at}
            for row in facts.signatures
        ],
        "yet_to_sign": [agency.code for agency in facts.yet_to_sign],
    }
    return Response(body, headers={"ETag": f'"{case.revision}"'})


def _version(version: AwardVersion) -> dict[str, Any]:
    return {
        "from_on": version.from_on,
        "state": version.state,
        "shares": shares_of(version),
        "total_pence": version.total_pence,
        "decision_reference": version.decision_reference,
        "because": version.because,
        "steps": version.steps,
        "recorded_at": version.recorded_at,
        "superseded_at": version.superseded_at,
    }
