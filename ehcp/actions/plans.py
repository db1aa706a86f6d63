"""The plan: written section by section, served as a draft, heard about, issued as final."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from casework.act import Act
from casework.actions import action
from casework.events import publish
from casework.rules.errors import Refused
from ehcp.actions.steps import take_up, tell
from ehcp.events import (
    DecisionNotified,
    DraftIssued,
    FinalIssued,
    HealthProvisionAgreed,
    NothingMoreToAdd,
    PlacementNamed,
    RepresentationsReceived,
    SectionWritten,
)
from ehcp.models import Decided, EhcCase, Plan, PlanSection, PlanVersion, Representation, Told
from ehcp.queries import annexed_advice, sections_of, window_ends_on
from ehcp.rules.advice import check_without_advice, year_group
from ehcp.rules.decisions import check_day
from ehcp.rules.plan import (
    WRITTEN,
    Placement,
    Section,
    Signature,
    as_printed,
    check_draft_names_no_placement,
    check_everything_is_annexed,
    check_final_names_placement,
    check_may_name_placement,
    check_sections,
    check_signature,
    check_window_is_over,
    label,
)
from ehcp.rules.requests import Recipient, others_told
from ehcp.rules.workflow import Verb


@action
def write_section(
    act: Act, *, reference: str, section: Section, words: str, revision: int | None = None
) -> str:
    """Keep the words of one section of the plan.

    Raises:
        Refused: ``section-not-written`` for I, which is named, and K, which is made from the
            advice; ``stale``, ``move-refused``.

    Rules: SUT-015, COP-191, COP-195, COP-202.
    """
    if section not in WRITTEN or section is Section.PLACEMENT:
        says = f"Section {section} is not typed: it is made from what the case holds."
        raise Refused("section-not-written", says, "COP-191")
    ehc = take_up(act, reference, Verb.WRITE_PLAN, revision)
    row = {"plan": ehc.plan, "code": section}
    PlanSection.objects.update_or_create(**row, defaults={"words": words})
    publish(act, reference, SectionWritten(section=label(section)))
    return reference


@action
def name_placement(
    act: Act, *, reference: str, placement: Placement, revision: int | None = None
) -> str:
    """Write section I: a setting, or a type of setting. Clearing it is naming nothing.

    Raises:
        Refused: ``placement-before-draft``, ``stale``, ``move-refused``.

    Rules: COP-204; Children and Families Act 2014 s.38(5).
    """
    ehc = take_up(act, reference, Verb.WRITE_PLAN, revision)
    check_may_name_placement(placement, draft_is_out=ehc.plan.versions.exists())
    plan = ehc.plan
    plan.setting_name, plan.setting_type = placement.setting, placement.setting_type
    plan.save(update_fields=["setting_name", "setting_type"])
    publish(act, reference, PlacementNamed(placement=placement.says or "nothing named"))
    return reference


@action
def agree_health(
    act: Act, *, reference: str, agreed_by: str, agreed_on: date, revision: int | None = None
) -> str:
    """Record who in the health body agreed section G, and when.

    Raises:
        Refused: ``day-in-future``, ``stale``, ``move-refused``.

    Rules: COP-208; SI 2014/1530 reg 12(2).
    """
    ehc = take_up(act, reference, Verb.WRITE_PLAN, revision)
    day = {"field": "agreed_on", "today": act.today, "not_before": ehc.received_on}
    check_day(agreed_on, **day, before="the request was received")
    plan = ehc.plan
    plan.health_agreed_by, plan.health_agreed_on = agreed_by, agreed_on
    plan.save(update_fields=["health_agreed_by", "health_agreed_on"])
    publish(act, reference, HealthProvisionAgreed(agreed_by=agreed_by), on=agreed_on)
    return reference


@action
def issue_draft(
    act: Act,
    *,
    reference: str,
    sent_on: date,
    served_on: date,
    without_advice_reason: str = "",
    revision: int | None = None,
) -> str:
    """Serve a draft of the plan with all the advice; the family's time begins that day.

    Raises:
        Refused: ``draft-names-placement``, ``sections-missing``, ``advice-outstanding``,
            ``day-in-future``, ``day-out-of-order``, ``stale``, ``move-refused``.

    Rules: SUT-029, SUT-030, COP-191, COP-192, COP-204, COP-207, COP-212; SI 2014/1530 reg 13(1).
    """
    ehc = take_up(act, reference, Verb.ISSUE_DRAFT, revision)
    agreed = ehc.decisions.get(about=Decided.About.PLAN)
    _check_days(act, (sent_on, served_on), ("sent_on", "served_on"), agreed.sent_on)
    _check_draft(ehc, sent_on, without_advice_reason)
    version = _freeze(ehc, placement=None)
    version.state, version.sent_on, version.served_on = "draft", sent_on, served_on
    version.without_advice_reason = without_advice_reason
    version.save()
    EhcCase.objects.filter(pk=ehc.pk).update(nothing_to_add_on=None)
    publish(act, reference, DraftIssued(version=version.number, sent_on=sent_on), on=served_on)
    return reference


@action
def hear_family(
    act: Act, *, reference: str, on: date, words: str, nothing_to_add: bool = False
) -> str:
    """Record what the family said about the draft, and whether it has nothing more to add.

    Raises:
        Refused: ``day-in-future``, ``day-out-of-order``, ``move-refused``.

    Rules: SUT-030, COP-166, COP-212; SI 2014/1530 reg 13(1).
    """
    ehc = take_up(act, reference, Verb.HEAR_FAMILY)
    served_on = ehc.plan.versions.latest("number").served_on
    day = {"field": "on", "today": act.today, "not_before": served_on}
    check_day(on, **day, before="the draft was served")
    Representation.objects.create(ehc=ehc, on=on, words=words, nothing_to_add=nothing_to_add)
    publish(act, reference, RepresentationsReceived(), on=on)
    if nothing_to_add:
        EhcCase.objects.filter(pk=ehc.pk).update(nothing_to_add_on=on)
        publish(act, reference, NothingMoreToAdd(), on=on)
    return reference


@action
def issue_final(
    act: Act,
    *,
    reference: str,
    signature: Signature,
    sent_on: date,
    told: Sequence[Recipient] = (),
    revision: int | None = None,
) -> str:
    """Issue the final plan, signed and with its placement named, and tell of the appeal.

    ``sent_on`` is the day it went to the family: that meets the twenty weeks. ``told`` are the
    others who were sent it that same day.

    Raises:
        Refused: ``window-open``, ``placement-missing``, ``sections-missing``,
            ``signature-missing``, ``day-in-future``, ``day-out-of-order``, ``stale``,
            ``move-refused``.

    Rules: SUT-025, SUT-030, COP-154, COP-191, COP-204, COP-208, COP-245, COP-246;
      SI 2014/1530 reg 13(2), reg 14.
    """
    ehc = take_up(act, reference, Verb.ISSUE_FINAL, revision)
    served_on = ehc.plan.versions.latest("number").served_on
    day = {"field": "sent_on", "today": act.today, "not_before": served_on}
    check_day(sent_on, **day, before="the draft was served")
    _check_final(ehc, signature, sent_on)
    version = _freeze(ehc, placement=ehc.plan.placement)
    version.state, version.sent_on = "final", sent_on
    version.signed_by, version.signed_role = signature.name, signature.role
    version.save()
    publish(act, reference, DecisionNotified(grounds="contents-of-plan"), on=sent_on)
    others = others_told(attends_setting=bool(ehc.plan.setting_name))
    recipients = [recipient.value for recipient in others]
    publish(act, reference, FinalIssued(version=version.number, recipients=recipients), on=sent_on)
    for recipient in told:
        tell(act, ehc, Told.Occasion.PLAN, recipient, sent_on)
    return reference


def _check_days(
    act: Act, days: tuple[date, date], fields: tuple[str, str], agreed_on: date
) -> None:
    sent_on, served_on = days
    check_day(
        sent_on,
        field=fields[0],
        today=act.today,
        not_before=agreed_on,
        before="it was decided to make a plan",
    )
    check_day(
        served_on, field=fields[1], today=act.today, not_before=sent_on, before="the draft was sent"
    )


def _check_draft(ehc: EhcCase, sent_on: date, without_advice_reason: str) -> None:
    check_draft_names_no_placement(ehc.plan.placement)
    check_sections(sections_of(ehc.plan), year=year_group(ehc.case.child.born_on, on=sent_on))
    check_without_advice(ehc.advice.asked().count(), without_advice_reason)


def _check_final(ehc: EhcCase, signature: Signature, sent_on: date) -> None:
    check_window_is_over(
        window_ends_on(ehc.case.reference),
        issued_on=sent_on,
        nothing_to_add=ehc.nothing_to_add_on is not None,
    )
    check_final_names_placement(ehc.plan.placement)
    check_sections(sections_of(ehc.plan), year=year_group(ehc.case.child.born_on, on=sent_on))
    check_signature(signature)


def _freeze(ehc: EhcCase, *, placement: Placement | None) -> PlanVersion:
    """Return the next version of the plan as it goes out now, not yet saved."""
    plan: Plan = ehc.plan
    annexed = annexed_advice(ehc)
    check_everything_is_annexed(
        received=ehc.advice.exclude(received_on=None).count(), annexed=len(annexed)
    )
    printed = as_printed(
        sections_of(plan),
        placement=placement,
        health_agreed=plan.health_agreed_on is not None,
    )
    rows = [asdict(line) | {"received_on": line.received_on.isoformat()} for line in annexed]
    number = plan.versions.count() + 1
    return PlanVersion(plan=plan, number=number, sections=printed, annexed=rows)
