"""The short pages of part 2 as a table: form, what it is filled from, the action it sends to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.rules.money import PAYERS
from funding.rules.policy import KINDS
from funding.rules.prices import Per
from referrals import actions
from referrals.forms import sections as forms
from referrals.models import Referral
from referrals.queries import legal_status, suggested_split
from referrals.rules.sections import Section

Values = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One short page of a section. ``initial`` reads a whole referral on a day."""

    name: str
    section: Section
    title: str
    form: type[forms.SectionForm]
    initial: Callable[[Referral, date], Values]
    save: Callable[..., str | None]
    template: str = "referrals/edit_section.html"


def from_part(part: str, form: type[forms.SectionForm]) -> Callable[[Referral, date], Values]:
    """Return what fills a form from a section's row and the answers to the protocol's questions."""
    names = [name for name in form.base_fields if name not in ("seen", "upload")]

    def initial(referral: Referral, on: date) -> Values:
        row = getattr(referral, part, None)
        own = {name: getattr(row, name) for name in names if row is not None}
        return own | answers_of(referral)

    return initial


def answers_of(referral: Referral) -> Values:
    """Return the stored replies to the protocol's questions by the names of their fields."""
    return {forms.QUESTION + row.question: row.text for row in referral.answers.all()}


def legal_status_initial(referral: Referral, on: date) -> Values:
    status = legal_status(referral.case, on)
    return {"status": status.status, "from_on": status.from_on} if status else {}


def placement_initial(referral: Referral, on: date) -> Values:
    placed = getattr(referral.case, "placement", None)
    part = getattr(referral, "placement_part", None)
    if placed is None:
        return {"new_setting": referral.known_provider} | answers_of(referral)
    names = ("setting_id", "kind", "is_external", "weeks", "starts_on", "ends_on")
    own = {name: getattr(placed, name) for name in names}
    more = ("weeks_details", "grounds", "complexity")
    return own | {name: getattr(part, name) for name in more if part} | answers_of(referral)


def costs_initial(referral: Referral, on: date) -> Values:
    """One line of a kind as it was typed; several of one kind as their sum a year."""
    placed = getattr(referral.case, "placement", None)
    if placed is None:
        return {}
    lines = list(placed.lines.all())
    if not lines:
        return {"charged_weeks": placed.weeks} | alert_costs(referral)
    values: Values = {"charged_weeks": lines[0].weeks}
    for kind in KINDS:
        of_kind = [line for line in lines if line.kind == kind]
        if len(of_kind) == 1:
            values |= {kind: of_kind[0].pence, f"{kind}_per": of_kind[0].per}
        elif of_kind:
            yearly = sum(line.yearly_pence for line in of_kind)
            values |= {kind: yearly, f"{kind}_per": Per.YEAR}
    return values


def alert_costs(referral: Referral) -> Values:
    """Return the cost that the alert already told, to be carried forward. Rules: KENT-041."""
    if referral.known_yearly_pence:
        return {"unbroken": referral.known_yearly_pence, "unbroken_per": Per.YEAR}
    if referral.known_weekly_pence:
        return {"unbroken": referral.known_weekly_pence, "unbroken_per": Per.WEEK}
    return {}


def payment_terms_initial(referral: Referral, on: date) -> Values:
    placed = getattr(referral.case, "placement", None)
    if placed is None:
        return {}
    return {"payment_terms": placed.payment_terms, "education_weeks": placed.education_weeks}


def shares_initial(referral: Referral, on: date) -> Values:
    """What was asked; before that, what the rules give."""
    asked = {share.payer: share for share in referral.shares.all()}
    if asked:
        because = next(iter(asked.values())).because
        return {payer: asked[payer].yearly_pence for payer in PAYERS} | {"because": because}
    split = suggested_split(referral, on).split
    return dict(split.shares) if split else {}


def discussion_initial(referral: Referral, on: date) -> Values:
    values = from_part("discussion", forms.DiscussionForm)(referral, on)
    if "is_meeting" in values:
        values["is_meeting"] = "yes" if values["is_meeting"] else "no"
    return values


def _table(*pages: Page) -> Mapping[str, Page]:
    return {page.name: page for page in pages}


PAGES = _table(
    Page(
        "child",
        Section.CHILD,
        "The child and family",
        forms.ChildForm,
        from_part("child_part", forms.ChildForm),
        actions.save_child,
    ),
    Page(
        "legal-status",
        Section.CHILD,
        "Legal status",
        forms.LegalStatusForm,
        legal_status_initial,
        actions.save_legal_status,
    ),
    Page(
        "placement",
        Section.PLACEMENT,
        "The placement proposed",
        forms.PlacementForm,
        placement_initial,
        actions.save_placement,
    ),
    Page(
        "costs",
        Section.COSTS,
        "Costs",
        forms.CostsForm,
        costs_initial,
        actions.save_costs,
        "referrals/edit_costs.html",
    ),
    Page(
        "payment-terms",
        Section.COSTS,
        "Payment terms",
        forms.PaymentTermsForm,
        payment_terms_initial,
        actions.save_payment_terms,
    ),
    Page(
        "shares",
        Section.SHARES,
        "Who is asked for what",
        forms.SharesForm,
        shares_initial,
        actions.save_shares,
        "referrals/edit_shares.html",
    ),
    Page(
        "options",
        Section.OPTIONS,
        "Options explored",
        forms.OptionsForm,
        from_part("options_part", forms.OptionsForm),
        actions.save_options,
    ),
    Page(
        "discussion",
        Section.OPTIONS,
        "Multi-agency discussion",
        forms.DiscussionForm,
        discussion_initial,
        actions.save_discussion,
    ),
    Page(
        "tests",
        Section.OPTIONS,
        "Why local provision will not do",
        forms.TestsForm,
        from_part("options_part", forms.TestsForm),
        actions.save_options,
    ),
    Page(
        "registration",
        Section.CHECKS,
        "Registration",
        forms.RegistrationForm,
        from_part("checks", forms.RegistrationForm),
        actions.save_checks,
    ),
    Page(
        "visit",
        Section.CHECKS,
        "Visit",
        forms.VisitForm,
        from_part("checks", forms.VisitForm),
        actions.save_checks,
    ),
    Page(
        "terms",
        Section.CHECKS,
        "Report and terms",
        forms.TermsForm,
        from_part("checks", forms.TermsForm),
        actions.save_checks,
    ),
)


def first_page(section: Section) -> Page | None:
    """Return the page on which a section begins; consent and assessments have their own."""
    return next((page for page in PAGES.values() if page.section is section), None)


def next_page(page: Page) -> Page | None:
    """Return the page after this one in the same section, if there is one."""
    names = list(PAGES)
    after = names[names.index(page.name) + 1 :]
    following = PAGES[after[0]] if after else None
    return following if following and following.section is page.section else None
