"""Each command says what it is for."""

import pytest
from django.core.management import get_commands, load_command_class

from tests.architecture.tree import APPS

OURS = sorted((app, name) for name, app in get_commands().items() if str(app).split(".")[0] in APPS)


@pytest.mark.parametrize(("app", "name"), OURS)
def test_command_has_help(app, name):
    assert load_command_class(app, name).help.strip().endswith(".")
