"""Reads a limit out of law data: the key that stands in the table says which kind it is."""

from collections.abc import Callable, Mapping

from casework.rules import limits
from casework.rules.law.tables import Table
from casework.rules.limits import Limit, Unit, Way

Read = Callable[[Table], Limit]


def read_limit(table: Table) -> Limit:
    """Return the limit that a table describes.

    Raises:
        LawUnreadable: no key says which kind of limit it is, or a key is not known.
    """
    table.refuse_unknown(KNOWN)
    key = next((key for key in READERS if key in table.rows), None)
    if key is None:
        raise table.unreadable("", f"is no limit: it needs one of {', '.join(READERS)}")
    limit = READERS[key](table)
    if table.rows.keys() & {"when", "rule", "force"}:
        rule, force = table.text_or_none("rule"), table.text_or_none("force")
        limit = limits.Conditional(limit, table.condition("when"), rule, force)
    return limits.RolledForAppeal(limit) if "roll" in table.rows else limit


def _read_count(table: Table) -> Limit:
    count = _count(table)
    if "after" in table.rows:
        return limits.CountFromLater(count, table.text("after"), table.text("until_next"))
    if "since" in table.rows:
        return limits.CountFromEarlier(count, table.text("since"), table.patterns("unless_since"))
    return count


def _count(table: Table) -> limits.Count:
    unit = next(unit for unit in Unit if unit in table.rows)
    return limits.Count(
        amount=table.number(unit),
        unit=unit,
        way=_way(table),
        origin=(table.text("before"),) if "before" in table.rows else table.words("from", ("on",)),
        calendar=table.text("calendar", "england"),
        target_only=table.flag("target_only"),
    )


def _way(table: Table) -> Way:
    if "before" in table.rows:
        return Way.BEFORE
    return Way.BEGINNING if table.flag("beginning") else Way.AFTER


def _read_on(table: Table) -> Limit:
    known = table.number("known_working_days") if "known_working_days" in table.rows else None
    return limits.OnDate(table.text("on"), _on_words(table), known)


def _on_words(table: Table) -> str:
    if table.flag("directed"):
        return "the day that the tribunal directed"
    return "the day agreed in writing" if table.flag("agreed") else "on the day given"


def _read_day(key: str) -> Read:
    def read(table: Table) -> Limit:
        month, day = map(int, table.text(key).split("-"))
        return limits.DayOfYear(month, day, is_before=key == "before_day")

    return read


def _read_each(table: Table, key: str) -> tuple[Limit, ...]:
    return tuple(read_limit(row) for row in table.tables(key))


READERS: Mapping[str, Read] = {
    "first_of": lambda table: limits.FirstOf(_read_each(table, "first_of")),
    "later_of": lambda table: limits.LastOf(_read_each(table, "later_of"), is_later=True),
    "earlier_of": lambda table: limits.LastOf(_read_each(table, "earlier_of"), is_later=False),
    **{str(unit): _read_count for unit in Unit},
    "on": _read_on,
    "before_day": _read_day("before_day"),
    "by_day": _read_day("by_day"),
    "friday_of_week_after": lambda table: limits.FridayOfWeekAfter(
        (table.text("friday_of_week_after"), "on")
    ),
    "next": lambda table: limits.NextAmong(table.text("next"), table.words("among")),
    "same_as": lambda table: limits.SameAs(table.words("same_as")),
    "with": lambda table: limits.With(table.text("with")),
    "until": lambda table: limits.Until(table.text("until"), table.text("once")),
    "every": lambda table: limits.Every(table.text("every")),
    "no_duty": lambda table: limits.Nothing(table.text("no_duty")),
    "refused": lambda table: limits.Refuse(table.text("refused"), table.text("says")),
}

KNOWN = frozenset(
    {*READERS, "when", "rule", "force", "roll"}
    | {"beginning", "before", "from", "calendar", "target_only"}
    | {"after", "until_next", "since", "unless_since", "among", "once", "says"}
    | {"directed", "agreed", "known_working_days", "only_step"}
)
