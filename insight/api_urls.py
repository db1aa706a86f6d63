"""Addresses of insight's API."""

from django.urls import path

from insight.api import DeadlinesView

urlpatterns = [path("tools/deadlines/", DeadlinesView.as_view(), name="api-deadlines")]
