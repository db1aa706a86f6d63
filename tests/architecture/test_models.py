"""What every model keeps to, found by looking at the models: a new one is covered at once."""

import re

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, Model, Q

from tests.architecture.tree import APPS

MODELS = [model for model in apps.get_models() if model._meta.app_label in APPS]
# Two are Django's own; the others say by their names how the moment or the day is used.
NAMED_OTHERWISE = {"last_login", "date_joined", "try_after", "year_from"}
MOMENT = re.compile(r"(?P<act>\w+)_(?:at|on)")


def label(model: type[Model]) -> str:
    return model._meta.label


def names_in(condition: Q) -> set[str]:
    """Return the fields that a condition speaks of.

    >>> sorted(names_in(Q(sent_at__isnull=True, sent_by=None) | ~Q(due_on__gt=1)))
    ['due_on', 'sent_at', 'sent_by']
    """
    found = set()
    for child in getattr(condition, "children", []):
        found |= names_in(child) if isinstance(child, Q) else {child[0].split("__")[0]}
    return found


def pairs(model: type[Model]) -> list[tuple[str, str]]:
    """Return the fields that stand or fall together: when, and by whom."""
    fields = {field.name: field for field in model._meta.fields}
    whens = [match for match in map(MOMENT.fullmatch, fields) if match]
    found = [(match[0], f"{match['act']}_by") for match in whens]
    return [(when, who) for when, who in found if who in fields and fields[when].null]


PAIRS = [(model, *pair) for model in MODELS for pair in pairs(model)]


@pytest.mark.parametrize(("model", "when", "who"), PAIRS)
def test_when_and_by_whom_are_both_known_or_neither(model, when, who):
    checks = [c for c in model._meta.constraints if isinstance(c, CheckConstraint)]

    assert any({when, who} <= names_in(check.condition) for check in checks)


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_model_has_no_order_of_its_own_and_no_float(model):
    floats = [f.name for f in model._meta.fields if f.get_internal_type() == "FloatField"]

    assert list(model._meta.ordering) == []
    assert floats == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_money_is_whole_pence(model):
    kinds = {
        field.name: field.get_internal_type()
        for field in model._meta.fields
        if field.name.endswith("_pence")
    }

    assert [name for name, kind in kinds.items() if "Integer" not in kind] == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_dates_end_in_on_and_moments_in_at(model):
    dates = [f.name for f in model._meta.fields if f.get_internal_type() == "DateField"]
    moments = [f.name for f in model._meta.fields if f.get_internal_type() == "DateTimeField"]

    assert [n for n in dates if not re.search(r"(^|_)on$", n) and n not in NAMED_OTHERWISE] == []
    assert [n for n in moments if not re.search(r"(^|_)at$", n) and n not in NAMED_OTHERWISE] == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_model_is_saved_by_nothing_hidden(model):
    assert model.save is Model.save or "save" not in model.__dict__
