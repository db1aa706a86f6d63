"""The three protocols that ship, read whole; and what cannot be read, refused by its path."""

import tomllib
from copy import deepcopy
from datetime import time
from pathlib import Path

import pytest

from panels.rules.decisions import PURPOSES, Purpose
from panels.rules.papers import LeadTime, Unit
from panels.rules.policy import EmergencyRoute, PanelKind, parse_policy
from panels.rules.reading import PolicyUnreadable
from panels.rules.schedule import ScheduleRule, WhenNotWorked

PROTOCOLS = Path(__file__).parents[2] / "accounts" / "protocols"


def sections(code):
    names = ("panels", "clocks")
    return {name: tomllib.loads((PROTOCOLS / code / f"{name}.toml").read_text()) for name in names}


@pytest.fixture
def kent():
    return sections("kent-jrap")


@pytest.mark.rule("KENT-063", "KENT-064", "KENT-065", "KENT-069", "KENT-054", "KENT-085")
def test_kent_reads_as_its_protocol_says(kent):
    policy = parse_policy(kent)

    assert policy.kind is PanelKind.JOINT_FUNDING
    assert policy.quorum.required == {"education": 1, "care": 1, "health": 1}
    assert policy.labels["education"] == "SEN"
    assert not policy.quorum.stand_in_may_chair
    assert policy.schedule == ScheduleRule(1, (1,), WhenNotWorked.SAME_DAY_NEXT_WEEK)
    assert (policy.starts_at, policy.venue) == (time(10, 0), "Sessions House, Maidstone")
    assert policy.lead_times.agenda_out == LeadTime(2, Unit.WEEKS, "KENT-054")
    assert policy.lead_times.papers_in is None
    assert [seat.code for seat in policy.seats if seat.may_chair] == [
        "head-of-sen",
        "assistant-director",
        "health-decision-maker",
    ]
    assert [item.code for item in policy.decisions.confirmations] == [
        "best_value",
        "efficient_use",
        "meets_assessed_needs",
    ]
    assert policy.decisions.labels["agreed"] == "Endorsed"
    assert policy.emergency_route is EmergencyRoute.AGENCY_REPRESENTATIVES
    assert policy.escalation["health"] == ("Area Accountable Officer",)


@pytest.mark.rule("LDN-002", "LDN-013", "LDN-014", "LDN-015", "LDN-017", "LDN-019")
def test_london_reads_as_its_protocol_says_and_borrows_no_quorum():
    policy = parse_policy(sections("london-atr"))

    assert policy.quorum.required == {}
    assert policy.quorum.chair == "the Head of Safeguarding"
    assert policy.quorum.stand_in_may_chair
    assert [seat.code for seat in policy.seats if seat.may_chair] == ["head-of-safeguarding"]
    assert policy.seat("social-care-team-manager").varies_by_case
    assert policy.plan_required
    assert policy.lead_times.agenda_out is None
    assert policy.lead_times.papers_in == LeadTime(1, Unit.WEEKS, "LDN-019")
    assert policy.decisions.review_months == 6
    assert policy.emergency_route is EmergencyRoute.CHAIR


def test_sutton_advises():
    policy = parse_policy(sections("sutton-send"))

    assert policy.kind is PanelKind.SEND_PANEL
    assert policy.purposes == (Purpose.REQUEST_TO_ASSESS, Purpose.PLAN_OR_NOT)
    assert policy.schedule.ordinals == (1, 3)


@pytest.mark.parametrize("code", ["kent-jrap", "london-atr", "sutton-send"])
def test_every_value_of_a_shipped_protocol_says_where_it_comes_from(code):
    sources = parse_policy(sections(code)).sources

    assert [source.path for source in sources if not (source.rule or source.set_by)] == []


@pytest.mark.parametrize("code", ["kent-jrap", "london-atr", "sutton-send"])
def test_every_outcome_a_shipped_panel_offers_has_its_label(code):
    policy = parse_policy(sections(code))

    offered = {code for purpose in policy.purposes for code in PURPOSES[purpose].outcomes}

    assert set(policy.decisions.labels) == offered


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("panel.name", None, "panel.name is missing from the protocol."),
        (
            "quorum.per_agency",
            {"value": 1},
            "quorum.per_agency needs the rule that it comes from, or who set it.",
        ),
        (
            "quorum.per_agency",
            {"value": True, "rule": "KENT-065"},
            "quorum.per_agency should be a whole number, not True.",
        ),
        (
            "schedule.weekday",
            {"value": "someday", "rule": "KENT-063"},
            "schedule.weekday cannot be 'someday'.",
        ),
        (
            "panel.purposes",
            {"value": "new-referral", "rule": "KENT-002"},
            "panel.purposes should be a list, not 'new-referral'.",
        ),
        ("membership.seats", ["chair"], "membership.seats should be a table, not 'chair'."),
        (
            "membership.seats",
            [{"code": "chair"}],
            "membership.seats.0.title is missing from the protocol.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_path(kent, path, value, says):
    changed = deepcopy(kent)
    table, key = path.split(".")
    changed["panels"][table][key] = value

    with pytest.raises(PolicyUnreadable) as refused:
        parse_policy(changed)

    assert refused.value.says == says


def test_a_seat_since_taken_out_of_the_protocol_chairs_nothing(kent):
    assert parse_policy(kent).seat("gone").may_chair is False
