"""Opaque text: references of children and documents, salts of facts. Says nothing of anybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random, SystemRandom

# No vowels and nothing that reads like another character: a token spells no word.
LETTERS = "BCDFGHJKMNPQRTVWXY346789"
_source: Random = SystemRandom()


def opaque(length: int) -> str:
    """Return ``length`` characters that nobody can guess, fit to be read out on the telephone."""
    return "".join(_source.choice(LETTERS) for _ in range(length))


@contextmanager
def drawn_from(source: Random) -> Iterator[None]:
    """Draw from ``source`` meanwhile: the demonstration is the same for the same seed."""
    global _source
    kept, _source = _source, source
    try:
        yield
    finally:
        _source = kept
