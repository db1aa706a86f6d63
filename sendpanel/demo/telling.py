"""The whole demonstration, told in order: councils, children, assessments, referrals, panels."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import cycle
from random import Random

from casework.tokens import drawn_from
from people.models import Child
from sendpanel.demo import assessments, families, meetings, referrals
from sendpanel.demo.acting import on, past_days
from sendpanel.demo.asking import ASKINGS
from sendpanel.demo.cast import Council, bring_on
from sendpanel.demo.meetings import Heard
from sendpanel.demo.referrals import DAYS_TO_SUBMIT, Asking, Stop, Story

EARLY = (Stop.ALERT, Stop.SHARED, Stop.VIEWS, Stop.WRITTEN, Stop.SUBMITTED)
TODAYS_CASES = 5
PAPERS_AHEAD = 22
OUTCOMES = ("agreed", "agreed-with-conditions", "agreed", "deferred", "agreed", "agreed")


class Stage(StrEnum):
    """How far the demonstration goes."""

    ALERT = "alert"
    PANEL = "panel"
    AWARDED = "awarded"
    REVIEW = "review"


REACH = list(Stage)


@dataclass(frozen=True)
class Plan:
    """What to tell: to whom, how many children each, from which seed, how far, as of which day."""

    councils: tuple[Council, ...]
    children: int
    seed: int
    stage: Stage
    today: date

    def reaches(self, stage: Stage) -> bool:
        """Say whether the telling goes as far as ``stage``."""
        return REACH.index(self.stage) >= REACH.index(stage)


def tell(plan: Plan) -> Iterator[str]:
    """Make the demonstration and yield a line for each part of it. The same seed tells the same."""
    random = Random(plan.seed)  # noqa: S311 -- chooses names, guards nothing
    with past_days(), drawn_from(Random(plan.seed)):  # noqa: S311 -- the same references again
        families.make_settings()
        for council in plan.councils:
            bring_on(on(plan.today - timedelta(days=900)), council)
            yield f"{council.name}: its agencies and people"
            yield from Telling(plan, council, random).parts()


class Telling:
    """The telling of one council, which shares out its children as it goes."""

    def __init__(self, plan: Plan, council: Council, random: Random) -> None:
        self.plan, self.council, self.random = plan, council, random
        self.askings = cycle(ASKINGS[council.policy])
        self.left = plan.children

    def parts(self) -> Iterator[str]:
        """Take half of the children through referrals, the oldest first, the rest to plans."""
        panel = meetings.set_up(self.council, self.plan.today)
        if self.plan.reaches(Stage.AWARDED):
            yield from self._past(panel)
        if self.plan.reaches(Stage.PANEL):
            yield self._todays_meeting(panel)
        yield self._early_referrals()
        yield self._assessments()

    def _past(self, panel: object) -> Iterator[str]:
        outcomes = cycle(OUTCOMES)
        for meeting in meetings.past_meetings(panel, self.plan.today):
            if self.left <= self.plan.children // 2:
                return
            heard = [
                Heard(self._submitted_for(meeting.held_on, asking), asking, next(outcomes))
                for asking in (next(self.askings), next(self.askings))
            ]
            settled = list(meetings.hold(self.council, meeting, heard))
            yield f"{self.council.name}: {meeting.reference} heard {len(settled)} cases"

    def _todays_meeting(self, panel: object) -> str:
        meeting = meetings.meet_today(self.council, panel, self.plan.today)
        references = [
            self._submitted_for(self.plan.today, next(self.askings)) for _ in range(TODAYS_CASES)
        ]
        meetings.prepare(self.council, meeting, references)
        meetings.open_with(self.council, meeting, ("member-sen", "member-care"))
        return f"{self.council.name}: {meeting.reference} meets today with {len(references)} cases"

    def _submitted_for(self, day: date, asking: Asking) -> str:
        spare = timedelta(days=PAPERS_AHEAD + DAYS_TO_SUBMIT + self.random.randrange(6))
        return self._referral(day - spare, asking, Stop.SUBMITTED)

    def _early_referrals(self) -> str:
        for number, stop in enumerate(EARLY):
            begun = self.plan.today - timedelta(days=(3, 20, 40, 44, 50)[number])
            self._referral(begun, next(self.askings), stop)
        return f"{self.council.name}: {len(EARLY)} referrals on their way to a panel"

    def _referral(self, raised_on: date, asking: Asking, stop: Stop) -> str:
        child = self._child(raised_on)
        setting = self.random.choice(families.RESIDENTIAL)
        return referrals.tell(Story(self.council, child, raised_on, asking, stop, setting))

    def _assessments(self) -> str:
        begun = [self.random.randrange(1, 240) for _ in range(max(self.left, len(EARLY)))]
        days = [self.plan.today - timedelta(days=ago) for ago in sorted(begun, reverse=True)]
        children = [self._child(day) for day in days]
        for story in assessments.stories(self.council, children, days):
            assessments.tell(story, self.plan.today)
        return f"{self.council.name}: {len(children)} requests for an assessment"

    def _child(self, day: date) -> Child:
        self.left -= 1
        return families.make_child(on(day), self.council, self.random)
