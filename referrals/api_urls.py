"""Addresses of the referrals' API."""

from django.urls import path

from referrals import api

urlpatterns = [
    path("referrals/", api.ListReferralsView.as_view(), name="api-referrals"),
    path("referrals/<str:reference>/", api.ShowReferralView.as_view(), name="api-referral"),
    path(
        "referrals/<str:reference>/share/",
        api.ShareAlertView.as_view(),
        name="api-referral-share",
    ),
    path("referrals/<str:reference>/views/", api.GiveViewView.as_view(), name="api-referral-views"),
    path(
        "referrals/<str:reference>/confirmations/",
        api.ConfirmShareView.as_view(),
        name="api-referral-confirmations",
    ),
    path(
        "referrals/<str:reference>/submit/",
        api.SubmitReferralView.as_view(),
        name="api-referral-submit",
    ),
]
