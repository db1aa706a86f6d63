"""Cases: opened, locked for every change, moved from stage to stage, handed over, closed."""

from accounts.models import User
from casework.act import Act
from casework.references import next_reference
from casework.rules.errors import Refused
from people.actions.sight import refresh_sight
from people.models import Case, Child

LETTERS = {
    Case.Kind.REFERRAL: "R",
    Case.Kind.CHANGE: "C",
    Case.Kind.AWARD: "A",
    Case.Kind.EHC: "E",
    Case.Kind.SUPPORT: "S",
}


def open_case(
    act: Act, *, kind: Case.Kind, child: Child, lead_agency: str, owner: User, stage: str
) -> Case:
    """Open a case about ``child`` under a new reference, and let those see it who should.

    Part of an action, never one by itself: the calling action publishes what was opened.
    """
    case = Case.objects.create(
        reference=next_reference(act, LETTERS[kind]),
        kind=kind,
        child=child,
        authority_id=child.authority_id,
        lead_agency_id=lead_agency,
        owner=owner,
        team_id=owner.team_id,
        opened_on=act.today,
        stage=stage,
    )
    refresh_sight(child, act.today)
    return case


def lock_case(act: Act, reference: str, revision: int | None = None) -> Case:
    """Return the case, locked until this transaction ends. The first thing in every action.

    ``revision`` is what the person last saw, or None when what they do overwrites nothing.

    Raises:
        Refused: ``stale`` when somebody has changed the case meanwhile.
    """
    cases = Case.objects.select_for_update(of=("self",)).select_related("child")
    case = cases.get(reference=reference)
    if revision is not None and revision != case.revision:
        raise Refused(
            "stale",
            "Somebody else has changed this case since you opened it. Your words are kept: "
            "look at what changed, then send them again.",
        )
    case.revision += 1
    case.save(update_fields=["revision"])
    return case


def set_stage(act: Act, case: Case, stage: str, *, closes: bool = False) -> None:
    """Write where ``case`` now stands, and close it where this is its end."""
    case.stage = stage
    case.closed_on = act.today if closes else None
    case.save(update_fields=["stage", "closed_on"])
