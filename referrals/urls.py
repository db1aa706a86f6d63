"""Addresses of referrals."""

from django.urls import path
from django.views.generic import View

app_name = "referrals"
urlpatterns = [path("<str:reference>/", View.as_view(), name="show")]
