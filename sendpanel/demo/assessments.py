"""EHC needs assessments at every stage, each taken as far as its own pace has brought it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, takewhile

from accounts.models import User
from ehcp import actions as ehcp
from ehcp.models import EhcCase, Told
from ehcp.queries import circumstances_of
from ehcp.rules.advice import Answer, Ask, propose
from ehcp.rules.decisions import Decision, Outcome
from ehcp.rules.plan import Placement, Section, Signature
from ehcp.rules.requests import FamilyAgreement, Request, Source, others_told
from people.models import Child
from sendpanel.demo.acting import on
from sendpanel.demo.cast import Council, somebody

WORDS = {
    Section.VIEWS: "“I like drawing maps and I want to travel by bus on my own.”",
    Section.NEEDS: "Needs short instructions, and time to answer; finds noise hard to bear.",
    Section.HEALTH_NEEDS: "Epilepsy, well controlled; a seizure plan is in place.",
    Section.CARE_NEEDS: "Needs somebody at hand outside the home.",
    Section.OUTCOMES: "By July next year, tells an adult what is wrong in four of five lessons.",
    Section.PROVISION: "A trained teaching assistant for 15 hours a week in lessons.",
    Section.ADULTHOOD: "Six visits to a college, with a mentor, before the end of year 10.",
    Section.HEALTH_PROVISION: "Speech and language therapy, 30 minutes a week for 38 weeks.",
    Section.CARE_PROVISION: "Short breaks of four hours every second Saturday.",
}
LATE_HEALTH = "The health advice is late; the other advice is enough to decide."


@dataclass(frozen=True)
class Pace:
    """In how many days after the request each step was taken; an early end is a refusal."""

    decided: int
    advised: int
    agreed: int
    drafted: int
    finished: int
    outcome: Outcome = Outcome.PLAN
    late_health: bool = False


PACES = (
    Pace(30, 75, 100, 112, 133),
    Pace(38, 84, 108, 118, 138, late_health=True),
    Pace(41, 95, 130, 150, 178, late_health=True),
    Pace(35, 80, 105, 0, 0, outcome=Outcome.NO_PLAN),
    Pace(36, 0, 0, 0, 0, outcome=Outcome.NO_ASSESSMENT),
)
Step = tuple[int, Callable[[date], object]]


@dataclass(frozen=True)
class Story:
    """One assessment: whose, asked for when, and by whom it is run."""

    council: Council
    child: Child
    received_on: date
    pace: Pace

    @property
    def coordinator(self) -> User:
        return somebody(self.council, "coordinator")


def tell(story: Story, today: date) -> str:
    """Take an assessment from its request to where it stands today; return its reference."""
    source = Source.SCHOOL if story.child.setting else Source.PARENT
    request = Request(
        source, story.child.born_on, story.received_on, FamilyAgreement.YES, "They asked for it."
    )
    reference = ehcp.request_assessment(
        on(story.received_on, story.coordinator),
        child_reference=story.child.reference,
        owner=story.coordinator,
        request=request,
    )
    for days, step in takewhile(lambda step: _day(story, step) <= today, _steps(story, reference)):
        step(story.received_on + timedelta(days=days))
    return reference


def _day(story: Story, step: Step) -> date:
    return story.received_on + timedelta(days=step[0])


def _steps(story: Story, reference: str) -> Iterator[Step]:
    pace = story.pace
    yield 2, lambda day: _tell_of_request(story, reference, day)
    if pace.outcome is Outcome.NO_ASSESSMENT:
        yield pace.decided, lambda day: _decide(story, reference, day, Outcome.NO_ASSESSMENT)
        return
    yield pace.decided, lambda day: _decide(story, reference, day, Outcome.ASSESS)
    yield pace.decided + 1, lambda day: _ask(story, reference, day)
    yield pace.advised, lambda day: _answer(story, reference, day)
    yield pace.agreed, lambda day: _decide(story, reference, day, pace.outcome)
    if pace.outcome is Outcome.PLAN:
        yield pace.drafted, lambda day: _draft(story, reference, day)
        yield pace.finished, lambda day: _finish(story, reference, day)


def _decide(story: Story, reference: str, day: date, outcome: Outcome) -> None:
    decide = ehcp.decide_assessment
    if outcome in (Outcome.PLAN, Outcome.NO_PLAN):
        decide = ehcp.decide_plan
    decision = Decision(
        outcome,
        day,
        "The evidence was weighed against the test in the law.",
        regard_to_age="Further education is what this young person wants.",
        without_advice_reason=LATE_HEALTH if outcome is Outcome.PLAN else "",
        told=others_told(attends_setting=story.child.setting is not None),
    )
    decide(on(day, story.coordinator), reference=reference, decision=decision)


def _tell_of_request(story: Story, reference: str, day: date) -> None:
    recipients = others_told(attends_setting=story.child.setting is not None)
    ehcp.tell_others(
        on(day, story.coordinator),
        reference=reference,
        occasion=Told.Occasion.CONSIDERING,
        recipients=recipients,
        on=day,
    )


def _ask(story: Story, reference: str, day: date) -> None:
    ehc = EhcCase.objects.get(case__reference=reference)
    psychologist = somebody(story.council, "adviser")
    asks = []
    for proposal in propose(circumstances_of(ehc, on=day)):
        is_psychology = proposal.head == "psychology"
        if proposal.is_compulsory:
            name = psychologist.name if is_psychology else proposal.who or proposal.head.title()
            email = psychologist.email if is_psychology else f"{proposal.head}@advice.example"
            asks.append(Ask(proposal.head, name, day, email, day))
    ehcp.ask_advice(on(day, story.coordinator), reference=reference, asks=asks)


def _answer(story: Story, reference: str, day: date) -> None:
    for advice in EhcCase.objects.get(case__reference=reference).advice.asked():
        if advice.head == "health" and story.pace.late_health:
            continue
        answer = Answer(day, advice.adviser, "What was seen, and what would help, in four pages.")
        ehcp.record_advice(
            on(day, story.coordinator), reference=reference, adviser=advice.adviser, answer=answer
        )


def _draft(story: Story, reference: str, day: date) -> None:
    act = on(day, story.coordinator)
    for section, words in WORDS.items():
        ehcp.write_section(act, reference=reference, section=section, words=words)
    ehcp.issue_draft(
        act,
        reference=reference,
        sent_on=day,
        served_on=day,
        without_advice_reason="Health was chased three times; the draft cannot wait for it.",
    )


def _finish(story: Story, reference: str, day: date) -> None:
    act = on(day, story.coordinator)
    ehcp.agree_health(
        act, reference=reference, agreed_by="Designated clinical officer", agreed_on=day
    )
    placement = Placement("The Orchard School", "Maintained special school")
    ehcp.name_placement(act, reference=reference, placement=placement)
    signature = Signature(story.coordinator.name, story.coordinator.post)
    told = others_told(attends_setting=story.child.setting is not None)
    ehcp.issue_final(act, reference=reference, signature=signature, sent_on=day, told=told)


def stories(council: Council, children: list[Child], days: list[date]) -> Iterator[Story]:
    """Yield an assessment for each child, asked for on each of the days, of every pace in turn."""
    for child, day, pace in zip(children, days, cycle(PACES), strict=False):
        yield Story(council, child, day, pace)
