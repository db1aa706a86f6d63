"""Who a page is about, where the referral stands, and the pages about it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from casework.components import IdentityBar, Tab, Tabs, Tag
from casework.forms.dates import in_words
from people.presenters.child import identity_bar
from referrals.models import Referral
from referrals.queries import care_since
from referrals.rules.facts import ReferralFacts
from referrals.rules.tasks import count_views
from referrals.rules.workflow import WORDS, Stage

COLOURS = {
    Stage.ALERT: "blue",
    Stage.VIEWS: "turquoise",
    Stage.REFERRAL: "turquoise",
    Stage.SUBMITTED: "purple",
    Stage.LISTED: "purple",
    Stage.DEFERRED: "yellow",
    Stage.MORE_INFORMATION: "yellow",
    Stage.AGREED: "green",
    Stage.DECLINED: "red",
    Stage.WITHDRAWN: "grey",
}
STEPS = ("Alert", "Views", "Referral", "Panel", "Decided")
REACHED = {
    Stage.ALERT: 0,
    Stage.VIEWS: 1,
    Stage.REFERRAL: 2,
    Stage.MORE_INFORMATION: 2,
    Stage.SUBMITTED: 3,
    Stage.LISTED: 3,
    Stage.DEFERRED: 3,
    Stage.AGREED: 5,
    Stage.DECLINED: 5,
    Stage.WITHDRAWN: 5,
}


@dataclass(frozen=True)
class CaseBar:
    """The head of every page about a referral. ``title`` names nobody but by initials."""

    reference: str
    title: str
    identity: IdentityBar
    stage: Tag
    tabs: Tabs


@dataclass(frozen=True)
class Step:
    """One step of a referral's way: ``state`` is done, here or ahead."""

    text: str
    state: str


def case_bar(referral: Referral, today: date, current: str = "") -> CaseBar:
    """Return the head of a page about a referral; ``current`` is the name of its tab."""
    case = referral.case
    return CaseBar(
        reference=case.reference,
        title=f"{case.reference}, {case.child.initials}",
        identity=identity_bar(case.child, today, care_since(case, today)),
        stage=stage_tag(case.stage),
        tabs=_tabs(case.reference, current),
    )


def stage_tag(stage: str) -> Tag:
    """Return a stage in words and colour."""
    return Tag(WORDS[Stage(stage)], COLOURS[Stage(stage)])


def _tabs(reference: str, current: str) -> Tabs:
    pages = (
        ("show", "Overview"),
        ("tasks", "Task list"),
        ("assessments", "Assessments and views"),
        ("timeline", "Timeline"),
    )
    items = [
        Tab(text, reverse(f"referrals:{name}", args=[reference]), name == current)
        for name, text in pages
    ]
    return Tabs("This referral", items)


def stages_of(referral: Referral, facts: ReferralFacts) -> list[Step]:
    """Return the steps of a referral's way with what is known of each."""
    here = REACHED[Stage(referral.case.stage)]
    texts = [_step_text(name, referral, facts) for name in STEPS]
    states = ["done" if at < here else "here" if at == here else "ahead" for at in range(5)]
    return [Step(text, state) for text, state in zip(texts, states, strict=True)]


def _step_text(name: str, referral: Referral, facts: ReferralFacts) -> str:
    if name == "Views":
        return f"Views {count_views(facts)}"
    if name == "Panel" and referral.meets_on:
        return f"Panel {in_words(referral.meets_on)}"
    if name == "Decided" and referral.case.stage in (Stage.DECLINED, Stage.WITHDRAWN):
        return WORDS[Stage(referral.case.stage)]
    return name
