"""JSON documents that somebody hands to a command: read, or refused with the place of the fault."""

import json
from decimal import Decimal
from typing import NoReturn

from casework.rules.errors import Refused

MOST_BYTES = 5_000_000


def read_json(content: bytes) -> object:
    """Return a decoded document. Numbers with a point become ``Decimal``, never float.

    Raises:
        Refused: ``json-wrong`` with the line and column of the fault; ``json-too-big``,
            ``json-not-utf-8``, and ``json-key-twice`` where an object names a key twice.

    >>> read_json(b'{"percent": 37.5}')
    {'percent': Decimal('37.5')}
    """
    if len(content) > MOST_BYTES:
        raise Refused("json-too-big", f"The file is larger than {MOST_BYTES:,} bytes.")
    try:
        return json.loads(
            _text_of(content),
            parse_float=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as fault:
        says = f"The file is not JSON: {fault.msg} at line {fault.lineno}, column {fault.colno}."
        at = f"line {fault.lineno}, column {fault.colno}"
        raise Refused("json-wrong", says, at=at) from None
    except RecursionError:
        raise Refused("json-wrong", "The file nests deeper than any document does.") from None


def _text_of(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        says = f"The file is not UTF-8 text: byte {fault.start + 1} cannot be read."
        raise Refused("json-not-utf-8", says, at=f"byte {fault.start + 1}") from None


def _refuse_constant(name: str) -> NoReturn:
    raise Refused("json-wrong", f"{name} is not a number that JSON knows.")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            says = f"An object names {name!r} twice, so it is not clear which one is meant."
            raise Refused("json-key-twice", says, at=name)
    return dict(pairs)
