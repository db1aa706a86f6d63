"""The tools, for other systems: the same questions as the commands take, the same answers."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from casework import clock
from casework.rules.documents_in import read_json
from funding.queries import policy_called
from funding.rules.costs import read_costs
from funding.rules.shares import share_cost
from insight.queries.deadlines import event_kinds, explain_deadlines, read_day

OPTIONS = [
    OpenApiParameter("policy", str, description="kent, london or sutton; absent: the law alone"),
    OpenApiParameter("law", str, description="a day of law, like 2020-06-01, or draft-2013"),
    OpenApiParameter("today", str, description="the day to read the clocks on, like 2025-10-14"),
]


class DeadlinesView(APIView):
    """When things are due, and why, from a few events and no case."""

    @extend_schema(
        summary="Say when everything is due that some events start",
        request=OpenApiTypes.OBJECT,
        responses=OpenApiTypes.OBJECT,
        parameters=OPTIONS,
    )
    def post(self, request: Request) -> Response:
        """Return every clock, soonest due first; a refusal is problem+json."""
        asked = request.query_params
        readings = explain_deadlines(
            read_json(request.body),
            policy=asked.get("policy") or None,
            law=asked.get("law") or None,
            today=read_day(asked["today"]) if asked.get("today") else clock.today(),
        )
        return Response({"clocks": [reading.as_json() for reading in readings]})

    @extend_schema(summary="List the kinds of event", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        """Return every kind of event, its fields, and the clocks that it starts and ends."""
        return Response({"kinds": event_kinds()})


class SplitView(APIView):
    """Who pays what for a placement, and why, from its costs and no case."""

    @extend_schema(
        summary="Share the yearly cost of a placement",
        request=OpenApiTypes.OBJECT,
        responses=OpenApiTypes.OBJECT,
        parameters=OPTIONS[:1],
    )
    def post(self, request: Request) -> Response:
        """Return the total, each agency's share and the steps; a refusal is problem+json."""
        policy = policy_called(request.query_params.get("policy") or "")
        answer = share_cost(read_costs(read_json(request.body)), policy).as_answer()
        return Response(answer)
