"""Lateness by team, now and some weeks ago: for whoever answers for it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from accounts.models import User
from casework.models import Clock
from people.models import Case

WEEKS_AGO = (0, 1, 4)


@dataclass(frozen=True)
class TeamLateness:
    """How many duties of a team's cases were late on each of ``WEEKS_AGO``."""

    team: str
    late: tuple[int, ...]


def was_late_on(day: date) -> Q:
    """Whether a duty was late on a day: due before it, and not done by its end."""
    return Q(due_on__lt=day) & (Q(met_on=None) | Q(met_on__gt=day))


def lateness_by_team(user: User, today: date) -> list[TeamLateness]:
    """Return each team with lateness, the most late first. Clocks that were stopped never count."""
    days = [today - timedelta(weeks=weeks) for weeks in WEEKS_AGO]
    late = {f"late_{place}": Count("pk", filter=was_late_on(day)) for place, day in enumerate(days)}
    visible = Case.objects.visible_to(user)
    clocks = Clock.objects.filter(
        stopped=False, window=False, due_on__lt=today, stream__in=visible.values("reference")
    )
    by_stream = clocks.values("stream").annotate(**late).order_by("stream")
    teams = dict(
        visible.filter(reference__in=clocks.values("stream")).values_list("reference", "team__name")
    )
    sums: dict[str, Counter[int]] = {}
    for row in by_stream:
        team = sums.setdefault(teams[row["stream"]] or "No team", Counter())
        team.update({place: row[f"late_{place}"] for place in range(len(days))})
    found = [
        TeamLateness(team, tuple(sums[team][place] for place in range(len(days)))) for team in sums
    ]
    return sorted((one for one in found if any(one.late)), key=lambda one: (-one.late[0], one.team))
