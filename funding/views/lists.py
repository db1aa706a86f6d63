"""Lists of awards and placements, with filters in the address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from accounts.models import Agency
from accounts.permissions import authorities_of
from casework import clock
from casework.paging import page
from casework.shortcuts import render_part
from funding.forms import AwardFilter
from funding.models import Award, Placement
from funding.presenters.lists import awards_table, placements_table, sections
from funding.queries import narrow_awards, narrow_placements, standing_on
from people import doors


def _filter(request: HttpRequest) -> AwardFilter:
    serving = Agency.objects.filter(authorities__in=authorities_of(request.user)).distinct()
    form = AwardFilter(request.GET or None, agencies=serving.order_by("payer", "code"))
    form.is_valid()
    return form


def _asked(form: AwardFilter) -> dict[str, str]:
    """Return what the filter asks for; an answer that is wrong narrows nothing."""
    return getattr(form, "cleaned_data", {})


@require_GET
def list_awards_view(request: HttpRequest) -> HttpResponse:
    """Awards that this person sees, each as it applies today."""
    form = _filter(request)
    awards = Award.objects.visible_to(request.user).for_list()
    shown = page(request, narrow_awards(awards, _asked(form)))
    doors.list_read(request, "funding.list", [award.case.reference for award in shown.rows])
    table = awards_table(standing_on(shown.rows, clock.today()))
    context = {
        "form": form,
        "awards": shown,
        "table": table,
        "tabs": sections("funding:list", request.user),
    }
    return render_part(request, "funding/list_awards.html", context)


@require_GET
def list_placements_view(request: HttpRequest) -> HttpResponse:
    """Placements that this person sees, asked for or awarded."""
    form = _filter(request)
    placements = Placement.objects.visible_to(request.user).for_list()
    shown = page(request, narrow_placements(placements, _asked(form)))
    references = [placement.asked_in.reference for placement in shown.rows]
    doors.list_read(request, "funding.placements", references)
    context = {
        "form": form,
        "placements": shown,
        "table": placements_table(shown.rows),
        "tabs": sections("funding:placements", request.user),
    }
    return render_part(request, "funding/list_placements.html", context)
