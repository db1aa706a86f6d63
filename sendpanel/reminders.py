"""Which clocks remind whom, and when: the whole list, one page.

Days count from the due date: -7 is a week before it, 1 the day after it.
"""

from collections.abc import Mapping, Sequence

from casework.addresses import address_of
from casework.models import Clock
from casework.reminders import Addressee, Reminder
from ehcp.queries import advisers_reminded
from people.models import Case

SOON = (-14, -7, -1, 1, 7, 14)
LONG = (-28, -14, -7, -1, 1, 7, 14)
AFTER = (1, 7, 14)


def owners(clocks: Sequence[Clock]) -> Mapping[int, Sequence[Addressee]]:
    """Find who runs each clock's case."""
    streams = {clock.stream for clock in clocks}
    cases = Case.objects.filter(reference__in=streams).exclude(owner__email="")
    emails = dict(cases.values_list("reference", "owner__email"))
    return {
        clock.pk: [Addressee(emails[clock.stream], address_of(clock.stream))]
        for clock in clocks
        if clock.stream in emails
    }


REMINDERS = (
    Reminder("decide-whether-to-assess", SOON, owners),
    Reminder("decide-no-plan", LONG, owners),
    Reminder("issue-final-plan", LONG, owners),
    Reminder("tell-others", (-1, 1, 7), owners),
    Reminder("return-advice", (-14, -7, 0, 1, 7, 14), advisers_reminded),
    Reminder("return-advice", AFTER, owners),
    Reminder("setting-reply", AFTER, owners),
    Reminder("next-review", LONG, owners),
    Reminder("review-placement", LONG, owners),
    Reminder("notify-emergency", (-1, 1), owners),
)
