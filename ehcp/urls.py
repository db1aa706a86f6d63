"""Addresses of EHC cases. A reference is an opaque name: it says nothing about a child."""

from django.urls import path

from ehcp import views

app_name = "ehcp"
urlpatterns = [
    path("", views.list_cases_view, name="list"),
    path("advice/", views.list_advice_view, name="list_advice"),
    path("advice/<int:advice>/", views.give_advice_view, name="give_advice"),
    path("new/<slug:child>/", views.request_assessment_view, name="request"),
    path("<slug:reference>/", views.show_case_view, name="show"),
    path("<slug:reference>/told/", views.tell_others_view, name="tell_others"),
    path("<slug:reference>/exemption/", views.record_exemption_view, name="record_exemption"),
    path("<slug:reference>/withdraw/", views.withdraw_request_view, name="withdraw"),
    path("<slug:reference>/assess/", views.decide_assessment_view, name="decide_assessment"),
    path("<slug:reference>/ask/", views.ask_advice_view, name="ask_advice"),
    path("<slug:reference>/reuse/", views.reuse_advice_view, name="reuse_advice"),
    path("<slug:reference>/advice/<int:advice>/", views.record_advice_view, name="record_advice"),
    path("<slug:reference>/decide/", views.decide_plan_view, name="decide_plan"),
    path("<slug:reference>/plan/", views.show_plan_view, name="plan"),
    path("<slug:reference>/plan/placement/", views.name_placement_view, name="name_placement"),
    path("<slug:reference>/plan/health/", views.agree_health_view, name="agree_health"),
    path("<slug:reference>/plan/<slug:section>/", views.write_section_view, name="write_section"),
    path("<slug:reference>/draft/", views.issue_draft_view, name="issue_draft"),
    path("<slug:reference>/views/", views.hear_family_view, name="hear_family"),
    path("<slug:reference>/final/", views.issue_final_view, name="issue_final"),
]
