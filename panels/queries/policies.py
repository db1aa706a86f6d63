"""By which rules a panel, a meeting or an item runs."""

from datetime import date

from accounts.queries import Protocol, protocol_in_force, protocol_version
from panels.models import Panel
from panels.rules.policy import PanelPolicy, parse_policy


def protocol_on(panel: Panel, on: date) -> Protocol:
    """Return the version of the protocol by which a panel runs on a day.

    Raises:
        Refused: ``no-protocol`` when the authority has adopted none by then.
    """
    return protocol_in_force(panel.authority_id, panel.purpose, on)


def policy_on(panel: Panel, on: date) -> PanelPolicy:
    """Return the rules by which a panel runs on a day."""
    return parse_policy(protocol_on(panel, on).sections)


def policy_of(label: str) -> PanelPolicy:
    """Return the rules of the version that a meeting or an item has kept, ``kent-jrap@1``."""
    return parse_policy(protocol_version(label).sections)
