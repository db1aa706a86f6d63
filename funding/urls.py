"""Addresses of funding."""

from django.urls import path

from funding.views import awards, lists

app_name = "funding"
urlpatterns = [
    path("", lists.list_awards_view, name="list"),
    path("placements/", lists.list_placements_view, name="placements"),
    path("awards/<str:reference>/", awards.show_award_view, name="award"),
    path("awards/<str:reference>/sign/", awards.sign_award_view, name="sign"),
    path("awards/<str:reference>/start/", awards.start_placement_view, name="start"),
    path("awards/<str:reference>/change/", awards.revise_award_view, name="revise"),
    path("awards/<str:reference>/end/", awards.end_award_view, name="end"),
    path("awards/<str:reference>/review/", awards.review_award_view, name="review"),
]
