"""The API: one include per app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("people.api_urls")),
    path("", include("funding.api_urls")),
    path("", include("ehcp.api_urls")),
    path("", include("insight.api_urls")),
    path("", include("referrals.api_urls")),
]
