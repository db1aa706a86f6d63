from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from casework import files
from casework.models import Event, StoredFile
from people.models import Child
from tests.factories.people import make_authority, make_child, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "monday"


@pytest.fixture(autouse=True)
def _record(act):
    make_authority()
    make_user(username="ada")
    make_child()
    files.keep(act, b"%PDF-1.7 a letter", files.PDF)


def lose_everything() -> None:
    call_command("flush", interactive=False)
    for path in Path(settings.FILES_ROOT).iterdir():
        path.unlink()


def test_backup_brings_back_people_children_facts_and_files(folder):
    before = list(Event.objects.order_by("pk").values_list("stream", "number", "chain"))
    call_command("backup", folder)
    lose_everything()

    call_command("restore", folder)

    assert list(Event.objects.order_by("pk").values_list("stream", "number", "chain")) == before
    assert User.objects.get().username == "ada"
    assert Child.objects.count() == 1
    assert files.read(StoredFile.objects.get()) == b"%PDF-1.7 a letter"


def test_backup_holds_nothing_that_others_may_read(folder):
    call_command("backup", folder)

    assert folder.stat().st_mode & 0o077 == 0


def test_backup_does_not_write_over_another(folder):
    call_command("backup", folder)

    with pytest.raises(CommandError, match="is not empty"):
        call_command("backup", folder)


def test_restore_does_not_replace_a_database_in_use_unasked(folder):
    call_command("backup", folder)
    make_user(username="grace")

    with pytest.raises(CommandError, match="is in use"):
        call_command("restore", folder)

    assert User.objects.filter(username="grace").exists()


def test_restore_replaces_a_database_in_use_when_asked(folder):
    call_command("backup", folder)
    make_user(username="grace")

    call_command("restore", folder, "--replace")

    assert not User.objects.filter(username="grace").exists()


def test_restore_refuses_a_database_that_was_changed(folder):
    call_command("backup", folder)
    database = next(folder.glob("database.*"))
    database.write_bytes(database.read_bytes() + b"x")

    with pytest.raises(CommandError, match="not the one that was written"):
        call_command("restore", folder, "--replace")


def test_restore_refuses_a_file_that_was_changed(folder):
    call_command("backup", folder)
    next((folder / "files").iterdir()).write_bytes(b"another letter")

    with pytest.raises(CommandError, match="not the one that was kept"):
        call_command("restore", folder, "--replace")


def test_restore_refuses_what_was_never_finished(folder):
    call_command("backup", folder)
    (folder / "manifest.json").unlink()

    with pytest.raises(CommandError, match="no finished backup"):
        call_command("restore", folder, "--replace")


def test_restore_refuses_another_kind_of_database(folder):
    call_command("backup", folder)
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace(connection.vendor, other))

    with pytest.raises(CommandError, match="of the same kind"):
        call_command("restore", folder, "--replace")


def test_restore_notices_a_timeline_that_is_not_the_anchored_one(folder):
    call_command("backup", folder)
    stream = Event.objects.values_list("stream", flat=True).order_by("pk").first()
    (folder / "anchor.json").write_text(f'{{"{stream}": [1, "{"f" * 64}"]}}')

    with pytest.raises(CommandError, match="no longer holds fact 1"):
        call_command("restore", folder, "--replace")
