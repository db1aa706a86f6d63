"""Addresses of a person's own account, beside those of sign-in."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("tokens/", views.tokens_view, name="tokens"),
    path("tokens/<slug:token_key>/", views.revoke_token_view, name="revoke_token"),
]
