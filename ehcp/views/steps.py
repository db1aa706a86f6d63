"""What every page that changes a case does: door, right, stage, one action, an answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from casework import clock
from casework.act import Act, act_for
from casework.forms import Form
from casework.rules.errors import Refused
from casework.shortcuts import add_refusal, require
from casework.timeline import lines
from ehcp.models import EhcCase
from ehcp.permissions import can_do
from ehcp.presenters import identity
from ehcp.queries import ehc_of, revision_now, timeline_of
from ehcp.rules.workflow import Verb, next_stage
from people import doors
from people.queries import care_since

LAST_FACTS = 5
View = Callable[..., HttpResponse]


def open_ehc(request: HttpRequest, reference: str, what: str) -> EhcCase:
    """Return the EHC case that this person opens, through the door.

    Raises:
        Http404: not there, not for this person, or a case of another kind.
    """
    ehc = ehc_of(doors.read(request, reference, what))
    if ehc is None:
        raise Http404
    return ehc


def for_verb(verb: Verb, what: str) -> Callable[[View], View]:
    """Let a page do ``verb`` to a case: the view is given the case in place of its reference.

    Opened at a stage where it cannot be done, the page leads back to the case and says why.
    """

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "POST"])
        @wraps(view)
        def opened(request: HttpRequest, reference: str, **more: Any) -> HttpResponse:
            ehc = open_ehc(request, reference, what)
            require(can_do(request.user, verb, ehc.case))
            refused = _refusal_now(ehc, verb)
            if refused and request.method == "GET":
                messages.warning(request, refused.says)
                return redirect("ehcp:show", reference)
            return view(request, ehc, **more)

        return opened

    return decorate


def _refusal_now(ehc: EhcCase, verb: Verb) -> Refused | None:
    try:
        next_stage(ehc.stage, verb)
    except Refused as refused:
        return refused
    return None


def answer(
    request: HttpRequest, form: Form, do: Callable[[Act], object], *, says: str, to: str
) -> HttpResponse | None:
    """Do what a valid form asks and lead on; None when the form is to be shown (again).

    A refusal is put on the form. When somebody else has changed the case meanwhile, the words
    stay, the newest facts are shown, and sending again counts as having seen them.
    """
    if not form.is_valid():
        return None
    try:
        do(act_for(request))
    except Refused as refused:
        add_refusal(form, refused)
        form.is_stale = refused.code == "stale"
        return None
    messages.success(request, says)
    return redirect(to)


def about(ehc: EhcCase) -> dict[str, Any]:
    """Return what every page about a case says of it: whose, its reference, initials."""
    child, today = ehc.case.child, clock.today()
    return {
        "case": identity(ehc.case, today, care_since(child, today)),
        "reference": ehc.case.reference,
        "initials": child.initials,
    }


def page(
    request: HttpRequest, template: str, ehc: EhcCase, form: Form, **more: Any
) -> HttpResponse:
    """Return a form page about a case."""
    context = about(ehc) | {"form": form}
    if getattr(form, "is_stale", False):
        form.revision = revision_now(ehc.case.reference)
        context["changed"] = lines(timeline_of(ehc.case.reference)[:LAST_FACTS])
    return render(request, template, context | more)
