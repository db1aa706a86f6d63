"""Addresses of the API of funding."""

from django.urls import path

from funding import api

urlpatterns = [
    path("awards/", api.ListAwardsView.as_view(), name="api-awards"),
    path("awards/<str:reference>/", api.ShowAwardView.as_view(), name="api-award"),
    path("awards/<str:reference>/sign/", api.SignAwardView.as_view(), name="api-award-sign"),
    path("awards/<str:reference>/start/", api.StartPlacementView.as_view(), name="api-award-start"),
    path("awards/<str:reference>/shares/", api.ReviseAwardView.as_view(), name="api-award-shares"),
    path("awards/<str:reference>/end/", api.EndAwardView.as_view(), name="api-award-end"),
]
