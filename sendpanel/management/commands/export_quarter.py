"""The quarterly monitoring workbook, and locking the quarter with it."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from accounts.models import Authority
from casework import files
from casework.act import system_act
from casework.commands import REFUSED, as_text
from casework.rules.errors import Refused
from funding.actions import lock_quarter
from funding.queries import lock_of
from funding.rules.periods import quarter
from insight.exports.quarter import Source, quarter_workbook


class Command(BaseCommand):
    help = "Write a quarter's workbook: 2026-Q2 is July to September 2026."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quarter", help="such as 2026-Q2; Q1 is April to June")
        parser.add_argument("--out", required=True, metavar="FILE.xlsx")
        parser.add_argument("--lock", action="store_true", help="close the quarter with it")
        parser.add_argument("--authority", metavar="CODE", help="where there is more than one")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            awards = _export(options)
        except Refused as refused:
            self.stdout.write(as_text({"refused": refused.as_json()}))
            sys.exit(REFUSED)
        self.stdout.write(f"{options['out']}: {awards} awards")


def _export(options: dict[str, Any]) -> int:
    """Write the file, lock if asked, and return how many awards it holds.

    Of a quarter that is locked already the file is the frozen one.
    """
    act = system_act()
    name = options["quarter"].strip().upper()
    quarter(name)
    authority = _authority(options["authority"])
    lock = lock_of(authority.code, name)
    if lock and not options["lock"]:
        _write(Path(options["out"]), files.read(lock.file))
        return lock.amounts.count()
    named = {"code": authority.code, "name": authority.name}
    content, made = quarter_workbook(Source(named, name, act.at, act.actor.name))
    if options["lock"]:
        lock_quarter(
            act,
            authority=authority.code,
            quarter=name,
            workbook=content,
            amounts=made.amounts,
        )
    _write(Path(options["out"]), content)
    return made.totals.rows


def _authority(code: str | None) -> Authority:
    known = {authority.code: authority for authority in Authority.objects.order_by("code")}
    if code is None and len(known) == 1:
        return next(iter(known.values()))
    if code not in known:
        names = ", ".join(known) or "none yet"
        says = f"Name one authority with --authority. There are: {names}."
        raise Refused("authority-unknown", says, field="authority", at="--authority")
    return known[code]


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as fault:
        says = f"{path} cannot be written: {fault.strerror}."
        raise Refused("file-not-written", says, field="out", at="--out") from None
