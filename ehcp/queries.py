"""What is asked about EHC cases: progress, clocks, who may be asked, what a plan holds."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F, Max, Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse

from accounts.models import Purpose, RoleHeld, User
from accounts.queries import protocol_in_force
from accounts.rules.roles import Role
from casework.models import Clock, Event
from casework.reminders import Addressee
from casework.rules.errors import Refused
from ehcp.models import (
    ADVICE_CLOCK,
    AdviceRequest,
    Decided,
    EhcCase,
    Plan,
    PlanVersion,
    Told,
)
from ehcp.rules.advice import HEAD_WORDS, Circumstances, Head
from ehcp.rules.letters import AppealDates
from ehcp.rules.plan import Annexed, Section, Sections
from ehcp.rules.policy import EhcpPolicy, Route, parse, route_for
from people.models import Case
from people.queries import is_in_care

APPEAL, MEDIATION, WINDOW = "register-appeal", "contact-mediation-adviser", "views-on-draft"


def policy_for(authority: str, on: date) -> EhcpPolicy:
    """Return what the authority's SEND Panel protocol settles about assessments on a day.

    Raises:
        Refused: ``no-protocol``, ``policy-unreadable``.
    """
    protocol = protocol_in_force(authority, Purpose.SEND_PANEL, on)
    return parse(protocol.sections.get("ehcp", {}))


def policy_if_adopted(authority: str, on: date) -> EhcpPolicy:
    """Return what the protocol settles; nothing where the authority has adopted none."""
    try:
        return policy_for(authority, on)
    except Refused:
        return EhcpPolicy()


def routes_of(ehc: EhcCase, *, on: date) -> dict[Head, Route]:
    """Return where the authority's protocol sends requests about this child, by head."""
    policy, known = policy_if_adopted(ehc.case.authority_id, on), ehc.is_known_to_social_care
    routes = {head: route_for(policy, head, on=on, known=known) for head in Head}
    return {head: route for head, route in routes.items() if route}


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


def owners_of(authorities: Sequence[str], on: date) -> list[User]:
    """The people who may own EHC cases in any of the authorities, by name."""
    held = RoleHeld.objects.in_force(on).filter(role=Role.COORDINATOR, authority__in=authorities)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("name", "pk"))


def adviser_with_email(email: str, authority: str, on: date) -> User | None:
    """Return the adviser who signs in with this address, if there is one."""
    if not email:
        return None
    held = RoleHeld.objects.in_force(on).filter(role=Role.ADVISER, authority=authority)
    advisers = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return advisers.filter(email__iexact=email).first()


def window_ends_on(reference: str) -> date | None:
    """Return the last day, inclusive, of the family's time for the newest draft."""
    windows = Clock.objects.filter(stream=reference, clock=WINDOW, stopped=False)
    return windows.aggregate(last=Max("due_on"))["last"]


def appeal_dates(reference: str, told_on: date) -> AppealDates | None:
    """Return the last days to appeal and to ask a mediation adviser about one decision."""
    clocks = Clock.objects.filter(stream=reference, started_on=told_on, stopped=False)
    due = dict(clocks.filter(clock__in=[APPEAL, MEDIATION]).values_list("clock", "due_on"))
    if len(due) < len((APPEAL, MEDIATION)):
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


def ehc_of(case: Case) -> EhcCase | None:
    """Return the EHC case of ``case``, which has been through the door; None for another kind."""
    ehc = EhcCase.objects.filter(pk=case.pk).first()
    if ehc is not None:
        ehc.case = case
    return ehc


def with_rows(ehc: EhcCase) -> EhcCase:
    """Return the case with the rows that its page shows, all fetched."""
    advice = AdviceRequest.objects.in_order()
    names = ("panel_advice", "decisions", "told", Prefetch("advice", advice))
    prefetch_related_objects([ehc], *names)
    return ehc


def advice_due(clocks: Iterable[Clock]) -> dict[str, Clock]:
    """Return the newest advice clock of each adviser of one case, by the adviser's name."""
    return {
        str(clock.of.get("adviser", "")): clock for clock in clocks if clock.clock == ADVICE_CLOCK
    }


def advisers_reminded(clocks: Sequence[Clock]) -> dict[int, list[Addressee]]:
    """Find the address of the adviser whom each advice clock is about, where one was given.

    An adviser who signs in is led to their own list; anybody else to nothing but the sign-in.
    """
    streams = {clock.stream for clock in clocks}
    asked = AdviceRequest.objects.asked().filter(ehc__case__reference__in=streams)
    rows = asked.exclude(email="").values_list("ehc__case__reference", "adviser", "email")
    emails = {(reference, adviser): email for reference, adviser, email in rows}
    found = {clock.pk: emails.get((clock.stream, clock.of.get("adviser"))) for clock in clocks}
    path = reverse("ehcp:list_advice")
    return {pk: [Addressee(email, path)] for pk, email in found.items() if email}


def advice_clocks_of(references: Iterable[str]) -> dict[tuple[str, str], Clock]:
    """Return advice clocks of several cases, by reference and adviser."""
    clocks = Clock.objects.filter(stream__in=list(references), clock=ADVICE_CLOCK).order_by("pk")
    return {(clock.stream, str(clock.of.get("adviser", ""))): clock for clock in clocks}


def requests_to(user: User) -> QuerySet[AdviceRequest]:
    """What is asked of this adviser, what waits first; with case, child and owner."""
    related = ("ehc__case__child", "ehc__case__owner")
    asked = AdviceRequest.objects.addressed_to(user).select_related(*related)
    return asked.order_by(F("received_on").asc(nulls_first=True), "asked_on", "pk")


def asked_heads(ehc: EhcCase) -> list[Head]:
    """The heads under which advice has been asked for, or existing advice is used."""
    return [Head(head) for head in ehc.advice.values_list("head", flat=True)]


def plan_of(ehc: EhcCase) -> Plan | None:
    """Return the case's plan with its versions; None before there is to be one."""
    return Plan.objects.filter(ehc=ehc).prefetch_related("sections").first()


def versions_of(ehc: EhcCase) -> list[PlanVersion]:
    """The plans that have gone out, newest first."""
    return list(PlanVersion.objects.filter(plan__ehc=ehc).order_by("-number"))


def revision_now(reference: str) -> int:
    """Return the case's revision now."""
    return Case.objects.values_list("revision", flat=True).get(reference=reference)


def case_for_letters(reference: str) -> EhcCase:
    """Return the case with all that its letters name."""
    related = ("case__child__setting", "case__authority", "case__owner")
    cases = EhcCase.objects.select_related(*related).prefetch_related("case__child__carers")
    return cases.get(case__reference=reference)


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
    return Clock.objects.of(reference).order_by(F("due_on").asc(nulls_last=True), "clock", "pk")
