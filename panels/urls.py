"""Addresses of panels: what belongs to a meeting, an item, a note or a case, then the panels."""

from django.urls import path

from panels.views import live, meetings, notes, panels, sessions

app_name = "panels"
urlpatterns = [
    path("", panels.list_panels_view, name="list"),
    path("feed/<str:token>.ics", panels.feed_view, name="feed"),
    path("meetings/<str:reference>/", meetings.show_meeting_view, name="meeting"),
    path("meetings/<str:reference>/list/", meetings.list_case_view, name="list_case"),
    path("meetings/<str:reference>/list-all/", meetings.list_all_view, name="list_all"),
    path("meetings/<str:reference>/order/", meetings.order_agenda_view, name="order"),
    path("meetings/<str:reference>/send/", meetings.send_agenda_view, name="send_agenda"),
    path("meetings/<str:reference>/move/", meetings.move_meeting_view, name="move"),
    path("meetings/<str:reference>/cancel/", meetings.cancel_meeting_view, name="cancel"),
    path("meetings/<str:reference>/attendance/", sessions.show_attendance_view, name="attendance"),
    path("meetings/<str:reference>/tick/", sessions.record_attendance_view, name="tick"),
    path("meetings/<str:reference>/open/", sessions.open_meeting_view, name="open"),
    path("meetings/<str:reference>/deputy/", sessions.arrange_deputy_view, name="deputy"),
    path("meetings/<str:reference>/close/", sessions.close_meeting_view, name="close"),
    path("meetings/<str:reference>/live/", live.show_live_view, name="live"),
    path("meetings/<str:reference>/live/<int:item>/", live.live_item_view, name="live_item"),
    path("meetings/<str:reference>/pulse/<int:item>/", live.pulse_view, name="pulse"),
    path("meetings/<str:reference>/notes/", notes.list_notes_view, name="notes"),
    path("meetings/<str:reference>/actions/", meetings.show_actions_view, name="actions"),
    path("items/<int:item>/take-off/", meetings.take_off_view, name="take_off"),
    path("items/<int:item>/interest/", sessions.declare_interest_view, name="interest"),
    path("items/<int:item>/correct/", live.correct_view, name="correct"),
    path("actions/<int:pk>/done/", meetings.finish_action_view, name="finish_action"),
    path("notes/<int:pk>/", notes.show_note_view, name="note"),
    path("notes/<int:pk>/endorse/", notes.endorse_note_view, name="endorse_note"),
    path("notes/<int:pk>/send/", notes.send_note_view, name="send_note"),
    path("cases/<str:reference>/", notes.show_outcome_view, name="outcome"),
    path("cases/<str:reference>/sign/", notes.sign_view, name="sign"),
    path("cases/<str:reference>/pack/", notes.make_pack_view, name="make_pack"),
    path("<slug:code>/", panels.show_panel_view, name="show"),
    path("<slug:code>/year/", panels.plan_year_view, name="plan_year"),
    path("<slug:code>/circulate/", panels.circulate_dates_view, name="circulate"),
    path("<slug:code>/members/add/", panels.add_member_view, name="add_member"),
    path("<slug:code>/dates.ics", panels.calendar_view, name="calendar"),
]
