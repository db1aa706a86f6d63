"""The sweep that beat starts every five minutes, and ``send_due`` by hand."""

from celery import shared_task

from casework.act import system_act
from sendpanel.sweep import sweep


@shared_task(name="sendpanel.sweep")
def sweep_now(**_later: object) -> None:
    """Do all that has fallen due. Safe to run twice."""
    sweep(system_act())
