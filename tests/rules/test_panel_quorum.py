"""Quorum: by agency, by people who can commit money, with the chair that the protocol names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panels.rules.quorum import (
    Capacity,
    NotQuorate,
    Presence,
    QuorumRule,
    find_quorum,
    require_quorum,
)

AGENCIES = ("education", "care", "health")
LABELS = {"education": "SEN", "care": "social care", "health": "health"}
KENT = QuorumRule(required=dict.fromkeys(AGENCIES, 1), rule="KENT-065")
LONDON = QuorumRule(
    required={},
    chair="the Head of Safeguarding",
    stand_in_may_chair=True,
    chair_rule="LDN-014",
)

presences = st.builds(
    Presence,
    name=st.sampled_from(["Ann Lee", "Ben Oke", "Cam Roy"]),
    agency=st.sampled_from([*AGENCIES, "police"]),
    capacity=st.sampled_from(Capacity),
    has_delegated_authority=st.booleans(),
    may_chair=st.booleans(),
    is_stand_in=st.booleans(),
    is_in_chair=st.booleans(),
    has_interest=st.booleans(),
)


def member(agency, name="Ann Lee", capacity=Capacity.MEMBER, authority=True, **more):
    return Presence(name, agency, capacity, authority, **more)


@pytest.mark.rule("KENT-065")
def test_find_quorum_is_content_with_one_member_from_each_agency():
    finding = find_quorum(KENT, [member(agency) for agency in AGENCIES], LABELS)

    assert finding
    assert finding.says == ()
    assert finding.counted["health"] == ("Ann Lee",)


@pytest.mark.rule("KENT-065")
@pytest.mark.parametrize("absent", AGENCIES)
def test_find_quorum_names_the_agency_that_is_absent(absent):
    present = [member(agency) for agency in AGENCIES if agency != absent]

    finding = find_quorum(KENT, present, LABELS)

    assert not finding
    assert finding.missing == {absent: 1}
    assert finding.says == (f"Nobody from {LABELS[absent]} can commit money today.",)
    assert finding.rule == "KENT-065"


@pytest.mark.rule("KENT-066", "KENT-067", "KENT-068")
@pytest.mark.parametrize(
    ("capacity", "authority", "why"),
    [
        (Capacity.ADVISER, True, "Cam Roy is here as an adviser"),
        (Capacity.DEPUTY, False, "Cam Roy has no delegated authority"),
        (Capacity.MEMBER, False, "Cam Roy has no delegated authority"),
    ],
)
def test_find_quorum_says_why_somebody_present_does_not_count(capacity, authority, why):
    present = [
        member("education"),
        member("care"),
        member("health", "Cam Roy", capacity, authority),
    ]

    finding = find_quorum(KENT, present, LABELS)

    assert finding.says == (f"Nobody from health can commit money today ({why}).",)


@pytest.mark.rule("KENT-067")
def test_find_quorum_counts_a_deputy_with_delegated_authority():
    present = [member("education"), member("care"), member("health", capacity=Capacity.DEPUTY)]

    assert find_quorum(KENT, present, LABELS)


def test_find_quorum_says_how_many_more_are_needed():
    two_each = QuorumRule(required={"health": 2})

    finding = find_quorum(two_each, [member("health")], LABELS)

    assert finding.says == ("Health needs 1 more who can commit money today.",)


@pytest.mark.rule("LDN-014")
def test_find_quorum_borrows_no_numbers_for_a_panel_whose_protocol_has_none():
    chair = member("care", may_chair=True, is_in_chair=True)

    finding = find_quorum(LONDON, [chair], LABELS)

    assert finding
    assert finding.missing == {}


@pytest.mark.rule("LDN-014")
def test_find_quorum_needs_the_chair_where_the_protocol_names_one():
    finding = find_quorum(LONDON, [member(agency) for agency in AGENCIES], LABELS)

    assert finding.chair_is_missing
    assert finding.says == (
        "Nobody is in the chair: the chair is the Head of Safeguarding, or a recorded stand-in.",
    )
    assert finding.rule == "LDN-014"


@pytest.mark.rule("KENT-069", "LDN-014")
def test_find_quorum_refuses_a_chair_who_may_not_chair():
    wrong = member("care", "Ben Oke", is_in_chair=True)

    finding = find_quorum(LONDON, [wrong], LABELS)

    assert finding.says == (
        "Ben Oke may not chair: the chair is the Head of Safeguarding, or a recorded stand-in.",
    )


@pytest.mark.rule("KENT-069", "LDN-014")
@pytest.mark.parametrize(("allowed", "is_quorate"), [(True, True), (False, False)])
def test_find_quorum_takes_a_recorded_stand_in_only_where_the_protocol_does(allowed, is_quorate):
    rule = QuorumRule(required={}, chair="the Head of SEN", stand_in_may_chair=allowed)
    stand_in = member("care", is_stand_in=True, is_in_chair=True)

    assert bool(find_quorum(rule, [stand_in], LABELS)) is is_quorate


@pytest.mark.parametrize(("leaves", "is_quorate"), [(False, True), (True, False)])
def test_find_quorum_lets_policy_say_what_an_interest_does(leaves, is_quorate):
    rule = QuorumRule(required={"care": 1}, interest_leaves=leaves)

    finding = find_quorum(rule, [member("care", has_interest=True)], LABELS)

    assert bool(finding) is is_quorate


def test_require_quorum_refuses_with_every_sentence():
    finding = find_quorum(KENT, [], LABELS)

    with pytest.raises(NotQuorate) as refused:
        require_quorum(finding)

    assert refused.value.code == "not-quorate"
    assert refused.value.says == (
        "Nobody from SEN can commit money today. Nobody from social care can commit money today. "
        "Nobody from health can commit money today."
    )


@pytest.mark.rule("KENT-066")
@given(st.lists(presences))
def test_advisers_never_change_the_finding(present):
    without = [person for person in present if person.capacity is not Capacity.ADVISER]

    assert find_quorum(KENT, present, LABELS).missing == find_quorum(KENT, without, LABELS).missing


@given(st.lists(presences), presences)
def test_another_person_never_makes_a_quorate_meeting_inquorate(present, another):
    before = find_quorum(KENT, present, LABELS)
    after = find_quorum(KENT, [*present, another], LABELS)

    assert bool(after) >= bool(before)


@given(st.lists(presences), st.permutations(range(8)))
def test_the_order_of_arrival_does_not_matter(present, order):
    shuffled = [present[n] for n in order if n < len(present)] + present[8:]

    assert find_quorum(KENT, present, LABELS).missing == find_quorum(KENT, shuffled, LABELS).missing


@given(st.lists(presences), st.dictionaries(st.sampled_from(AGENCIES), st.integers(1, 3)))
def test_a_finding_is_true_exactly_when_it_has_nothing_to_say(present, required):
    finding = find_quorum(QuorumRule(required=required), present, LABELS)

    assert bool(finding) is (finding.says == ()) is (finding.missing == {})
