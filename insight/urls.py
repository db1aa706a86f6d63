"""Addresses of insight."""

from django.urls import path

from insight.views import deadlines, my_work, tools

app_name = "insight"
urlpatterns = [
    path("", my_work.my_work_view, name="my_work"),
    path("tools/", tools.show_tools_view, name="tools"),
    path("tools/deadlines/", deadlines.show_deadlines_view, name="deadlines"),
    path("tools/deadlines/add/", deadlines.choose_event_view, name="choose_event"),
    path("tools/deadlines/add/<str:kind>/", deadlines.add_event_view, name="add_event"),
    path("tools/deadlines/delay/", deadlines.add_exemption_view, name="add_exemption"),
    path(
        "tools/deadlines/remove/",
        deadlines.remove_from_deadlines_view,
        name="remove_from_deadlines",
    ),
]
