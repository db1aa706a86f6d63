"""Every address: one include per app."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from casework.views import health

urlpatterns = [
    path("", include("people.urls")),
    path("", include("insight.urls")),
    path("referrals/", include("referrals.urls")),
    path("panels/", include("panels.urls")),
    path("funding/", include("funding.urls")),
    path("ehc/", include("ehcp.urls")),
    path("sign-in/", include("accounts.urls")),
    path("documents/", include("people.document_urls")),
    path("account/", include("allauth.account.urls")),
    path("api/v1/", include("sendpanel.api_urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
