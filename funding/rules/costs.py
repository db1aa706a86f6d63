"""The costs of a placement as a provider quotes them, read from what somebody typed or sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from casework.rules.errors import Refused
from casework.rules.money import PAYERS, format_pounds, split_pence
from funding.rules.policy import KINDS

MOST_WEEKS = 53
"""A year of 53 invoiced weeks exists; one of 80 does not."""


@dataclass(frozen=True)
class CostLine:
    """One line of a quotation: what it is for and what it costs in a year."""

    kind: str
    yearly_pence: int


@dataclass(frozen=True)
class Costs:
    """All that is needed to share the cost of one placement.

    ``in_care`` is None where nobody said. ``agreed`` holds shares settled by hand, in pence,
    one for each payer.
    """

    weeks: int
    lines: tuple[CostLine, ...]
    health_pence: int = 0
    in_care: bool | None = None
    agreed: Mapping[str, int] | None = None
    agreed_because: str = ""
    born: date | None = field(default=None, repr=False)

    def of(self, kind: str) -> int:
        """Return the yearly pence of all lines of one kind."""
        return sum(line.yearly_pence for line in self.lines if line.kind == kind)

    @property
    def total_pence(self) -> int:
        """The yearly cost, transport included."""
        return sum(line.yearly_pence for line in self.lines)


def read_costs(given: object) -> Costs:
    """Return the costs in a decoded JSON document.

    The document is ``{"weeks", "lines": [{"kind", "yearly_pence"}], "health_pence", "child":
    {"born", "in_care"}, "shares_agreed": {payer: {"yearly_pence"} or {"percent"}},
    "shares_agreed_because"}``; only the first two are needed. A share agreed may also be a bare
    number of pence.

    Raises:
        Refused: with ``at`` the path to the first thing that is unknown, missing or impossible.
    """
    known = {"weeks", "lines", "health_pence", "child", "shares_agreed", "shares_agreed_because"}
    table = _table(given, "$", known)
    lines = _lines(table)
    child = _table(table.get("child", {}), "child", {"born", "in_care"})
    return Costs(
        weeks=_weeks(table),
        lines=lines,
        health_pence=_pence(table.get("health_pence", 0), "health_pence"),
        in_care=_in_care(child),
        agreed=_agreed(table, sum(line.yearly_pence for line in lines)),
        agreed_because=_text(table.get("shares_agreed_because", ""), "shares_agreed_because"),
        born=_born(child),
    )


def _table(given: object, at: str, known: set[str]) -> Mapping[str, object]:
    if not isinstance(given, Mapping):
        raise Refused("input-wrong", f"An object with named values is needed at {at}.", at=at)
    for key in given:
        if key not in known:
            path = key if at == "$" else f"{at}.{key}"
            says = f"{path} is not known here. Known are: {', '.join(sorted(known))}."
            raise Refused("unknown-key", says, at=path)
    return given


def _weeks(table: Mapping[str, object]) -> int:
    weeks = table.get("weeks")
    if isinstance(weeks, bool) or not isinstance(weeks, int):
        says = "Say how many weeks a year the placement runs, as a whole number such as 38 or 52."
        raise Refused("weeks-wrong", says, field="weeks", at="weeks")
    if not 1 <= weeks <= MOST_WEEKS:
        says = f"A placement runs for 1 to {MOST_WEEKS} weeks of a year, not {weeks}."
        raise Refused("weeks-outside-year", says, field="weeks", at="weeks")
    return weeks


def _lines(table: Mapping[str, object]) -> tuple[CostLine, ...]:
    lines = table.get("lines")
    if not isinstance(lines, list) or not lines:
        says = "Give at least one cost line, with its kind and its yearly cost in pence."
        raise Refused("lines-missing", says, field="lines", at="lines")
    return tuple(_line(line, f"lines[{place}]") for place, line in enumerate(lines))


def _line(given: object, at: str) -> CostLine:
    line = _table(given, at, {"kind", "yearly_pence"})
    kind = line.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        says = f"A cost line is one of {', '.join(KINDS)}, not {kind!r}."
        raise Refused("kind-unknown", says, field="kind", at=f"{at}.kind")
    if "yearly_pence" not in line:
        says = f"The {kind} line has no yearly cost: give it in pence."
        raise Refused("pence-wrong", says, field="yearly_pence", at=f"{at}.yearly_pence")
    return CostLine(kind, _pence(line["yearly_pence"], f"{at}.yearly_pence"))


def _pence(given: object, at: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        says = f"Money is a whole number of pence, not {_shown(given)}."
        raise Refused("pence-wrong", says, field=at.split(".")[-1], at=at)
    if given < 0:
        says = f"An amount cannot be below nought, as {format_pounds(given)} is."
        raise Refused("pence-negative", says, field=at.split(".")[-1], at=at)
    return given


def _shown(given: object) -> str:
    return f"{given}" if isinstance(given, (int, Decimal, float)) else repr(given)


def _in_care(child: Mapping[str, object]) -> bool | None:
    in_care = child.get("in_care")
    if in_care is not None and not isinstance(in_care, bool):
        says = "Say true or false: is the child in the care of the authority?"
        raise Refused("in-care-wrong", says, field="in_care", at="child.in_care")
    return in_care


def _born(child: Mapping[str, object]) -> date | None:
    born = child.get("born")
    if born is None:
        return None
    try:
        return date.fromisoformat(_text(born, "child.born"))
    except ValueError:
        says = f"{born!r} is not a date. Write it as year, month, day: 2011-05-03."
        raise Refused("date-wrong", says, field="born", at="child.born") from None


def _text(given: object, at: str) -> str:
    if not isinstance(given, str):
        raise Refused("input-wrong", f"Text is needed at {at}.", at=at)
    return given


def _agreed(table: Mapping[str, object], total: int) -> dict[str, int] | None:
    """Return shares agreed by hand in pence, that sum to the total, or None."""
    if table.get("shares_agreed") is None:
        return None
    given = _table(table["shares_agreed"], "shares_agreed", set(PAYERS))
    entries = {payer: _entry(given[payer], f"shares_agreed.{payer}") for payer in given}
    percents = {payer: percent for payer, (_pence, percent) in entries.items() if percent}
    pence = {payer: amount for payer, (amount, _percent) in entries.items() if amount is not None}
    from_percents = _from_percents(percents, total) if percents else {}
    shares = {payer: pence.get(payer, from_percents.get(payer, 0)) for payer in PAYERS}
    if percents and any(shares[payer] != from_percents.get(payer, 0) for payer in pence):
        says = "The percentages agreed and the amounts agreed do not say the same."
        raise Refused("shares-differ", says, rule="KENT-044", at="shares_agreed")
    check_sum(shares, total)
    return shares


def _entry(given: object, at: str) -> tuple[int | None, Decimal | None]:
    if not isinstance(given, Mapping):
        return _pence(given, at), None
    entry = _table(given, at, {"yearly_pence", "percent"})
    amount = (
        _pence(entry["yearly_pence"], f"{at}.yearly_pence") if "yearly_pence" in entry else None
    )
    percent = _percent(entry["percent"], f"{at}.percent") if "percent" in entry else None
    return amount, percent


def _percent(given: object, at: str) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, (int, float, Decimal)):
        raise Refused("percent-wrong", f"A percentage is a number, not {given!r}.", at=at)
    percent = Decimal(str(given))
    if not 0 <= percent <= 100 or percent != round(percent, 2):
        says = f"A percentage is from 0 to 100 with at most two places, not {percent}."
        raise Refused("percent-wrong", says, field="percent", at=at)
    return percent


def _from_percents(percents: Mapping[str, Decimal], total: int) -> dict[str, int]:
    if sum(percents.values()) != 100:
        says = f"The percentages agreed make {sum(percents.values())}, not 100."
        raise Refused("shares-do-not-add-up", says, rule="KENT-044", at="shares_agreed")
    return split_pence(total, {payer: int(part * 100) for payer, part in percents.items()})


def check_sum(shares: Mapping[str, int], total: int) -> None:
    """Refuse shares that do not add up to the cost, saying by how much.

    Raises:
        Refused: ``shares-do-not-add-up``.

    Rules: KENT-044, KENT-101.

    >>> check_sum({"education": 60, "care": 39}, 100)
    Traceback (most recent call last):
        ...
    casework.rules.errors.Refused: The shares make £0.99, £0.01 less than the cost of £1.00.
    """
    whole = sum(shares.values())
    if whole != total:
        more = "more" if whole > total else "less"
        says = (
            f"The shares make {format_pounds(whole)}, {format_pounds(abs(whole - total))} "
            f"{more} than the cost of {format_pounds(total)}."
        )
        raise Refused(
            "shares-do-not-add-up", says, rule="KENT-044", field="shares", at="shares_agreed"
        )
