"""Joint funding referrals, each taken as far as its story goes before a panel hears it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from casework import clock, pdf
from casework.act import Act
from funding.rules.prices import Per, QuotedLine
from people.models import Child, Setting
from referrals import actions as referrals
from sendpanel.demo.acting import on
from sendpanel.demo.cast import Council, somebody

WORKERS = {"education": "caseworker-sen", "care": "caseworker-care", "health": "caseworker-health"}
DAYS_TO_SUBMIT = 46


class Stop(IntEnum):
    """How far a referral has come."""

    ALERT = 1
    SHARED = 2
    VIEWS = 3
    WRITTEN = 4
    SUBMITTED = 5


@dataclass(frozen=True)
class Asking:
    """What is asked for: weeks, price a week by kind of cost, and who is asked for how much."""

    weeks: int
    weekly_pence: Mapping[str, int]
    yearly_shares: Mapping[str, int]


@dataclass(frozen=True)
class Story:
    """One referral: for whom, of which day, for what, and how far it goes."""

    council: Council
    child: Child
    raised_on: date
    asking: Asking
    stop: Stop
    setting: str

    def worker(self, payer: str) -> User:
        return somebody(self.council, WORKERS[payer])

    def day(self, after: int) -> date:
        return self.raised_on + timedelta(days=after)

    @property
    def payers(self) -> list[str]:
        return [payer for payer in WORKERS if self.asking.yearly_shares.get(payer)]


def tell(story: Story) -> str:
    """Take a referral from its alert to where its story stops; return its reference."""
    reference = _raise(story)
    for stop, step in _steps():
        if story.stop >= stop:
            step(story, reference)
    return reference


def _steps() -> Iterator[tuple[Stop, Callable[[Story, str], object]]]:
    yield Stop.SHARED, _share
    yield Stop.VIEWS, _give_views
    yield Stop.WRITTEN, _write
    yield Stop.SUBMITTED, _submit


def _raise(story: Story) -> str:
    worker = story.worker("education")
    others = [story.council.agency(payer) for payer in story.payers if payer != "education"]
    carer = story.child.carers.first()
    return referrals.raise_alert(
        on(story.raised_on, worker),
        child_reference=story.child.reference,
        consented=others,
        basis="parent",
        given_by=carer.name,
        given_on=story.raised_on,
        reason="What the local schools offer does not meet this child's needs by day or night.",
    )


def _share(story: Story, reference: str) -> None:
    shared_by = somebody(story.council, "panel-admin")
    referrals.share_alert(on(story.day(1), shared_by), reference=reference)


def _give_views(story: Story, reference: str) -> None:
    for payer in story.payers:
        act, agency = on(story.day(28), story.worker(payer)), story.council.agency(payer)
        yearly = story.asking.yearly_shares[payer]
        referrals.receive_assessment(
            act,
            reference=reference,
            agency=agency,
            upload=_paper("assessment.pdf"),
            completed_on=act.today,
            is_made_together=payer == "education",
        )
        referrals.give_view(
            act,
            reference=reference,
            agency=agency,
            position="agree",
            because="Our own assessment comes to the same need.",
            offered_pence=yearly,
            time_frame="Until the next key stage",
            staffing="Two to one by day, waking night cover",
        )
        referrals.confirm_share(
            act,
            reference=reference,
            agency=agency,
            yearly_pence=yearly,
            agreed_on=act.today,
            agreed_by="Head of service",
        )


def _write(story: Story, reference: str) -> None:
    act = on(story.day(40), story.worker("education"))
    _write_child_and_placement(story, reference, act)
    _write_money(story, reference, act)
    _write_reasons(story, reference, act)


def _write_child_and_placement(story: Story, reference: str, act: Act) -> None:
    referrals.save_legal_status(
        act, reference=reference, status="care-order", from_on=story.raised_on - timedelta(days=90)
    )
    referrals.save_child(
        act,
        reference=reference,
        needs="Autism and epilepsy. Needs care by day and by night, and small classes.",
        child_words="I want to be near my nan, and I want my own room.",
        family_words="We cannot keep everybody safe at night any more.",
        has_plan=True,
        has_health_issues=True,
        continuing_care_on=story.day(10),
        is_known_to_care=True,
        care_checked_on=story.day(2),
    )
    referrals.save_placement(
        act,
        reference=reference,
        setting_id=Setting.objects.get(name=story.setting).pk,
        kind="residential-school",
        is_external=True,
        weeks=story.asking.weeks,
        starts_on=story.day(75),
        grounds=["educational-needs"],
        complexity="Needs met only by teaching and care under one roof.",
    )


def _write_money(story: Story, reference: str, act: Act) -> None:
    weeks = story.asking.weeks
    lines = [
        QuotedLine(kind, pence, Per.WEEK, weeks)
        for kind, pence in story.asking.weekly_pence.items()
    ]
    referrals.save_costs(act, reference=reference, lines=lines)
    referrals.save_payment_terms(
        act,
        reference=reference,
        education_weeks=weeks,
        payment_terms="A weekly fee, invoiced every four weeks in arrears.",
    )
    referrals.save_shares(
        act,
        reference=reference,
        shares=dict(story.asking.yearly_shares),
        because="As each agency has confirmed.",
    )


def _write_reasons(story: Story, reference: str, act: Act) -> None:
    referrals.save_options(
        act,
        reference=reference,
        statement="Every way of supporting the child at home and in school was looked at.",
        local_packages="Outreach, a sitting service and short breaks were tried for five months.",
        local_facility="Three local schools were asked; none can meet need by night.",
        complexity="The joint assessment finds care and teaching needed round the clock.",
    )
    referrals.save_discussion(
        act,
        reference=reference,
        held_on=story.day(20),
        is_meeting=True,
        convened_by_id=story.council.agency("education"),
        attendees="SEN caseworker, social worker, community nurse, head teacher, parent",
        options_for_school="Full-time support; a place in the resourced base.",
        options_for_home="Short breaks and a night sitting service.",
        recommendation="A residential school placement, funded jointly.",
    )
    referrals.save_checks(
        act,
        reference=reference,
        upload=_paper("inspection-report.pdf"),
        registered_with="ofsted",
        registration_checked_on=act.today,
        is_cqc_needed=False,
        is_visit_needed=False,
        report_on=story.raised_on - timedelta(days=200),
        are_terms_accepted=True,
        contract="placement-contract",
    )


def _submit(story: Story, reference: str) -> None:
    act = on(story.day(DAYS_TO_SUBMIT), story.worker("education"))
    referrals.submit_referral(act, reference=reference)


def _paper(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, _page(), content_type="application/pdf")


@cache
def _page() -> bytes:
    """One page that stands for whatever an agency would send."""
    heading = {"title": "Assessment", "reference": "", "issued_on": clock.today()}
    return pdf.render("letters/demo/assessment.html", {"document": heading})
