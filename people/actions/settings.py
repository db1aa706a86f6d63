"""Schools and providers: known once, by name."""

from casework.act import Act
from casework.actions import action
from casework.rules.errors import Refused
from people.models import Setting


@action
def add_setting(act: Act, *, name: str, **details: object) -> str:
    """Add a school or provider and return its id as text; one of that name is not added twice.

    ``details``: urn, kind, is_residential, email.

    Raises:
        Refused: ``setting-name-missing``.
    """
    known = " ".join(name.split())
    if not known:
        raise Refused("setting-name-missing", "Enter the provider’s name.", field="name")
    setting = Setting.objects.filter(name__iexact=known).first()
    if setting is None:
        setting = Setting.objects.create(name=known, **details)
    return str(setting.pk)
