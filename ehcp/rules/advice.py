"""The eight heads of advice: who is asked, what is compulsory, when existing advice will do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.rules.errors import Refused
from casework.rules.periods import age_on, school_year_of

RECEPTION_BEGINS_AFTER = 5
ADULTHOOD_FROM_YEAR = 9
EARLY_YEARS_FROM, COMPULSORY_AT = 2, 5


class Head(StrEnum):
    """The heads of regulation 6(1), in its order."""

    FAMILY = "family"
    EDUCATION = "education"
    HEALTH = "health"
    PSYCHOLOGY = "psychology"
    SOCIAL_CARE = "social-care"
    OTHER = "other"
    ADULTHOOD = "adulthood"
    ASKED_BY_FAMILY = "asked-by-family"


HEAD_WORDS: dict[Head, str] = {
    Head.FAMILY: "Parent or young person",
    Head.EDUCATION: "Education",
    Head.HEALTH: "Medical and health",
    Head.PSYCHOLOGY: "Educational psychology",
    Head.SOCIAL_CARE: "Social care",
    Head.OTHER: "Anybody else the authority thinks right",
    Head.ADULTHOOD: "Preparing for adulthood",
    Head.ASKED_BY_FAMILY: "Anybody the family reasonably asks for",
}

ALWAYS_COMPULSORY = (
    Head.FAMILY,
    Head.EDUCATION,
    Head.HEALTH,
    Head.PSYCHOLOGY,
    Head.SOCIAL_CARE,
)

FOR_A_CHILD_IN_CARE = (
    "Virtual School Head",
    "Designated teacher for children in care",
    "Designated doctor or nurse for children in care",
)


@dataclass(frozen=True)
class Circumstances:
    """What decides who is asked. ``setting`` is the name of what the child attends, or empty."""

    born_on: date
    on: date
    setting: str = ""
    in_care: bool = False
    service_family: bool = False
    youth_justice: bool = False
    sensory_impairment: bool = False


@dataclass(frozen=True)
class Proposal:
    """One adviser to ask, under one head, and why. ``who`` may be empty: to be named."""

    head: Head
    who: str
    why: str
    is_compulsory: bool
    rule: str


@dataclass(frozen=True)
class Ask:
    """One adviser to be asked. ``reached_on`` is the day the request reached them, if known."""

    head: Head
    adviser: str
    asked_on: date
    email: str = ""
    reached_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """What came back: who wrote it, who signed it off, and its words unless it is a file."""

    received_on: date
    author: str
    words: str = ""
    signed_off_by: str = ""


@dataclass(frozen=True)
class Agreement:
    """Who agrees that existing advice suffices."""

    adviser: bool
    authority: bool
    family: bool


def year_group(born_on: date, *, on: date) -> int:
    """Return the school year group by age; reception is 0, younger is negative.

    >>> year_group(date(2011, 5, 3), on=date(2025, 7, 1))
    9
    >>> year_group(date(2011, 9, 1), on=date(2025, 7, 1))
    8
    """
    return school_year_of(on) - school_year_of(born_on) - RECEPTION_BEGINS_AFTER


def is_compulsory(head: Head, circumstances: Circumstances) -> bool:
    """Say whether the law orders advice under ``head`` to be sought.

    Rules: SUT-046, SUT-047, COP-256; SI 2014/1530 reg 6(1).

    >>> young, older = date(2012, 9, 1), date(2012, 8, 31)
    >>> [is_compulsory(Head.ADULTHOOD, Circumstances(born, date(2025, 9, 15)))
    ...  for born in (young, older)]
    [False, True]
    """
    if head is Head.ADULTHOOD:
        group = year_group(circumstances.born_on, on=circumstances.on)
        return group >= ADULTHOOD_FROM_YEAR
    return head in ALWAYS_COMPULSORY


def propose(circumstances: Circumstances) -> list[Proposal]:
    """Return who should be asked, all eight heads in the order of the regulation.

    A head with nobody to propose stands with ``who`` empty, for the officer to fill or leave.

    Rules: SUT-046, SUT-047, COP-170, COP-171, COP-172, COP-173, COP-174, COP-175, COP-176,
      COP-256, COP-388; SI 2014/1530 reg 6(1).
    """
    others = _others(circumstances) or [_nobody_yet(Head.OTHER, "If the authority thinks it right")]
    return [
        _compulsory(Head.FAMILY, "Parent or young person", "Always asked", "COP-170"),
        _education(circumstances),
        _compulsory(Head.HEALTH, "Community paediatrics", "Always asked", "COP-173"),
        _compulsory(Head.PSYCHOLOGY, "Educational psychology service", "Always asked", "COP-174"),
        _compulsory(Head.SOCIAL_CARE, "Children’s social care", "Always asked", "COP-175"),
        *others,
        _adulthood(circumstances),
        _nobody_yet(Head.ASKED_BY_FAMILY, "If the parent or young person reasonably asks for it"),
    ]


def missing_heads(asked: Iterable[Head], circumstances: Circumstances) -> list[Head]:
    """Return the compulsory heads that nobody has been asked under.

    Existing advice that all three agree will do counts as asked.

    Rules: SUT-046, SUT-047; SI 2014/1530 reg 6(1), 6(4).
    """
    covered = set(asked)
    return [head for head in Head if is_compulsory(head, circumstances) and head not in covered]


def check_all_asked(asked: Iterable[Head], circumstances: Circumstances) -> None:
    """Refuse to end the assessment while a compulsory head has not been asked for.

    Raises:
        Refused: ``advice-not-asked``, naming the heads.

    Rules: SUT-046, SUT-047; SI 2014/1530 reg 6(1).
    """
    missing = missing_heads(asked, circumstances)
    if missing:
        names = "; ".join(HEAD_WORDS[head] for head in missing)
        says = f"Ask for advice first, or record that existing advice will do: {names}."
        raise Refused("advice-not-asked", says, "SUT-046")


def check_without_advice(outstanding: int, reason: str) -> None:
    """Let an officer go on while advice is outstanding, with a reason and under their name.

    Raises:
        Refused: ``advice-outstanding``, no reason is given.

    Rules: SUT-046.

    >>> check_without_advice(0, "")
    >>> check_without_advice(1, "The family should not wait for the latest adviser.")
    """
    if outstanding and not reason.strip():
        says = (
            f"{outstanding} piece{'s' * (outstanding > 1)} of advice "
            f"{'have' if outstanding > 1 else 'has'} not come back. "
            "Say why you go on without."
        )
        raise Refused("advice-outstanding", says, "SUT-046", "without_advice_reason")


def check_answer(answer: Answer, *, has_file: bool) -> None:
    """Refuse advice that holds nothing, or that nobody wrote.

    Raises:
        Refused: ``advice-empty``, ``author-missing``.

    Rules: SUT-049, COP-207.
    """
    if not has_file and not answer.words.strip():
        raise Refused("advice-empty", "Choose a file, or type the advice.", "SUT-049", "words")
    if not answer.author.strip():
        raise Refused("author-missing", "Say who wrote the advice.", "COP-207", "author")


def name_once(adviser: str, head: Head, taken: Iterable[str]) -> str:
    """Return a name for an adviser that nobody else in the case has, so each has a clock.

    >>> name_once("Hillview School", Head.ADULTHOOD, ["Hillview School"])
    'Hillview School (preparing for adulthood)'
    """
    names = set(taken)
    name, again = adviser.strip(), 2
    if name in names:
        name = f"{name} ({HEAD_WORDS[head][:1].lower()}{HEAD_WORDS[head][1:]})"
    first = name
    while name in names:
        name, again = f"{first} {again}", again + 1
    return name


def check_asks(asks: Sequence[Ask]) -> None:
    """Refuse to ask nobody, or somebody without a name.

    Raises:
        Refused: ``nobody-asked``, ``adviser-not-named``.
    """
    if not asks:
        raise Refused("nobody-asked", "Choose at least one adviser to ask.", "SUT-046")
    nameless = [HEAD_WORDS[ask.head] for ask in asks if not ask.adviser.strip()]
    if nameless:
        says = f"Name whom to ask for: {'; '.join(nameless)}."
        raise Refused("adviser-not-named", says, "SUT-046")


def check_reuse(agreed: Agreement) -> None:
    """Refuse to rely on existing advice unless all three agree that it suffices.

    Raises:
        Refused: ``reuse-not-agreed``, naming who has not agreed.

    Rules: SUT-046, COP-168; SI 2014/1530 reg 6(4).

    >>> check_reuse(Agreement(adviser=True, authority=True, family=True))
    """
    answers = {
        "the adviser": agreed.adviser,
        "the authority": agreed.authority,
        "the parent or young person": agreed.family,
    }
    missing = [who for who, agrees in answers.items() if not agrees]
    if missing:
        says = (
            "Existing advice can be used only if all three agree that it suffices. "
            f"Not agreed by {' or '.join(missing)}: ask for new advice."
        )
        raise Refused("reuse-not-agreed", says, "COP-168", "agreed")


def _compulsory(head: Head, who: str, why: str, rule: str) -> Proposal:
    return Proposal(head, who, why, is_compulsory=True, rule=rule)


def _nobody_yet(head: Head, why: str) -> Proposal:
    return Proposal(head, "", why, is_compulsory=False, rule="SUT-046")


def _education(circumstances: Circumstances) -> Proposal:
    if circumstances.setting:
        who, why = f"Head or principal, {circumstances.setting}", "The setting attended"
    else:
        who, why = "Somebody experienced in teaching children with SEN", "No setting attended"
    if circumstances.sensory_impairment:
        why += "; after consulting a teacher qualified for the sensory impairment"
    age = age_on(circumstances.on, circumstances.born_on)
    early = EARLY_YEARS_FROM <= age < COMPULSORY_AT
    return _compulsory(Head.EDUCATION, who, why, "COP-256" if early else "COP-171")


def _adulthood(circumstances: Circumstances) -> Proposal:
    who = circumstances.setting or "Preparing for adulthood lead"
    if is_compulsory(Head.ADULTHOOD, circumstances):
        return _compulsory(Head.ADULTHOOD, who, "In or beyond year 9", "SUT-047")
    return Proposal(Head.ADULTHOOD, "", "Optional before year 9", False, "SUT-047")


def _others(circumstances: Circumstances) -> list[Proposal]:
    proposed = []
    if circumstances.in_care:
        for who in FOR_A_CHILD_IN_CARE:
            proposed.append(Proposal(Head.OTHER, who, "The child is in care", False, "COP-176"))
    if circumstances.service_family:
        who, why = "Children’s Education Advisory Service", "A parent serves in the armed forces"
        proposed.append(Proposal(Head.OTHER, who, why, True, "COP-388"))
    if circumstances.youth_justice:
        who, why = "Youth offending team", "Known to youth justice"
        proposed.append(Proposal(Head.OTHER, who, why, False, "COP-176"))
    return proposed
