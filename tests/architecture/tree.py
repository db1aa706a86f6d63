"""The files of the product, as the tests of this folder read them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
APPS = (
    "sendpanel",
    "insight",
    "panels",
    "referrals",
    "funding",
    "ehcp",
    "people",
    "accounts",
    "casework",
)


MADE = {"var", "staticfiles", "node_modules", "__pycache__"}


@cache
def tracked() -> list[Path]:
    """Return every file of ours: what tools make, and hidden folders but .ci, left out."""
    return sorted(path for path in walk(TOP) if path.is_file())


def walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.is_dir() and path.name != ".ci"
        if path.name in MADE or hidden or path.is_symlink() or path.name in {".git", ".env"}:
            continue
        yield from walk(path) if path.is_dir() else [path]


@cache
def text_of(path: Path) -> str:
    """Return a file's text; the empty text for what is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def name_of(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def python_of_apps() -> list[Path]:
    """Return the apps' own modules, migrations left out."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py"
        and path.relative_to(TOP).parts[0] in APPS
        and "migrations" not in path.parts
    ]
