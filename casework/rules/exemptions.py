"""Grounds on which a duty need not have been done in time: which count, for which run, and how far.

A ground never moves a due date. An accepted one sets a target beside it, which is no legal date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.rules.errors import Refused
from casework.rules.facts import CaseEvent, Child, Condition, Exemption, Pattern
from casework.rules.law import Ground, GroundFor, Law
from casework.rules.limits import spell
from casework.rules.periods import overlap_days
from casework.rules.runs import Run

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(weeks=1)
EDUCATION = Condition({"head": ("education", "early-years")})
ELSEWHERE = Condition({"head": ("health", "psychology", "care", "family", "other")})
ASKED_THE_SCHOOL = (
    Pattern("ehc.information_requested", unless=ELSEWHERE),
    Pattern("ehc.advice_requested", when=EDUCATION),
)


@dataclass(frozen=True)
class Excuse:
    """An exemption that counts for one run, and the rule that lets it."""

    exemption: Exemption
    ground: Ground
    rule: str
    run: Run

    def days(self) -> Iterable[date]:
        """Return the days that it excuses: those of the exemption inside the run's own period."""
        first, last = _period(self.run)
        day = max(first, self.exemption.from_on)
        while day <= min(last, self.exemption.last_on):
            yield day
            day += ONE_DAY


def target_on(due_on: date, excuses: Sequence[Excuse]) -> date:
    """Return the target beside a due date: later by each day that is excused, counted once.

    Rules: COP-164, COP-165.
    """
    return due_on + ONE_DAY * len({day for excuse in excuses for day in excuse.days()})


def accept_exemptions(
    exemptions: Sequence[Exemption],
    runs: Sequence[Run],
    *,
    law: Law,
    events: Sequence[CaseEvent],
    child: Child | None,
) -> list[Excuse]:
    """Return what each exemption excuses. One that counts for no run is refused by name.

    Raises:
        Refused: ``unknown-clock``, ``no-such-run``, ``unknown-ground``, ``ground-not-for-clock``,
            ``no-exemptions``, ``parent-does-not-count``, ``too-short``, ``outside-period``,
            ``not-asked-in-time``; ``at`` says which exemption, and what of it.

    Rules: COP-159, COP-160, COP-161, COP-162.
    """
    accepted: list[Excuse] = []
    for exemption in exemptions:
        ground = _find_ground(exemption, law)
        terms = _find_terms(exemption, ground, law)
        _refuse_parent(exemption, child)
        accepted += _hang(exemption, ground, terms, runs=runs, events=events)
    return accepted


def _hang(
    exemption: Exemption,
    ground: Ground,
    terms: GroundFor,
    *,
    runs: Sequence[Run],
    events: Sequence[CaseEvent],
) -> list[Excuse]:
    """Return the runs that the exemption excuses; refused for the reason it fails the first."""
    meant = _runs_meant(exemption, runs)
    faults = [_fault(exemption, ground, terms, run, events) for run in meant]
    hung = [run for run, fault in zip(meant, faults, strict=True) if fault is None]
    if not hung:
        raise next(fault for fault in faults if fault)
    return [Excuse(exemption, ground, terms.rule, run) for run in hung]


def _find_ground(exemption: Exemption, law: Law) -> Ground:
    if exemption.clock not in law.clocks:
        raise _refused(
            "unknown-clock", f"There is no clock “{exemption.clock}”.", exemption, "clock"
        )
    ground = law.grounds.get(exemption.ground)
    if ground is None:
        says = (
            f"“{exemption.ground}” is no ground that the law knows. {_grounds_of(exemption, law)}"
        )
        raise _refused("unknown-ground", says, exemption, "ground", _rule_of(exemption, law))
    return ground


def _find_terms(exemption: Exemption, ground: Ground, law: Law) -> GroundFor:
    terms = ground.for_clock(exemption.clock)
    if terms is None:
        says = f"“{ground.label}” is no ground for {exemption.clock}. {_grounds_of(exemption, law)}"
        code = "ground-not-for-clock" if _grounds(exemption, law) else "no-exemptions"
        raise _refused(code, says, exemption, "ground", _rule_of(exemption, law))
    return terms


def _grounds(exemption: Exemption, law: Law) -> list[Ground]:
    """Return the grounds that count for the clock, history apart."""
    known = (ground for ground in law.grounds.values() if ground.valid_to is None)
    return [ground for ground in known if ground.for_clock(exemption.clock)]


def _grounds_of(exemption: Exemption, law: Law) -> str:
    known = [f"{ground.id} ({ground.label})" for ground in _grounds(exemption, law)]
    if not known:
        return "The law knows no ground for this clock."
    return f"The grounds for this clock are: {'; '.join(known)}."


def _rule_of(exemption: Exemption, law: Law) -> str | None:
    """Return the first rule that knows grounds for the clock, less its last letter."""
    terms = [terms for ground in _grounds(exemption, law) for terms in ground.each]
    rules = [each.rule for each in terms if exemption.clock in each.clocks]
    return rules[0].removesuffix("(a)") if rules else None


def _refuse_parent(exemption: Exemption, child: Child | None) -> None:
    """Refuse a parent's circumstances once the rights are a young person's own."""
    if exemption.who == "parent" and child and child.is_young_person(exemption.from_on):
        says = (
            f"On {spell(exemption.from_on)} the rights were the young person's own, so a parent's "
            "circumstances do not count."
        )
        raise _refused("parent-does-not-count", says, exemption, "who")


def _runs_meant(exemption: Exemption, runs: Sequence[Run]) -> list[Run]:
    """Return the runs that an exemption may be about, those that it touches first."""
    own = [run for run in runs if run.clock.id == exemption.clock and run.due_on]
    meant = [run for run in own if exemption.adviser in (None, run.of)]
    if not meant:
        whose = f" for {exemption.adviser}" if exemption.adviser else ""
        says = f"No clock {exemption.clock}{whose} has started, so there is nothing to excuse."
        raise _refused("no-such-run", says, exemption, "clock")
    return sorted(meant, key=lambda run: -_shared_days(exemption, run))


def _fault(
    exemption: Exemption,
    ground: Ground,
    terms: GroundFor,
    run: Run,
    events: Sequence[CaseEvent],
) -> Refused | None:
    """Return why an exemption does not count for a run; None when it does."""
    if ground.valid_from and ground.valid_to:
        span = (ground.valid_from, ground.valid_to)
        if exemption.from_on < span[0] or exemption.last_on > span[1]:
            says = f"This ground counts only from {spell(span[0])} to {spell(span[1])}."
            return _refused("outside-period", says, exemption, "from", terms.rule)
    if ground.is_closure:
        return _closure_fault(exemption, terms, run, events)
    return _length_fault(exemption, terms, run)


def _length_fault(exemption: Exemption, terms: GroundFor, run: Run) -> Refused | None:
    shared, (first, last) = _shared_days(exemption, run), _period(run)
    if shared >= terms.least_days:
        return None
    period = f"{spell(first)} to {spell(last)}"
    if shared == 0:
        says = f"None of these days lies inside the clock's own period, {period}."
        return _refused("outside-period", says, exemption, "from", terms.rule)
    says = (
        f"{shared} days lie inside the clock's own period, {period}; "
        f"at least {terms.least_days} are needed."
    )
    return _refused("too-short", says, exemption, "to", terms.rule)


def _closure_fault(
    exemption: Exemption, terms: GroundFor, run: Run, events: Sequence[CaseEvent]
) -> Refused | None:
    closed = (exemption.last_on - exemption.from_on).days + 1
    if closed < terms.least_days:
        says = f"It was closed for {closed} days; at least {terms.least_days} are needed."
        return _refused("too-short", says, exemption, "to", terms.rule)
    first, last = exemption.from_on - ONE_WEEK, exemption.last_on + ONE_DAY - ONE_WEEK
    if any(first <= asked <= last for asked in _days_asked(run, events)):
        return None
    says = (
        "A closure counts only if the school or early years setting was asked from "
        f"{spell(first)} to {spell(last)}: from one week before it closed to one week before it "
        "opened again."
    )
    return _refused("not-asked-in-time", says, exemption, "ground", terms.rule)


def _days_asked(run: Run, events: Sequence[CaseEvent]) -> list[date]:
    """Return the days on which the school was asked since the run began."""
    asked = [event for event in events if any(each.fits(event) for each in ASKED_THE_SCHOOL)]
    return [event.on for event in asked if event.on >= run.event.on]


def _shared_days(exemption: Exemption, run: Run) -> int:
    return overlap_days((exemption.from_on, exemption.last_on), _period(run))


def _period(run: Run) -> tuple[date, date]:
    """Return the clock's own period, first and last day inclusive."""
    return run.due.since, run.due.on or run.due.since


def _refused(
    code: str, says: str, exemption: Exemption, field: str, rule: str | None = None
) -> Refused:
    return Refused(code, says, rule=rule, field=field, at=f"{exemption.at}.{field}")
