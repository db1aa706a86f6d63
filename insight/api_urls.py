"""Addresses of insight's API."""

from django.urls import path

from insight.api import DeadlinesView, SplitView

urlpatterns = [
    path("tools/deadlines/", DeadlinesView.as_view(), name="api-deadlines"),
    path("tools/split/", SplitView.as_view(), name="api-split"),
]
