"""The register and the code speak of the same rules, and the page that joins them is fresh."""

import re

import pytest

from bin import make_rules_page as page

TEXT = [
    path
    for ending in (".py", ".toml", ".html", ".txt")
    for path in page.sources(*page.APPS, ending=ending)
]
UNPROVABLE = re.compile(r"\b(?:LDN|KENT|SUT|COP|SUFF)-(?!\d{3}\b)\d+\b")


@pytest.fixture(scope="module")
def register():
    return page.load_register()


def test_register_says_what_each_rule_is_and_where_it_belongs(register):
    needed = {"id", "rule", "part", "area", "priority", "status", "source"}
    kinds = {"enforced", "recorded", "shown", "out"}

    assert [key for key, row in register.items() if needed - row.keys()] == []
    assert [key for key, row in register.items() if row["part"] not in page.PARTS] == []
    assert [key for key, row in register.items() if row["priority"] not in page.PRIORITIES] == []
    assert [key for key, row in register.items() if row["status"] not in kinds] == []
    assert [
        key for key, row in register.items() if (row["status"] == "out") != ("because" in row)
    ] == []


def test_register_has_every_id_once():
    ids = re.findall(
        r"^- id: (\S+)$", (page.TOP / "docs" / "register.yaml").read_text(), re.MULTILINE
    )

    assert len(ids) == 814
    assert len(set(ids)) == 814


@pytest.mark.parametrize("path", TEXT, ids=page.name_of)
def test_code_and_data_name_only_rules_of_the_register(path, register):
    text = path.read_text()

    assert sorted(set(page.RULE_ID.findall(text)) - register.keys()) == []
    assert UNPROVABLE.findall(text) == []


def test_markers_name_only_rules_of_the_register(register):
    unknown = [mention for mention in page.marker_mentions() if mention.rule not in register]

    assert unknown == []


def test_docstring_rules_end_with_their_paragraph():
    assert page.ids_in("Share.\n\nRules: LDN-024,\n  LDN-025; reg 13(2).\n\nNot LDN-001.") == [
        "LDN-024",
        "LDN-025",
    ]


def test_rules_page_is_fresh():
    assert page.PAGE.read_text() == page.make_page(), "docs/rules.md is stale: run `make docs`"
