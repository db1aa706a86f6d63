"""Drafts: what somebody has typed and not yet sent, kept for that person alone."""

from django.http import QueryDict

from casework.act import Act
from casework.models import Draft

# What belongs to the sending, not to the words.
NOT_KEPT = {"csrfmiddlewaretoken", "form_key", "save"}


def save(act: Act, form: str, stream: str, typed: QueryDict) -> Draft:
    """Keep what was typed into ``form``, in place of what was kept before."""
    data = {name: typed.getlist(name) for name in typed if name not in NOT_KEPT}
    draft, _created = Draft.objects.update_or_create(
        user_id=act.actor.pk, form=form, stream=stream, defaults={"data": data, "saved_at": act.at}
    )
    return draft


def load(user: object, form: str, stream: str) -> QueryDict | None:
    """Return what this person left in ``form``, as if it had just been sent; None if nothing."""
    draft = Draft.objects.filter(user=user, form=form, stream=stream).first()
    if draft is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in draft.data.items():
        typed.setlist(name, values)
    return typed


def drop(act: Act, form: str, stream: str) -> None:
    """Forget the draft, once its words have become part of the case."""
    Draft.objects.filter(user_id=act.actor.pk, form=form, stream=stream).delete()
