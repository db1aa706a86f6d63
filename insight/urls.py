"""Addresses of insight."""

from django.urls import path

from insight.views import deadlines, my_work, quarters, split, tools

app_name = "insight"
urlpatterns = [
    path("", my_work.my_work_view, name="my_work"),
    path("funding/quarters/", quarters.list_quarters_view, name="quarters"),
    path("funding/quarters/<str:name>/", quarters.show_quarter_view, name="quarter"),
    path(
        "funding/quarters/<str:name>/workbook.xlsx",
        quarters.quarter_file_view,
        name="quarter_file",
    ),
    path("funding/quarters/<str:name>/lock/", quarters.lock_quarter_view, name="lock_quarter"),
    path("tools/", tools.show_tools_view, name="tools"),
    path("tools/split/", split.split_cost_view, name="split"),
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
