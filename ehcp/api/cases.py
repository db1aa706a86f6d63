"""EHC cases listed, shown and begun; what is asked of one adviser."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import authorities_of
from casework import clock
from casework.act import act_for
from casework.shortcuts import require
from ehcp.actions import request_assessment
from ehcp.api.shapes import (
    ChangedShape,
    EhcCaseShape,
    MyAdviceShape,
    RequestShape,
    WholeCaseShape,
)
from ehcp.forms import TrackerFilter
from ehcp.models import AdviceRequest, EhcCase, PlanVersion
from ehcp.permissions import can_request
from ehcp.queries import ehc_of, owners_of, requests_to, versions_of, with_rows
from ehcp.rules.requests import FamilyAgreement, Source
from ehcp.rules.requests import Request as Asked
from people import doors

REQUEST = ("source", "received_on", "family_agreement", "agreement_reason")


@extend_schema_view(get=extend_schema(summary="List EHC cases, soonest due first"))
class EhcCasesView(ListAPIView):
    """The EHC cases that the caller may see, as the progress tracker has them."""

    serializer_class = EhcCaseShape
    queryset = EhcCase.objects.none()
    filter_backends = ()

    def get_queryset(self) -> QuerySet[EhcCase]:
        today, user = clock.today(), self.request.user
        cases = EhcCase.objects.visible_to(user).with_progress(today).for_list()
        owners = owners_of(authorities_of(user), today)
        asked = self.request.query_params
        return TrackerFilter(asked, cases, owners=owners, today=today).qs

    def paginate_queryset(self, queryset: QuerySet[EhcCase]) -> list[EhcCase] | None:
        rows = super().paginate_queryset(queryset)
        doors.list_read(self.request, "api.ehc", [row.case.reference for row in rows])
        return rows

    @extend_schema(
        summary="Record a request for an assessment",
        request=RequestShape,
        responses={201: ChangedShape},
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)],
    )
    def post(self, request: Request) -> Response:
        """Open a case for a child whose record the caller sees; the caller runs it."""
        asked = RequestShape(data=request.data)
        asked.is_valid(raise_exception=True)
        details = dict(asked.validated_data)
        child = doors.read_child(request, details.pop("child"), "api.ehc_request")
        require(can_request(request.user, child.authority_id))
        reference = request_assessment(
            act_for(request),
            child_reference=child.reference,
            owner=request.user,
            request=_asked(details, child.born_on),
            **_rest(details),
        )
        return Response({"reference": reference, "revision": 1}, status=status.HTTP_201_CREATED)


def _asked(details: dict[str, Any], born_on: Any) -> Asked:
    agreement = details.get("family_agreement")
    return Asked(
        source=Source(details["source"]),
        born_on=born_on,
        received_on=details["received_on"],
        family_agreement=FamilyAgreement(agreement) if agreement else None,
        agreement_reason=details["agreement_reason"],
    )


def _rest(details: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in details.items() if name not in REQUEST}
    return rest | {"evidence": sorted(details.get("evidence", ()))}


@dataclass(frozen=True)
class WholeCase:
    """A case's row with its plans; the row's own fields show through."""

    ehc: EhcCase
    plans: list[PlanVersion]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ehc, name)


class EhcCaseView(APIView):
    """One EHC case."""

    @extend_schema(summary="Show an EHC case", responses=WholeCaseShape)
    def get(self, request: Request, reference: str) -> Response:
        """Return the case with its advice, decisions and plans; ``ETag`` is its revision."""
        ehc = ehc_of(doors.read(request, reference, "api.ehc_case"))
        if ehc is None:
            raise Http404
        whole = WholeCase(with_rows(ehc), versions_of(ehc))
        tag = {"ETag": f'"{ehc.case.revision}"'}
        return Response(WholeCaseShape(whole).data, headers=tag)


@extend_schema_view(get=extend_schema(summary="List advice asked of the caller"))
class MyAdviceView(ListAPIView):
    """What is asked of the adviser who calls, and nothing else."""

    serializer_class = MyAdviceShape
    queryset = AdviceRequest.objects.none()
    filter_backends = ()

    def get_queryset(self) -> QuerySet[AdviceRequest]:
        return requests_to(self.request.user).select_related("document")

    def paginate_queryset(self, queryset: QuerySet[AdviceRequest]) -> list[AdviceRequest] | None:
        rows = super().paginate_queryset(queryset)
        references = [row.ehc.case.reference for row in rows]
        doors.list_read(self.request, "api.ehc_advice", references)
        return rows
