"""Views and API reach records through what the reader may see, never through a bare manager."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps

from people.models import Case, Child
from tests.architecture.tree import APPS, name_of, python_of_apps, text_of

EDGES = [
    path
    for path in python_of_apps()
    if path.stem in {"views", "api"} or {"views", "api"} & set(path.parts)
]


def case_bearing() -> set[str]:
    """Return the models that speak of one child or one case."""
    found = {Case.__name__, Child.__name__}
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            related = {field.related_model for field in model._meta.fields}
            found |= {model.__name__} if related & {Case, Child} else set()
    return found


def bare_queries(tree: ast.AST, guarded: set[str]) -> Iterator[int]:
    """Yield the lines with ``Model.objects.anything`` but ``visible_to`` and ``none``."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(
                attr=method, value=ast.Attribute(attr="objects", value=ast.Name(id=name))
            ) if name in guarded and method not in {"visible_to", "none"}:
                yield node.lineno


@pytest.mark.parametrize("path", EDGES, ids=name_of)
def test_view_asks_only_for_what_the_reader_may_see(path):
    lines = list(bare_queries(ast.parse(text_of(path)), case_bearing()))

    assert lines == [], "start from Model.objects.visible_to(user), or from people.doors"


def test_bare_query_is_found():
    tree = ast.parse(
        "Case.objects.get(pk=1)\nCase.objects.visible_to(user)\nAuthority.objects.all()"
    )

    assert list(bare_queries(tree, {"Case"})) == [1]
