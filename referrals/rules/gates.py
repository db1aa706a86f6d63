"""What a referral must have before it goes on. A gate answers with findings, never with a bare no.

Each gate yields what is lacking and the section that mends it. Which gates apply, and the rule that
each stands on, is the protocol's; ``find_lacks`` joins the two.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from casework.rules.errors import Refused
from casework.rules.money import PAYERS, format_pounds
from casework.rules.periods import age_on
from referrals.rules.facts import AgencyFacts, CheckFacts, Consent, Position, ReferralFacts
from referrals.rules.policy import Policy
from referrals.rules.sections import Section

TESTS: Mapping[str, str] = {
    "local_packages_exhausted": "that flexible local packages are exhausted",
    "no_appropriate_local_facility": "that there is no appropriate local facility",
    "complexity_evidenced": "that needs are so complex that specialist provision is required",
}
GROUNDS: Mapping[str, str] = {
    "educational-needs": "The child’s educational needs",
    "care-needs": "The child’s care needs",
    "family-unable": "The family cannot meet the needs even with additional support",
}
LEAST_WEEKS, MOST_WEEKS = 1, 53


@dataclass(frozen=True)
class Lack:
    """Something missing, in a sentence for the person who can mend it, and where."""

    says: str
    section: Section
    blocks: bool = True


@dataclass(frozen=True)
class Finding:
    """A lack with the gate that found it and the rule it stands on."""

    gate: str
    says: str
    section: Section
    rule: str | None = None
    blocks: bool = True


@dataclass(eq=False)
class Incomplete(Refused):
    """The referral cannot go on; ``findings`` says all that is lacking, in the list's order."""

    findings: tuple[Finding, ...] = ()


GateFunction = Callable[[ReferralFacts, Policy], Iterator[Lack]]


def find_lacks(facts: ReferralFacts, policy: Policy) -> tuple[Finding, ...]:
    """Return all that a referral lacks under this protocol, in the order of the sections.

    Findings that do not block are there to be shown, not to stop anybody.
    """
    found = [
        Finding(code, lack.says, lack.section, policy.gate(code).rule, lack.blocks)
        for code, gate in GATES.items()
        if policy.gate(code).applies
        for lack in gate(facts, policy)
    ]
    found += _unanswered(facts, policy)
    order = list(Section)
    return tuple(sorted(found, key=lambda finding: order.index(finding.section)))


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those findings that stop the referral."""
    return tuple(finding for finding in findings if finding.blocks)


def require_complete(facts: ReferralFacts, policy: Policy) -> None:
    """Refuse a referral that lacks anything, naming the first lack and counting the others.

    Rules: KENT-047, KENT-053.
    """
    _refuse_if_any(blocking(find_lacks(facts, policy)))


def require_alert(facts: ReferralFacts, policy: Policy) -> None:
    """Refuse an alert without its consent section, or with costs known and not given.

    Rules: KENT-040, KENT-041.
    """
    found = [finding for finding in find_lacks(facts, policy) if finding.gate in ALERT_GATES]
    _refuse_if_any(blocking(found))


def _refuse_if_any(findings: tuple[Finding, ...]) -> None:
    if not findings:
        return
    first, others = findings[0], len(findings) - 1
    more = f" {others} more {'thing is' if others == 1 else 'things are'} lacking." * bool(others)
    raise Incomplete(first.gate, first.says + more, rule=first.rule, findings=findings)


def consent(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Each agency has an answer, and at least one besides the lead agency may be told.

    Rules: KENT-040.
    """
    for agency in facts.agencies:
        if agency.consent is Consent.NOT_RECORDED:
            yield Lack(
                f"Consent is not recorded for {agency.name}. Record the family’s answer.",
                Section.CONSENT,
            )
    others = [agency for agency in facts.agencies if not agency.is_lead]
    if not any(agency.consent is Consent.GIVEN for agency in others):
        yield Lack(
            "The consent section is not completed: nobody has agreed that the child’s "
            "information may be shared with an agency.",
            Section.CONSENT,
        )
    yield from _contributing_without_consent(facts)


def _contributing_without_consent(facts: ReferralFacts) -> Iterator[Lack]:
    for agency in facts.contributing:
        if agency.consent is Consent.REFUSED:
            yield Lack(
                f"{agency.name} is asked for money but the family refused to share with it. "
                "Ask the family again, or ask other agencies for that share.",
                Section.SHARES,
            )


def own_consent(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """From 16, the young person's own consent, or lack of capacity and a best interest decision.

    Rules: KENT-088; Mental Capacity Act 2005 s.2(5).
    """
    capacity = facts.capacity
    if age_on(facts.on, facts.child.born_on) < policy.own_consent_age or capacity.own_consent_on:
        return
    if not capacity.assessed_on:
        yield Lack(
            f"The young person is {policy.own_consent_age} or over. Record their own consent, or "
            "the mental capacity assessment that found that they lack capacity.",
            Section.CONSENT,
        )
    elif not capacity.best_interest_on:
        yield Lack(
            "The mental capacity assessment is recorded; record the best interest decision too.",
            Section.CONSENT,
        )


def known_costs(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Costs that the referrer knows stand on the alert.

    Rules: KENT-041.
    """
    alert = facts.alert
    if alert.are_costs_known and not (alert.weekly_pence or alert.yearly_pence):
        yield Lack(
            "You said that the placement’s costs are known. Enter the weekly or the yearly cost.",
            Section.COSTS,
        )


def legal_status(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-037."""
    if not facts.child.legal_status:
        yield Lack("Record the child’s legal status.", Section.CHILD)


def needs(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-046."""
    if not facts.child.needs.strip():
        yield Lack("Say what the child needs.", Section.CHILD)


def plan(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: LDN-009."""
    if facts.child.has_plan is None:
        yield Lack("Say whether the child has an education, health and care plan.", Section.CHILD)
    elif not facts.child.has_plan:
        yield Lack(
            "This panel decides for children who have an education, health and care plan. "
            "The child has none, so the case is outside its remit.",
            Section.CHILD,
        )


def health_issues(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: LDN-008."""
    if facts.child.has_health_issues is None:
        yield Lack("Say whether the child has significant health issues.", Section.CHILD)
    elif facts.child.has_health_issues and not facts.child.continuing_care_on:
        yield Lack(
            "The child has significant health issues: refer them for a continuing care "
            "assessment and record the date.",
            Section.CHILD,
        )


def assessments(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Every agency that takes part has sent its assessment.

    Rules: KENT-042, KENT-047.
    """
    for agency in facts.taking_part:
        if not agency.has_assessment:
            yield Lack(f"The assessment of {agency.name} is missing.", Section.ASSESSMENTS)


def assessed_together(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """An external placement follows a multi-disciplinary assessment, whatever names it.

    Rules: KENT-026.
    """
    if facts.placement and facts.placement.is_external and not facts.is_assessed_together:
        yield Lack(
            "No multi-disciplinary assessment is attached. Add one, or mark the assessment that "
            "was made together.",
            Section.ASSESSMENTS,
        )


def agreement_in_principle(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Each agency asked to pay agrees in principle before the panel; the others give their view.

    Rules: KENT-028.
    """
    for agency in facts.taking_part:
        if agency.position is None:
            yield Lack(f"{agency.name} has not given its view.", Section.ASSESSMENTS)
        elif agency.position is not Position.AGREE and agency in facts.contributing:
            yield Lack(_no_agreement(agency), Section.ASSESSMENTS)


def _no_agreement(agency: AgencyFacts) -> str:
    if agency.position is Position.DISAGREE:
        return f"{agency.name} does not agree in principle, and is asked for a share."
    return f"{agency.name} asks for more information before it can agree in principle."


def own_agency_agreement(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Each contributing agency holds its own agency's agreement to the share asked: when, by whom.

    Rules: KENT-011, KENT-012.
    """
    for agency in facts.contributing:
        if not (agency.own_agreed_on and agency.own_agreed_by):
            yield Lack(
                f"{agency.name} has not confirmed its own agency’s funding agreement "
                "(the date and who agreed it).",
                Section.SHARES,
            )
        elif agency.own_agreed_pence != facts.shares[agency.payer]:
            yield Lack(_other_sum(agency, facts.shares[agency.payer]), Section.SHARES)


def _other_sum(agency: AgencyFacts, asked: int) -> str:
    agreed = format_pounds(agency.own_agreed_pence or 0)
    return f"{agency.name} confirmed {agreed} a year and is asked for {format_pounds(asked)}."


def specification(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-045."""
    for agency in facts.contributing:
        if not agency.has_specification:
            yield Lack(
                f"{agency.name} has not confirmed its specification of the placement "
                "(time frame, staffing, additional resources).",
                Section.ASSESSMENTS,
            )


def placement_kind(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-073."""
    if not facts.placement:
        yield Lack("Say what placement is proposed, and with whom.", Section.PLACEMENT)
    elif facts.placement.kind not in policy.kinds:
        yield Lack("Choose one of the kinds of placement this panel endorses.", Section.PLACEMENT)


def duration(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Weeks a year: one of those offered, or another number with its details.

    Rules: KENT-049.
    """
    placement = facts.placement
    if not placement:
        return
    if placement.weeks is None or not LEAST_WEEKS <= placement.weeks <= MOST_WEEKS:
        yield Lack("Say for how many weeks a year, from 1 to 53.", Section.PLACEMENT)
    elif placement.weeks not in policy.weeks_offered and not placement.weeks_details.strip():
        yield Lack(
            f"A year of {placement.weeks} weeks is unusual here: say why it is so.",
            Section.PLACEMENT,
        )


def costs(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Total weekly and yearly cost stand on part 2.

    Rules: KENT-048, KENT-052.
    """
    if not facts.costs.lines or not facts.costs.yearly_pence:
        yield Lack("Enter the costs of the placement: at least one cost line.", Section.COSTS)


def payment_terms(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """How the provider works out its terms, and over how many weeks education is paid.

    Rules: KENT-051, KENT-050.
    """
    if facts.costs.education_pence and not facts.costs.education_weeks:
        yield Lack("Say over how many weeks the education cost is paid.", Section.COSTS)
    if not facts.costs.payment_terms.strip():
        yield Lack("Say how the provider works out its payment terms.", Section.COSTS)


def shares(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """What is asked of the agencies adds up to the yearly cost.

    Rules: KENT-044, KENT-048.
    """
    asked, total = sum(facts.shares.values()), facts.costs.yearly_pence
    if not facts.asked:
        yield Lack("Say how much is asked of each agency.", Section.SHARES)
    elif asked != total:
        yield Lack(
            f"The shares add up to {format_pounds(asked)} and the cost is {format_pounds(total)} "
            f"a year: {_difference(asked, total)}.",
            Section.SHARES,
        )
    yield from _asked_of_nobody(facts)


def _difference(asked: int, total: int) -> str:
    over = asked > total
    return f"{format_pounds(abs(asked - total))} too {'much' if over else 'little'}"


def _asked_of_nobody(facts: ReferralFacts) -> Iterator[Lack]:
    present = {agency.payer for agency in facts.agencies}
    for payer in PAYERS:
        if payer in facts.asked and payer not in present:
            yield Lack(
                f"A {payer} share is asked and no {payer} agency is in the child’s network. "
                "Add the agency first.",
                Section.SHARES,
            )


def jointly_funded(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-010."""
    if len(facts.asked) == 1:
        yield Lack(
            "Only one agency is asked to pay. A placement funded by one agency follows that "
            "agency’s own arrangements and does not come to this panel.",
            Section.SHARES,
        )


def care_share(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Social care pays only for a child in care; its share is not moved to anybody else.

    Rules: KENT-036.
    """
    if "care" in facts.asked and facts.child.legal_status and not facts.child.is_in_care:
        yield Lack(
            "Social care is asked for a share and the child is not in the authority’s care. "
            "Under this protocol social care pays only for a child in care; its share does not "
            "pass to another agency.",
            Section.SHARES,
        )


def grounds(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Education with social care alone is asked on at least one ground.

    Rules: KENT-074.
    """
    placement = facts.placement
    if placement and facts.asked == {"education", "care"} and not placement.grounds:
        yield Lack(
            "Education and social care are asked together: say on which ground.", Section.PLACEMENT
        )


def complexity(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Health with social care alone is asked where the complexity is stated.

    Rules: KENT-077.
    """
    placement = facts.placement
    if placement and facts.asked == {"care", "health"} and not placement.complexity.strip():
        yield Lack(
            "Health and social care are asked together: say why the child’s health and social "
            "care needs are complex.",
            Section.PLACEMENT,
        )


def options(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-072."""
    if not facts.options.statement.strip():
        yield Lack(
            "State that all options have been explored and how local resources were used.",
            Section.OPTIONS,
        )


def discussion(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """The agencies met or conferred. An emergency already funded is listed with this outstanding.

    Rules: LDN-001.
    """
    if facts.options.discussion is None:
        yield Lack(
            "No multi-agency discussion is recorded. Record when the agencies met or conferred.",
            Section.OPTIONS,
            blocks=not facts.is_emergency,
        )


def discussion_record(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """The record shows the options for school and home before it recommends joint funding.

    Rules: LDN-007.
    """
    record = facts.options.discussion
    if record is None:
        return
    for words, place in (
        (record.options_for_school, "in the current school"),
        (record.options_for_home, "at home"),
    ):
        if not words.strip():
            yield Lack(
                f"The record of the multi-agency discussion lists no options {place}.",
                Section.OPTIONS,
            )


def convened_meeting(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """A family known to social care, or a concern about the provision, asks for a real meeting.

    Rules: LDN-004, LDN-005.
    """
    child, record = facts.child, facts.options.discussion
    if child.is_known_to_care is None:
        yield Lack("Say whether the family is known to social care.", Section.CHILD)
    is_called_for = child.is_known_to_care or child.is_concern
    if is_called_for and record is not None and not record.is_meeting:
        yield Lack(
            "The family is known to social care, or there is a significant concern about the "
            "provision: the agencies must meet, not only confer.",
            Section.OPTIONS,
            blocks=not facts.is_emergency,
        )


def external_tests(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Three tests for an external placement, unless a final plan or the Tribunal names it.

    Rules: KENT-024, KENT-025; Children and Families Act 2014 s.42.
    """
    if not (facts.placement and facts.placement.is_external):
        return
    for test, words in TESTS.items():
        if not facts.options.evidence(test).strip():
            yield Lack(
                f"Show {words}: an external placement needs the evidence.",
                Section.OPTIONS,
                blocks=not facts.child.is_placement_named,
            )


def registration(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-029, KENT-030."""
    checks = facts.checks or CheckFacts()
    if not (checks.registered_with and checks.registration_checked_on):
        yield Lack("The provider’s registration has not been checked.", Section.CHECKS)
    if checks.is_cqc_needed and not checks.cqc_checked_on:
        yield Lack(
            "The provider must be registered with the Care Quality Commission: check it.",
            Section.CHECKS,
        )


def visit(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-029, KENT-031."""
    checks = facts.checks or CheckFacts()
    if checks.is_visit_needed is None:
        yield Lack("Say whether a visit to the provider is required.", Section.CHECKS)
    elif checks.is_visit_needed and not (checks.visited_on and checks.visited_by):
        yield Lack("A visit is required: record when and by whom it was made.", Section.CHECKS)


def documents(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-029, KENT-032."""
    checks = facts.checks or CheckFacts()
    if not (checks.report_on and checks.has_report):
        yield Lack("Add the latest Ofsted report and its date.", Section.CHECKS)


def terms(facts: ReferralFacts, policy: Policy) -> Iterator[Lack]:
    """Rules: KENT-029, KENT-033."""
    checks = facts.checks or CheckFacts()
    if not (checks.are_terms_accepted and checks.contract):
        yield Lack("The provider has not accepted the council’s terms.", Section.CHECKS)


def _unanswered(facts: ReferralFacts, policy: Policy) -> Iterator[Finding]:
    for question in policy.questions:
        if not facts.answers.get(question.key, "").strip():
            yield Finding(
                gate="questions",
                says=f"Not answered: {question.asks}",
                section=question.section,
                rule=question.rule,
                blocks=question.is_needed,
            )


ALERT_GATES = frozenset({"consent", "known-costs"})
GATES: Mapping[str, GateFunction] = {
    "consent": consent,
    "known-costs": known_costs,
    "own-consent": own_consent,
    "legal-status": legal_status,
    "needs": needs,
    "plan": plan,
    "health-issues": health_issues,
    "assessments": assessments,
    "assessed-together": assessed_together,
    "agreement-in-principle": agreement_in_principle,
    "own-agency-agreement": own_agency_agreement,
    "specification": specification,
    "placement-kind": placement_kind,
    "duration": duration,
    "costs": costs,
    "payment-terms": payment_terms,
    "shares": shares,
    "jointly-funded": jointly_funded,
    "care-share": care_share,
    "grounds": grounds,
    "complexity": complexity,
    "options": options,
    "discussion": discussion,
    "discussion-record": discussion_record,
    "convened-meeting": convened_meeting,
    "external-tests": external_tests,
    "registration": registration,
    "visit": visit,
    "documents": documents,
    "terms": terms,
}
