"""Every template is used, and none carries script or style of its own."""

import re

import pytest

from tests.architecture.tree import TOP, name_of, python_of_apps, text_of, tracked

TEMPLATES = [path for path in tracked() if path.is_relative_to(TOP / "templates")]
# Django, its forms and the sign-in package look these up by names of their own.
LOOKED_UP = re.compile(r"templates/(?:\d{3}\w*\.html|(?:account|allauth|django|rest_framework)/.*)")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=")


def uses() -> str:
    """Return all text that could name a template."""
    return "\n".join(text_of(path) for path in [*python_of_apps(), *TEMPLATES])


def test_every_template_is_used():
    everything = uses()
    names = [path for path in TEMPLATES if not LOOKED_UP.match(name_of(path))]

    unused = [
        name_of(path)
        for path in names
        if name_of(path).removeprefix("templates/").split(".")[0] not in everything
    ]

    assert unused == []


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.suffix == ".html"], ids=name_of)
def test_page_carries_no_script_and_no_style_of_its_own(path):
    if "emails" in path.parts or "documents" in path.parts:
        pytest.skip("not shown by a browser under our policy")

    assert INLINE.findall(text_of(path)) == []
