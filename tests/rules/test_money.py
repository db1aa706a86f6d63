from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules.money import format_pounds, percentages, split_pence

PAYERS = st.sampled_from(["education", "care", "health", "transport"])
WEIGHTS = st.dictionaries(PAYERS, st.integers(0, 1_000), min_size=1).filter(
    lambda weights: sum(weights.values()) > 0
)
SHARES = st.dictionaries(PAYERS, st.integers(0, 10**10), min_size=1)


@given(total=st.integers(0, 10**11), weights=WEIGHTS)
def test_shares_add_up_and_are_never_a_penny_out(total, weights):
    shares = split_pence(total, weights)

    whole = sum(weights.values())
    assert sum(shares.values()) == total
    assert all(abs(shares[p] * whole - total * weights[p]) < whole for p in weights)


@given(total=st.integers(0, 10**11), weights=WEIGHTS)
def test_who_has_no_weight_pays_nothing(total, weights):
    shares = split_pence(total, weights)

    assert {p: s for p, s in shares.items() if weights[p] == 0 and s > 0} == {}


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (1, {"health": 1, "care": 1, "education": 1}, {"health": 0, "care": 0, "education": 1}),
        (2, {"health": 1, "care": 1, "education": 1}, {"health": 0, "care": 1, "education": 1}),
        (5, {"education": 25, "care": 75}, {"education": 2, "care": 3}),
        (1, {"care": 50, "health": 50}, {"care": 1, "health": 0}),
        (2, {"education": 50, "care": 25, "health": 25}, {"education": 1, "care": 1, "health": 0}),
        (0, {"education": 1}, {"education": 0}),
    ],
)
def test_odd_pennies_go_to_education_then_care_then_health(total, weights, shares):
    assert split_pence(total, weights) == shares


@pytest.mark.parametrize(
    ("total", "weights"), [(-1, {"care": 1}), (1, {}), (1, {"care": 0}), (1, {"a": 2, "b": -1})]
)
def test_a_split_of_nothing_sensible_is_a_fault(total, weights):
    with pytest.raises(ValueError, match="not negative"):
        split_pence(total, weights)


@given(shares=SHARES)
def test_percentages_sum_to_a_hundred_with_two_places(shares):
    percents = percentages(shares)

    expected = Decimal("100.00") if sum(shares.values()) else Decimal("0.00")
    assert sum(percents.values()) == expected
    assert {percent.as_tuple().exponent for percent in percents.values()} == {-2}


@given(shares=SHARES)
def test_no_percentage_is_a_hundredth_out(shares):
    whole = sum(shares.values()) or 1

    percents = percentages(shares)

    off = [abs(percents[p] * whole - Decimal(shares[p] * 100)) for p in shares]
    assert all(o < Decimal("0.01") * whole for o in off)


def test_percentages_of_the_three_agencies():
    assert percentages({"education": 1500, "care": 1900, "health": 600}) == {
        "education": Decimal("37.50"),
        "care": Decimal("47.50"),
        "health": Decimal("15.00"),
    }


def test_a_negative_share_has_no_percentage():
    with pytest.raises(ValueError, match="negative"):
        percentages({"care": -1, "health": 2})


@pytest.mark.parametrize(
    ("pence", "text"),
    [(0, "£0.00"), (9, "£0.09"), (123456789, "£1,234,567.89"), (-123456, "-£1,234.56")],
)
def test_pounds_are_written_with_commas_and_two_places(pence, text):
    assert format_pounds(pence) == text
