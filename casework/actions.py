"""What makes a function an action: all of it or nothing, and once for one key."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import IntegrityError, transaction

from casework.act import Act
from casework.models import Receipt

P = ParamSpec("P")
Action = Callable[Concatenate[Act, P], str | None]
_is_inside: ContextVar[bool] = ContextVar("inside an action", default=False)


def action(function: Action[P]) -> Action[P]:
    """Make ``function`` an action: one transaction, and one effect for one idempotency key.

    An action takes an ``Act`` first and returns the reference of what it made or changed, or
    None. Done again by the same person under the same key, it does nothing and returns what
    it returned the first time: the form sent twice, the back button, a client that retries.

    An action that another one calls is a part of it: only the outermost has a receipt, so that
    one action may do the same thing to several cases.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def act_once(act: Act, /, *args: P.args, **kwargs: P.kwargs) -> str | None:
        with transaction.atomic():
            if act.idempotency_key is None or _is_inside.get():
                return function(act, *args, **kwargs)
            receipt, is_first = _claim(act, name)
            if is_first:
                with _inside():
                    receipt.result = function(act, *args, **kwargs)
                receipt.save(update_fields=["result"])
            return receipt.result

    return act_once


@contextmanager
def _inside() -> Iterator[None]:
    token = _is_inside.set(True)
    try:
        yield
    finally:
        _is_inside.reset(token)


def _claim(act: Act, name: str) -> tuple[Receipt, bool]:
    """Return the receipt under this key, and whether it is new.

    The unique constraint makes a second sender wait for the first one's commit.
    """
    key = {"key": act.idempotency_key, "actor_id": act.actor.pk or 0, "action": name}
    try:
        with transaction.atomic():
            return Receipt.objects.create(**key, done_at=act.at), True
    except IntegrityError:
        return Receipt.objects.get(**key), False
