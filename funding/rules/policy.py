"""What one protocol, as its authority has completed it, says about who pays for what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from casework.rules.errors import Refused
from casework.rules.money import PAYERS

KINDS = ("education", "care", "health", "unbroken", "transport")
"""The kinds of cost line, in the order in which they are shared."""

T = TypeVar("T")
Weights = Mapping[str, int]


@dataclass(frozen=True)
class Setting(Generic[T]):
    """A value of a protocol, with the rule that gives it or with who set it."""

    value: T
    rule: str | None = None
    set_by: str | None = None


@dataclass(frozen=True)
class FundingPolicy:
    """One protocol's rules about money. ``None`` stands where neither source nor authority speaks.

    ``lines`` gives percentages by kind of cost line; ``formula`` gives them by weeks, for costs
    that the provider does not break down.
    """

    name: str
    labels: Mapping[str, str]
    lines: Mapping[str, Setting[Weights]]
    formula: Mapping[int, Setting[Weights]]
    other_weeks: Setting[str]
    unbroken_beside_education: Setting[str]
    health_contribution: Setting[str]
    care_needs_child_in_care: Setting[bool]
    agreed_shares: Setting[bool]
    recharges: Setting[tuple[str, ...]]
    responsibilities: Setting[tuple[str, ...]]
    high_cost_weekly_pence: Setting[int | None]

    def label(self, payer: str) -> str:
        """Return what this authority calls a payer."""
        return self.labels[payer]


def parse_policy(section: Mapping[str, object]) -> FundingPolicy:
    """Return the ``funding`` section of a protocol as the rules use it.

    Raises:
        Refused: ``policy-wrong`` for what cannot be read, with its place in the section.
    """
    reader = _Reader(dict(section), "funding")
    policy = FundingPolicy(
        name=reader.required("name", _text).value,
        labels=reader.inside("labels").all_of(PAYERS, _text),
        lines=reader.inside("lines").some_of(KINDS, _weights),
        formula=reader.inside("formula").by_weeks(),
        other_weeks=reader.required("other_weeks", _one_of("refuse")),
        unbroken_beside_education=reader.required(
            "unbroken_beside_education", _one_of("refuse", "formula")
        ),
        health_contribution=reader.required(
            "health_contribution", _one_of("before-formula", "refuse")
        ),
        care_needs_child_in_care=reader.required("care_needs_child_in_care", _flag),
        agreed_shares=reader.required("agreed_shares", _flag),
        recharges=reader.required("recharges", _texts),
        responsibilities=reader.required("responsibilities", _texts),
        high_cost_weekly_pence=reader.optional("high_cost_weekly_pence", _number),
    )
    reader.refuse_what_is_left()
    return policy


class _Reader:
    """Takes the values of one table out one by one; what is left was not understood."""

    def __init__(self, table: dict[str, object], at: str) -> None:
        self.table = table
        self.at = at

    def inside(self, key: str) -> "_Reader":
        table = self.table.pop(key, {})
        return _Reader(_mapping(table, f"{self.at}.{key}"), f"{self.at}.{key}")

    def optional(self, key: str, read: "Callable[[object], T | None]") -> Setting[T | None]:
        at = f"{self.at}.{key}"
        entry = _mapping(self.table.pop(key, None), at)
        _refuse_unless(entry.keys() <= {"value", "rule", "set_by"}, at)
        _refuse_unless("rule" in entry or "set_by" in entry, at)
        value = read(entry["value"]) if "value" in entry else None
        _refuse_unless("value" not in entry or value is not None, at)
        rule, set_by = entry.get("rule"), entry.get("set_by")
        _refuse_unless(rule is None or isinstance(rule, str), at)
        _refuse_unless(set_by in (None, "authority"), at)
        return Setting(value, _text(rule), _text(set_by))

    def required(self, key: str, read: "Callable[[object], T | None]") -> Setting[T]:
        setting = self.optional(key, read)
        if setting.value is None:
            raise _wrong(f"{self.at}.{key}")
        return Setting(setting.value, setting.rule, setting.set_by)

    def some_of(
        self, keys: tuple[str, ...], read: "Callable[[object], T | None]"
    ) -> dict[str, Setting[T]]:
        present = [key for key in keys if key in self.table]
        settings = {key: self.optional(key, read) for key in present}
        self.refuse_what_is_left()
        return {
            key: Setting(setting.value, setting.rule, setting.set_by)
            for key, setting in settings.items()
            if setting.value is not None
        }

    def all_of(self, keys: tuple[str, ...], read: "Callable[[object], T | None]") -> dict[str, T]:
        settings = {key: self.required(key, read).value for key in keys}
        self.refuse_what_is_left()
        return settings

    def by_weeks(self) -> dict[int, Setting[Weights]]:
        for key in self.table:
            _refuse_unless(key.isdecimal() and 1 <= int(key) <= 53, f"{self.at}.{key}")
        return {int(key): self.required(key, _weights) for key in list(self.table)}

    def refuse_what_is_left(self) -> None:
        for key in self.table:
            raise _wrong(f"{self.at}.{key}")


def _mapping(value: object, at: str) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise _wrong(at)
    return dict(value)


def _refuse_unless(understood: bool, at: str) -> None:
    if not understood:
        raise _wrong(at)


def _wrong(at: str) -> Refused:
    says = (
        f"The protocol cannot be read at {at}: the value is missing, unknown or of the wrong sort."
    )
    return Refused("policy-wrong", says, at=at)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _texts(value: object) -> tuple[str, ...] | None:
    texts = [_text(item) for item in value] if isinstance(value, list) else [None]
    return tuple(text for text in texts if text) if all(texts) else None


def _one_of(*words: str) -> "Callable[[object], str | None]":
    return lambda value: value if isinstance(value, str) and value in words else None


def _weights(value: object) -> Weights | None:
    """Percentages by payer, in whole per cent, that sum to 100."""
    if not isinstance(value, Mapping) or not set(value) <= set(PAYERS):
        return None
    numbers = {payer: _number(value[payer]) for payer in PAYERS if payer in value}
    weights = {payer: number for payer, number in numbers.items() if number}
    return weights if len(weights) == len(value) and sum(weights.values()) == 100 else None
