"""What is asked about children: their cases, network, facts and duties; duplicates; search."""

from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.models import Agency, User
from casework.models import Clock, Document, Event
from people.models import Case, Child, Consent, LegalStatus, NetworkMember
from people.permissions import open_marks
from people.rules.care import in_care_since
from people.rules.sought import Sought


def likely_same(
    authority: str, *, family_name: str, born_on: date, **_rest: Any
) -> QuerySet[Child]:
    """Children of the authority with the same family name and date of birth."""
    return Child.objects.filter(
        authority=authority, family_name__iexact=family_name.strip(), born_on=born_on
    )


def legal_status_on(child: Child, day: date) -> LegalStatus | None:
    """The child's legal status on a day; None when nobody has recorded one by then."""
    return child.legal_statuses.filter(from_on__lte=day).order_by("-from_on").first()


def is_in_care(child: Child, day: date) -> bool:
    """Say whether the child is in the authority's care on a day. Rules: KENT-036."""
    status = legal_status_on(child, day)
    return status is not None and status.status != LegalStatus.Status.NOT_IN_CARE


def care_since(child: Child, day: date) -> date | None:
    """The day since when the child has been in care without a break; None if not in care."""
    statuses = child.legal_statuses.values_list("from_on", "status")
    not_care = LegalStatus.Status.NOT_IN_CARE
    return in_care_since([(from_on, status != not_care) for from_on, status in statuses], day)


def cases_of(child: Child, user: User) -> QuerySet[Case]:
    """The child's cases that this person sees: open ones first, then the newest."""
    visible = Case.objects.visible_to(user).filter(child=child)
    return visible.select_related("lead_agency", "owner").order_by(
        F("closed_on").desc(nulls_first=True), "-opened_on", "-pk"
    )


def open_cases_of(children: list[int], user: User) -> QuerySet[Case]:
    """The open cases of some children, by id, that this person sees."""
    cases = Case.objects.visible_to(user).open().filter(child__in=children)
    return cases.select_related("child", "owner").order_by(
        "child__family_name", "child__given_names", "child_id", "reference"
    )


def duties_in(streams: list[str]) -> QuerySet[Clock]:
    """The duties still to be done in some streams, soonest due first."""
    return Clock.objects.open().filter(stream__in=streams).order_by("due_on", "clock", "pk")


def facts_in(
    streams: list[str], *, kind: str = "", until: datetime | None = None
) -> QuerySet[Event]:
    """The facts of some streams, newest first; of one kind, or as recorded by a moment."""
    facts = Event.objects.filter(stream__in=streams)
    facts = facts.filter(kind=kind) if kind else facts
    facts = facts.filter(at__lte=until) if until else facts
    return facts.order_by("-on", "-at", "-stream", "-number")


def kinds_in(streams: list[str]) -> list[str]:
    """The kinds of fact that there are in some streams, by name."""
    kinds = Event.objects.filter(stream__in=streams).order_by("kind")
    return list(kinds.values_list("kind", flat=True).distinct())


def documents_in(streams: list[str], user: User) -> QuerySet[Document]:
    """The documents of some streams whose mark lets this person in, or that they brought."""
    theirs = Q(mark__in=open_marks(user)) | Q(by_id=user.pk)
    documents = Document.objects.filter(theirs, stream__in=streams)
    return documents.select_related("file", "superseded_by").order_by("-at", "-pk")


def network_of(child: Child, day: date) -> QuerySet[NetworkMember]:
    """The agencies around a child on a day."""
    members = child.network.in_force(day).select_related("agency")
    return members.order_by("agency__payer", "agency__name")


def consents_of(child: Child) -> QuerySet[Consent]:
    """Every consent and legal basis recorded for a child, the newest first."""
    return child.consents.select_related("agency").order_by("-given_on", "-pk")


def standing_consents(child: Child) -> dict[str, Consent]:
    """The consents that open the record today, by agency."""
    return {one.agency_id: one for one in consents_of(child).filter(withdrawn_on=None)}


def responsible_for(child: Child) -> list[str]:
    """The names of those with parental responsibility."""
    carers = child.carers.filter(has_parental_responsibility=True).order_by("pk")
    return list(carers.values_list("name", flat=True))


def agency_names() -> dict[str, str]:
    """Every agency's name, by its code."""
    return dict(Agency.objects.values_list("code", "name"))


def search_children(visible: QuerySet[Child], sought: Sought) -> QuerySet[Child]:
    """Those of ``visible`` who fit all that was typed: names, a date of birth, a number.

    Each word must begin a given or family name; a number is matched whole. A reference of a case
    or a document is no child's, and finds none.
    """
    found = visible.none() if sought.reference else visible
    if sought.number:
        found = found.filter(
            Q(upn=sought.number) | Q(nhs_number=sought.number) | Q(reference=sought.number)
        )
    if sought.born_on:
        found = found.filter(born_on=sought.born_on)
    for word in sought.words:
        found = found.filter(
            Q(family_name__istartswith=word)
            | Q(given_names__istartswith=word)
            | Q(given_names__icontains=f" {word}")
            | Q(known_as__istartswith=word)
        )
    return found.order_by("family_name", "given_names", "pk")
