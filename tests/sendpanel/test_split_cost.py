"""The command as others call it: a file in, JSON out, exit status 2 for a refusal."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

LONDON = {
    "weeks": 52,
    "lines": [{"kind": "unbroken", "yearly_pence": 208_000_00}],
    "health_pence": 52_000_00,
}


@pytest.fixture
def split(tmp_path):
    """Run the command on a document and return its exit status and what it printed."""

    def run(document, *options):
        path = tmp_path / "costs.json"
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        out, status = StringIO(), 0
        try:
            call_command("split_cost", str(path), *options, stdout=out)
        except SystemExit as left:
            status = left.code
        return status, json.loads(out.getvalue())

    return run


@pytest.mark.rule("LDN-024", "LDN-031")
def test_the_london_example(split):
    status, answer = split(LONDON, "--policy", "london")

    assert status == 0
    assert answer == {
        "total_pence": 208_000_00,
        "shares": {
            "education": {"yearly_pence": 39_000_00, "percent": 18.75},
            "care": {"yearly_pence": 117_000_00, "percent": 56.25},
            "health": {"yearly_pence": 52_000_00, "percent": 25},
        },
        "steps": [
            {
                "says": "Health pays £52,000.00 a year, which comes off first and leaves "
                "£156,000.00 that the provider does not break down.",
                "rule": "LDN-031",
            },
            {
                "says": "£156,000.00 a year is not broken down by the provider. The formula for "
                "52 weeks is SEN 25%, Children's Social Care 75%: SEN £39,000.00, Children's "
                "Social Care £117,000.00.",
                "rule": "LDN-024",
            },
        ],
    }


def test_kent_breakdown_of_4000_pounds_a_week(split):
    lines = {"education": 1_500, "care": 1_900, "health": 600}
    document = {
        "weeks": 52,
        "lines": [{"kind": k, "yearly_pence": p * 52 * 100} for k, p in lines.items()],
        "child": {"born": "2011-05-03", "in_care": True},
    }

    status, answer = split(document, "--policy", "kent")

    assert status == 0
    assert [share["percent"] for share in answer["shares"].values()] == [37.5, 47.5, 15]
    assert answer["total_pence"] == 208_000_00


@pytest.mark.rule("LDN-032")
def test_39_weeks_are_refused_by_name(split):
    status, answer = split(LONDON | {"weeks": 39}, "--policy", "london")

    assert status == 2
    assert list(answer) == ["refused"]
    assert (answer["refused"]["code"], answer["refused"]["rule"]) == ("no-formula", "LDN-032")


@pytest.mark.parametrize(
    ("document", "options", "code", "at"),
    [
        ('{"weeks": 52,', [], "json-wrong", "line 1, column 14"),
        (LONDON, ["--policy", "leeds"], "policy-unknown", "--policy"),
        (LONDON | {"Weeks": 52}, [], "unknown-key", "Weeks"),
        (LONDON, [], "no-formula", "weeks"),
    ],
)
def test_other_refusals_say_where(split, document, options, code, at):
    status, answer = split(document, *options)

    assert status == 2
    assert (answer["refused"]["code"], answer["refused"]["at"]) == (code, at)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("split_cost", str(tmp_path / "none.json"), stdout=out)

    assert left.value.code == 2
    assert json.loads(out.getvalue())["refused"]["code"] == "file-missing"
