"""How a time limit finds its last day. Each kind of limit is a small value that law data names."""

from casework.rules.limits.combined import (
    Conditional,
    FirstOf,
    LastOf,
    Nothing,
    Refuse,
    RolledForAppeal,
    roll_for_appeal,
)
from casework.rules.limits.counts import Count, CountFromEarlier, CountFromLater, Way
from casework.rules.limits.dates import DayOfYear, FridayOfWeekAfter, NextAmong, OnDate
from casework.rules.limits.leaning import Every, SameAs, Until, With
from casework.rules.limits.trigger import Due, Limit, NoDuty, Trigger
from casework.rules.limits.words import Unit, spell

__all__ = [
    "Conditional",
    "Count",
    "CountFromEarlier",
    "CountFromLater",
    "DayOfYear",
    "Due",
    "Every",
    "FirstOf",
    "FridayOfWeekAfter",
    "LastOf",
    "Limit",
    "NextAmong",
    "NoDuty",
    "Nothing",
    "OnDate",
    "Refuse",
    "RolledForAppeal",
    "SameAs",
    "Trigger",
    "Unit",
    "Until",
    "Way",
    "With",
    "roll_for_appeal",
    "spell",
]
