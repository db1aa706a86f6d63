"""Publish a fact: one chained line on the timeline, its clocks, and the work that it starts.

Each app's ``events`` module names its facts as frozen dataclasses; together they are the
catalogue of kinds. ``sendpanel.wiring`` says which fact starts which task.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar

from casework import clocks, jobs
from casework.act import Act
from casework.models import Event
from casework.rules.chain import START, next_link, seal_data
from casework.tokens import opaque

_kinds: dict[str, type["Fact"]] = {}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A fact about a case or a meeting, named in the past tense by its subclass.

    ``kind`` is unique and dotted; ``says`` is the timeline's line, which may use the fields.
    """

    kind: ClassVar[str] = ""
    says: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.kind in _kinds:
            raise TypeError(f"Two facts are called {cls.kind}.")
        _kinds[cls.kind] = cls

    def as_data(self) -> dict[str, object]:
        """Return the fields as the timeline keeps them: JSON, dates as ISO text."""
        return {key: _plain(value) for key, value in asdict(self).items()}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def catalogue() -> Mapping[str, type[Fact]]:
    """Return every kind of fact there is, by its name."""
    return dict(_kinds)


Arguments = Callable[[Event], dict[str, object]]
_subscribers: dict[str, dict[str, Arguments]] = defaultdict(dict)


def _its_stream(event: Event) -> dict[str, object]:
    return {"reference": event.stream}


def subscribe(fact: type[Fact], task: str, arguments: Arguments = _its_stream) -> None:
    """Start ``task`` after each ``fact`` is safely stored, with what ``arguments`` makes of it."""
    _subscribers[fact.kind][task] = arguments


def publish(act: Act, stream: str, fact: Fact, *, on: date | None = None) -> Event:
    """Record ``fact`` in ``stream``. Call inside the transaction of the change.

    ``on`` is the day it happened, today unless said otherwise. Writes the chained row, reads
    the stream's clocks anew, and leaves a job for each task that subscribed.
    """
    event = _append(act, stream, fact, on or act.today)
    clocks.refresh(act, stream, because=event.kind)
    for task, arguments in _subscribers[event.kind].items():
        jobs.enqueue(act, task, stream=stream, **arguments(event))
    return event


def _append(act: Act, stream: str, fact: Fact, on: date) -> Event:
    newest = Event.objects.filter(stream=stream).order_by("-number").first()
    data, salt = fact.as_data(), opaque(24)
    digest = seal_data(salt, data)
    return Event.objects.create(
        stream=stream,
        number=newest.number + 1 if newest else 1,
        kind=fact.kind,
        on=on,
        at=act.at,
        actor_id=act.actor.pk,
        actor_name=act.actor.name,
        actor_role=act.actor.role_label,
        actor_agency=act.actor.agency_code,
        data=data,
        salt=salt,
        digest=digest,
        chain=next_link(
            newest.chain if newest else START,
            kind=fact.kind,
            on=on,
            at=act.at,
            actor_id=act.actor.pk,
            digest=digest,
        ),
    )
