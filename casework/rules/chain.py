"""The chain that makes a quiet change of the timeline visible: each fact seals those before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

START = "0" * 64


def canonical(data: Mapping[str, object]) -> str:
    """Return ``data`` as JSON that is the same text wherever and whenever it is written.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    """
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def seal_data(salt: str, data: Mapping[str, object]) -> str:
    """Return the digest that stands for ``data`` even after a disposal has blanked it.

    The salt keeps a short fact ("yes", a date) from being guessed back out of its digest.
    """
    return hashlib.sha256((salt + canonical(data)).encode()).hexdigest()


def next_link(
    previous: str, *, kind: str, on: date, at: datetime, actor_id: int | None, digest: str
) -> str:
    """Return the link that seals one fact and, through ``previous``, all before it.

    >>> first = next_link(START, kind="a.b", on=date(2025, 9, 1),
    ...     at=datetime(2025, 9, 1, 9, tzinfo=UTC), actor_id=None, digest="d")
    >>> len(first)
    64
    """
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [previous, kind, on.isoformat(), moment, "" if actor_id is None else str(actor_id)]
    return hashlib.sha256("\n".join([*parts, digest]).encode()).hexdigest()
