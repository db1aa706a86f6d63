"""The law we hold, read once from the files beside this module."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from casework.rules.errors import Refused
from casework.rules.law import Law, read_comparison, read_law

FOLDER = Path(__file__).parent / "law"
IN_FORCE = ("events", "assessments", "reviews", "moves", "disputes", "panels", "grounds")
FOR_COMPARISON = ("draft-2013",)


@cache
def law() -> Law:
    """Return the law in force, in all its dated versions."""
    return read_law([_read(name) for name in IN_FORCE])


@cache
def law_called(name: str) -> Law:
    """Return the law as it stood on a day (``2020-06-01``), or a set named for comparison.

    Raises:
        Refused: ``unknown-law`` for anything else; ``before-law`` for a day before the law began.
    """
    if name in FOR_COMPARISON:
        return read_comparison(_read(name), law(), name=name)
    try:
        day = date.fromisoformat(name)
    except ValueError:
        known = ", ".join(FOR_COMPARISON)
        raise Refused(
            "unknown-law", f"“{name}” is neither a date like 2025-09-01 nor a set of law: {known}."
        ) from None
    return law().fixed_on(day)


def label_of(clock: str) -> str:
    """Return what a clock is for, in words; its name, spelt out, where the law does not know it.

    >>> label_of("issue-final-plan")
    'Send the final plan to the family'
    """
    known = law().clocks.get(clock)
    if known is None:
        return clock.replace("-", " ").capitalize()
    return known.label.format(family="the family")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
