"""What each notice to a family says: dates are copied from the record, never counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from casework.models import Event
from casework.rules.errors import Refused
from ehcp.models import Decided, EhcCase
from ehcp.queries import appeal_dates, window_ends_on
from ehcp.rules.letters import (
    AppealDates,
    Block,
    Kind,
    Notice,
    Services,
    advice_service_block,
    draft_blocks,
    give_views_block,
    next_steps_block,
    no_effect_block,
    reasons_block,
    rights_blocks,
)
from ehcp.rules.policy import EhcpPolicy
from ehcp.rules.requests import RECIPIENT_WORDS, is_young_person, others_told

TITLE: dict[Kind, str] = {
    Kind.CONSIDERING: "We are considering whether to make an assessment",
    Kind.ASSESSMENT_AGREED: "We will make an assessment",
    Kind.ASSESSMENT_REFUSED: "We will not make an assessment",
    Kind.NO_PLAN: "We will not make an education, health and care plan",
    Kind.DRAFT: "Draft education, health and care plan: tell us what you think",
    Kind.FINAL: "Final education, health and care plan",
}


@dataclass(frozen=True)
class Sources:
    """What a letter is written from: the case, the fact, the authority's protocol."""

    ehc: EhcCase
    event: Event
    policy: EhcpPolicy

    @property
    def services(self) -> Services:
        return self.policy.for_letters()


def notice_of(sources: Sources, kind: Kind) -> Notice:
    """Return everything that a notice of this kind says."""
    ehc, event = sources.ehc, sources.event
    child, (by_name, by_role) = ehc.case.child, _signed(ehc, event)
    opening, blocks = WRITERS[kind](sources)
    return Notice(
        kind=kind,
        reference=event.stream,
        authority=ehc.case.authority.name,
        addressee=addressee_of(ehc, event.on),
        child_name=child.name,
        child_initials=child.initials,
        born_on=child.born_on,
        dated=event.on,
        title=TITLE[kind],
        opening=opening,
        blocks=blocks,
        signed_by=by_name,
        signed_role=by_role,
        copied_to=_copied_to(ehc, kind),
    )


def addressee_of(ehc: EhcCase, on: date) -> str:
    """Return whom the letter is to: whoever holds the rights on the day of sending."""
    child = ehc.case.child
    if is_young_person(child.born_on, on=on):
        return child.name
    carers = [c.name for c in child.carers.all() if c.has_parental_responsibility]
    return " and ".join(sorted(carers)) or f"The parent of {child.name}"


def _signed(ehc: EhcCase, event: Event) -> tuple[str, str]:
    """Who signs: the officer who acted; for what the system did itself, the case's owner."""
    if event.actor_id is None:
        return ehc.case.owner.name, ehc.case.owner.role_label
    return event.actor_name, event.actor_role


def _copied_to(ehc: EhcCase, kind: Kind) -> tuple[str, ...]:
    if kind not in (Kind.ASSESSMENT_AGREED, Kind.ASSESSMENT_REFUSED, Kind.NO_PLAN, Kind.FINAL):
        return ()
    others = others_told(attends_setting=ehc.case.child.setting_id is not None)
    return tuple(RECIPIENT_WORDS[recipient] for recipient in others)


Written = tuple[tuple[str, ...], tuple[Block, ...]]


def _considering(sources: Sources) -> Written:
    opening = (
        "We have been asked to make an education, health and care needs assessment of "
        f"{sources.ehc.case.child.name}. We are considering whether one is necessary, and will "
        "tell you what we decide.",
    )
    return opening, (_views(sources), advice_service_block(sources.services.information))


def _agreed(sources: Sources) -> Written:
    opening = (
        f"We have decided to make an education, health and care needs assessment of "
        f"{sources.ehc.case.child.name}. We are now asking for advice from those who know the "
        "needs.",
    )
    return opening, (
        reasons_block(_decided(sources, Decided.About.ASSESSMENT).reasons),
        _views(sources),
        advice_service_block(sources.services.information),
    )


def _refused(sources: Sources) -> Written:
    opening = (
        "We have decided not to make an education, health and care needs assessment of "
        f"{sources.ehc.case.child.name}.",
    )
    reasons = reasons_block(_decided(sources, Decided.About.ASSESSMENT).reasons)
    rights = _rights(sources, "our decision not to make an assessment")
    return opening, (reasons, *_next_steps(sources), *rights)


def _no_plan(sources: Sources) -> Written:
    opening = (
        "We have finished the assessment and decided that an education, health and care plan is "
        f"not necessary for {sources.ehc.case.child.name}.",
    )
    reasons = reasons_block(_decided(sources, Decided.About.PLAN).reasons)
    rights = _rights(sources, "our decision not to make a plan")
    return opening, (reasons, *_next_steps(sources), *rights)


def _draft(sources: Sources) -> Written:
    opening = (
        f"With this letter is a draft of an education, health and care plan for "
        f"{sources.ehc.case.child.name}, and the advice on which it is based.",
    )
    version = sources.ehc.plan.versions.get(number=sources.event.data["version"])
    annexed = tuple(f"{row['head']}: {row['author']}" for row in version.annexed)
    ends_on = window_ends_on(sources.event.stream)
    if ends_on is None:
        says = "The last day to give views on the draft is not known: its clock does not run."
        raise Refused("window-not-known", says, "SUT-030")
    empty = ("No advice has come back yet.",)
    return opening, draft_blocks(ends_on, annexed or empty, sources.services)


def _final(sources: Sources) -> Written:
    opening = (
        f"With this letter is the final education, health and care plan for "
        f"{sources.ehc.case.child.name}. It is in force from {sources.event.on.day} "
        f"{sources.event.on:%B %Y}.",
    )
    rights = _rights(sources, "what the plan says in sections B, F and I")
    return opening, (*rights, no_effect_block())


def _views(sources: Sources) -> Block:
    owner = sources.ehc.case.owner
    team = sources.policy.team.value
    return give_views_block(f"Write or talk to {owner.name}, {team}: {owner.email}.")


def _rights(sources: Sources, decision: str) -> tuple[Block, ...]:
    return rights_blocks(decision, _appeal_dates(sources), sources.services)


def _appeal_dates(sources: Sources) -> AppealDates:
    dates = appeal_dates(sources.event.stream, sources.event.on)
    if dates is None:
        says = "The time limits for an appeal are not known: their clocks do not run."
        raise Refused("appeal-dates-not-known", says, "SUT-037")
    return dates


def _next_steps(sources: Sources) -> tuple[Block, ...]:
    return (next_steps_block(),) if sources.policy.offers_next_steps else ()


def _decided(sources: Sources, about: Decided.About) -> Decided:
    return sources.ehc.decisions.get(about=about)


WRITERS: dict[Kind, Callable[[Sources], Written]] = {
    Kind.CONSIDERING: _considering,
    Kind.ASSESSMENT_AGREED: _agreed,
    Kind.ASSESSMENT_REFUSED: _refused,
    Kind.NO_PLAN: _no_plan,
    Kind.DRAFT: _draft,
    Kind.FINAL: _final,
}
