"""The next reference of each kind, taken under lock so that no two cases share one."""

from casework.act import Act
from casework.models import Counter
from casework.rules.references import make_reference


def next_reference(act: Act, kind: str) -> str:
    """Return a new reference, such as ``R-2026-00042-K``. Call inside a transaction."""
    counter, _created = Counter.objects.select_for_update().get_or_create(
        kind=kind, year=act.today.year
    )
    counter.newest += 1
    counter.save(update_fields=["newest"])
    return make_reference(kind, counter.year, counter.newest)
