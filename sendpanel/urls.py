"""Every address: one include per app."""

from allauth.account import views as sign_in
from django.conf import settings
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from casework.views import gallery, health, metrics

# Only the parts of allauth that have a page behind them: nobody signs up by themselves.
account_urls = [
    path("sign-in/", sign_in.login, name="account_login"),
    path("sign-out/", sign_in.logout, name="account_logout"),
    path("password/", sign_in.password_change, name="account_change_password"),
    path("password/forgotten/", sign_in.password_reset, name="account_reset_password"),
    path("password/sent/", sign_in.password_reset_done, name="account_reset_password_done"),
    re_path(  # the first dash ends the person; the key has dashes of its own
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/changed/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("", include("people.urls")),
    path("", include("insight.urls")),
    path("referrals/", include("referrals.urls")),
    path("panels/", include("panels.urls")),
    path("funding/", include("funding.urls")),
    path("ehc/", include("ehcp.urls")),
    path("account/", include(account_urls)),
    path("account/", include("accounts.urls")),
    path("api/v1/", include("sendpanel.api_urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.show_metrics_view, name="metrics"),
]

if settings.GALLERY:
    urlpatterns.append(path("components/", gallery.show_components_view, name="components"))
