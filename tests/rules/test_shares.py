import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules.errors import Refused
from funding.rules.costs import read_costs
from funding.rules.policy import Setting, parse_policy
from funding.rules.shares import NO_POLICY, share_cost

PROTOCOLS = Path(__file__).parents[2] / "accounts" / "protocols"


def shipped(code):
    return parse_policy(tomllib.loads((PROTOCOLS / code / "funding.toml").read_text()))


LONDON, KENT, SUTTON = shipped("london-atr"), shipped("kent-jrap"), shipped("sutton-send")


def costs(*lines, weeks=52, **others):
    pairs = [{"kind": kind, "yearly_pence": pence} for kind, pence in lines]
    return read_costs({"weeks": weeks, "lines": pairs} | others)


def refusal(given, policy):
    with pytest.raises(Refused) as refused:
        share_cost(given, policy)
    return refused.value


@pytest.mark.rule("LDN-024", "LDN-026", "LDN-031")
def test_london_takes_health_first_then_the_formula_and_transport_apart():
    given = costs(("unbroken", 208_000_00), ("transport", 9_000_01), health_pence=52_000_00)

    split = share_cost(given, LONDON)

    assert [(part.kind, dict(part.shares)) for part in split.parts] == [
        ("contribution", {"health": 52_000_00}),
        ("unbroken", {"education": 39_000_00, "care": 117_000_00}),
        ("transport", {"education": 4_500_01, "care": 4_500_00}),
    ]
    assert split.shares == {
        "education": 43_500_01,
        "care": 121_500_00,
        "health": 52_000_00,
    }
    assert split.total_pence == 217_000_01
    assert split.percents == {
        "education": Decimal("20.05"),
        "care": Decimal("55.99"),
        "health": Decimal("23.96"),
    }
    assert [(step.rule, step.says) for step in split.steps] == [
        (
            "LDN-031",
            "Health pays £52,000.00 a year, which comes off first and leaves £156,000.00 that the "
            "provider does not break down.",
        ),
        (
            "LDN-024",
            "£156,000.00 a year is not broken down by the provider. The formula for 52 weeks is "
            "SEN 25%, Children's Social Care 75%: SEN £39,000.00, Children's Social Care "
            "£117,000.00.",
        ),
        (
            "LDN-026",
            "Transport of £9,000.01 a year is shared apart from the placement, SEN 50%, "
            "Children's Social Care 50%: SEN £4,500.01, Children's Social Care £4,500.00. It does "
            "not divide into whole pence: the odd penny goes to SEN, first in the order education, "
            "care, health.",
        ),
    ]


@pytest.mark.rule("LDN-024", "LDN-025", "LDN-031")
@pytest.mark.parametrize(
    ("weeks", "total", "health", "shares"),
    [
        (52, 100_000_00, 0, {"education": 25_000_00, "care": 75_000_00, "health": 0}),
        (38, 90_000_00, 0, {"education": 45_000_00, "care": 45_000_00, "health": 0}),
        (
            52,
            100_000_00,
            20_000_00,
            {"education": 20_000_00, "care": 60_000_00, "health": 20_000_00},
        ),
        (39, 100_000_00, 100_000_00, {"education": 0, "care": 0, "health": 100_000_00}),
    ],
)
def test_london_formula(weeks, total, health, shares):
    split = share_cost(costs(("unbroken", total), weeks=weeks, health_pence=health), LONDON)

    assert split.shares == shares


@pytest.mark.rule("LDN-032")
@pytest.mark.parametrize("weeks", [1, 37, 39, 44, 48, 51, 53])
def test_london_refuses_a_length_without_a_formula_by_name(weeks):
    refused = refusal(costs(("unbroken", 100_000_00), weeks=weeks), LONDON)

    assert refused.as_json() == {
        "code": "no-formula",
        "says": f"No funding formula is agreed for a {weeks} week placement: the London Access to "
        "Resources protocol gives one for 38 and 52 weeks only. Ask the provider to break the "
        "cost down, or agree the shares by hand.",
        "rule": "LDN-032",
        "field": "weeks",
        "at": "weeks",
    }


@pytest.mark.rule("LDN-032", "KENT-080")
def test_a_formula_that_the_authority_set_is_applied_and_labelled_so():
    own = Setting({"education": 40, "care": 60}, "KENT-080", "authority")
    policy = replace(KENT, formula={44: own})

    split = share_cost(costs(("unbroken", 100_000_00), weeks=44, child={"in_care": True}), policy)

    assert split.shares == {"education": 40_000_00, "care": 60_000_00, "health": 0}
    assert split.steps[0].says.endswith("This is the authority's own setting.")


@pytest.mark.rule("KENT-080")
def test_kent_has_no_formula_of_its_own():
    refused = refusal(costs(("unbroken", 100_000_00)), KENT)

    assert (refused.code, refused.rule) == ("no-formula", "KENT-080")
    assert refused.says.startswith(
        "No funding formula is agreed for a 52 week placement: the Kent JRAP protocol gives none."
    )


@pytest.mark.rule("KENT-078")
def test_kent_shares_follow_the_providers_breakdown():
    given = costs(
        ("education", 78_000_00),
        ("care", 98_800_00),
        ("health", 31_200_00),
        child={"born": "2011-05-03", "in_care": True},
    )

    split = share_cost(given, KENT)

    assert split.shares == {"education": 78_000_00, "care": 98_800_00, "health": 31_200_00}
    assert list(split.percents.values()) == [Decimal("37.50"), Decimal("47.50"), Decimal("15.00")]
    assert [(step.says, step.rule) for step in split.steps] == [
        (
            "Education (SEN) pays the education costs of £78,000.00 a year, named apart by the "
            "provider.",
            "KENT-078",
        ),
        (
            "Social Care pays the care costs of £98,800.00 a year, named apart by the provider.",
            "KENT-078",
        ),
        (
            "Health pays the health costs of £31,200.00 a year, named apart by the provider.",
            "KENT-078",
        ),
    ]


@pytest.mark.rule("KENT-036")
def test_kent_care_of_a_child_not_in_care_is_refused_and_not_moved():
    refused = refusal(costs(("care", 98_800_00), child={"in_care": False}), KENT)

    assert (refused.code, refused.rule) == ("child-not-in-care", "KENT-036")
    assert refused.says.endswith(
        "£98,800.00 a year stays without a payer. It is not moved to another agency."
    )


@pytest.mark.rule("KENT-036")
def test_agreed_shares_do_not_get_round_the_child_in_care_rule():
    agreed = {"education": 50, "care": 50}
    given = costs(("unbroken", 100), child={"in_care": False}, shares_agreed=agreed)

    assert refusal(given, KENT).code == "child-not-in-care"


@pytest.mark.rule("KENT-036")
def test_kent_says_so_when_nobody_said_whether_the_child_is_in_care():
    split = share_cost(costs(("care", 98_800_00)), KENT)

    assert split.steps[-1].rule == "KENT-036"
    assert split.steps[-1].says == (
        "Nobody said whether the child is in the authority's care; it was taken that the child is. "
        "Otherwise Social Care would not contribute."
    )


def test_london_does_not_ask_whether_the_child_is_in_care():
    split = share_cost(costs(("care", 50_000_00), child={"in_care": False}), LONDON)

    assert split.shares["care"] == 50_000_00
    assert [(step.rule, step.says) for step in split.steps] == [
        (
            None,
            "Children's Social Care pays the care costs of £50,000.00 a year, named apart by the "
            "provider. This is the authority's own setting.",
        )
    ]


@pytest.mark.rule("LDN-022")
def test_london_education_pays_all_lines_that_are_education():
    split = share_cost(costs(("education", 32_000_00), ("education", 8_000_00)), LONDON)

    assert split.shares == {"education": 40_000_00, "care": 0, "health": 0}


@pytest.mark.rule("LDN-023")
def test_london_does_not_guess_the_rest_beside_a_known_education_cost():
    refused = refusal(costs(("education", 40_000_00), ("unbroken", 60_000_00)), LONDON)

    assert (refused.code, refused.rule) == ("unbroken-beside-education", "LDN-023")


@pytest.mark.rule("LDN-023")
def test_an_authority_may_set_the_formula_for_the_rest():
    policy = replace(LONDON, unbroken_beside_education=Setting("formula", None, "authority"))

    split = share_cost(costs(("education", 40_000_00), ("unbroken", 60_000_00)), policy)

    assert split.shares == {"education": 55_000_00, "care": 45_000_00, "health": 0}


@pytest.mark.rule("KENT-044")
@pytest.mark.parametrize(
    "agreed",
    [
        {"education": 60_000_00, "care": 30_000_00, "health": 10_000_00},
        {"education": {"percent": 60}, "care": {"percent": 30.0}, "health": {"percent": 10}},
        {
            "education": {"percent": 60, "yearly_pence": 60_000_00},
            "care": {"percent": Decimal("30.00"), "yearly_pence": 30_000_00},
            "health": {"percent": 10, "yearly_pence": 10_000_00},
        },
    ],
)
def test_shares_agreed_by_hand_stand_as_money_as_percent_or_as_both(agreed):
    given = costs(
        ("unbroken", 100_000_00), weeks=44, shares_agreed=agreed, shares_agreed_because="Interim."
    )

    split = share_cost(given, KENT)

    assert split.shares == {"education": 60_000_00, "care": 30_000_00, "health": 10_000_00}
    assert split.steps[0].rule == "KENT-044"
    assert split.steps[0].says.endswith("Reason given: Interim.")


@pytest.mark.rule("KENT-044")
@pytest.mark.parametrize(
    ("agreed", "code", "says"),
    [
        (
            {"education": 60, "care": 39},
            "shares-do-not-add-up",
            "The shares make £0.99, £0.01 less than the cost of £1.00.",
        ),
        (
            {"education": 60, "care": 41},
            "shares-do-not-add-up",
            "The shares make £1.01, £0.01 more than the cost of £1.00.",
        ),
        (
            {"education": {"percent": 60}, "care": {"percent": 39.99}},
            "shares-do-not-add-up",
            "The percentages agreed make 99.99, not 100.",
        ),
        (
            {"education": {"percent": 60, "yearly_pence": 50}, "care": {"percent": 40}},
            "shares-differ",
            "The percentages agreed and the amounts agreed do not say the same.",
        ),
    ],
)
def test_agreed_shares_that_do_not_add_up_are_refused(agreed, code, says):
    with pytest.raises(Refused) as refused:
        costs(("unbroken", 100), shares_agreed=agreed)

    assert (refused.value.code, refused.value.says) == (code, says)


def test_a_health_line_and_a_health_contribution_are_one_too_many():
    given = costs(("health", 10), ("unbroken", 100), health_pence=10)

    assert refusal(given, LONDON).code == "health-twice"


def test_a_contribution_that_differs_from_healths_agreed_share_is_one_too_many():
    agreed = {"education": 90, "health": 10}

    given = costs(("unbroken", 100), health_pence=20, shares_agreed=agreed)

    assert refusal(given, LONDON).code == "health-twice"


@pytest.mark.parametrize(
    "given",
    [
        costs(("unbroken", 100_00), health_pence=100_01),
        costs(("unbroken", 100_00), ("transport", 50_00), health_pence=120_00),
        costs(("unbroken", 100_00), ("care", 50_00), health_pence=120_00),
    ],
)
def test_health_cannot_pay_more_than_there_is(given):
    assert refusal(given, LONDON).code == "health-above-total"


def test_a_contribution_has_nothing_to_come_off_when_all_is_broken_down():
    given = costs(("education", 100_00), ("care", 50_00), health_pence=20_00)

    assert refusal(given, LONDON).code == "health-without-line"


@pytest.mark.parametrize("kind", ["education", "care", "health", "transport"])
def test_sutton_covers_no_line(kind):
    assert refusal(costs((kind, 100_00)), SUTTON).code == "kind-not-covered"


def test_sutton_covers_no_unbroken_cost_no_contribution_and_no_agreement():
    assert refusal(costs(("unbroken", 100)), SUTTON).code == "no-formula"
    assert refusal(costs(("unbroken", 100), health_pence=1), SUTTON).code == "health-not-covered"
    agreed = costs(("unbroken", 100), shares_agreed={"care": 100})
    assert refusal(agreed, SUTTON).code == "shares-not-covered"


def test_kent_says_nothing_about_transport():
    refused = refusal(costs(("transport", 100)), KENT)

    assert (refused.code, refused.says) == (
        "kind-not-covered",
        "The Kent JRAP protocol does not say who pays transport. Have the authority set it, or "
        "agree the shares by hand.",
    )


def test_without_a_protocol_each_agency_pays_its_own_lines():
    split = share_cost(costs(("education", 3), ("care", 2), ("health", 1)))

    assert split.shares == {"education": 3, "care": 2, "health": 1}


@pytest.mark.parametrize(
    ("kind", "code"), [("unbroken", "no-formula"), ("transport", "kind-not-covered")]
)
def test_without_a_protocol_nothing_is_guessed(kind, code):
    assert refusal(costs((kind, 100)), NO_POLICY).code == code


def test_a_cost_of_nothing_cannot_be_shared():
    assert refusal(costs(("unbroken", 0)), LONDON).code == "nothing-to-share"


@pytest.mark.parametrize(
    ("document", "code", "at"),
    [
        ([], "input-wrong", "$"),
        ({"lines": [{"kind": "care", "yearly_pence": 1}]}, "weeks-wrong", "weeks"),
        ({"weeks": 0, "lines": []}, "lines-missing", "lines"),
        ({"weeks": 52}, "lines-missing", "lines"),
        ({"weeks": 52, "lines": [], "policy": "kent"}, "unknown-key", "policy"),
        ({"weeks": 52, "lines": [1]}, "input-wrong", "lines[0]"),
        ({"weeks": 52, "lines": [{"kind": "care"}]}, "pence-wrong", "lines[0].yearly_pence"),
        (
            {"weeks": 52, "lines": [{"kind": "food", "yearly_pence": 1}]},
            "kind-unknown",
            "lines[0].kind",
        ),
        (
            {"weeks": 52, "lines": [{"kind": "care", "yearly_pence": 1, "note": ""}]},
            "unknown-key",
            "lines[0].note",
        ),
    ],
)
def test_a_document_of_the_wrong_shape_is_refused_with_its_place(document, code, at):
    with pytest.raises(Refused) as refused:
        read_costs(document)

    assert (refused.value.code, refused.value.at) == (code, at)


@pytest.mark.parametrize("weeks", [-1, 0, 54, 80])
def test_weeks_outside_a_year_are_refused(weeks):
    with pytest.raises(Refused) as refused:
        costs(("care", 1), weeks=weeks)

    assert refused.value.code == "weeks-outside-year"


@pytest.mark.parametrize("weeks", ["52", 52.0, True, None])
def test_weeks_that_are_no_number_are_refused(weeks):
    with pytest.raises(Refused) as refused:
        costs(("care", 1), weeks=weeks)

    assert refused.value.code == "weeks-wrong"


@pytest.mark.parametrize(
    ("pence", "code"),
    [(-1, "pence-negative"), (1.5, "pence-wrong"), ("100", "pence-wrong"), (True, "pence-wrong")],
)
def test_money_that_is_not_whole_pence_is_refused(pence, code):
    with pytest.raises(Refused) as line_refused:
        costs(("care", pence))
    with pytest.raises(Refused) as health_refused:
        costs(("unbroken", 100), health_pence=pence)

    assert (line_refused.value.code, health_refused.value.code) == (code, code)


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ({"child": {"in_care": "yes"}}, "in-care-wrong"),
        ({"child": {"born": "3 May 2011"}}, "date-wrong"),
        ({"child": {"born": 2011}}, "input-wrong"),
        ({"child": {"name": "A"}}, "unknown-key"),
        ({"shares_agreed": {"parents": 1}}, "unknown-key"),
        ({"shares_agreed": {"care": {"percent": 100.001}}}, "percent-wrong"),
        ({"shares_agreed": {"care": {"percent": 101}}}, "percent-wrong"),
        ({"shares_agreed": {"care": {"percent": "all"}}}, "percent-wrong"),
        ({"shares_agreed_because": 1}, "input-wrong"),
    ],
)
def test_other_parts_of_the_document_are_checked_too(others, code):
    with pytest.raises(Refused) as refused:
        costs(("care", 1), **others)

    assert refused.value.code == code


AMOUNT = st.integers(1, 10**9)
LINES = st.dictionaries(st.sampled_from(["care", "transport", "unbroken"]), AMOUNT, min_size=1)


@given(lines=LINES, weeks=st.sampled_from([38, 52]), health=st.integers(0, 10**9))
def test_shares_always_sum_to_the_cost_and_health_pays_its_contribution(lines, weeks, health):
    contribution = min(health, lines.get("unbroken", 0))
    given = costs(*lines.items(), weeks=weeks, health_pence=contribution)

    split = share_cost(given, LONDON)

    assert sum(split.shares.values()) == sum(lines.values()) == split.total_pence
    assert split.shares["health"] == contribution
    assert sum(split.percents.values()) == 100
    assert all(sum(part.shares.values()) == part.pence for part in split.parts)


@given(total=AMOUNT, percents=st.tuples(st.integers(0, 100_00), st.integers(0, 100_00)))
def test_agreed_percentages_always_sum_to_the_cost(total, percents):
    first, second = sorted(percents)
    hundredths = {"education": first, "care": second - first, "health": 100_00 - second}
    agreed = {payer: {"percent": Decimal(part).scaleb(-2)} for payer, part in hundredths.items()}

    split = share_cost(costs(("unbroken", total), weeks=44, shares_agreed=agreed), KENT)

    assert sum(split.shares.values()) == total
