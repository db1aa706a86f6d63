"""The law as data: what is in force when, what cannot be read, and what is for comparison only."""

import tomllib
from datetime import date

import pytest

from accounts.rules.protocols import CALLED, load_sections
from casework import lawbook
from casework.rules.errors import Refused
from casework.rules.law import LawUnreadable, read_law, read_protocol
from tests.rules.clock_cases import ask, dues, event

KIND = '[[kind]]\nid = "a.b"\nlabel = "B"\n'


def law_of(text):
    return read_law([tomllib.loads(KIND + text)])


def clock_of(rest):
    return law_of(f'[[clock]]\nid = "c"\nlabel = "C"\nrule = "r"\nsource = "s"\n{rest}')


@pytest.mark.rule("SUT-007")
def test_the_law_begins_on_1_september_2014():
    assert len(ask(event("ehc.request_received", "2014-09-01"))) == 3

    with pytest.raises(Refused) as refused:
        ask(event("ehc.request_received", "2014-08-31"))

    assert (refused.value.code, refused.value.at) == ("before-law", "events[0].on")


def test_a_clock_is_counted_by_the_law_of_the_day_on_which_it_started():
    law = clock_of(
        'starts = ["a.b"]\nlimit = { weeks = 6 }\n'
        '[[clock.amended]]\nvalid_from = 2027-01-01\nrule = "new"\nlimit = { weeks = 4 }\n'
    )
    clock = law.clocks["c"]

    old, new = law.version(clock, date(2026, 12, 31)), law.version(clock, date(2027, 1, 1))
    fixed = law.fixed_on(date(2026, 1, 1)).version(clock, date(2027, 1, 1))

    assert (old.rule, new.rule, fixed.rule) == ("r", "new", "r")
    assert new.source == "s"


def test_a_change_for_a_time_ends_on_its_last_day():
    law = clock_of(
        'starts = ["a.b"]\nlimit = { weeks = 6 }\n[[clock.amended]]\n'
        "valid_from = 2020-05-01\nvalid_to = 2020-09-25\nlimit = { weeks = 10 }\n"
    )

    days = (date(2020, 4, 30), date(2020, 5, 1), date(2020, 9, 25), date(2020, 9, 26))

    amounts = [law.version(law.clocks["c"], day).limit.amount for day in days]
    assert amounts == [6, 10, 10, 6]


def test_there_was_no_duty_to_answer_recommendations_before_april_2018():
    asked = [
        event("dispute.recommendation_received", "2018-04-02", body="icb"),
        event("dispute.recommendation_received", "2018-04-03", body="icb"),
    ]

    assert [r.started_on for r in ask(*asked)] == [date(2018, 4, 3)]


def test_wording_that_we_do_not_hold_is_refused():
    with pytest.raises(Refused) as refused:
        ask(event("dispute.appeal_conceded", "2015-03-31", what="amend"))

    assert refused.value.code == "law-not-held"


def test_a_day_of_law_may_be_chosen_for_everything():
    readings = ask(
        event("dispute.recommendation_received", "2019-05-01", body="icb"), law="2018-01-01"
    )

    assert readings == []


@pytest.mark.rule("COP-302")
def test_the_draft_of_2013_is_for_comparison_only():
    moves = event(
        "ehc.phase_transfer_due",
        "2025-09-01",
        **{"from": "post-16", "to": "post-16", "transfer_on": "2026-09-01"},
    )

    draft = ask(moves, law="draft-2013")

    assert dues(draft) == {("phase-transfer", None): "2026-02-01"}
    assert draft[0].rule == "COP-302"
    assert "never in force" in draft[0].source
    assert dues(ask(moves)) == {("phase-transfer", None): "2026-04-01"}


def test_the_draft_has_a_number_for_days_before_the_law():
    assert len(ask(event("ehc.request_received", "2013-11-01"), law="draft-2013")) == 3


@pytest.mark.rule("COP-159")
def test_the_draft_knew_a_ground_that_the_law_does_not():
    missed = {
        "clock": "issue-final-plan",
        "ground": "missed-appointment",
        "from": "2025-10-01",
        "to": "2025-10-10",
    }

    assert ask(event("ehc.request_received", "2025-09-01"), exemptions=[missed], law="draft-2013")[
        -1
    ].excused


@pytest.mark.parametrize(
    ("rest", "at"),
    [
        ('starts = ["a.c"]\nlimit = { weeks = 6 }', "c"),
        ('starts = ["a.b"]\nlimit = { weeks = 3 }\nforce = 3', "law[0].clock[0].force"),
        ('starts = ["a.b"]\nlimit = { fortnights = 3 }', "c"),
        ('starts = [{ kind = "a.b", when = { x = 1 } }]\nlimit = { weeks = 3 }', "c"),
        ('starts = "a.b"\nlimit = { weeks = 6 }', "law[0].clock[0].starts"),
        ('starts = ["a.b"]\nlimit = { weeks = "six" }', "law[0].clock[0].limit.weeks"),
        ('starts = ["a.b"]\nlimit = { weeks = 6 }\ncolour = "red"', "law[0].clock[0].colour"),
        (
            'starts = ["a.b"]\nlimit = { first_of = [{ moons = 1 }] }',
            "law[0].clock[0].limit.first_of[0].moons",
        ),
        (
            'starts = ["a.b"]\nlimit = { weeks = 6, begining = true }',
            "law[0].clock[0].limit.begining",
        ),
    ],
)
def test_law_that_cannot_be_read_is_refused_with_its_path(rest, at):
    with pytest.raises(LawUnreadable) as refused:
        clock_of(rest)

    assert refused.value.at == at


def test_every_clock_of_the_law_names_its_rule_and_source():
    for clock in lawbook.law().clocks.values():
        for version in clock.versions:
            assert clock.is_local or (version.rule and version.source and version.limit)


@pytest.mark.parametrize("code", sorted(CALLED.values()))
def test_every_shipped_protocol_can_be_read(code):
    protocol = read_protocol(load_sections(code)["clocks"], lawbook.law())

    assert protocol.clocks
    assert {clock.versions[-1].force for clock in protocol.clocks.values()} == {"protocol"}


@pytest.mark.parametrize(
    ("section", "at"),
    [
        ({"agenda": {"value": {"weeks": 2}, "rule": "X"}}, "clocks.agenda"),
        ({"issue-final-plan": {"value": {"weeks": 2}, "rule": "X"}}, "clocks.issue-final-plan"),
        ({"agenda-out": {"value": {"weeks": 2}}}, "clocks.agenda-out.set_by"),
        ({"agenda-out": {"value": {"weeks": "2"}, "rule": "X"}}, "clocks.agenda-out.value.weeks"),
    ],
)
def test_a_protocol_that_cannot_be_read_is_refused_with_its_path(section, at):
    with pytest.raises(LawUnreadable) as refused:
        read_protocol(section | {"source": {"value": "S"}}, lawbook.law())

    assert refused.value.at == at


def test_a_value_that_the_authority_set_says_so():
    section = {
        "source": {"value": "S"},
        "papers-in": {"value": {"weeks": 3}, "set_by": "authority"},
        "agenda-out": {"set_by": "authority"},
    }

    protocol = read_protocol(section, lawbook.law())

    assert list(protocol.clocks) == ["papers-in"]
    assert protocol.clocks["papers-in"].versions[-1].rule == "set by the authority"
