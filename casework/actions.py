"""What makes a function an action: all of it or nothing, and once for one key."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import IntegrityError, transaction

from casework.act import Act
from casework.models import Receipt

P = ParamSpec("P")
Action = Callable[Concatenate[Act, P], str | None]


def action(function: Action[P]) -> Action[P]:
    """Make ``function`` an action: one transaction, and one effect for one idempotency key.

    An action takes an ``Act`` first and returns the reference of what it made or changed, or
    None. Done again by the same person under the same key, it does nothing and returns what
    it returned the first time: the form sent twice, the back button, a client that retries.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def act_once(act: Act, /, *args: P.args, **kwargs: P.kwargs) -> str | None:
        with transaction.atomic():
            if act.idempotency_key is None:
                return function(act, *args, **kwargs)
            receipt, is_first = _claim(act, name)
            if is_first:
                receipt.result = function(act, *args, **kwargs)
                receipt.save(update_fields=["result"])
            return receipt.result

    return act_once


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
