"""The command as others call it: a file in, JSON out, exit status 2 for a refusal."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

REQUEST = {"events": [{"kind": "ehc.request_received", "on": "2025-09-01"}]}


@pytest.fixture
def explain(tmp_path):
    """Run the command on a document and return its exit status and what it printed."""

    def run(document, *options):
        path = tmp_path / "events.json"
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        return _run(str(path), *options)

    return run


def _run(*arguments):
    out, status = StringIO(), 0
    try:
        call_command("explain_deadlines", *arguments, stdout=out)
    except SystemExit as left:
        status = left.code
    return status, json.loads(out.getvalue())


def test_each_clock_says_what_is_due_and_why(explain):
    status, answer = explain(REQUEST, "--today", "2025-10-14")

    assert status == 0
    assert list(answer) == ["clocks"]
    assert answer["clocks"][0] == {
        "id": "decide-whether-to-assess",
        "of": None,
        "rule": "SI 2014/1530 reg 5(1)",
        "source": "Special Educational Needs and Disability Regulations 2014",
        "force": "law",
        "started_by": "ehc.request_received",
        "started_on": "2025-09-01",
        "due_on": "2025-10-13",
        "counting": "6 weeks after 1 September 2025",
        "excused": False,
        "exemption": None,
        "target_on": None,
        "met_on": None,
        "state": "late",
        "says": "Tell the family whether there will be an assessment by Monday 13 October 2025: "
        "6 weeks after 1 September 2025 (SI 2014/1530 reg 5(1)); request for an assessment "
        "received on 1 September 2025. Not done: 1 day late.",
    }
    assert [(one["id"], one["due_on"]) for one in answer["clocks"][1:]] == [
        ("decide-no-plan", "2025-12-22"),
        ("issue-final-plan", "2026-01-19"),
    ]


def test_a_policy_adds_its_own_clocks(explain):
    held = {"events": [{"kind": "panel.meeting_held", "on": "2026-06-02"}]}

    assert explain(held) == (0, {"clocks": []})
    status, answer = explain(held, "--policy", "kent")
    assert status == 0
    assert [(one["id"], one["rule"], one["force"]) for one in answer["clocks"]] == [
        ("outcome-note", "KENT-094", "protocol"),
        ("sign-funding-form", "KENT-095", "protocol"),
    ]


def test_nothing_happened_so_nothing_is_due(explain):
    assert explain({"events": []}) == (0, {"clocks": []})


def test_the_kinds_of_event_are_listed_without_a_file():
    status, answer = _run("--kinds")

    assert status == 0
    kinds = {kind["kind"]: kind for kind in answer["kinds"]}
    assert kinds["ehc.setting_replied"] == {
        "kind": "ehc.setting_replied",
        "label": "School or college replied",
        "fields": [{"name": "setting", "type": "text", "required": True}],
        "starts": [],
        "meets": ["setting-reply"],
        "stops": [],
    }


@pytest.mark.parametrize(
    ("document", "options", "code", "at"),
    [
        ('{"events": [', [], "json-wrong", "line 1, column 13"),
        ('{"events": []\n "child": {}}', [], "json-wrong", "line 2, column 2"),
        ([], [], "wrong-type", "$"),
        ({"events": {}}, [], "wrong-type", "events"),
        ({"event": []}, [], "unknown-key", "event"),
        ({"events": [3]}, [], "wrong-type", "events[0]"),
        ({"events": [{"on": "2025-09-01"}]}, [], "missing-field", "events[0].kind"),
        ({"events": [{"kind": "ehc.request_received"}]}, [], "missing-field", "events[0].on"),
        (
            {"events": [{"kind": "ehc.request_recieved", "on": "2025-09-01"}]},
            [],
            "unknown-kind",
            "events[0].kind",
        ),
        (
            {"events": [{"kind": "ehc.request_received", "on": "1/9/2025"}]},
            [],
            "wrong-type",
            "events[0].on",
        ),
        (
            {"events": [{"kind": "ehc.request_received", "on": "2025-02-30"}]},
            [],
            "wrong-type",
            "events[0].on",
        ),
        (
            {"events": [{"kind": "ehc.request_received", "on": "2025-09-01", "adviser": "x"}]},
            [],
            "unknown-key",
            "events[0].adviser",
        ),
        (
            {"events": [{"kind": "ehc.advice_requested", "on": "2025-09-01"}]},
            [],
            "missing-field",
            "events[0].adviser",
        ),
        (
            {
                "events": [
                    {
                        "kind": "ehc.review_planned",
                        "on": "2025-09-10",
                        "meeting_on": "2025-09-01",
                    }
                ]
            },
            [],
            "ends-before-it-starts",
            "events[0].meeting_on",
        ),
        (
            {
                "events": [
                    {"kind": "ehc.request_received", "on": "2025-09-01"},
                    {"kind": "ehc.assessment_agreed", "on": "2025-08-01"},
                ]
            },
            [],
            "ends-before-it-starts",
            "events[1].on",
        ),
        ({"child": {"born": "2010"}}, [], "wrong-type", "child.born"),
        ({"child": {"age": 4}}, [], "unknown-key", "child.age"),
        (REQUEST, ["--policy", "essex"], "policy-unknown", "--policy"),
        (REQUEST, ["--today", "soon"], "wrong-type", "--today"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(explain, document, options, code, at):
    status, answer = explain(document, *options)

    assert status == 2
    assert answer["refused"]["code"] == code
    assert answer["refused"]["at"] == at


@pytest.mark.parametrize(
    ("on", "law", "code"),
    [
        ("2014-08-31", None, "before-law"),
        ("2025-09-01", "2014-08-31", "before-law"),
        ("2025-09-01", "draft-2014", "unknown-law"),
    ],
)
def test_law_that_we_do_not_hold_is_refused_by_name(explain, on, law, code):
    document = {"events": [{"kind": "ehc.request_received", "on": on}]}

    status, answer = explain(document, *(["--law", law] if law else []))

    assert (status, answer["refused"]["code"]) == (2, code)


def test_working_days_past_the_calendar_are_refused_by_name(explain):
    told = {"events": [{"kind": "ehc.icb_change_known", "on": "2032-12-29"}]}

    status, answer = explain(told)

    assert (status, answer["refused"]["code"]) == (2, "outside-calendar")


def test_no_file_named_is_refused():
    status, answer = _run()

    assert (status, answer["refused"]["code"]) == (2, "file-missing")
