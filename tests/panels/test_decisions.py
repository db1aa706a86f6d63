"""Decisions: refused without quorum, recorded once, handed down, mended by a new version."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework.models import Event
from funding.queries import award_of
from panels.actions import decisions, sessions
from panels.models import Decision, PanelAction
from panels.rules.decisions import ActionDraft, DecisionDraft
from people.models import Case
from tests.conftest import act_on
from tests.factories.panels import (
    HELD,
    KENT_YES,
    arrive,
    close,
    decide,
    in_session,
    listed,
    make_panel,
    open_up,
    plan,
    send,
)
from tests.factories.referrals import HILLVIEW
from tests.panels.conftest import refused

pytestmark = pytest.mark.django_db
NO = DecisionDraft(outcome="declined", reasons="The local offer was not tried.")


@pytest.mark.rule("KENT-065")
def test_a_decision_without_quorum_is_refused_saying_which_agency(table):
    meeting = plan(table)
    item = listed(table, meeting)
    send(table, meeting)
    open_up(table, meeting)
    arrive(table, meeting, "care")

    refusal = refused("not-quorate", decide, table, item)

    assert (refusal.says, refusal.rule) == (
        "Nobody from health can commit money today.",
        "KENT-065",
    )
    assert Decision.objects.count() == 0


@pytest.mark.rule("KENT-071", "LDN-020")
def test_a_decision_is_kept_with_those_who_made_it(table):
    _meeting, (item,) = in_session(table)

    decide(table, item)

    made = Decision.objects.get()
    assert (made.outcome, made.label, made.decided_on) == (
        "agreed-with-conditions",
        "Endorsed with conditions",
        HELD,
    )
    assert made.shares == HILLVIEW
    assert made.conditions == ["The social worker visits before the start."]
    assert made.chair_name == table.chair.name
    assert made.present == {
        payer: [table.members[short].name]
        for payer, short in (("education", "sen"), ("care", "care"), ("health", "icb"))
    }
    fact = Event.objects.get(stream=item.case.reference, kind="panel.decision_recorded")
    assert (fact.on, fact.data["label"], fact.data["review_on"]) == (
        HELD,
        "Endorsed with conditions",
        "2026-06-02",
    )


@pytest.mark.rule("KENT-120")
def test_what_is_to_be_done_stands_until_it_is_done(table):
    _meeting, (item,) = in_session(table)
    decide(table, item)
    asked = PanelAction.objects.get()

    assert list(PanelAction.objects.late(date(2025, 12, 19))) == []
    assert list(PanelAction.objects.late(date(2025, 12, 20))) == [asked]
    decisions.finish_action(act_on(date(2025, 12, 20), table.cast.care), action_id=asked.pk)
    asked.refresh_from_db()
    assert (asked.done_on, asked.done_by_name) == (date(2025, 12, 20), table.cast.care.name)
    refused("already-done", decisions.finish_action, act_on(HELD), action_id=asked.pk)


@pytest.mark.rule("KENT-082", "KENT-083", "LDN-003")
def test_agreement_becomes_an_award_from_the_start_of_the_placement(table):
    _meeting, (item,) = in_session(table)

    decide(table, item)

    award = award_of(item.case.reference)
    version = award.versions.get()
    assert (version.shares, version.from_on, version.decision_reference) == (
        HILLVIEW,
        date(2026, 1, 5),
        item.meeting.reference,
    )
    assert (award.responsibility, award.recharge, award.review_on) == (
        "hosted",
        "quarterly",
        date(2026, 6, 2),
    )
    assert Case.objects.get(pk=item.case_id).stage == "agreed"


@pytest.mark.parametrize(
    ("outcome", "stage"),
    [("declined", "declined"), ("deferred", "deferred"), ("more-information", "more-information")],
)
def test_other_outcomes_make_no_award(table, outcome, stage):
    _meeting, (item,) = in_session(table)
    asked = (ActionDraft("Nursing report", "Health", date(2025, 12, 19)),)

    decide(table, item, DecisionDraft(outcome=outcome, reasons="See the note.", actions=asked))

    assert Case.objects.get(pk=item.case_id).stage == stage
    assert award_of(item.case.reference) is None


@pytest.mark.rule("KENT-085")
def test_a_decision_that_lacks_something_is_refused_and_nothing_is_kept(table):
    _meeting, (item,) = in_session(table)

    refusal = refused(
        "not-confirmed", decide, table, item, replace(KENT_YES, confirmations=frozenset())
    )

    assert (refusal.field, refusal.rule) == ("confirmations", "KENT-085")
    assert Decision.objects.count() == 0
    assert Case.objects.get(pk=item.case_id).stage == "listed"


def test_shares_that_do_not_add_up_are_refused(table):
    _meeting, (item,) = in_session(table)
    short = {**HILLVIEW, "care": HILLVIEW["care"] - 1}

    refusal = refused("shares-do-not-add-up", decide, table, item, replace(KENT_YES, shares=short))

    assert refusal.says == (
        "The shares add up to £207,999.99 a year; the placement costs £208,000.00."
    )


def test_two_who_record_at_once_do_not_overwrite_each_other(table):
    _meeting, (item,) = in_session(table)
    decide(table, item)
    other = act_on(HELD, table.chair)

    refusal = refused("stale", decisions.record_decision, other, item=item.pk, draft=NO)

    assert refusal.says == (
        f"{table.admin.name} recorded “Endorsed with conditions” for this case meanwhile. "
        "Your words are kept below: compare them with what was recorded."
    )
    assert Decision.objects.get().outcome == "agreed-with-conditions"


def test_the_same_form_sent_twice_decides_once(table):
    _meeting, (item,) = in_session(table)
    act = act_on(HELD, table.admin, key="one-form")

    first = decisions.record_decision(act, item=item.pk, draft=KENT_YES)
    second = decisions.record_decision(act, item=item.pk, draft=KENT_YES)

    assert first == second
    assert Decision.objects.count() == 1


@pytest.mark.rule("LDN-010")
def test_a_panel_that_declines_a_named_placement_only_does_not_agree_the_share(table):
    _meeting, (item,) = in_session(table)

    decide(table, item, replace(NO, named_by="plan"))

    assert Decision.objects.get().label == "Share not agreed"


@pytest.mark.rule("LDN-002")
def test_london_agrees_only_with_both_confirmations():
    table = make_panel(protocol="london-atr")
    _meeting, (item,) = in_session(table)
    yes = replace(
        KENT_YES,
        confirmations=frozenset({"best_interest", "all_other_options_explored"}),
        statements={},
        review_on=None,
    )

    refused("not-confirmed", decide, table, item, replace(yes, confirmations=frozenset()))
    decide(table, item, yes)

    assert Decision.objects.get().label == "Agreed with conditions"


def test_a_correction_is_another_version_with_its_reason(table):
    meeting, (item,) = in_session(table)
    decide(table, item)
    close(table, meeting)
    mended = replace(KENT_YES, reasons="Local options are exhausted.", review_on=date(2026, 5, 5))

    decisions.correct_decision(
        act_on(date(2025, 12, 4), table.admin),
        item=item.pk,
        draft=mended,
        version=1,
        because="The review date was wrong.",
    )

    old, new = Decision.objects.order_by("version")
    assert (old.review_on, new.review_on) == (date(2026, 6, 2), date(2026, 5, 5))
    assert new.correction_reason == "The review date was wrong."
    assert [(note.version, note.status) for note in item.notes.order_by("version")] == [
        (1, "superseded"),
        (2, "drafted"),
    ]
    assert [row.dropped_on is None for row in PanelAction.objects.order_by("pk")] == [False, True]
    fact = Event.objects.filter(stream=item.case.reference).latest("number")
    assert fact.kind == "panel.decision_corrected"


@pytest.mark.parametrize(
    ("draft", "because", "code"),
    [
        (NO, "Wrong box.", "decision-stands"),
        (
            replace(KENT_YES, shares={"education": 208_000_00, "care": 0, "health": 0}),
            "Wrong sums.",
            "decision-stands",
        ),
        (KENT_YES, " ", "no-correction-reason"),
    ],
)
def test_a_correction_mends_words_not_what_was_decided(table, draft, because, code):
    _meeting, (item,) = in_session(table)
    decide(table, item)

    refused(
        code,
        decisions.correct_decision,
        act_on(HELD, table.admin),
        item=item.pk,
        draft=draft,
        version=1,
        because=because,
    )


def test_a_correction_of_what_was_corrected_meanwhile_is_told(table):
    _meeting, (item,) = in_session(table)
    decide(table, item)
    given = {"item": item.pk, "draft": KENT_YES, "version": 1, "because": "A slip."}
    decisions.correct_decision(act_on(HELD, table.admin), **given)

    refused("stale", decisions.correct_decision, act_on(HELD, table.chair), **given)


def test_database_refuses_a_decision_with_half_its_shares(table):
    _meeting, (item,) = in_session(table)
    decide(table, item)

    for changed in ({"care_pence": None}, {"version": 2}, {"reasons": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.update(**changed)


def test_nobody_decides_before_the_meeting_is_open(table):
    meeting = plan(table)
    item = listed(table, meeting)
    send(table, meeting)

    refused("not-now", decide, table, item)
    open_up(table, meeting)
    arrive(table, meeting)
    sessions.close_meeting(act_on(HELD, table.admin), reference=meeting.reference)
    refused("not-now", decide, table, item)
