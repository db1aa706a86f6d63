"""The log of who read what is written by the doors; no rule and no action reads it."""

from tests.architecture.tree import name_of, python_of_apps, text_of

MAY_NAME_THE_LOG = {"people/doors.py"}


def test_access_log_is_named_by_the_doors_alone():
    naming = {name_of(path) for path in python_of_apps() if "AccessLog" in text_of(path)}

    assert {name for name in naming if not name.startswith("casework/models/")} == MAY_NAME_THE_LOG
