"""What is asked about EHC cases: progress, clocks, who may be asked, what a plan holds."""

from datetime import date

from django.db.models import Max, QuerySet

from accounts.models import Purpose, User
from accounts.queries import protocol_in_force
from accounts.rules.roles import Role
from casework.models import Clock, Event
from ehcp.models import Decided, EhcCase, Plan, PlanVersion, Told
from ehcp.rules.advice import HEAD_WORDS, Circumstances, Head
from ehcp.rules.letters import AppealDates
from ehcp.rules.plan import Annexed, Section, Sections
from ehcp.rules.policy import EhcpPolicy, parse
from people.queries import is_in_care

APPEAL, MEDIATION, WINDOW = "register-appeal", "contact-mediation-adviser", "views-on-draft"


def policy_for(authority: str, on: date) -> EhcpPolicy:
    """Return what the authority's SEND Panel protocol settles about assessments on a day.

    Raises:
        Refused: ``no-protocol``, ``policy-unreadable``.
    """
    protocol = protocol_in_force(authority, Purpose.SEND_PANEL, on)
    return parse(protocol.sections.get("ehcp", {}))


def circumstances_of(ehc: EhcCase, *, on: date) -> Circumstances:
    """Return what decides who is asked for advice on a day."""
    child = ehc.case.child
    return Circumstances(
        born_on=child.born_on,
        on=on,
        setting=child.setting.name if child.setting else "",
        in_care=is_in_care(child, on),
        service_family=ehc.is_service_family,
        youth_justice=ehc.is_known_to_youth_justice,
        sensory_impairment=ehc.has_sensory_impairment,
    )


def coordinators_of(authority: str, on: date) -> QuerySet[User]:
    """The people who may own an EHC case of the authority, by name."""
    return _in_role(Role.COORDINATOR, authority, on).order_by("name", "pk")


def adviser_with_email(email: str, authority: str, on: date) -> User | None:
    """Return the adviser who signs in with this address, if there is one."""
    if not email:
        return None
    return _in_role(Role.ADVISER, authority, on).filter(email__iexact=email).first()


def _in_role(role: Role, authority: str, on: date) -> QuerySet[User]:
    people = User.objects.filter(is_active=True, roles_held__from_on__lte=on)
    held = people.filter(roles_held__role=role, roles_held__authority=authority)
    return held.exclude(roles_held__to_on__lt=on).distinct()


def window_ends_on(reference: str) -> date | None:
    """Return the last day, inclusive, of the family's time for the newest draft."""
    windows = Clock.objects.filter(stream=reference, clock=WINDOW, stopped=False)
    return windows.aggregate(last=Max("due_on"))["last"]


def appeal_dates(reference: str, told_on: date) -> AppealDates | None:
    """Return the last days to appeal and to ask a mediation adviser about one decision."""
    clocks = Clock.objects.filter(stream=reference, started_on=told_on, stopped=False)
    due = dict(clocks.filter(clock__in=[APPEAL, MEDIATION]).values_list("clock", "due_on"))
    if due.keys() < {APPEAL, MEDIATION}:
        return None
    return AppealDates(appeal_by=due[APPEAL], mediation_by=due[MEDIATION])


def told_not_before(ehc: EhcCase, occasion: Told.Occasion) -> date | None:
    """Return the day from which others can be told on this occasion; None when there is none."""
    if occasion == Told.Occasion.CONSIDERING:
        return ehc.received_on
    if occasion == Told.Occasion.ASSESSMENT:
        return _sent_on(ehc, Decided.About.ASSESSMENT)
    final = PlanVersion.objects.filter(plan__ehc=ehc, state="final").first()
    return final.sent_on if final else _sent_on(ehc, Decided.About.PLAN)


def _sent_on(ehc: EhcCase, about: Decided.About) -> date | None:
    return ehc.decisions.filter(about=about).values_list("sent_on", flat=True).first()


def sections_of(plan: Plan) -> Sections:
    """Return the words of every section that has been written."""
    return {Section(row.code): row.words for row in plan.sections.all()}


def annexed_advice(ehc: EhcCase) -> list[Annexed]:
    """Return section K: all the advice that has come back, in the order of the regulation.

    Rules: SUT-029, COP-207.
    """
    return [
        Annexed(HEAD_WORDS[Head(row.head)], row.author, row.received_on)
        for row in ehc.advice.in_order()
        if row.received_on
    ]


def timeline_of(reference: str) -> QuerySet[Event]:
    """The facts of the case, newest first."""
    return Event.objects.of(reference).order_by("-number")


def clocks_of(reference: str) -> QuerySet[Clock]:
    """The clocks of the case, soonest due first."""
    return Clock.objects.of(reference)
