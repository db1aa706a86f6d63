import tomllib
from datetime import date
from pathlib import Path

import pytest

from casework.rules.errors import Refused
from ehcp.rules.advice import Head
from ehcp.rules.policy import EhcpPolicy, Said, parse, routes_for

PROTOCOLS = Path(__file__).parents[2] / "accounts" / "protocols"


def shipped(code):
    return parse(tomllib.loads((PROTOCOLS / code / "ehcp.toml").read_text()))


@pytest.mark.parametrize("code", ["kent-jrap", "london-atr", "sutton-send"])
def test_every_shipped_protocol_can_be_read_and_letters_know_whom_to_point_to(code):
    assert shipped(code).for_letters().information.how.endswith(".example")


@pytest.mark.rule("SUT-086")
@pytest.mark.parametrize(
    ("on", "to"),
    [
        (date(2019, 10, 31), ["Multi Agency Safeguarding Hub"]),
        (
            date(2019, 12, 1),
            [
                "Children’s First Contact Service",
                "Children’s First Contact Service, for Early Help",
            ],
        ),
    ],
)
def test_sutton_sends_social_care_requests_where_they_went_on_the_day(on, to):
    routes = routes_for(shipped("sutton-send"), Head.SOCIAL_CARE, on=on)

    assert [route.to.value for route in routes] == to


@pytest.mark.rule("SUT-088", "SUT-089", "SUT-090")
def test_sutton_asks_early_help_about_a_child_nobody_knows():
    known, unknown = routes_for(shipped("sutton-send"), Head.SOCIAL_CARE, on=date(2025, 10, 13))

    assert (known.known, [step.rule for step in known.steps]) == (True, ["SUT-088"])
    assert (unknown.known, [step.rule for step in unknown.steps]) == (
        False,
        ["SUT-089", "SUT-090"],
    )


@pytest.mark.rule("SUT-099", "SUT-103")
def test_sutton_health_advice_goes_to_one_mailbox_and_is_signed_off():
    (health,) = routes_for(shipped("sutton-send"), Head.HEALTH, on=date(2025, 10, 13))

    assert health.email == Said("community-paediatrics@health.example", "SUT-099")
    assert health.sign_off == Said("Designated Medical Officer", "SUT-103")


@pytest.mark.rule("SUT-126")
def test_only_sutton_offers_a_next_steps_meeting():
    assert [shipped(c).offers_next_steps for c in ("sutton-send", "kent-jrap")] == [True, False]


@pytest.mark.parametrize(
    ("section", "at"),
    [
        ({"rout": []}, "ehcp"),
        ({"route": [{"head": "dentist", "to": {"value": "x", "rule": "y"}}]}, "ehcp.route[0].head"),
        ({"route": [{"head": "health"}]}, "ehcp.route[0].to"),
        ({"route": [{"head": "health", "to": {"value": "x"}}]}, "ehcp.route[0].to"),
        (
            {"route": [{"head": "health", "to": {"value": "x", "rule": "y"}, "from_on": "soon"}]},
            "ehcp.route[0].from_on",
        ),
        ({"services": {"plumbing": {}}}, "ehcp.services.plumbing"),
        ({"next_steps_meeting": {"offered": {"value": "yes"}}}, "ehcp.next_steps_meeting.offered"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(section, at):
    with pytest.raises(Refused) as refusal:
        parse(section)

    assert (refusal.value.code, refusal.value.at) == ("policy-unreadable", at)


def test_letters_are_refused_while_the_authority_has_not_said_whom_to_point_to():
    with pytest.raises(Refused) as refusal:
        EhcpPolicy().for_letters()

    assert (refusal.value.code, refusal.value.rule) == ("services-not-set", "SUT-037")
