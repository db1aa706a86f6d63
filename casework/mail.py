"""The one way to write an e-mail: a row in the outbox, sent by a job, never twice for one key.

An e-mail says that there is something to look at and links to it; it carries nothing about
a child.
"""

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from casework import clock, jobs
from casework.act import Act
from casework.models import Message
from casework.rules.errors import Refused


def write(
    act: Act, *, key: str, to: str, template: str, stream: str = "", **context: object
) -> Message:
    """Put one e-mail in the outbox and return it; the same ``key`` again returns the first one.

    ``template`` is a folder under ``templates/emails`` with ``subject.txt`` and ``body.txt``.

    Raises:
        Refused: ``address-not-example`` outside production, so that no test or demonstration
            can write to a real person.
    """
    _refuse_real_addresses(to)
    values = context | {"site_url": settings.SITE_URL, "reference": stream}
    subject = render_to_string(f"emails/{template}/subject.txt", values)
    try:
        with transaction.atomic():
            message = Message.objects.create(
                key=key,
                to=to,
                subject=" ".join(subject.split()),
                body=render_to_string(f"emails/{template}/body.txt", values).strip() + "\n",
                stream=stream,
                written_at=act.at,
            )
    except IntegrityError:
        return Message.objects.get(key=key)
    jobs.enqueue(act, "casework.send_message", stream=stream, message_id=message.pk)
    return message


def _refuse_real_addresses(to: str) -> None:
    if settings.ONLY_EXAMPLE_ADDRESSES and not to.endswith(".example"):
        raise Refused(
            "address-not-example", "Only addresses that end in .example can be written to here."
        )


@shared_task(name="casework.send_message")
def send_message(*, message_id: int, **_later: object) -> None:
    """Send one message of the outbox, unless it was sent already."""
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.sent_at is None:
        EmailMessage(message.subject, message.body, to=[message.to]).send()
        message.sent_at = clock.now()
        message.save(update_fields=["sent_at"])
