import tomllib
from pathlib import Path

import pytest

from casework.rules.errors import Refused
from funding.rules.policy import Setting, parse_policy

PROTOCOLS = Path(__file__).parents[2] / "accounts" / "protocols"
CODES = ("kent-jrap", "london-atr", "sutton-send")


def section(code="london-atr"):
    return tomllib.loads((PROTOCOLS / code / "funding.toml").read_text())


@pytest.mark.rule("LDN-024", "LDN-025", "LDN-032")
def test_london_formula_is_data_with_its_rules():
    policy = parse_policy(section())

    assert policy.formula == {
        38: Setting({"education": 50, "care": 50}, "LDN-025"),
        52: Setting({"education": 25, "care": 75}, "LDN-024"),
    }
    assert policy.other_weeks == Setting("refuse", "LDN-032")


@pytest.mark.rule("KENT-080", "KENT-086")
def test_what_kent_leaves_to_the_authority_is_not_invented():
    policy = parse_policy(section("kent-jrap"))

    assert policy.formula == {}
    assert "transport" not in policy.lines
    assert policy.high_cost_weekly_pence == Setting(None, "KENT-086", "authority")


@pytest.mark.parametrize("code", CODES)
def test_every_value_names_its_rule_or_who_sets_it(code):
    policy = parse_policy(section(code))

    settings = [value for value in vars(policy).values() if isinstance(value, Setting)]
    settings += [*policy.lines.values(), *policy.formula.values()]
    assert [setting for setting in settings if not (setting.rule or setting.set_by)] == []


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"colour": {"value": "red", "rule": "X"}}, "funding.colour"),
        ({"agreed_shares": True}, "funding.agreed_shares"),
        ({"agreed_shares": {"value": True}}, "funding.agreed_shares"),
        ({"agreed_shares": {"value": "yes", "rule": "X"}}, "funding.agreed_shares"),
        ({"agreed_shares": {"value": True, "rule": 7}}, "funding.agreed_shares"),
        ({"agreed_shares": {"set_by": "authority"}}, "funding.agreed_shares"),
        ({"agreed_shares": {"value": True, "set_by": "us"}}, "funding.agreed_shares"),
        ({"agreed_shares": {"value": True, "rule": "X", "note": ""}}, "funding.agreed_shares"),
        ({"other_weeks": {"value": "guess", "rule": "X"}}, "funding.other_weeks"),
        ({"recharges": {"value": ["monthly", 3], "rule": "X"}}, "funding.recharges"),
        ({"recharges": {"value": "monthly", "rule": "X"}}, "funding.recharges"),
        ({"high_cost_weekly_pence": {"value": 0, "rule": "X"}}, "funding.high_cost_weekly_pence"),
        ({"formula": {"54": {"value": {"care": 100}, "rule": "X"}}}, "funding.formula.54"),
        ({"formula": {"all": {"value": {"care": 100}, "rule": "X"}}}, "funding.formula.all"),
        ({"formula": {"52": {"value": {"care": 99}, "rule": "X"}}}, "funding.formula.52"),
        (
            {"formula": {"52": {"value": {"care": 50, "us": 50}, "rule": "X"}}},
            "funding.formula.52",
        ),
        ({"formula": {"52": {"set_by": "authority"}}}, "funding.formula.52"),
        ({"lines": {"food": {"value": {"care": 100}, "rule": "X"}}}, "funding.lines.food"),
        ({"lines": 7}, "funding.lines"),
        ({"labels": {}}, "funding.labels.education"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(change, at):
    with pytest.raises(Refused) as refused:
        parse_policy(section() | change)

    assert (refused.value.code, refused.value.at) == ("policy-wrong", at)
