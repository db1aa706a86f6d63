"""Checks that the timeline is as it was written: every link of every stream."""

from collections.abc import Iterator, Mapping, Sequence

from casework.models import Event
from casework.rules.chain import START, next_link, seal_data


def broken_links() -> Iterator[str]:
    """Yield a sentence for each stream whose chain does not hold, naming its first broken row.

    A row blanked by a disposal (no salt, no data) keeps its digest and still holds.
    """
    stream, previous, number, is_broken = "", START, 0, False
    for event in Event.objects.order_by("stream", "number").iterator(chunk_size=2000):
        if event.stream != stream:
            stream, previous, number, is_broken = event.stream, START, 0, False
        if not is_broken:
            fault = _fault(event, previous, number + 1)
            is_broken = fault is not None
            if fault:
                yield f"{event.stream}, fact {event.number} ({event.kind}): {fault}"
        previous, number = event.chain, event.number


def _fault(event: Event, previous: str, expected: int) -> str | None:
    if event.number != expected:
        return f"fact {expected} is missing"
    if event.salt and seal_data(event.salt, event.data) != event.digest:
        return "its data are not those that were recorded"
    link = next_link(
        previous,
        kind=event.kind,
        on=event.on,
        at=event.at,
        actor_id=event.actor_id,
        digest=event.digest,
    )
    return None if link == event.chain else "it does not follow from the fact before it"


def heads() -> dict[str, tuple[int, str]]:
    """Return each stream's last fact, its number and link. Kept elsewhere this is an anchor."""
    facts = Event.objects.order_by("stream", "number").values_list("stream", "number", "chain")
    return {stream: (number, link) for stream, number, link in facts.iterator(chunk_size=2000)}


def astray(anchor: Mapping[str, Sequence]) -> Iterator[str]:
    """Yield a sentence for each stream that does not hold the fact which an anchor says it held.

    A whole chain may be written anew and hold; it cannot hold a link that was noted before.
    """
    for stream, (number, link) in anchor.items():
        if not Event.objects.filter(stream=stream, number=number, chain=link).exists():
            yield f"{stream} no longer holds fact {number} as it was when the anchor was written"
