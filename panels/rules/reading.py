"""Reads a protocol's values, each of which says where it comes from; refuses what it cannot use."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from casework.rules.errors import Refused

T = TypeVar("T")
KIND_WORDS: Mapping[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True)
class Source:
    """Where a value comes from: a rule of the register, or the authority's own setting."""

    path: str
    value: object
    rule: str | None
    set_by: str | None


class PolicyUnreadable(Refused):
    """A protocol lacks something or holds what we cannot use; ``at`` is its path."""

    def __init__(self, at: str, says: str) -> None:
        super().__init__(code="policy-unreadable", says=says, at=at)


class Reader:
    """Reads entries ``{value, rule}`` or ``{value, set_by}`` out of one table by dotted path."""

    def __init__(self, table: Mapping[str, object], path: str = "") -> None:
        self.table = table
        self.path = path

    def has(self, path: str) -> bool:
        return self._find(path) is not None

    def code(self, path: str) -> str:
        """Return a word that names a thing, and so needs no source."""
        return self._checked(str, self._find(path), path)

    def text(self, path: str) -> str:
        return self._checked(str, self._value(path), path)

    def flag(self, path: str) -> bool:
        return self._checked(bool, self._value(path), path)

    def number(self, path: str) -> int:
        return self._checked(int, self._value(path), path)

    def bare_number(self, path: str) -> int:
        """Return a number inside an entry whose source stands beside it."""
        return self._checked(int, self._find(path), path)

    def words(self, path: str) -> tuple[str, ...]:
        words: list[object] = self._checked(list, self._value(path), path)
        return tuple(self._checked(str, word, path) for word in words)

    def numbers(self, path: str) -> tuple[int, ...]:
        numbers: list[object] = self._checked(list, self._value(path), path)
        return tuple(self._checked(int, number, path) for number in numbers)

    def made(self, path: str, make: Callable[[str], T]) -> T:
        """Return what ``make`` makes of the text there; its ValueError is a refusal."""
        return self._make(make, self.text(path), path)

    def each_made(self, path: str, make: Callable[[str], T]) -> tuple[T, ...]:
        return tuple(self._make(make, word, path) for word in self.words(path))

    def tables(self, path: str) -> "list[Reader]":
        """Return a reader for each table of a list; an absent list is empty."""
        entries: list[object] = self._checked(list, self._find(path) or [], path)
        return [
            Reader(self._checked(dict, entry, path), self._at(f"{path}.{number}"))
            for number, entry in enumerate(entries)
        ]

    def keys(self, path: str) -> list[str]:
        table: dict[str, object] = self._checked(dict, self._find(path) or {}, path)
        return list(table)

    def rule(self, path: str) -> str | None:
        """Return the register id that an entry names; None where the authority set it."""
        entry = self._find(path)
        return _text_or_none(entry.get("rule")) if isinstance(entry, Mapping) else None

    def _value(self, path: str) -> object:
        entry = self._find(path)
        if not isinstance(entry, Mapping) or "value" not in entry:
            raise self._unreadable(path, "is missing from the protocol")
        if not (entry.get("rule") or entry.get("set_by")):
            raise self._unreadable(path, "needs the rule that it comes from, or who set it")
        return entry["value"]

    def _find(self, path: str) -> object | None:
        found: object | None = self.table
        for key in path.split("."):
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def _make(self, make: Callable[[str], T], word: str, path: str) -> T:
        try:
            return make(word)
        except ValueError:
            raise self._unreadable(path, f"cannot be {word!r}") from None

    def _checked(self, kind: type[T], found: object, path: str) -> T:
        is_number_as_flag = isinstance(found, bool) and kind is not bool
        if not isinstance(found, kind) or is_number_as_flag:
            raise self._unreadable(path, f"should be {KIND_WORDS[kind]}, not {found!r}")
        return found

    def _unreadable(self, path: str, why: str) -> PolicyUnreadable:
        return PolicyUnreadable(self._at(path), f"{self._at(path)} {why}.")

    def _at(self, path: str) -> str:
        return f"{self.path}.{path}" if self.path else path


def find_sources(table: object, path: str = "") -> Iterator[Source]:
    """Return every value below ``table`` with its path and where it comes from, in file order."""
    if isinstance(table, Mapping) and "value" in table:
        rule, set_by = table.get("rule"), table.get("set_by")
        yield Source(path, table["value"], _text_or_none(rule), _text_or_none(set_by))
    elif isinstance(table, Mapping):
        for key, inner in table.items():
            yield from find_sources(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(table, list):
        for number, inner in enumerate(table):
            yield from find_sources(inner, f"{path}.{number}")


def _text_or_none(found: object) -> str | None:
    return found if isinstance(found, str) else None
