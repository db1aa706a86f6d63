"""The tool that says when things are due, and why. It needs no case.

What is entered stays in the session and in no address, since it may name somebody; it goes when
the person starts again or signs out.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework import clock, lawbook
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal
from insight.forms.deadlines import CountingForm, EventForm, ExemptionForm
from insight.presenters import deadlines as shown
from insight.queries.deadlines import explain_deadlines

SESSION_KEY = "deadlines"
MOST = 60
Question = dict[str, Any]


@require_http_methods(["GET", "POST"])
def show_deadlines_view(request: HttpRequest) -> HttpResponse:
    """Show what has been entered and every clock that it starts; change what they count by."""
    question = _question(request)
    form = CountingForm(request.POST or None, initial=_counting(question))
    if form.is_valid() and _counted_anew(request, form, question):
        return redirect("insight:deadlines")
    law = lawbook.law()
    today = _today(question)
    context = {
        "form": form,
        "today": today,
        "deadlines": shown.present_deadlines(_answer(question, today)),
        "events": shown.present_events(question["events"], law),
        "exemptions": shown.present_exemptions(question["exemptions"], law),
        "starting_points": shown.starting_points(law),
    }
    return render(request, "insight/deadlines.html", context)


@require_GET
def choose_event_view(request: HttpRequest) -> HttpResponse:
    """Choose the kind of event to enter."""
    groups = shown.kinds_by_group(lawbook.law())
    return render(request, "insight/choose_event.html", {"groups": groups})


@require_http_methods(["GET", "POST"])
def add_event_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Enter one event: its day, and what else its kind may say."""
    found = lawbook.law().kinds.get(kind)
    if found is None:
        raise Http404
    form = EventForm(request.POST or None, kind=found)
    if form.is_valid() and _added(request, form, "events", form.event()):
        return redirect("insight:deadlines")
    return render(request, "insight/add_event.html", {"form": form, "label": found.label})


@require_http_methods(["GET", "POST"])
def add_exemption_view(request: HttpRequest) -> HttpResponse:
    """Enter a reason for delay, and learn whether the law knows it."""
    form = ExemptionForm(request.POST or None, law=lawbook.law())
    if form.is_valid() and _added(request, form, "exemptions", form.exemption()):
        return redirect("insight:deadlines")
    return render(request, "insight/add_exemption.html", {"form": form})


@require_POST
def remove_from_deadlines_view(request: HttpRequest) -> HttpResponse:
    """Take out one event or reason, or everything."""
    question = _question(request)
    listed, place = request.POST.get("list", ""), request.POST.get("place", "")
    if listed in ("events", "exemptions") and place.isdecimal():
        kept = [one for at, one in enumerate(question[listed]) if at != int(place)]
        question = _readable(question | {listed: kept})
    else:
        question = {}
    _keep(request, question)
    return redirect("insight:deadlines")


def _question(request: HttpRequest) -> Question:
    return {"events": [], "exemptions": []} | request.session.get(SESSION_KEY, {})


def _keep(request: HttpRequest, question: Mapping[str, Any]) -> None:
    request.session[SESSION_KEY] = dict(question)


def _added(request: HttpRequest, form: Any, listed: str, one: Mapping[str, Any]) -> bool:
    """Keep one more event or reason, if the whole can still be read; say why not beside it."""
    question = _question(request)
    question[listed] = [*question[listed], one]
    try:
        if len(question[listed]) > MOST:
            raise Refused("too-many", f"At most {MOST} can be entered. Remove some first.")
        _answer(question, _today(question))
    except Refused as refused:
        add_refusal(form, _at_form_field(refused))
        return False
    _keep(request, question)
    return True


def _counted_anew(request: HttpRequest, form: CountingForm, question: Question) -> bool:
    """Keep what the dates count by, if the whole can still be read; say why not if it cannot."""
    question = question | _counted_by(form)
    try:
        _answer(question, _today(question))
    except Refused as refused:
        add_refusal(form, refused)
        return False
    _keep(request, question)
    return True


FORM_FIELDS = {"from": "from_on", "to": "last_on"}


def _at_form_field(refused: Refused) -> Refused:
    """Return the refusal at the name that the reasons' form has for the field."""
    if (refused.at or "").startswith("exemptions"):
        refused.field = FORM_FIELDS.get(refused.field or "", refused.field)
    return refused


def _readable(question: Question) -> Question:
    """Return the question without its reasons, if they hang on what has just been taken out."""
    try:
        _answer(question, _today(question))
    except Refused:
        return question | {"exemptions": []}
    return question


def _answer(question: Question, today: date) -> list[Any]:
    born = question.get("born")
    raw = {"events": question["events"], "exemptions": question["exemptions"]}
    child = {"child": {"born": born}} if born else {}
    return explain_deadlines(raw | child, policy=question.get("policy") or None, today=today)


def _today(question: Question) -> date:
    return date.fromisoformat(question["today"]) if question.get("today") else clock.today()


def _counting(question: Question) -> dict[str, Any]:
    return {name: question.get(name, "") for name in ("policy", "born", "today")}


def _counted_by(form: CountingForm) -> dict[str, str]:
    given = form.cleaned_data
    days = {name: given[name].isoformat() if given[name] else "" for name in ("born", "today")}
    return {"policy": given["policy"]} | days
