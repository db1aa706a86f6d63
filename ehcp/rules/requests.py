"""Who may ask for an assessment, for whom and when, and who is then told."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.rules.errors import Refused
from casework.rules.periods import age_on, birthday, end_of_compulsory_school_age, months_after

TOO_OLD_AT = 25
ADULT_AT = 18
MONTHS_BEFORE_A_REPEAT = 6


class Source(StrEnum):
    """Who asked, or who brought the child to the authority's attention."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    SCHOOL = "school"
    FOSTER_CARER = "foster-carer"
    HEALTH = "health-professional"
    SOCIAL_CARE = "social-care-professional"
    EDUCATION_STAFF = "education-staff"
    YOUTH_OFFENDING = "youth-offending-team"
    PROBATION = "probation"
    FRIEND = "family-or-friend"
    OTHER = "other"


SOURCE_WORDS: dict[Source, str] = {
    Source.PARENT: "Parent",
    Source.YOUNG_PERSON: "Young person",
    Source.SCHOOL: "School or post-16 institution",
    Source.FOSTER_CARER: "Foster carer",
    Source.HEALTH: "Health professional",
    Source.SOCIAL_CARE: "Social care professional",
    Source.EDUCATION_STAFF: "Education staff, for themselves",
    Source.YOUTH_OFFENDING: "Youth offending team",
    Source.PROBATION: "Probation provider",
    Source.FRIEND: "Family friend or relative",
    Source.OTHER: "Somebody else",
}

WITH_A_RIGHT_TO_ASK = frozenset({Source.PARENT, Source.YOUNG_PERSON, Source.SCHOOL})


class FamilyAgreement(StrEnum):
    """Whether the family knows of and agrees with a school's request."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Request:
    """What is asked, by whom and when. ``family_agreement`` matters to a school's request only."""

    source: Source
    born_on: date
    received_on: date
    family_agreement: FamilyAgreement | None = None
    agreement_reason: str = ""


class Recipient(StrEnum):
    """Whom the authority must tell while it considers, and again when it has decided."""

    FAMILY = "family"
    HEALTH = "icb"
    SOCIAL_CARE = "care"
    SETTING = "setting"


RECIPIENT_WORDS: dict[Recipient, str] = {
    Recipient.FAMILY: "Parent or young person",
    Recipient.HEALTH: "Integrated care board or NHS England",
    Recipient.SOCIAL_CARE: "Social care officer for SEN",
    Recipient.SETTING: "Head, principal or early years provider",
}

EVIDENCE_HEADS: dict[str, str] = {
    "views": "Views, wishes and feelings of the child or young person and the parent",
    "attainment": "Attainment or developmental milestones, and rate of progress",
    "nature": "Nature, extent and context of the special educational needs",
    "action": "Action already taken by the setting",
    "extra_support": "Progress made only with much additional support",
    "development_and_health": "Physical, emotional and social development, and health",
}


def check_request(request: Request, *, today: date) -> None:
    """Refuse a request that cannot be one.

    Raises:
        Refused: ``received-in-future``, ``received-before-birth``, ``too-old``,
            ``not-young-person``, ``family-agreement-missing``.

    Rules: SUT-031, SUT-032, COP-131; Children and Families Act 2014 s.36(1), s.83(2).
    """
    _check_received(request, today)
    _check_age(request)
    _check_right(request)


def has_right_to_ask(source: Source) -> bool:
    """Say whether the law gives this person the right to request an assessment.

    Anybody else brings the child to the authority's attention; the same six weeks run.

    Rules: SUT-032, SUT-033, COP-131; Children and Families Act 2014 s.24, s.36(1).

    >>> has_right_to_ask(Source.SCHOOL), has_right_to_ask(Source.FOSTER_CARER)
    (True, False)
    """
    return source in WITH_A_RIGHT_TO_ASK


def is_young_person(born_on: date, *, on: date) -> bool:
    """Say whether the rights are the young person's own: past compulsory school age.

    Rules: SUT-032, COP-131; Children and Families Act 2014 s.83(2).

    >>> is_young_person(date(2010, 8, 31), on=date(2026, 6, 26))
    False
    >>> is_young_person(date(2010, 8, 31), on=date(2026, 6, 27))
    True
    """
    return on > end_of_compulsory_school_age(born_on)


def is_over_eighteen(born_on: date, *, on: date) -> bool:
    """Say whether the decision must have regard to age.

    Rules: COP-137, COP-260; Children and Families Act 2014 s.36(10).

    >>> is_over_eighteen(date(2007, 11, 22), on=date(2025, 11, 22))
    True
    """
    return age_on(on, born_on) >= ADULT_AT


def is_repeat(last_assessed_on: date | None, *, received_on: date) -> bool:
    """Say whether an assessment was made within the six months before this request.

    The authority may then decline on that ground; it need not.

    Rules: SUT-034; Children and Families Act 2014 s.36(3).

    >>> is_repeat(date(2025, 5, 1), received_on=date(2025, 9, 1))
    True
    >>> is_repeat(date(2025, 3, 1), received_on=date(2025, 9, 1))
    False
    """
    if last_assessed_on is None:
        return False
    return months_after(last_assessed_on, MONTHS_BEFORE_A_REPEAT) > received_on


def others_told(*, attends_setting: bool) -> tuple[Recipient, ...]:
    """Return who is told of a decision beside the family, which the decision itself tells.

    Rules: SUT-037, SUT-044, COP-180; SI 2014/1530 reg 5(2), reg 10(2).

    >>> [str(recipient) for recipient in others_told(attends_setting=False)]
    ['icb', 'care']
    """
    return who_is_told(attends_setting=attends_setting)[1:]


def who_is_told(*, attends_setting: bool) -> tuple[Recipient, ...]:
    """Return whom the law has the authority tell, whatever was consented.

    Rules: SUT-036, COP-134; SI 2014/1530 reg 4(2), reg 5(2).

    >>> len(who_is_told(attends_setting=True)), len(who_is_told(attends_setting=False))
    (4, 3)
    """
    everyone = tuple(Recipient)
    return everyone if attends_setting else everyone[:-1]


def _check_received(request: Request, today: date) -> None:
    if request.received_on > today:
        says = "The request cannot have been received after today. Enter the day it came in."
        raise Refused("received-in-future", says, "SUT-025", "received_on")
    if request.received_on < request.born_on:
        says = "The request cannot have been received before the child was born."
        raise Refused("received-before-birth", says, "SUT-031", "received_on")


def _check_age(request: Request) -> None:
    turns_25_on = birthday(request.born_on, TOO_OLD_AT)
    if request.received_on >= turns_25_on:
        says = (
            f"An assessment can be requested until the 25th birthday, which was "
            f"{turns_25_on.day} {turns_25_on:%B %Y}."
        )
        raise Refused("too-old", says, "SUT-031", "received_on")


def _check_right(request: Request) -> None:
    young = is_young_person(request.born_on, on=request.received_on)
    if request.source is Source.YOUNG_PERSON and not young:
        ends_on = end_of_compulsory_school_age(request.born_on)
        says = (
            f"A child of compulsory school age cannot make the request; the parent can. "
            f"Compulsory school age ends on {ends_on.day} {ends_on:%B %Y}."
        )
        raise Refused("not-young-person", says, "SUT-032", "source")
    if request.source is Source.SCHOOL:
        _check_family_agreement(request)


def _check_family_agreement(request: Request) -> None:
    if request.family_agreement is None:
        says = "Say whether the family knows of and agrees with the school’s request."
        raise Refused("family-agreement-missing", says, "SUT-032", "family_agreement")
    if request.family_agreement is FamilyAgreement.NO and not request.agreement_reason.strip():
        says = "Say why the school asks without the family’s agreement."
        raise Refused("family-agreement-missing", says, "SUT-032", "agreement_reason")
