"""The tree holds nothing of the machine it was made on, and its files are named as agreed."""

import re

from tests.architecture.tree import TOP, name_of, text_of, tracked

# Spelled in parts, or this file would be the first to be found.
MACHINE = re.compile(r"(?<![\w.])/(?:" + "work|root|home/" + r"\w+)/")
REGISTRY = re.compile(
    "|".join(["pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.(?:org|com)"])
)
INDEX = re.compile("--(?:extra-)?index" + "-url|--find" + "-links")
VENDORED = "static/vendor/"
WEAK_NAMES = {"helpers", "utils", "util", "common", "misc", "manager", "handlers"}


def places(pattern: re.Pattern) -> list[str]:
    ours = [path for path in tracked() if not name_of(path).startswith(VENDORED)]
    return [name_of(path) for path in ours if pattern.search(text_of(path))]


def test_no_path_of_a_builders_machine():
    assert places(MACHINE) == []


def test_no_address_of_a_package_registry():
    assert places(REGISTRY) == []
    assert places(INDEX) == []


def test_modules_are_named_for_what_they_hold():
    weak = [name_of(path) for path in tracked() if path.suffix == ".py" and path.stem in WEAK_NAMES]

    assert weak == []


def test_no_work_left_for_later_in_comments():
    assert (
        places(re.compile(r"(?:#|//|<!--|\{#)\s*(?:" + "TO" + "DO|FIX" + "ME|X" + r"XX)\b")) == []
    )


def test_migrations_are_named_by_a_sentence():
    migrations = [path for path in tracked() if path.parent.name == "migrations"]
    named = re.compile(r"__init__|\d{4}_[a-z]+(_[a-z0-9]+)*")

    wrong = [name_of(path) for path in migrations if not named.fullmatch(path.stem)]
    automatic = [name_of(path) for path in migrations if "_auto_" in path.stem]

    assert wrong == []
    assert automatic == []


def test_every_locked_requirement_has_a_hash():
    for lock in sorted((TOP / "requirements").glob("*.txt")):
        pins = re.findall(
            r"^([a-z0-9].*?)(?: ;.*)? \\$", text_of(lock), re.MULTILINE | re.IGNORECASE
        )
        starts = re.findall(r"^[a-z0-9]\S*==\S+", text_of(lock), re.MULTILINE | re.IGNORECASE)

        assert len(pins) == len(starts) > 0, lock.name


def test_every_requirement_says_what_it_is_for():
    for wanted in sorted((TOP / "requirements").glob("*.in")):
        lines = [
            line
            for line in text_of(wanted).splitlines()
            if line and not line.startswith(("#", "-"))
        ]

        assert [line for line in lines if "  # " not in line and line not in KNOWN_BY_NAME] == []


KNOWN_BY_NAME = {"pytest", "pytest-django", "factory-boy", "ruff", "mypy", "import-linter"} | {
    "django-stubs[compatible-mypy]"
}
