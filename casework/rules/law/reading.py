"""Reads law data and protocols into values, and refuses by path what it cannot read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casework.rules.facts import Condition, Pattern
from casework.rules.law.limit_reading import READERS, read_limit
from casework.rules.law.tables import LawUnreadable, Table, read_pattern
from casework.rules.law.values import (
    LAW_BEGAN,
    Clock,
    End,
    EventKind,
    Field,
    FieldType,
    Ground,
    GroundFor,
    Law,
    Names,
    Protocol,
    Repeat,
    Shape,
    Start,
    Version,
)
from casework.rules.limits import Conditional, FirstOf, Limit


def read_law(tables: Sequence[Mapping[str, object]], *, name: str = "in force") -> Law:
    """Return the law that the files give together.

    Raises:
        LawUnreadable: something in them cannot be used; nothing is guessed.
    """
    files = [Table(f"law[{place}]", rows) for place, rows in enumerate(tables)]
    kinds = [read_kind(row) for file in files for row in file.tables("kind")]
    rows = {row.text("id"): row for file in files for row in file.tables("clock")}
    clocks = [_read_clock(row, file, rows) for file in files for row in file.tables("clock")]
    grounds = [_read_ground(row) for file in files for row in file.tables("ground")]
    law = Law(
        name,
        {kind.id: kind for kind in kinds},
        {clock.id: clock for clock in clocks},
        {ground.id: ground for ground in grounds},
    )
    _refuse_unknown_kinds(law)
    return law


def read_comparison(file: Mapping[str, object], law: Law, *, name: str) -> Law:
    """Return a named set never in force: what it says instead, laid over the clocks of ``law``."""
    table = Table(name, file)
    clocks = {}
    for row in table.tables("clock"):
        clock = law.clocks[row.text("id")]
        version = _read_version(row, table, clock.versions[-1])
        clocks[clock.id] = replace(clock, versions=(replace(version, then=None),))
    grounds = {ground.id: ground for ground in map(_read_ground, table.tables("ground"))}
    return replace(law, name=name, clocks=clocks, grounds=grounds, is_dated=False)


def read_protocol(section: Mapping[str, object], law: Law) -> Protocol:
    """Return the clocks that a protocol sets. An entry without a value sets none.

    Raises:
        LawUnreadable: it names a clock that is not for a protocol to set, or no rule for a value.
    """
    table = Table("clocks", section)
    name = table.table("source").text("value")
    entries = [table.table(key) for key in section if key != "source"]
    clocks = [_complete(entry, law, name) for entry in entries if "value" in entry.rows]
    return Protocol(name, {clock.id: clock for clock in clocks})


def _complete(entry: Table, law: Law, source: str) -> Clock:
    """Return the clock that the entry is called after, with the protocol's own numbers."""
    clock = law.clocks.get(entry.at.removeprefix("clocks."))
    if clock is None or not clock.is_local:
        raise entry.unreadable("", "is no clock that a protocol sets")
    value = entry.table("value")
    own = {key: given for key, given in value.rows.items() if key not in ("starts", "met_by")}
    limit = {**clock.partial, **own}
    version = replace(
        clock.versions[-1],
        limit=read_limit(Table(value.at, limit)),
        rule=_source_of_value(entry),
        source=source,
    )
    starts = value.words("starts", [start.pattern.kind for start in clock.starts])
    met_by = tuple(End(pattern) for pattern in value.patterns("met_by")) or clock.met_by
    kept = tuple(start for start in clock.starts if start.pattern.kind in starts)
    return replace(clock, starts=kept, met_by=met_by, versions=(version,))


def _source_of_value(entry: Table) -> str:
    """Return the rule that gives a value, or say that the authority set it."""
    if "rule" in entry.rows:
        return entry.text("rule")
    return f"set by the {entry.text('set_by')}"


def read_kind(row: Table) -> EventKind:
    """Return one kind of event."""
    row.refuse_unknown(["id", "label", "group", "fields", "needs", "not_before", "birthday"])
    needs, not_before = row.words("needs"), row.words("not_before")
    given = row.table("fields")
    fields = {
        name: _read_field(name, given, name in needs, name in not_before) for name in given.rows
    }
    birthday = row.number("birthday") if "birthday" in row.rows else None
    return EventKind(row.text("id"), row.text("label"), row.text("group", ""), fields, birthday)


def _read_field(name: str, given: Table, is_needed: bool, is_not_before: bool) -> Field:
    if isinstance(given.rows[name], list):
        return Field(name, FieldType.CHOICE, is_needed, given.words(name), is_not_before)
    written = given.text(name)
    try:
        kind = FieldType(written.removesuffix("!"))
    except ValueError:
        raise given.unreadable(name, f"{written!r} is no type of field") from None
    return Field(name, kind, is_needed or written.endswith("!"), (), is_not_before)


CLOCK_KEYS = frozenset(
    {"id", "label", "note", "rule", "source", "force", "owed_by", "shape", "valid_from", "valid_to"}
    | {"starts", "met_by", "stopped_by", "restarts", "follows_start", "earlier", "amended"}
    | {"of", "of_from", "of_default", "of_also_met", "all_of", "all_default", "either"}
    | {"steps_by", "steps", "steps_as", "limit", "then"}
)


def _read_clock(row: Table, file: Table, rows: Mapping[str, Table]) -> Clock:
    row.refuse_unknown(CLOCK_KEYS)
    row = _with_steps_of(row, rows)
    first = _read_version(row, file, None)
    return Clock(
        id=row.text("id"),
        label=row.text("label"),
        note=row.text("note", ""),
        owed_by=row.text("owed_by", "authority"),
        shape=Shape(row.text("shape", Shape.LIMIT)),
        starts=tuple(row.each_event("starts", _read_start)),
        met_by=tuple(row.each_event("met_by", _read_end)),
        stopped_by=row.patterns("stopped_by"),
        of=_read_names(row, "of"),
        all_of=_read_names(row, "all"),
        steps_by=row.text_or_none("steps_by"),
        either=tuple(frozenset(group) for group in _groups(row)),
        restarts=row.flag("restarts"),
        follows_start=row.flag("follows_start"),
        earlier_is_no_duty=row.text("earlier", "refused") == "no-duty",
        versions=(first, *(_read_version(one, file, first) for one in row.tables("amended"))),
        partial=row.table("limit").rows,
    )


def _with_steps_of(row: Table, rows: Mapping[str, Table]) -> Table:
    """Return the clock with the steps of another one beside its own."""
    if "steps_as" not in row.rows:
        return row
    other = rows[row.text("steps_as")].table("steps").rows
    return Table(row.at, {**row.rows, "steps": {**other, **row.table("steps").rows}})


def _groups(row: Table) -> list[list[str]]:
    found = row.rows.get("either", [])
    if not isinstance(found, list) or not all(isinstance(group, list) for group in found):
        raise row.unreadable("either", "should be a list of lists")
    return found


def _read_names(row: Table, prefix: str) -> Names | None:
    key = {"of": "of", "all": "all_of"}[prefix]
    if key not in row.rows:
        return None
    field = row.text(key)
    start = row.text(f"{prefix}_from", field)
    also = row.flag("of_also_met") and prefix == "of"
    return Names(field, start, row.words(f"{prefix}_default"), also)


def _read_start(row: Table) -> Start:
    return Start(read_pattern(row), Repeat(row.text("repeat", Repeat.EACH)))


def _read_end(row: Table) -> End:
    dates = row.words("with_date", ("on",))
    return End(read_pattern(row), row.text_or_none("with"), dates)


def _read_version(row: Table, file: Table, base: Version | None) -> Version:
    """Return a version; what it does not say stands as in ``base``, then as in its file."""
    return Version(
        limit=_read_own_limit(row, "limit") or (base.limit if base else None),
        then=_read_own_limit(row, "then") or (base.then if base else None),
        steps=_read_steps(row) or (base.steps if base else {}),
        rule=row.text("rule", base.rule if base else ""),
        source=row.text("source", file.text("source", base.source if base else "")),
        force=row.text("force", file.text("force", base.force if base else "law")),
        valid_from=row.day("valid_from", LAW_BEGAN),
        valid_to=row.day_or_none("valid_to"),
    )


def _read_own_limit(row: Table, key: str) -> Limit | None:
    if key not in row.rows or not row.table(key).rows.keys() & READERS.keys():
        return None
    return read_limit(row.table(key))


def _read_steps(row: Table) -> Mapping[str, Mapping[str, Limit]]:
    orders = row.table("steps")
    return {order: _read_order(row, orders.table(order)) for order in orders.rows}


def _read_order(row: Table, steps: Table) -> Mapping[str, Limit]:
    return {step: _read_step(row, step, read_limit(steps.table(step))) for step in steps.rows}


def _read_step(row: Table, step: str, limit: Limit) -> Limit:
    """Return a step's limit, before which a date stands that was directed or agreed."""
    given = read_limit(row.table("limit"))
    only = row.table("limit").text_or_none("only_step")
    if only is None:
        return FirstOf((given, limit))
    for_all = Conditional(given, Condition({only: ()}), None, None)
    for_this = Conditional(given, Condition({only: (step,)}), None, None)
    return FirstOf((for_all, for_this, limit))


def _read_ground(row: Table) -> Ground:
    row.refuse_unknown(["id", "label", "closed", "least_days", "valid_from", "valid_to", "for"])
    least = row.number("least_days")
    each = tuple(
        GroundFor(
            frozenset(terms.words("clocks")), terms.text("rule"), terms.number("least_days", least)
        )
        for terms in row.tables("for")
    )
    return Ground(
        id=row.text("id"),
        label=row.text("label"),
        is_closure=row.flag("closed"),
        each=each,
        valid_from=row.day_or_none("valid_from"),
        valid_to=row.day_or_none("valid_to"),
    )


def _refuse_unknown_kinds(law: Law) -> None:
    for clock in law.clocks.values():
        if not clock.is_local and not clock.steps_by and clock.versions[0].limit is None:
            raise LawUnreadable(clock.id, "has no limit that we can read")
        for pattern in _patterns(clock):
            _refuse_unknown_pattern(pattern, clock, law)


def _patterns(clock: Clock) -> list[Pattern]:
    """Return every event that a clock names."""
    starts = [start.pattern for start in clock.starts]
    return [*starts, *(end.pattern for end in clock.met_by), *clock.stopped_by]


def _refuse_unknown_pattern(pattern: Pattern, clock: Clock, law: Law) -> None:
    if pattern.kind not in law.kinds:
        raise LawUnreadable(clock.id, f"{pattern.kind} is no kind of event")
    asked = {*pattern.when.fields, *(pattern.unless.fields if pattern.unless else ())}
    unknown = asked - set(law.kinds[pattern.kind].fields)
    if unknown:
        raise LawUnreadable(clock.id, f"{pattern.kind} has no field {min(unknown)}")
