"""Children: listed, searched, shown, added."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import can
from casework import clock
from casework.act import act_for
from casework.rules.errors import Refused
from casework.shortcuts import require
from people import doors, queries
from people.actions import children
from people.api.shapes import (
    ChildShape,
    NewChildShape,
    ReferenceShape,
    SearchShape,
    WholeChildShape,
)
from people.models import Case, Child
from people.permissions import verbs_on_child
from people.presenters.child import Neighbour, holders_of, neighbours
from people.rules.sought import read_search


@extend_schema_view(get=extend_schema(summary="List children"))
class ChildrenView(ListAPIView):
    """The children whose record the caller may see."""

    serializer_class = ChildShape
    queryset = Child.objects.none()
    filterset_fields = ["authority", "setting", "opened_by"]

    def get_queryset(self) -> QuerySet[Child]:
        children = Child.objects.visible_to(self.request.user).select_related("setting")
        return children.order_by("family_name", "given_names", "pk")

    def paginate_queryset(self, queryset: QuerySet[Child]) -> list[Child] | None:
        rows = super().paginate_queryset(queryset)
        doors.list_read(self.request, "api.children", [row.reference for row in rows])
        return rows

    @extend_schema(
        summary="Open a child's record",
        request=NewChildShape,
        responses={201: ReferenceShape},
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)],
    )
    def post(self, request: Request) -> Response:
        """Return the new reference. A likely duplicate is refused until ``confirmed_new``."""
        asked = NewChildShape(data=request.data)
        asked.is_valid(raise_exception=True)
        details = asked.validated_data
        require(can(request.user, "child.add", authority=details["authority"]))
        reference = children.add_child(act_for(request), **details)
        return Response({"reference": reference}, status=status.HTTP_201_CREATED)


class ChildSearchView(GenericAPIView):
    """Children by name, date of birth, UPN or NHS number, posted so that no log holds them."""

    serializer_class = ChildShape
    queryset = Child.objects.none()
    filter_backends = ()

    @extend_schema(
        summary="Search children",
        request=SearchShape,
        responses=ChildShape(many=True),
    )
    def post(self, request: Request) -> Response:
        """Return a page of children who fit all that was sent."""
        asked = SearchShape(data=request.data)
        asked.is_valid(raise_exception=True)
        sought = read_search(asked.validated_data["text"])
        if not sought or sought.reference:
            raise Refused("nothing-sought", "Send a name, a date of birth, a UPN or an NHS number.")
        visible = Child.objects.visible_to(request.user).select_related("setting")
        rows = self.paginate_queryset(queries.search_children(visible, sought)) or []
        doors.list_read(request, "api.search", [row.reference for row in rows])
        return self.get_paginated_response(ChildShape(rows, many=True).data)


@dataclass(frozen=True)
class WholeChild:
    """A child's row with what stands around it; the row's own fields show through."""

    child: Child
    seen_cases: list[Case]
    neighbours: list[Neighbour]
    in_care_since: date | None
    shown_address: str | None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.child, name)


class ChildView(APIView):
    """One child."""

    @extend_schema(summary="Show a child", responses=WholeChildShape)
    def get(self, request: Request, reference: str) -> Response:
        """Return the child, the cases that the caller may see, and the network."""
        child = doors.read_child(request, reference, "api.child")
        body = WholeChildShape(whole(request, child)).data
        return Response(body, headers={"ETag": f'"{child.revision}"'})


def whole(request: Request, child: Child) -> WholeChild:
    """Return a child with all that the caller may see of it."""
    today = clock.today()
    cases = list(queries.cases_of(child, request.user))
    members = queries.network_of(child, today)
    may_edit = "child.edit" in verbs_on_child(request.user, child)
    return WholeChild(
        child,
        cases,
        neighbours(members, queries.standing_consents(child), holders_of(child, cases)),
        queries.care_since(child, today),
        child.address if may_edit or not child.is_address_hidden else None,
    )
