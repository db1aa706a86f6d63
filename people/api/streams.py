"""What every stream has: its timeline, its clocks, its documents."""

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import DateTimeField
from rest_framework.views import APIView

from casework import clock
from casework.models import Clock, Event
from casework.timeline import Line, lines
from people import doors, queries
from people.api.shapes import ClockShape, DocumentShape, FactShape
from people.models import Case, Child
from people.presenters.files import as_file


@extend_schema_view(
    get=extend_schema(
        summary="List the facts of a stream, newest first",
        parameters=[
            OpenApiParameter("kind", str, description="facts of this kind alone"),
            OpenApiParameter("until", OpenApiTypes.DATETIME, description="as it stood then"),
        ],
    )
)
class TimelineView(ListAPIView):
    """The facts of one stream: a child's, a case's, a meeting's."""

    serializer_class = FactShape
    queryset = Event.objects.none()
    filter_backends = ()

    def get_queryset(self) -> QuerySet[Event]:
        stream, asked = self.kwargs["stream"], self.request.query_params
        doors.read_stream(self.request, stream, "api.timeline")
        until = DateTimeField().run_validation(asked["until"]) if asked.get("until") else None
        return queries.facts_in([stream], kind=asked.get("kind", ""), until=until)

    def paginate_queryset(self, queryset: QuerySet[Event]) -> list[Line]:
        return lines(super().paginate_queryset(queryset) or (), queries.agency_names())


FORCES = ("law", "guidance", "protocol")


class ClockFilter(django_filters.FilterSet):
    """Which clocks: of a stream, of a kind, owed by somebody, due within days, open or late."""

    clock = django_filters.CharFilter()
    stream = django_filters.CharFilter()
    owed_by = django_filters.CharFilter()
    force = django_filters.ChoiceFilter(
        choices=[(one, one) for one in ("law", "guidance", "protocol")]
    )
    due_from = django_filters.DateFilter("due_on", lookup_expr="gte")
    due_to = django_filters.DateFilter("due_on", lookup_expr="lte")
    standing = django_filters.ChoiceFilter(
        method="by_standing", choices=[("open", "open"), ("late", "late")]
    )

    def by_standing(self, rows: QuerySet[Clock], name: str, value: str) -> QuerySet[Clock]:
        """Narrow to duties still to be done, or to those that are late today."""
        return rows.late(clock.today()) if value == "late" else rows.open()


@extend_schema_view(get=extend_schema(summary="List clocks, soonest due first"))
class ClocksView(ListAPIView):
    """The clocks of every case and child that the caller may see."""

    serializer_class = ClockShape
    queryset = Clock.objects.none()
    filterset_class = ClockFilter

    def get_queryset(self) -> QuerySet[Clock]:
        cases = Case.objects.visible_to(self.request.user).values("reference")
        children = Child.objects.visible_to(self.request.user).values("reference")
        seen = Clock.objects.filter(Q(stream__in=cases) | Q(stream__in=children))
        return seen.order_by("due_on", "stream", "clock", "pk")

    def paginate_queryset(self, queryset: QuerySet[Clock]) -> list[Clock] | None:
        rows = super().paginate_queryset(queryset)
        doors.list_read(self.request, "api.clocks", sorted({row.stream for row in rows}))
        return rows


class DocumentView(APIView):
    """What a document is."""

    @extend_schema(summary="Show a document", responses=DocumentShape)
    def get(self, request: Request, reference: str) -> Response:
        """Return what is known of the document, and where its file is."""
        document = doors.read_document(request, reference, "api.document")
        address = request.build_absolute_uri(reverse("api-document-file", args=[reference]))
        return Response(DocumentShape(document, context={"file_address": address}).data)


class DocumentFileView(APIView):
    """A document's file."""

    @extend_schema(
        summary="Fetch a document's file",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, reference: str) -> HttpResponse:
        """Return the file as it was kept."""
        return as_file(doors.read_document(request, reference, "api.document_file"))
