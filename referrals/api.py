"""Referrals for other systems: the same doors and the same actions as the pages."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import authorities_of
from casework import clock
from casework.act import act_for
from casework.api import Pages, revision_of
from casework.shortcuts import require
from people import doors
from people.models import Case, Consent
from referrals import actions
from referrals.forms.lists import ReferralFilter
from referrals.models import Referral
from referrals.models.agencies import POSITIONS
from referrals.permissions import (
    can_confirm_share,
    can_give_view,
    can_raise,
    can_share_alert,
    can_submit,
)
from referrals.queries import agencies_of_any, facts_of, policy_of, whole_referral
from referrals.rules.gates import blocking, find_lacks

FILTERS = [
    OpenApiParameter(name, str)
    for name in ("stage", "agency", "owner", "initials", "page", "page_size")
]
IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER)
KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


class ReferralLine(serializers.Serializer):
    """One referral in a list."""

    reference = serializers.CharField(source="case.reference")
    stage = serializers.CharField(source="case.stage")
    initials = serializers.CharField(source="case.child.initials")
    lead_agency = serializers.CharField(source="case.lead_agency_id")
    owner = serializers.CharField(source="case.owner.name")
    opened_on = serializers.DateField(source="case.opened_on")
    revision = serializers.IntegerField(source="case.revision")


class NewAlert(serializers.Serializer):
    """Part 1, the alert, about a child whose record the caller sees."""

    child = serializers.CharField(max_length=12)
    consented = serializers.ListField(child=serializers.SlugField())
    refused = serializers.ListField(child=serializers.SlugField(), default=list)
    basis = serializers.ChoiceField(Consent.Basis.choices, required=False)
    given_by = serializers.CharField(max_length=150, required=False)
    given_on = serializers.DateField(required=False)
    legal_basis = serializers.CharField(max_length=200, required=False)
    capacity_assessed_on = serializers.DateField(required=False)
    best_interests_on = serializers.DateField(required=False)
    reason = serializers.CharField(max_length=10_000)
    is_emergency = serializers.BooleanField(default=False)
    are_costs_known = serializers.BooleanField(default=False)
    known_provider = serializers.CharField(max_length=160, required=False)
    known_weekly_pence = serializers.IntegerField(min_value=0, required=False)
    known_yearly_pence = serializers.IntegerField(min_value=0, required=False)


class NewView(serializers.Serializer):
    """What an agency says of the placement; for the caller's own agency only."""

    agency = serializers.SlugField()
    position = serializers.ChoiceField(POSITIONS)
    because = serializers.CharField(max_length=10_000)
    offered_pence = serializers.IntegerField(min_value=0, required=False, allow_null=True)
    conditions = serializers.CharField(required=False, allow_blank=True)
    time_frame = serializers.CharField(max_length=200, required=False, allow_blank=True)
    staffing = serializers.CharField(max_length=200, required=False, allow_blank=True)
    resources = serializers.CharField(required=False, allow_blank=True)
    provider_questions = serializers.CharField(required=False, allow_blank=True)


class NewConfirmation(serializers.Serializer):
    """That the caller's own agency has agreed what it pays."""

    agency = serializers.SlugField()
    yearly_pence = serializers.IntegerField(min_value=0)
    agreed_on = serializers.DateField()
    agreed_by = serializers.CharField(max_length=150)


class ListReferralsView(APIView):
    """The referrals that the caller sees, and new alerts."""

    @extend_schema(summary="List referrals", parameters=FILTERS, responses=ReferralLine(many=True))
    def get(self, request: Request) -> Response:
        """Return a page of referrals, newest first, narrowed as the list page is."""
        narrowed = ReferralFilter(
            request.query_params,
            queryset=Referral.objects.visible_to(request.user).for_list(),
            user=request.user,
            agencies=agencies_of_any(authorities_of(request.user)),
        )
        pages = Pages()
        rows = pages.paginate_queryset(narrowed.qs, request, view=self)
        doors.list_read(request, "api.referrals", [row.case.reference for row in rows])
        return pages.get_paginated_response(ReferralLine(rows, many=True).data)

    @extend_schema(
        summary="Raise an alert", parameters=[KEY], request=NewAlert, responses={201: dict}
    )
    def post(self, request: Request) -> Response:
        """Raise an alert for the caller's agency and return the new reference."""
        given = _valid(NewAlert, request)
        child = doors.read_child(request, given.pop("child"), "api.referrals.raise")
        require(can_raise(request.user, child.authority_id))
        reference = actions.raise_alert(act_for(request), child_reference=child.reference, **given)
        address = reverse("api-referral", args=[reference])
        return Response(
            {"reference": reference},
            status=status.HTTP_201_CREATED,
            headers={"Location": address},
        )


class ShowReferralView(APIView):
    """One referral with its agencies, shares and what it lacks."""

    @extend_schema(summary="Show a referral", responses=dict)
    def get(self, request: Request, reference: str) -> Response:
        """Return the referral; its revision is in ``ETag`` for the next ``If-Match``."""
        case = doors.read(request, reference, "api.referrals.show")
        return _shown(case)


class ShareAlertView(APIView):
    """The first sharing of the alert with the network."""

    @extend_schema(
        summary="Share an alert", parameters=[IF_MATCH, KEY], request=None, responses=dict
    )
    def post(self, request: Request, reference: str) -> Response:
        """Ask each agency that may be told for its assessment and view."""
        case = doors.read(request, reference, "api.referrals.share")
        require(can_share_alert(request.user, case, policy_of(whole_referral(reference))))
        actions.share_alert(act_for(request), reference=reference, revision=revision_of(request))
        return _shown(case)


class GiveViewView(APIView):
    """An agency's view."""

    @extend_schema(
        summary="Give an agency's view", parameters=[KEY], request=NewView, responses=dict
    )
    def post(self, request: Request, reference: str) -> Response:
        """Record what the caller's agency says of the placement."""
        given = _valid(NewView, request)
        case = doors.read(request, reference, "api.referrals.give_view")
        require(can_give_view(request.user, case, given["agency"]))
        actions.give_view(act_for(request), reference=reference, **given)
        return _shown(case)


class ConfirmShareView(APIView):
    """An agency's own agreement to what it pays."""

    @extend_schema(
        summary="Confirm an agency's share",
        parameters=[KEY],
        request=NewConfirmation,
        responses=dict,
    )
    def post(self, request: Request, reference: str) -> Response:
        """Record that the caller's agency has agreed what it pays."""
        given = _valid(NewConfirmation, request)
        case = doors.read(request, reference, "api.referrals.confirm_share")
        require(can_confirm_share(request.user, case, given["agency"]))
        actions.confirm_share(act_for(request), reference=reference, **given)
        return _shown(case)


class SubmitReferralView(APIView):
    """The sending of parts 1 and 2 to the panel."""

    @extend_schema(
        summary="Submit a referral", parameters=[IF_MATCH, KEY], request=None, responses=dict
    )
    def post(self, request: Request, reference: str) -> Response:
        """Submit; what is lacking comes back as a refusal with its rule."""
        case = doors.read(request, reference, "api.referrals.submit")
        require(can_submit(request.user, case, policy_of(whole_referral(reference))))
        actions.submit_referral(
            act_for(request), reference=reference, revision=revision_of(request)
        )
        return _shown(case)


def _valid(shape: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def _shown(case: Case) -> Response:
    """Return a referral as it now stands, with its revision as the entity tag."""
    referral = whole_referral(case.reference)
    facts = facts_of(referral, clock.today())
    lacks = blocking(find_lacks(facts, policy_of(referral)))
    body = ReferralLine(referral).data | {
        "reason": referral.reason,
        "protocol": referral.protocol,
        "submitted_on": referral.submitted_on,
        "meeting": referral.meeting_reference,
        "meets_on": referral.meets_on,
        "outcome": referral.outcome,
        "shares": {payer: {"yearly_pence": pence} for payer, pence in facts.shares.items()},
        "agencies": [
            {
                "agency": agency.code,
                "payer": agency.payer,
                "consent": agency.consent,
                "has_assessment": agency.has_assessment,
                "position": agency.position,
                "own_agreed_pence": agency.own_agreed_pence,
            }
            for agency in facts.agencies
        ],
        "lacking": [
            {"says": lack.says, "rule": lack.rule, "section": lack.section} for lack in lacks
        ],
    }
    return Response(body, headers={"ETag": f'"{referral.case.revision}"'})
