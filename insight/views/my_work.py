"""My work: the first page of everybody, in the order that their work needs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.permissions import can, roles_of
from accounts.rules.roles import Role
from casework import clock, slots
from casework.desk import Stream
from casework.duties import duties
from casework.paging import Page, page
from insight.presenters import my_work as shown
from insight.queries import desk, lateness
from people import doors
from people.forms.search import SearchForm
from people.queries import agency_names

LISTS = {"": desk.to_do, "late": desk.late, "soon": desk.soon, "waiting": desk.waiting}
# What somebody in each role needs first; the first role held, in this order, decides.
FIRST_THINGS = {
    Role.CHAIR: ("next_panel", "to_sign", "asked", "counts", "duties"),
    Role.PANEL_ADMIN: ("next_panel", "counts", "to_sign", "asked", "duties"),
    Role.MEMBER: ("next_panel", "to_sign", "asked", "counts", "duties"),
    Role.FINANCE: ("quarter", "to_sign", "counts", "asked", "duties"),
    Role.MANAGER: ("lateness", "counts", "to_sign", "asked", "duties", "next_panel"),
    Role.CASEWORKER: ("counts", "to_sign", "asked", "duties", "next_panel"),
    Role.COORDINATOR: ("counts", "to_sign", "asked", "duties", "next_panel"),
    Role.ADVISER: ("asked",),
}
OTHERWISE = ("counts", "to_sign", "asked", "duties", "next_panel")
ROWS = 10


@require_GET
def my_work_view(request: HttpRequest) -> HttpResponse:
    """What is late, due, waited for and begun; what others ask; the next panel."""
    user, today = request.user, clock.today()
    blocks = blocks_for(user)
    context = {
        "greeting": shown.greeting(clock.now()),
        "search": SearchForm(),
        "today": today,
        "blocks": blocks,
    }
    asked = {name: BLOCKS[name](user, today) for name in blocks if name in BLOCKS}
    if "duties" in blocks:
        asked |= list_of_duties(request, user, today)
    return render(request, "insight/my_work.html", context | asked)


def blocks_for(user: User) -> tuple[str, ...]:
    """Return the parts of the page that this person sees, the most needed first."""
    held = frozenset().union(*roles_of(user).values())
    return next((FIRST_THINGS[role] for role in FIRST_THINGS if role in held), OTHERWISE)


def asked_of(slot: str, caption: str) -> Any:
    """Return a function that tells a person what ``slot`` asks of them."""

    def table(user: User, today: date) -> Any:
        return shown.to_do_table(caption, slots.rows(slot, user=user, today=today), today)

    return table


def notices_from(slot: str) -> Any:
    """Return a function that tells a person what ``slot`` would have them know."""

    def notices(user: User, today: date) -> Any:
        return slots.rows(slot, user=user, today=today)

    return notices


BLOCKS = {
    "asked": asked_of("my_work.asked", "Asked of me"),
    "to_sign": asked_of("my_work.to_sign", "To endorse or sign"),
    "next_panel": notices_from("my_work.next_panel"),
    "quarter": notices_from("my_work.quarter"),
    "lateness": lambda user, today: shown.lateness_table(lateness.lateness_by_team(user, today)),
}


def list_of_duties(request: HttpRequest, user: User, today: date) -> dict[str, Any]:
    """Return the counts, the list that was asked for, and the drafts."""
    choices = whose_choices(user)
    whose = chosen(request, "whose", choices)
    show = chosen(request, "show", LISTS)
    streams = {one.reference: one for one in slots.rows("my_work.streams", user=user, today=today)}
    place = desk.Desk(user, today, whose, list(streams))
    clocks = page(request, LISTS[show](place), ROWS)
    cases = desk.cases_by_reference(user, [one.stream for one in clocks])
    doors.list_read(request, "insight.my_work", list(cases))
    return {
        "counts": shown.count_cards(desk.counts(place), whose, show),
        "whose": shown.whose_tabs(whose, show, choices),
        "page": clocks,
        "duties": shown.duties_table(
            duties(clocks, agency_names()), about(clocks, cases, streams), show, today
        ),
        "drafts": shown.drafts_table(desk.drafts_of(user)[:MOST_DRAFTS]),
    }


MOST_DRAFTS = 25


def whose_choices(user: User) -> list[str]:
    """Return how far this person may look round: a manager over the authority, and that first."""
    near = ["mine", *(["team"] if user.team_id else []), "agency"]
    return ["authority", *near] if can(user, "insight.read") else near


def chosen(request: HttpRequest, name: str, choices: Any) -> str:
    """Return what the address chooses, or the first choice."""
    asked = request.GET.get(name, "")
    return asked if asked in choices else next(iter(choices))


def about(
    clocks: Page, cases: Mapping[str, Any], streams: Mapping[str, Stream]
) -> dict[str, shown.About]:
    """Return whom each stream of the list is about."""
    return {
        one.stream: shown.about_case(cases[one.stream])
        if one.stream in cases
        else shown.about_stream(one.stream, streams[one.stream].label)
        for one in clocks
    }
