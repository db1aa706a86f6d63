"""The tool that says who pays what, and why. It needs no case and keeps nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from casework.rules.errors import Refused
from casework.shortcuts import add_refusal
from funding.queries import policy_called
from funding.rules.shares import share_cost
from insight.forms.split import SplitForm
from insight.presenters.split import SplitAnswer, costs_typed, present_split


@require_GET
def split_cost_view(request: HttpRequest) -> HttpResponse:
    """Show the form, and under it the shares with every step of the reasoning."""
    form = SplitForm(request.GET or None)
    answer = _answer(form) if form.is_valid() else None
    return render(request, "insight/split_cost.html", {"form": form, "answer": answer})


def _answer(form: SplitForm) -> SplitAnswer | None:
    try:
        policy = policy_called(form.cleaned_data["policy"])
        return present_split(share_cost(costs_typed(form.cleaned_data), policy), policy)
    except Refused as refused:
        add_refusal(form, refused)
        return None
