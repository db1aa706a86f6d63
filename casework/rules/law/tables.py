"""Reads tables of plain data, such as TOML gives, and refuses by path what it cannot use."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from casework.rules.errors import Refused
from casework.rules.facts import Condition, Pattern, Value

T = TypeVar("T")

KIND_WORDS: Mapping[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    date: "a date",
    list: "a list",
    dict: "a table",
}


class LawUnreadable(Refused):
    """The data of the law, or of a protocol, holds what we cannot use; ``at`` is its path."""

    def __init__(self, at: str, says: str) -> None:
        super().__init__("law-unreadable", f"{at}: {says}", at=at)


@dataclass(frozen=True)
class Table:
    """A table of law data that knows its own path."""

    at: str
    rows: Mapping[str, object]

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Refuse the table if it has any other key."""
        unknown = sorted(set(self.rows) - set(known))
        if unknown:
            raise self.unreadable(unknown[0], "is not a key that we know here")

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under a key."""
        return self._value(key, str, default)

    def text_or_none(self, key: str) -> str | None:
        """Return the text under a key, or None when it is absent."""
        return self.text(key) if key in self.rows else None

    def number(self, key: str, default: int | None = None) -> int:
        """Return the whole number under a key."""
        return self._value(key, int, default)

    def flag(self, key: str) -> bool:
        """Return whether a key is set; absent is no."""
        return self._value(key, bool, False)

    def day(self, key: str, default: date | None = None) -> date:
        """Return the date under a key."""
        return self._value(key, date, default)

    def day_or_none(self, key: str) -> date | None:
        """Return the date under a key, or None when it is absent."""
        return self.day(key) if key in self.rows else None

    def words(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the list of words under a key."""
        found: list[object] = self._value(key, list, list(default))
        return tuple(self._as(word, str, key) for word in found)

    def table(self, key: str) -> "Table":
        """Return the table under a key; an empty one when it is absent."""
        return Table(f"{self.at}.{key}", self._value(key, dict, {}))

    def tables(self, key: str) -> "list[Table]":
        """Return each table of the list under a key."""
        found: list[object] = self._value(key, list, [])
        places = [f"{self.at}.{key}[{place}]" for place in range(len(found))]
        return [Table(at, self._as(row, dict, key)) for at, row in zip(places, found, strict=True)]

    def patterns(self, key: str) -> tuple[Pattern, ...]:
        """Return the events that a list names, each a kind or a table with conditions."""
        return tuple(self.each_event(key, read_pattern))

    def each_event(self, key: str, read: "Callable[[Table], T]") -> list[T]:
        """Return what ``read`` makes of each entry, a bare kind being short for its table."""
        found: list[object] = self._value(key, list, [])
        rows = [{"kind": row} if isinstance(row, str) else row for row in found]
        return [
            read(Table(f"{self.at}.{key}[{place}]", self._as(row, dict, key)))
            for place, row in enumerate(rows)
        ]

    def condition(self, key: str) -> Condition:
        """Return what an event must say, field by field."""
        rows = self.table(key).rows
        return Condition({name: _values(value) for name, value in rows.items()})

    def condition_or_none(self, key: str) -> Condition | None:
        """Return what an event must say, or None when the key is absent."""
        return self.condition(key) if key in self.rows else None

    def unreadable(self, key: str, why: str) -> LawUnreadable:
        """Return the refusal of what stands under a key."""
        return LawUnreadable(f"{self.at}.{key}" if key else self.at, why)

    def _value(self, key: str, kind: type[T], default: T | None) -> T:
        found = self.rows.get(key, default)
        if found is None:
            raise self.unreadable(key, "is missing")
        return self._as(found, kind, key)

    def _as(self, found: object, kind: type[T], key: str) -> T:
        is_flag_as_number = isinstance(found, bool) and kind is not bool
        if not isinstance(found, kind) or is_flag_as_number:
            raise self.unreadable(key, f"should be {KIND_WORDS[kind]}, not {found!r}")
        return found


def read_pattern(table: Table) -> Pattern:
    """Return one event of a list, with what it must and must not say."""
    return Pattern(table.text("kind"), table.condition("when"), table.condition_or_none("unless"))


def _values(value: object) -> tuple[Value, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(one for one in values if isinstance(one, str | bool | int | date))
