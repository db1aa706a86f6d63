"""The ``referrals`` section of a protocol: which gates apply, what is asked, and on whose word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework.rules.errors import Refused
from referrals.rules.sections import Section

ADMINISTRATOR, REFERRER, LEAD_AGENCY = "panel-administrator", "referrer", "lead-agency"
KINDS = ("text", "yes-no", "date", "miles")

GATES = (
    "consent",
    "known-costs",
    "own-consent",
    "legal-status",
    "needs",
    "plan",
    "health-issues",
    "assessments",
    "assessed-together",
    "agreement-in-principle",
    "own-agency-agreement",
    "specification",
    "placement-kind",
    "duration",
    "costs",
    "payment-terms",
    "shares",
    "jointly-funded",
    "care-share",
    "grounds",
    "complexity",
    "options",
    "discussion",
    "discussion-record",
    "convened-meeting",
    "external-tests",
    "registration",
    "visit",
    "documents",
    "terms",
)


class PolicyRefused(Refused):
    """The protocol's section cannot be read; ``at`` says where."""


@dataclass(frozen=True)
class Gate:
    """Whether a gate applies here, and the rule; no rule means that the authority set it."""

    applies: bool
    rule: str | None

    @property
    def source(self) -> str:
        return self.rule or "set by the authority"


@dataclass(frozen=True)
class Question:
    """Something this protocol asks beyond the core. A blank is flagged, or refused if needed."""

    key: str
    section: Section
    asks: str
    kind: str
    is_needed: bool
    rule: str | None


@dataclass(frozen=True)
class Policy:
    """What one protocol asks of a referral. ``kinds`` and ``contracts`` map a code to its words."""

    takes_joint_funding: Gate
    part_1: str
    part_2: str
    shared_by: str
    is_written_by_referrer: bool
    own_consent_age: int
    weeks_offered: tuple[int, ...]
    education_weeks: tuple[int, ...]
    kinds: Mapping[str, str]
    contracts: Mapping[str, str]
    checked_by: Mapping[str, str]
    gates: Mapping[str, Gate]
    questions: tuple[Question, ...]

    def gate(self, code: str) -> Gate:
        """Return the gate; one that the protocol does not name does not apply."""
        return self.gates.get(code, Gate(False, None))

    def questions_of(self, section: Section) -> tuple[Question, ...]:
        """Return what the protocol adds to one section, in its own order."""
        return tuple(question for question in self.questions if question.section is section)


def read_policy(section: Mapping[str, object]) -> Policy:
    """Read the section as it stands in ``accounts/protocols/<code>/referrals.toml``.

    Raises:
        PolicyRefused: a value is missing, of the wrong type, or names what is not known.
    """
    return Policy(
        takes_joint_funding=_gate(section, "takes_joint_funding"),
        part_1=_text(section, "part_1"),
        part_2=_text(section, "part_2"),
        shared_by=_one_of(section, "shared_by", (ADMINISTRATOR, REFERRER)),
        is_written_by_referrer=_one_of(section, "written_by", (LEAD_AGENCY, REFERRER)) == REFERRER,
        own_consent_age=_whole(section, "own_consent_age"),
        weeks_offered=_weeks(section, "weeks_offered"),
        education_weeks=_weeks(section, "education_weeks"),
        kinds=_words(section, "kinds"),
        contracts=_words(section, "contracts"),
        checked_by=_words(section, "checked_by"),
        gates=dict(_gates(section)),
        questions=tuple(_questions(section)),
    )


def _table(section: Mapping[str, object], key: str, at: str = "") -> Mapping[str, object]:
    found = section.get(key)
    if not isinstance(found, Mapping):
        raise _refusal(f"{at}{key}", "is missing or is not a table")
    return found


def _value(section: Mapping[str, object], key: str, at: str = "") -> object:
    entry = _table(section, key, at)
    if "value" not in entry:
        raise _refusal(f"{at}{key}", "has no value")
    if ("rule" in entry) == (entry.get("set_by") == "authority"):
        raise _refusal(f"{at}{key}", 'needs either a rule or set_by = "authority", and not both')
    return entry["value"]


def _gate(section: Mapping[str, object], key: str, at: str = "") -> Gate:
    value = _value(section, key, at)
    if not isinstance(value, bool):
        raise _refusal(f"{at}{key}", "must be true or false")
    return Gate(value, _rule(_table(section, key, at)))


def _rule(entry: Mapping[str, object]) -> str | None:
    rule = entry.get("rule")
    return None if rule is None else str(rule)


def _gates(section: Mapping[str, object]) -> Iterator[tuple[str, Gate]]:
    gates = _table(section, "gates")
    for code in gates:
        if code not in GATES:
            raise _refusal(f"gates.{code}", "is not a gate that we know")
        yield code, _gate(gates, code, "gates.")


def _text(section: Mapping[str, object], key: str) -> str:
    value = _value(section, key)
    if not isinstance(value, str) or not value.strip():
        raise _refusal(key, "must be words")
    return value


def _one_of(section: Mapping[str, object], key: str, known: tuple[str, ...]) -> str:
    value = _text(section, key)
    if value not in known:
        raise _refusal(key, f"must be one of {', '.join(known)}")
    return value


def _whole(section: Mapping[str, object], key: str) -> int:
    value = _value(section, key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refusal(key, "must be a whole number")
    return value


def _weeks(section: Mapping[str, object], key: str) -> tuple[int, ...]:
    value = _value(section, key)
    if not isinstance(value, list) or not all(
        type(weeks) is int and 1 <= weeks <= 53 for weeks in value
    ):
        raise _refusal(key, "must be a list of weeks, each from 1 to 53")
    return tuple(value)


def _words(section: Mapping[str, object], key: str) -> Mapping[str, str]:
    value = _value(section, key)
    if not isinstance(value, Mapping) or not all(isinstance(word, str) for word in value.values()):
        raise _refusal(key, "must be a table of words")
    return {str(code): str(word) for code, word in value.items()}


def _questions(section: Mapping[str, object]) -> Iterator[Question]:
    questions = _table(section, "questions")
    for key in questions:
        yield _question(key, _table(questions, key, "questions."))


def _question(key: str, entry: Mapping[str, object]) -> Question:
    at = f"questions.{key}"
    if entry.get("kind") not in KINDS or entry.get("section") not in set(Section):
        raise _refusal(at, f"needs a section we know and a kind of {', '.join(KINDS)}")
    if not isinstance(entry.get("needed"), bool) or not entry.get("asks"):
        raise _refusal(at, "needs asks (the question) and needed (true or false)")
    return Question(
        key=key,
        section=Section(str(entry["section"])),
        asks=str(entry["asks"]),
        kind=str(entry["kind"]),
        is_needed=entry["needed"] is True,
        rule=_rule(entry),
    )


def _refusal(at: str, says: str) -> PolicyRefused:
    return PolicyRefused("policy-unreadable", f"referrals.{at} {says}.", at=f"referrals.{at}")
