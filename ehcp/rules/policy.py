"""The section ``ehcp`` of a protocol: where advice is asked for, whom letters point to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.rules.errors import Refused
from ehcp.rules.advice import Head
from ehcp.rules.letters import Contact, Services

SERVICES = ("information", "mediation", "disagreement", "local_offer")
ROUTE_KEYS = {"head", "to", "email", "from_on", "to_on", "known", "steps", "sign_off"}
KEYS = {"route", "services", "next_steps_meeting", "team"}


@dataclass(frozen=True)
class Said:
    """A value of a protocol, and the rule that gives it; no rule means the authority set it."""

    value: str
    rule: str | None = None


@dataclass(frozen=True)
class Route:
    """Where advice under one head is asked for, from a day to a day, and how it is dealt with.

    ``known`` narrows the route to children known, or not known, to the service.
    """

    head: Head
    to: Said
    email: Said | None = None
    from_on: date | None = None
    to_on: date | None = None
    known: bool | None = None
    steps: tuple[Said, ...] = ()
    sign_off: Said | None = None

    def is_open(self, *, on: date) -> bool:
        """Say whether the route is used on a day."""
        return (self.from_on or on) <= on <= (self.to_on or on)


@dataclass(frozen=True)
class EhcpPolicy:
    """What an authority's protocol settles about assessments."""

    routes: tuple[Route, ...] = ()
    services: Mapping[str, Contact] = field(default_factory=dict)
    offers_next_steps: bool = False
    team: Said = Said("SEN team")

    def for_letters(self) -> Services:
        """Return whom letters point to.

        Raises:
            Refused: ``services-not-set``, the authority has not said.
        """
        missing = [name for name in SERVICES if name not in self.services]
        if missing:
            names = ", ".join(missing).replace("_", " ")
            says = f"The authority’s protocol does not say whom letters point to for: {names}."
            raise Refused("services-not-set", says, "SUT-037")
        return Services(**self.services)


def parse(section: Mapping[str, Any]) -> EhcpPolicy:
    """Return the policy that a section holds.

    Raises:
        Refused: ``policy-unreadable``, with the path of what cannot be read.

    Rules: SUT-086, SUT-088, SUT-089, SUT-090, SUT-099, SUT-103, SUT-126.
    """
    _check_keys(section, KEYS, "ehcp")
    return EhcpPolicy(
        routes=tuple(
            _route(raw, f"ehcp.route[{index}]")
            for index, raw in enumerate(section.get("route", ()))
        ),
        services={
            name: _contact(raw, f"ehcp.services.{name}")
            for name, raw in section.get("services", {}).items()
        },
        offers_next_steps=_offers_next_steps(section.get("next_steps_meeting", {})),
        team=_said(section["team"], "ehcp.team") if "team" in section else Said("SEN team"),
    )


def routes_for(policy: EhcpPolicy, head: Head, *, on: date) -> list[Route]:
    """Return the routes for a head on a day; two where they differ by known and not known.

    Rules: SUT-086, SUT-088, SUT-089.
    """
    return [route for route in policy.routes if route.head is head and route.is_open(on=on)]


def route_for(policy: EhcpPolicy, head: Head, *, on: date, known: bool | None) -> Route | None:
    """Return the route for a child known, not known, or (None) nobody can say; None without one.

    Rules: SUT-086, SUT-088, SUT-089.
    """
    routes = routes_for(policy, head, on=on)
    fitting = [route for route in routes if route.known is None or route.known is known]
    return next(iter(fitting or routes), None)


def _route(raw: Mapping[str, Any], at: str) -> Route:
    _check_keys(raw, ROUTE_KEYS, at)
    try:
        head = Head(raw["head"])
    except (KeyError, ValueError):
        raise _unreadable(
            f"There is no head of advice “{raw.get('head')}”.", f"{at}.head"
        ) from None
    return Route(
        head=head,
        to=_said(raw.get("to"), f"{at}.to"),
        email=_maybe_said(raw.get("email"), f"{at}.email"),
        from_on=_maybe_day(raw.get("from_on"), f"{at}.from_on"),
        to_on=_maybe_day(raw.get("to_on"), f"{at}.to_on"),
        known=raw.get("known"),
        steps=tuple(_said(step, f"{at}.steps") for step in raw.get("steps", ())),
        sign_off=_maybe_said(raw.get("sign_off"), f"{at}.sign_off"),
    )


def _contact(raw: Mapping[str, Any], at: str) -> Contact:
    if at.rpartition(".")[2] not in SERVICES:
        raise _unreadable("There is no such service.", at)
    _check_keys(raw, {"name", "how"}, at)
    return Contact(
        _said(raw.get("name"), f"{at}.name").value, _said(raw.get("how"), f"{at}.how").value
    )


def _offers_next_steps(raw: Mapping[str, Any]) -> bool:
    value = raw.get("offered", {}).get("value", False)
    if not isinstance(value, bool):
        raise _unreadable("Say true or false.", "ehcp.next_steps_meeting.offered")
    return value


def _said(raw: object, at: str) -> Said:
    known = isinstance(raw, Mapping) and isinstance(raw.get("value"), str)
    if not known or not isinstance(raw, Mapping) or {"rule", "set_by"}.isdisjoint(raw):
        raise _unreadable("A value is {value, rule} or {value, set_by}.", at)
    return Said(raw["value"], raw.get("rule"))


def _maybe_said(raw: object, at: str) -> Said | None:
    return None if raw is None else _said(raw, at)


def _maybe_day(raw: object, at: str) -> date | None:
    if raw is None or isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise _unreadable(f"“{raw}” is not a date.", at) from None


def _check_keys(raw: Mapping[str, Any], known: set[str], at: str) -> None:
    unknown = set(raw) - known
    if unknown:
        raise _unreadable(f"Unknown: {', '.join(sorted(unknown))}.", at)


def _unreadable(says: str, at: str) -> Refused:
    return Refused("policy-unreadable", f"The protocol cannot be read at {at}: {says}", at=at)
