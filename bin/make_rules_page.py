"""Write docs/rules.md: each rule of the register, the code that keeps it, the tests that prove it.

The register is docs/register.yaml. Code names a rule on a "Rules:" line of a docstring, law and
protocol data in a value called ``rule`` or ``rules``, a test by the marker ``rule("KENT-065")``.
The page puts the rule's words beside each docstring's first line, so that a wrong id shows.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

TOP = Path(__file__).resolve().parent.parent
PAGE = TOP / "docs" / "rules.md"
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
RULE_ID = re.compile(r"\b(?:LDN|KENT|SUT|COP|SUFF)-\d{3}\b")
RULES_LINE = re.compile(r"^\s*Rules:(.*(?:\n[ \t]*\S.*)*)", re.MULTILINE)
DATA_LINE = re.compile(
    r"^\s*rules?\s*=(.*)$|[{,]\s*rules?\s*=\s*(\"[^\"]*\"|\[[^\]]*\])", re.MULTILINE
)
PRIORITIES = ("core", "important", "nice")
PARTS = {
    "panels": "Panels",
    "funding": "Funding",
    "ehc-to-final": "From a request to the final plan",
    "ehc-after": "After the final plan",
    "access": "People, consent and access",
    "insight": "Insight",
    "local-offer": "Local offer",
}


@dataclass(frozen=True)
class Mention:
    """One place that names a rule; ``says`` is the first line of its docstring."""

    rule: str
    path: str
    where: str
    says: str = ""


def load_register() -> dict[str, dict]:
    """Return the register by id, in its own order."""
    rows = yaml.load((TOP / "docs" / "register.yaml").read_text(), Loader=yaml.CSafeLoader)
    return {row["id"]: row for row in rows}


def sources(*folders: str, ending: str = ".py") -> Iterator[Path]:
    for folder in folders:
        for path in sorted((TOP / folder).rglob("*" + ending)):
            if "migrations" not in path.parts:
                yield path


def name_of(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def ids_in(docstring: str) -> list[str]:
    """Return the ids on a docstring's "Rules:" lines, each once.

    >>> ids_in("Share a cost.\\n\\nRules: LDN-024,\\n  LDN-025; reg 13(2).\\n\\nNot LDN-001.")
    ['LDN-024', 'LDN-025']
    """
    return list(dict.fromkeys(RULE_ID.findall(" ".join(RULES_LINE.findall(docstring)))))


def docstring_mentions() -> Iterator[Mention]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    for path in sources(*APPS):
        for node in ast.walk(ast.parse(path.read_text())):
            docstring = ast.get_docstring(node) if isinstance(node, documented) else None
            for rule in ids_in(docstring or ""):
                says = docstring.strip().splitlines()[0]
                yield Mention(rule, name_of(path), getattr(node, "name", path.stem), says)


def data_mentions() -> Iterator[Mention]:
    """Yield the rules named by law and protocol data."""
    for path in sources(*APPS, ending=".toml"):
        named = " ".join("".join(found) for found in DATA_LINE.findall(path.read_text()))
        for rule in dict.fromkeys(RULE_ID.findall(named)):
            yield Mention(rule, name_of(path), "data")


def is_rule_marker(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr="rule", value=ast.Attribute(attr="mark"))):
            return True
    return False


def markers_in(node: ast.AST) -> Iterator[str]:
    for call in filter(is_rule_marker, ast.walk(node)):
        yield from (argument.value for argument in call.args if isinstance(argument, ast.Constant))


def marker_mentions() -> Iterator[Mention]:
    for path in sources("tests"):
        for node in ast.parse(path.read_text()).body:
            for rule in dict.fromkeys(markers_in(node)):
                yield Mention(rule, name_of(path), getattr(node, "name", "every test"))


def by_rule(mentions: Iterator[Mention]) -> dict[str, list[Mention]]:
    grouped = defaultdict(list)
    for mention in mentions:
        grouped[mention.rule].append(mention)
    return grouped


def link(mention: Mention) -> str:
    where = "" if mention.where == "data" else f" `{mention.where}`"
    return f"[{mention.path}](../{mention.path}){where}"


def rule_lines(row: dict, code: list[Mention], tests: list[Mention]) -> Iterator[str]:
    yield f"### {row['id']}\n"
    yield f"{row['rule']} *({row['priority']}, {row['status']}; {row['source']})*\n"
    yield from (f"- {link(mention)}: {mention.says}".removesuffix(": ") for mention in code)
    yield from (f"- test: {link(mention)}" for mention in tests)
    yield ""


def count_line(title: str, rows: list[dict], code: dict, tests: dict) -> str:
    named = sum(row["id"] in code for row in rows)
    proved = sum(row["id"] in tests for row in rows)
    core = [row for row in rows if row["priority"] == "core"]
    core_proved = sum(row["id"] in tests for row in core)
    return f"| {title} | {len(rows)} | {named} | {proved} | {core_proved} of {len(core)} |"


def summary(rows: list[dict], code: dict, tests: dict) -> Iterator[str]:
    yield "| Part | Rules | Named in code or data | Proved by a test | Core rules proved |"
    yield "|---|---:|---:|---:|---:|"
    for part, title in PARTS.items():
        yield count_line(title, [row for row in rows if row["part"] == part], code, tests)
    yield count_line("**All**", rows, code, tests)


def covered(rows: list[dict], code: dict, tests: dict) -> Iterator[str]:
    for part, title in PARTS.items():
        yield f"\n## {title}\n"
        for row in rows:
            if row["part"] == part and (row["id"] in code or row["id"] in tests):
                yield from rule_lines(row, code.get(row["id"], []), tests.get(row["id"], []))


def uncovered(rows: list[dict]) -> Iterator[str]:
    yield "\n## Not yet covered\n"
    for part, title in PARTS.items():
        for priority in PRIORITIES:
            left = [row for row in rows if (row["part"], row["priority"]) == (part, priority)]
            if left:
                yield f"\n### {title}, {priority}: {len(left)}\n"
                yield from (f"- {row['id']} ({row['status']}): {row['rule']}" for row in left)


def outside(rows: list[dict]) -> Iterator[str]:
    yield "\n## What no software can do\n"
    yield from (f"- {row['id']}: {row['rule']} Left out: {row['because']}." for row in rows)


def make_page() -> str:
    """Return the whole page as Markdown; the same tree gives the same page."""
    register = load_register()
    code = by_rule(
        mention for found in (docstring_mentions(), data_mentions()) for mention in found
    )
    tests = by_rule(marker_mentions())
    owed = [row for row in register.values() if row["status"] != "out"]
    left = [row for row in owed if row["id"] not in code and row["id"] not in tests]
    lines = [
        "# Rules, and where each is kept\n",
        "Written by `make docs` from [the register](register.yaml), docstrings, data and markers on"
        " tests. Do not edit it.\n",
        *summary(owed, code, tests),
        *covered(owed, code, tests),
        *uncovered(left),
        *outside([row for row in register.values() if row["status"] == "out"]),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(make_page())
    sys.stdout.write(f"Wrote {name_of(PAGE)}.\n")
