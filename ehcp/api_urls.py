"""Addresses of the API about EHC cases."""

from django.urls import path

from ehcp.api import cases, doing

CASE = "ehc/<slug:reference>/"

urlpatterns = [
    path("ehc/", cases.EhcCasesView.as_view(), name="api-ehc"),
    path("ehc/advice/", cases.MyAdviceView.as_view(), name="api-ehc-my-advice"),
    path("ehc/advice/<int:advice>/", doing.GiveAdviceView.as_view(), name="api-ehc-give-advice"),
    path(CASE, cases.EhcCaseView.as_view(), name="api-ehc-case"),
    path(f"{CASE}decisions/", doing.DecideView.as_view(), name="api-ehc-decide"),
    path(f"{CASE}told/", doing.TellView.as_view(), name="api-ehc-tell"),
    path(f"{CASE}withdrawal/", doing.WithdrawView.as_view(), name="api-ehc-withdraw"),
    path(f"{CASE}advice/", doing.AskAdviceView.as_view(), name="api-ehc-ask-advice"),
    path(
        f"{CASE}advice/<int:advice>/",
        doing.RecordAdviceView.as_view(),
        name="api-ehc-record-advice",
    ),
    path(
        f"{CASE}plan/sections/<slug:section>/", doing.SectionView.as_view(), name="api-ehc-section"
    ),
    path(f"{CASE}plan/placement/", doing.PlacementView.as_view(), name="api-ehc-placement"),
    path(f"{CASE}plan/drafts/", doing.DraftView.as_view(), name="api-ehc-draft"),
    path(f"{CASE}plan/views/", doing.RepresentationView.as_view(), name="api-ehc-views"),
    path(f"{CASE}plan/final/", doing.FinalView.as_view(), name="api-ehc-final"),
]
