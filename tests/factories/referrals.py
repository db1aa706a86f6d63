"""Referrals at each stage, made through the actions by the people who would make them."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import actions as accounts
from accounts.models import Purpose, User
from accounts.rules.roles import Role
from funding.rules.prices import Per, QuotedLine
from people.models import Child, Setting
from referrals import actions
from referrals.models import Referral
from tests.conftest import act_on
from tests.factories.people import make_authority, make_child, make_user

PROTOCOLS = Path(__file__).parents[2] / "accounts" / "protocols"
RAISED = date(2025, 9, 1)
VIEWED = date(2025, 10, 20)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def a_pdf(name: str = "assessment.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def adopt(authority: str, code: str) -> None:
    """Let an authority run its joint funding panel by a shipped protocol."""
    act = act_on(date(2024, 1, 1))
    files = (PROTOCOLS / code).glob("*.toml")
    accounts.record_protocol(
        act,
        code=code,
        name=code,
        from_on=date(2024, 1, 1),
        sections={file.stem: tomllib.loads(file.read_text()) for file in files},
    )
    accounts.adopt_protocol(
        act,
        authority=authority,
        purpose=Purpose.JOINT_FUNDING,
        protocol=code,
        from_on=date(2024, 1, 1),
    )


@dataclass
class Cast:
    """An authority with its people: one caseworker an agency, and the panel's administrator."""

    authority: str
    sen: User
    care: User
    icb: User
    admin: User
    children: list[Child] = field(default_factory=list)

    def agency(self, short: str) -> str:
        return f"{self.authority}-{short}"

    @property
    def everyone(self) -> tuple[User, ...]:
        return self.sen, self.care, self.icb


def make_cast(authority: str = "northshire", protocol: str = "kent-jrap") -> Cast:
    make_authority(authority)
    adopt(authority, protocol)
    return Cast(
        authority=authority,
        sen=make_user(Role.CASEWORKER, agency="sen", authority=authority),
        care=make_user(Role.CASEWORKER, agency="care", authority=authority),
        icb=make_user(Role.CASEWORKER, agency="icb", authority=authority),
        admin=make_user(Role.PANEL_ADMIN, agency="sen", authority=authority),
    )


def raise_one(cast: Cast, child: Child | None = None, **changes: object) -> str:
    """An alert raised by the SEN caseworker, with consent for social care and health."""
    child = child or make_child(cast.authority)
    cast.children.append(child)
    details = {
        "consented": [cast.agency("care"), cast.agency("icb")],
        "basis": "parent",
        "given_by": "A. Parent",
        "given_on": RAISED,
        "reason": "Needs cannot be met in a local school.",
    }
    return actions.raise_alert(
        act_on(RAISED, cast.sen), child_reference=child.reference, **(details | changes)
    )


def share(cast: Cast, reference: str) -> str:
    return actions.share_alert(act_on(date(2025, 9, 2), cast.admin), reference=reference)


def answer(cast: Cast, reference: str, short: str, pence: int) -> None:
    """One agency sends its assessment, agrees in principle and confirms its own share."""
    act, agency = act_on(VIEWED, getattr(cast, short)), cast.agency(short)
    actions.receive_assessment(
        act,
        reference=reference,
        agency=agency,
        upload=a_pdf(),
        completed_on=VIEWED,
        is_made_together=short == "sen",
    )
    actions.give_view(
        act,
        reference=reference,
        agency=agency,
        position="agree",
        because="The placement meets need.",
        offered_pence=pence,
        time_frame="To the end of key stage 4",
        staffing="Two to one by day",
    )
    actions.confirm_share(
        act,
        reference=reference,
        agency=agency,
        yearly_pence=pence,
        agreed_on=VIEWED,
        agreed_by="Head of Service",
    )


def get(reference: str) -> Referral:
    return Referral.objects.select_related("case__child").get(case__reference=reference)


HILLVIEW = {"education": 78_000_00, "care": 98_800_00, "health": 31_200_00}
SHORT = {"education": "sen", "care": "care", "health": "icb"}


def write_part_2(cast: Cast, reference: str, shares: dict[str, int] | None = None) -> None:
    """Everything that the referrer writes: a year at Hillview at £4,000 a week, broken down."""
    act, setting = act_on(VIEWED, cast.sen), a_setting()
    actions.save_legal_status(
        act, reference=reference, status="care-order", from_on=date(2025, 2, 4)
    )
    actions.save_child(act, reference=reference, needs="Care by day and night.", has_plan=True)
    actions.save_placement(
        act,
        reference=reference,
        setting_id=setting.pk,
        kind="residential-school",
        is_external=True,
        weeks=52,
        starts_on=date(2026, 1, 5),
    )
    actions.save_costs(act, reference=reference, lines=lines())
    actions.save_payment_terms(
        act, reference=reference, education_weeks=52, payment_terms="A weekly fee, 52 weeks."
    )
    actions.save_shares(act, reference=reference, shares=shares or HILLVIEW, because="Agreed.")
    actions.save_options(
        act,
        reference=reference,
        statement="Every option was explored.",
        local_packages="Outreach and short breaks, March to July 2025.",
        local_facility="Three local schools cannot meet need.",
        complexity="Joint assessment of 2 September 2025.",
    )
    check_provider(cast, reference)


def check_provider(cast: Cast, reference: str) -> None:
    actions.save_checks(
        act_on(VIEWED, cast.sen),
        reference=reference,
        upload=a_pdf("report.pdf"),
        registered_with="ofsted",
        registration_checked_on=VIEWED,
        is_cqc_needed=False,
        is_visit_needed=False,
        report_on=date(2025, 3, 12),
        are_terms_accepted=True,
        contract="framework",
    )


def lines() -> list[QuotedLine]:
    weekly = {"education": 1_500_00, "care": 1_900_00, "health": 600_00}
    return [QuotedLine(kind, pence, Per.WEEK, 52) for kind, pence in weekly.items()]


def a_setting() -> Setting:
    return Setting.objects.get_or_create(name="Hillview School", is_residential=True)[0]


def make_complete(cast: Cast) -> str:
    """A referral that lacks nothing and is still to be submitted."""
    reference = share(cast, raise_one(cast))
    write_part_2(cast, reference)
    for payer, pence in HILLVIEW.items():
        answer(cast, reference, SHORT[payer], pence)
    return reference


def submit(cast: Cast, reference: str) -> str:
    return actions.submit_referral(act_on(date(2025, 11, 3), cast.sen), reference=reference)
