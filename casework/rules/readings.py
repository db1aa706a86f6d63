"""A clock as it is read on a day: its dates, its state, and a plain sentence that says why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.rules.exemptions import Excuse, target_on
from casework.rules.facts import Child
from casework.rules.limits import spell
from casework.rules.runs import Run

STATES = ("stopped", "met", "met-late", "late", "running")


@dataclass(frozen=True)
class ClockReading:
    """One clock of a case on a day. ``as_json`` is the contract; the rest serves pages.

    ``of`` names whose it is (``{"adviser": …}``) or which step; ``excused`` stands beside
    ``state``, and ``target_on`` is no legal date. ``reason`` is ``says`` without how it stands.
    """

    id: str
    of: Mapping[str, str] | None
    rule: str
    source: str
    force: str
    started_by: str
    started_on: date
    due_on: date | None
    counting: str
    excused: bool
    exemption: Mapping[str, str | None] | None
    target_on: date | None
    met_on: date | None
    state: str
    says: str
    reason: str
    label: str
    owed_by: str
    shape: str
    stopped_on: date | None

    def as_json(self) -> dict[str, object]:
        """Return what a command and the API print; dates as ISO text, absent values null."""
        return {name: _plain(getattr(self, name)) for name in CONTRACT}


CONTRACT = (
    *("id", "of", "rule", "source", "force", "started_by", "started_on", "due_on", "counting"),
    *("excused", "exemption", "target_on", "met_on", "state", "says"),
)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def read_run(
    run: Run,
    excuses: Sequence[Excuse],
    *,
    today: date,
    child: Child | None,
    kinds: Mapping[str, str],
) -> ClockReading:
    """Return the reading of one run on ``today``. ``kinds`` are the labels of event kinds."""
    state, met_on = state_of(run, today), _met_on(run, today)
    label = _label(run, child)
    target = target_on(run.due_on, excuses) if run.due_on and excuses else run.due.target_on
    reason, excused = _reason(run, label, kinds), _target_words(target, excuses)
    return ClockReading(
        id=run.clock.id,
        of=_of(run),
        rule=run.due.rule or run.version.rule,
        source=run.version.source,
        force=run.due.force or run.version.force,
        started_by=run.event.kind,
        started_on=run.due.since,
        due_on=run.due_on,
        counting=run.due.counting,
        excused=bool(excuses),
        exemption=_exemption(excuses),
        target_on=target,
        met_on=met_on,
        state=state,
        says=_join(reason, _standing(run, state, kinds, today), excused),
        reason=_join(reason, excused),
        label=label,
        owed_by=_owed_by(run),
        shape=run.clock.shape,
        stopped_on=run.stopped_by.on if run.stopped_by else None,
    )


def state_of(run: Run, today: date) -> str:
    """Return the state of a run on a day: time alone decides, and the last day is in time."""
    if run.stopped_by:
        return "stopped"
    if run.lasts:
        return "met" if run.due_on and run.due_on <= today else "running"
    if run.met_on:
        return "met-late" if run.due_on and run.met_on > run.due_on else "met"
    return "late" if run.due_on and run.due_on < today else "running"


def _met_on(run: Run, today: date) -> date | None:
    if run.lasts:
        return run.due_on if state_of(run, today) == "met" else None
    return run.met_on


def _of(run: Run) -> Mapping[str, str] | None:
    if run.of is None or run.clock.of is None:
        return None
    return {run.clock.of.field: run.of}


def _owed_by(run: Run) -> str:
    """Return who owes it: the one named, where each of several owes one."""
    names_debtor = run.clock.of is not None and run.clock.owed_by == run.clock.of.field
    return run.of if names_debtor and run.of else run.clock.owed_by


def _exemption(excuses: Sequence[Excuse]) -> Mapping[str, str | None] | None:
    """Return the exemption; of several, the first to begin."""
    if not excuses:
        return None
    first = min(excuses, key=lambda excuse: excuse.exemption.from_on)
    return {**first.exemption.as_json(), "rule": first.rule, "label": first.ground.label}


def _label(run: Run, child: Child | None) -> str:
    """Return the duty in words, with whoever holds the rights on the day it started."""
    holder = "the family"
    if child:
        holder = "the young person" if child.is_young_person(run.event.on) else "the parent"
    label = run.clock.label.format(family=holder)
    return f"{label} ({_spaced(run.of)})" if run.of else label


def _spaced(code: str) -> str:
    return code.replace("-", " ")


SAYS: Mapping[str, str] = {
    "stopped": "Stopped on {stopped} ({why}).",
    "met": "Done on {met}, in time.",
    "met-late": "Done on {met}, {late} late.",
    "late": "Not done: {late} late.",
    "running": "Still running.",
}
SAYS_LASTING: Mapping[str, str] = {
    "stopped": "Stopped on {stopped} ({why}).",
    "met": "It ran until {met}.",
    "running": "Still running.",
}


def _reason(run: Run, label: str, kinds: Mapping[str, str]) -> str:
    """Return the duty, its last day and how it was counted: what stays true on every day."""
    counted = f"{run.due.counting} ({run.due.rule or run.version.rule})"
    begun = f"{_lower(kinds[run.event.kind])} on {spell(run.event.on)}"
    return _join(f"{label}{_last_words(run)}: {counted}; {begun}.", run.clock.note)


def _last_words(run: Run) -> str:
    if run.due_on is None:
        return ""
    return f" {'until' if run.lasts else 'by'} {run.due_on:%A} {spell(run.due_on)}"


def _standing(run: Run, state: str, kinds: Mapping[str, str], today: date) -> str:
    """Return how it stands on ``today``."""
    return (SAYS_LASTING if run.lasts else SAYS)[state].format(
        stopped=spell(run.stopped_by.on) if run.stopped_by else "",
        why=_lower(kinds[run.stopped_by.kind]) if run.stopped_by else "",
        met=spell(run.met_on or run.due_on or today),
        late=_late_words(run, today),
    )


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _late_words(run: Run, today: date) -> str:
    days = ((run.met_on or today) - run.due_on).days if run.due_on else 0
    return f"{days} day{'s' * (days != 1)}"


def _target_words(target: date | None, excuses: Sequence[Excuse]) -> str:
    if target is None:
        return ""
    if not excuses:
        return f"The target is {spell(target)}, which is not a legal date."
    grounds = "; ".join(dict.fromkeys(excuse.ground.label for excuse in excuses))
    return (
        f"Excused because {grounds}. The due date has not moved; "
        f"the target is {spell(target)}, which is not a legal date."
    )


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def has_counted_exception(readings: Sequence[ClockReading]) -> bool:
    """Say whether an assessment bears the yearly return's exceptions flag.

    One flag for each assessment: an accepted ground on the final plan or on the decision not to
    make one, late or not.

    Rules: COP-154.
    """
    flagged = {"issue-final-plan", "decide-no-plan"}
    return any(reading.excused and reading.id in flagged for reading in readings)
