"""Addresses of the API about children and their streams."""

from django.urls import path

from people.api import children, streams

urlpatterns = [
    path("children/", children.ChildrenView.as_view(), name="api-children"),
    path("children/search/", children.ChildSearchView.as_view(), name="api-child-search"),
    path("children/<slug:reference>/", children.ChildView.as_view(), name="api-child"),
    path("timeline/<slug:stream>/", streams.TimelineView.as_view(), name="api-timeline"),
    path("clocks/", streams.ClocksView.as_view(), name="api-clocks"),
    path("documents/<slug:reference>/", streams.DocumentView.as_view(), name="api-document"),
    path(
        "documents/<slug:reference>/file/",
        streams.DocumentFileView.as_view(),
        name="api-document-file",
    ),
]
