"""What tests of panels share: a refusal caught, a table of people."""

import pytest

from casework.rules.errors import Refused
from tests.factories.panels import make_panel


def refused(code, action, *args, **kwargs):
    """Call ``action`` and return its refusal, which must have this code."""
    with pytest.raises(Refused) as refusal:
        action(*args, **kwargs)
    assert refusal.value.code == code
    return refusal.value


@pytest.fixture
def table():
    """Kent's panel of Northshire with a member for each agency."""
    return make_panel()
