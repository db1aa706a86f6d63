"""Parts 1 and 2 in words, line by line: the same for checking answers and for print."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from casework.forms.dates import in_words
from casework.rules.money import PAYERS, format_pounds, percentages
from referrals.models import AskedAgency, Referral
from referrals.models.agencies import POSITIONS
from referrals.queries.whole import consent_of, legal_status
from referrals.rules.facts import Consent
from referrals.rules.gates import GROUNDS
from referrals.rules.policy import Policy
from referrals.rules.sections import Section

NOT_GIVEN = "Not given"
CONSENT_WORDS = {
    Consent.GIVEN: "may be told",
    Consent.REFUSED: "the family refused",
    Consent.NOT_RECORDED: "not recorded",
}
PAYER_WORDS = {"education": "Education", "care": "Social care", "health": "Health"}


@dataclass(frozen=True)
class PartLine:
    """One line of a part: the question in short, and the answer in words."""

    label: str
    text: str


def part_1_lines(referral: Referral) -> list[PartLine]:
    """Return part 1, the alert, in words. Rules: KENT-038, KENT-040, KENT-041."""
    case = referral.case
    known = (referral.known_weekly_pence, referral.known_yearly_pence)
    lines = [
        ("Child", case.child.name),
        ("Date of birth", in_words(case.child.born_on)),
        ("Referrer", f"{referral.referrer.name}, {referral.referrer.post}"),
        ("Lead agency", case.lead_agency.name),
        ("Alert raised", in_words(case.opened_on)),
        ("Why", referral.reason),
        *_consent(referral),
        ("Costs known at the alert", _yes(referral.are_costs_known)),
    ]
    if referral.are_costs_known:
        lines += [
            ("Provider", referral.known_provider),
            ("Cost a week", _pounds(known[0])),
            ("Cost a year", _pounds(known[1])),
        ]
    return _lines(lines)


def part_2_lines(referral: Referral, policy: Policy, on: date) -> Mapping[Section, list[PartLine]]:
    """Return part 2 in words, section by section. Rules: KENT-046, KENT-048."""
    return {
        section: _lines([*write(referral, on, policy), *_answers(referral, policy, section)])
        for section, write in SECTIONS.items()
    }


Written = list[tuple[str, str]]


def _child(referral: Referral, on: date, policy: Policy) -> Written:
    status = legal_status(referral.case, on)
    part = getattr(referral, "child_part", None)
    legal = f"{status.get_status_display()}, from {in_words(status.from_on)}" if status else ""
    if part is None:
        return [("Legal status", legal)]
    return [
        ("Legal status", legal),
        ("What the child needs", part.needs),
        ("What the child says", part.child_words),
        ("What the family says", part.family_words),
        ("Education, health and care plan", _yes(part.has_plan)),
        ("Placement already named", part.get_named_by_display() if part.named_by else "No"),
        ("Significant health issues", _yes(part.has_health_issues)),
        ("Continuing care referral", _day(part.continuing_care_on)),
        ("Family known to social care", _yes(part.is_known_to_care)),
        ("Social care asked", _day(part.care_checked_on)),
        ("Significant concern about the school", _yes(part.is_concern)),
    ]


def _consent_section(referral: Referral, on: date, policy: Policy) -> Written:
    return _consent(referral)


def _consent(referral: Referral) -> Written:
    asked = [
        (f"Consent for {row.agency.name}", CONSENT_WORDS[consent_of(referral, row)])
        for row in referral.agencies.all()
        if row.agency_id != referral.case.lead_agency_id
    ]
    standing = [row for row in referral.case.child.consents.all() if row.withdrawn_on is None]
    newest = max(standing, key=lambda row: (row.given_on, row.pk), default=None)
    if newest is None:
        return asked
    by = f"{newest.get_basis_display()}: {newest.given_by}, {in_words(newest.given_on)}"
    return [*asked, ("Basis of sharing", by)]


def _assessments(referral: Referral, on: date, policy: Policy) -> Written:
    return [line for asked in referral.agencies.all() for line in _agency(asked)]


def _agency(asked: AskedAgency) -> Written:
    view = getattr(asked, "view", None)
    confirmation = getattr(asked, "confirmation", None)
    sent = [in_words(row.completed_on) for row in asked.assessments.all()]
    lines = [(f"Assessment of {asked.agency.name}", ", ".join(sent))]
    if view:
        says = f"{dict(POSITIONS)[view.position]}. {view.because}"
        terms = ", ".join(word for word in (view.time_frame, view.staffing, view.resources) if word)
        lines += [
            (f"View of {asked.agency.name}", says),
            (f"Conditions of {asked.agency.name}", view.conditions),
            (f"Specification of {asked.agency.name}", terms),
        ]
    if confirmation:
        own = (
            f"{format_pounds(confirmation.yearly_pence)} a year, agreed by "
            f"{confirmation.agreed_by} on {in_words(confirmation.agreed_on)}"
        )
        lines.append((f"Own funding of {asked.agency.name}", own))
    return lines


def _placement(referral: Referral, on: date, policy: Policy) -> Written:
    placed = getattr(referral.case, "placement", None)
    part = getattr(referral, "placement_part", None)
    if placed is None:
        return []
    return [
        ("Provider", placed.setting.name),
        ("Kind", placed.arrangement),
        ("Outside local provision", _yes(placed.is_external)),
        ("Weeks a year", str(placed.weeks)),
        ("Why that number of weeks", part.weeks_details if part else ""),
        ("Starts", in_words(placed.starts_on)),
        ("Expected to end", _day(placed.ends_on)),
        ("Grounds", ", ".join(GROUNDS[code] for code in part.grounds) if part else ""),
        ("Complexity", part.complexity if part else ""),
    ]


def _costs(referral: Referral, on: date, policy: Policy) -> Written:
    placed = getattr(referral.case, "placement", None)
    if placed is None:
        return []
    lines = list(placed.lines.all())
    yearly = sum(line.yearly_pence for line in lines)
    told = [
        (
            line.description or line.get_kind_display(),
            f"{format_pounds(line.pence)} a {line.per}: {format_pounds(line.yearly_pence)} a year",
        )
        for line in lines
    ]
    weekly = -(-yearly // placed.weeks)
    return [
        *told,
        ("Total a week", _pounds(weekly) if lines else ""),
        ("Total a year", _pounds(yearly) if lines else ""),
        ("Payment terms", placed.payment_terms),
        (
            "Education paid over",
            f"{placed.education_weeks} weeks" if placed.education_weeks else "",
        ),
    ]


def _shares(referral: Referral, on: date, policy: Policy) -> Written:
    asked = {share.payer: share for share in referral.shares.all()}
    total = sum(share.yearly_pence for share in asked.values())
    if not total:
        return []
    pence = {payer: asked[payer].yearly_pence for payer in PAYERS if payer in asked}
    percent = percentages(pence)
    because = next(iter(asked.values())).because
    told = [
        (PAYER_WORDS[payer], f"{format_pounds(pence[payer])} a year, {percent[payer]}%")
        for payer in pence
    ]
    return [*told, ("Why these shares", because)] if because else told


def _options(referral: Referral, on: date, policy: Policy) -> Written:
    part = getattr(referral, "options_part", None)
    held = getattr(referral, "discussion", None)
    lines = [
        ("Options explored", part.statement if part else ""),
        ("Local packages", part.local_packages if part else ""),
        ("Local facilities", part.local_facility if part else ""),
        ("Complexity of needs", part.complexity if part else ""),
    ]
    if held is None:
        return [*lines, ("Multi-agency discussion", "")]
    how = "Meeting" if held.is_meeting else "Conferring"
    return [
        *lines,
        ("Multi-agency discussion", f"{how} of {in_words(held.held_on)}: {held.attendees}"),
        ("Called together by", held.convened_by.name),
        ("Options in the current school", held.options_for_school),
        ("Options at home", held.options_for_home),
        ("Recommended", held.recommendation),
    ]


def _checks(referral: Referral, on: date, policy: Policy) -> Written:
    checks = getattr(referral, "checks", None)
    if checks is None:
        return []
    visit = f"{_day(checks.visited_on)}, {checks.visited_by}" if checks.visited_on else ""
    return [
        ("Registered with", checks.get_registered_with_display()),
        ("Registration number", checks.registration_number),
        ("Registration checked", _day(checks.registration_checked_on)),
        ("Care Quality Commission needed", _yes(checks.is_cqc_needed)),
        ("Care Quality Commission checked", _day(checks.cqc_checked_on)),
        ("Visit required", _yes(checks.is_visit_needed)),
        ("Visited", visit),
        ("Latest Ofsted report", _day(checks.report_on)),
        ("Report attached", _yes(checks.report_id is not None)),
        ("References", checks.references),
        ("Council’s terms accepted", _yes(checks.are_terms_accepted)),
        ("Contract", policy.contracts.get(checks.contract, checks.contract)),
        ("Checked by", checks.checked_by),
    ]


def _answers(referral: Referral, policy: Policy, section: Section) -> Written:
    replies = {row.question: row.text for row in referral.answers.all()}
    return [(row.asks, replies.get(row.key, "")) for row in policy.questions_of(section)]


SECTIONS: Mapping[Section, Callable[[Referral, date, Policy], Written]] = {
    Section.CHILD: _child,
    Section.CONSENT: _consent_section,
    Section.ASSESSMENTS: _assessments,
    Section.PLACEMENT: _placement,
    Section.COSTS: _costs,
    Section.SHARES: _shares,
    Section.OPTIONS: _options,
    Section.CHECKS: _checks,
}


def _lines(written: Written) -> list[PartLine]:
    return [PartLine(label, text or NOT_GIVEN) for label, text in written]


def _yes(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"


def _day(day: date | None) -> str:
    return in_words(day) if day else ""


def _pounds(pence: int | None) -> str:
    return "" if pence is None else format_pounds(pence)
