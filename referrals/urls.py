"""Addresses of referrals."""

from django.urls import path

from referrals import views

app_name = "referrals"
urlpatterns = [
    path("", views.list_referrals_view, name="list"),
    path("new/", views.find_child_view, name="new"),
    path("new/<str:child>/", views.raise_alert_view, name="raise"),
    path("<str:reference>/", views.show_referral_view, name="show"),
    path("<str:reference>/timeline/", views.timeline_view, name="timeline"),
    path("<str:reference>/share/", views.share_alert_view, name="share"),
    path("<str:reference>/tasks/", views.tasks_view, name="tasks"),
    path("<str:reference>/tasks/consent/", views.consent_view, name="consent"),
    path("<str:reference>/tasks/<slug:page>/", views.edit_section_view, name="edit"),
    path("<str:reference>/assessments/", views.assessments_view, name="assessments"),
    path("<str:reference>/agencies/<slug:agency>/", views.agency_view, name="agency"),
    path(
        "<str:reference>/agencies/<slug:agency>/assessment/",
        views.receive_assessment_view,
        name="assessment",
    ),
    path("<str:reference>/agencies/<slug:agency>/view/", views.give_view_view, name="give_view"),
    path(
        "<str:reference>/agencies/<slug:agency>/share/",
        views.confirm_share_view,
        name="confirm_share",
    ),
    path("<str:reference>/check/", views.check_answers_view, name="check"),
    path("<str:reference>/reopen/", views.take_back_view, name="take_back"),
    path("<str:reference>/withdraw/", views.withdraw_referral_view, name="withdraw"),
]
