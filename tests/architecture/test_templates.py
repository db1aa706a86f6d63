"""Every template is used, and none carries script or style of its own."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import TOP, name_of, python_of_apps, text_of, tracked

TEMPLATES = [path for path in tracked() if path.is_relative_to(TOP / "templates")]
# Django, its forms and the sign-in package look these up by names of their own.
LOOKED_UP = re.compile(r"templates/(?:\d{3}\w*\.html|(?:account|allauth|django|rest_framework)/.*)")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=")


def uses() -> str:
    """Return all text that could name a template."""
    return "\n".join(text_of(path) for path in [*python_of_apps(), *TEMPLATES])


def called(path: Path) -> str:
    """Return what code calls a template: an e-mail by its folder, a page without its ending."""
    name = name_of(path).removeprefix("templates/").removeprefix("emails/")
    return str(Path(name).parent) if "emails" in path.parts else name.split(".")[0]


def test_every_template_is_used():
    everything = uses()
    named = [path for path in TEMPLATES if not LOOKED_UP.match(name_of(path))]

    assert [name_of(path) for path in named if called(path) not in everything] == []


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.suffix == ".html"], ids=name_of)
def test_page_carries_no_script_and_no_style_of_its_own(path):
    if "emails" in path.parts or "documents" in path.parts:
        pytest.skip("not shown by a browser under our policy")

    assert INLINE.findall(text_of(path)) == []
