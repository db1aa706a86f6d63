"""What each notice to a family must carry, as frozen values, and the check that nothing lacks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.rules.errors import Refused


class Kind(StrEnum):
    """The notices of an assessment, by the name that the document keeps."""

    CONSIDERING = "ehc-considering"
    ASSESSMENT_AGREED = "ehc-assessment-agreed"
    ASSESSMENT_REFUSED = "ehc-assessment-refused"
    NO_PLAN = "ehc-no-plan"
    DRAFT = "ehc-draft-letter"
    FINAL = "ehc-final-letter"


class Item(StrEnum):
    """What a notice has to say, whatever else an authority adds."""

    GIVE_VIEWS = "how to give views and evidence"
    REASONS = "reasons"
    NEXT_STEPS_MEETING = "offer of a Next Steps Meeting"
    APPEAL_RIGHT = "right of appeal"
    TIME_LIMITS = "time limits for an appeal"
    MEDIATION = "mediation"
    DISAGREEMENT = "disagreement resolution"
    ADVICE_SERVICE = "information, advice and support"
    NO_EFFECT_ON_APPEAL = "that none of this affects the right of appeal"
    WINDOW = "last day to give views on the draft"
    ASK_FOR_SETTING = "right to ask for a school or college"
    FIND_SETTINGS = "where to find schools and colleges"
    PERSONAL_BUDGET = "right to ask for a personal budget"
    ANNEXED = "advice sent with the draft"


_RIGHTS = (
    Item.APPEAL_RIGHT,
    Item.TIME_LIMITS,
    Item.MEDIATION,
    Item.DISAGREEMENT,
    Item.ADVICE_SERVICE,
)

REQUIRED: dict[Kind, tuple[Item, ...]] = {
    Kind.CONSIDERING: (Item.GIVE_VIEWS, Item.ADVICE_SERVICE),
    Kind.ASSESSMENT_AGREED: (Item.REASONS, Item.GIVE_VIEWS, Item.ADVICE_SERVICE),
    Kind.ASSESSMENT_REFUSED: (Item.REASONS, *_RIGHTS),
    Kind.NO_PLAN: (Item.REASONS, *_RIGHTS),
    Kind.DRAFT: (
        Item.WINDOW,
        Item.ASK_FOR_SETTING,
        Item.FIND_SETTINGS,
        Item.PERSONAL_BUDGET,
        Item.ANNEXED,
        Item.ADVICE_SERVICE,
    ),
    Kind.FINAL: (*_RIGHTS, Item.NO_EFFECT_ON_APPEAL),
}

BY_LAW: dict[Kind, str] = {
    Kind.CONSIDERING: "SUT-036",
    Kind.ASSESSMENT_AGREED: "SUT-035",
    Kind.ASSESSMENT_REFUSED: "SUT-037",
    Kind.NO_PLAN: "SUT-045",
    Kind.DRAFT: "COP-213",
    Kind.FINAL: "COP-246",
}


@dataclass(frozen=True)
class Block:
    """One thing that a notice says, under a heading of its own."""

    item: Item
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """A service that the family can turn to. ``how`` is a telephone number, address or page."""

    name: str
    how: str


@dataclass(frozen=True)
class Services:
    """Whom the authority's letters point to."""

    information: Contact
    mediation: Contact
    disagreement: Contact
    local_offer: Contact


@dataclass(frozen=True)
class AppealDates:
    """Read from the case's clocks, never worked out here. Both are last days, inclusive."""

    appeal_by: date
    mediation_by: date


@dataclass(frozen=True)
class Notice:
    """Everything a letter says. Kept with the issued document, so that it can be read again."""

    kind: Kind
    reference: str
    authority: str
    addressee: str
    child_name: str
    child_initials: str
    born_on: date
    dated: date
    title: str
    opening: tuple[str, ...]
    blocks: tuple[Block, ...]
    signed_by: str
    signed_role: str
    copied_to: tuple[str, ...] = ()


def missing_items(notice: Notice) -> list[Item]:
    """Return what the notice must carry and does not, in the order of the law.

    Rules: SUT-035, SUT-036, SUT-037, SUT-045, COP-140, COP-181, COP-213, COP-214, COP-215, COP-246.
    """
    said = {block.item for block in notice.blocks if any(map(str.strip, block.paragraphs))}
    return [item for item in REQUIRED[notice.kind] if item not in said]


def check_notice(notice: Notice) -> None:
    """Refuse to issue a notice that lacks a required item.

    Raises:
        Refused: ``letter-incomplete``, naming what is lacking.

    Rules: SUT-035, SUT-037, SUT-045, COP-140, COP-181, COP-213, COP-214, COP-215, COP-246.
    """
    missing = missing_items(notice)
    if missing:
        says = f"The letter lacks: {'; '.join(missing)}."
        raise Refused("letter-incomplete", says, BY_LAW[notice.kind])


def day_in_words(day: date) -> str:
    """Return a day as letters write it.

    >>> day_in_words(date(2026, 1, 5))
    'Monday 5 January 2026'
    """
    return f"{day:%A} {day.day} {day:%B %Y}"


def reasons_block(reasons: str) -> Block:
    """The officer's own words, a paragraph for each that was typed."""
    paragraphs = tuple(line.strip() for line in reasons.splitlines() if line.strip())
    return Block(Item.REASONS, "The reasons for this decision", paragraphs)


def give_views_block(services_phrase: str) -> Block:
    """How the family takes part. ``services_phrase`` says whom to write or talk to."""
    return Block(
        Item.GIVE_VIEWS,
        "What you can tell us",
        (
            "You have the right to tell us your views, wishes and feelings, in writing or by "
            "talking to us, and to send us any evidence that you would like us to read.",
            services_phrase,
        ),
    )


def rights_blocks(decision: str, dates: AppealDates, services: Services) -> tuple[Block, ...]:
    """Return the five items that every decision open to appeal carries.

    ``decision`` completes "You can appeal against".

    Rules: SUT-037, SUT-045, COP-140, COP-181, COP-246; SI 2014/1530 reg 5(3), 10(3), 14, 32.
    """
    return (
        _appeal_right(decision),
        _time_limits(dates),
        _mediation(dates, services.mediation),
        _disagreement(services.disagreement),
        advice_service_block(services.information),
    )


def no_effect_block() -> Block:
    """That using the services leaves the appeal untouched.

    Rules: COP-246.
    """
    return Block(
        Item.NO_EFFECT_ON_APPEAL,
        "Your right of appeal stays as it is",
        (
            "Using mediation, disagreement resolution, or information and advice does not take "
            "away or change your right of appeal.",
        ),
    )


def advice_service_block(contact: Contact) -> Block:
    """Whom to ask for information, advice and support, free of charge."""
    return Block(
        Item.ADVICE_SERVICE,
        "Information, advice and support",
        (
            f"{contact.name} gives free and impartial information, advice and support: "
            f"{contact.how}.",
        ),
    )


def next_steps_block() -> Block:
    """The offer that Sutton's protocol makes with a refusal.

    Rules: SUT-126, SUT-127, SUT-132.
    """
    return Block(
        Item.NEXT_STEPS_MEETING,
        "Next Steps Meeting",
        (
            "We would like to meet you and the school or setting, to explain the decision and to "
            "agree what happens next. It is your choice whether to come.",
        ),
    )


def draft_blocks(
    window_ends_on: date, annexed: tuple[str, ...], services: Services
) -> tuple[Block, ...]:
    """Return the items of the letter that goes with a draft.

    ``window_ends_on`` is the last day, inclusive; ``annexed`` one line for each piece of advice.

    Rules: SUT-029, SUT-030, COP-212, COP-213, COP-214, COP-215; SI 2014/1530 reg 13(1).
    """
    local_offer = services.local_offer
    return (
        Block(
            Item.WINDOW,
            f"Tell us by {day_in_words(window_ends_on)}",
            (
                "You can tell us what you think of the draft, ask us to change it, and ask for a "
                f"meeting. You have until the end of {day_in_words(window_ends_on)}.",
            ),
        ),
        Block(
            Item.ASK_FOR_SETTING,
            "Asking for a school or college",
            (
                "You can ask us to name a particular school, college or other institution in the "
                "final plan, or a type of one. The draft names none.",
            ),
        ),
        Block(
            Item.FIND_SETTINGS,
            "Where to find schools and colleges",
            (f"{local_offer.name} lists schools and colleges: {local_offer.how}.",),
        ),
        Block(
            Item.PERSONAL_BUDGET,
            "Personal budget",
            ("You can ask for a personal budget for some or all of the support in the plan.",),
        ),
        Block(Item.ANNEXED, "Advice sent with this draft", annexed),
        advice_service_block(services.information),
    )


def _appeal_right(decision: str) -> Block:
    return Block(
        Item.APPEAL_RIGHT,
        "Your right of appeal",
        (
            f"You can appeal against {decision} to the First-tier Tribunal (Special Educational "
            "Needs and Disability).",
        ),
    )


def _time_limits(dates: AppealDates) -> Block:
    return Block(
        Item.TIME_LIMITS,
        "How long you have",
        (
            f"The Tribunal must have your appeal by the end of {day_in_words(dates.appeal_by)}. "
            "If you have a mediation certificate, you have one month from the day it was issued "
            "if that is later.",
        ),
    )


def _mediation(dates: AppealDates, contact: Contact) -> Block:
    return Block(
        Item.MEDIATION,
        "Mediation",
        (
            "Before you appeal you must ask a mediation adviser for information, unless your "
            "appeal is only about the school or college named. You decide whether to try "
            "mediation. The adviser gives you the certificate that the Tribunal asks for.",
            f"Contact the adviser by the end of {day_in_words(dates.mediation_by)}: "
            f"{contact.name}, {contact.how}.",
        ),
    )


def _disagreement(contact: Contact) -> Block:
    return Block(
        Item.DISAGREEMENT,
        "Resolving a disagreement",
        (
            "An independent service can help you and us to settle a disagreement. "
            f"It is free: {contact.name}, {contact.how}.",
        ),
    )
