"""Backups: the database, the kept files, and an anchor that shows whether facts were rewritten.

The database is copied first. A file is kept before the row that names it is committed, so every
file that the copy names is there when the files are copied after it.
"""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from accounts.models import User
from casework.ledger import astray, heads

MANIFEST = "manifest.json"
ANCHOR = "anchor.json"
FILES = "files"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
KEPT_NAME = re.compile(r"[0-9a-f]{64}")


class BackupFault(Exception):
    """The backup cannot be made, or is not what was made; in words for who runs it."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: when, of which engine, how many files, the database's hash."""

    made_at: str
    engine: str
    files: int
    database_sha256: str


def make_backup(folder: Path, at: datetime) -> Manifest:
    """Write a backup into ``folder``, which only the present user may read.

    Raises:
        BackupFault: the folder holds something already, or pg_dump is missing or fails.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupFault(f"{folder} is not empty. Name a new folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_json(folder / ANCHOR, heads())
    database = folder / DATABASES[connection.vendor]
    DUMPS[connection.vendor](database)
    files = _copy_files(Path(settings.FILES_ROOT), folder / FILES)
    manifest = Manifest(at.isoformat(), connection.vendor, files, _sha256(database))
    _write_json(folder / MANIFEST, asdict(manifest))
    return manifest


def check_backup(folder: Path) -> Manifest:
    """Return the manifest of a backup that is whole and fits this installation.

    Raises:
        BackupFault: it is unfinished, changed, or of another kind of database.
    """
    if not (folder / MANIFEST).exists():
        raise BackupFault(f"{folder} holds no finished backup: {MANIFEST} is missing.")
    manifest = Manifest(**_read_json(folder / MANIFEST))
    if manifest.engine != connection.vendor:
        raise BackupFault(
            f"This backup is of {manifest.engine}, and the database here is {connection.vendor}. "
            "Set DATABASE_URL to a database of the same kind."
        )
    if _sha256(folder / DATABASES[manifest.engine]) != manifest.database_sha256:
        raise BackupFault("The database in this backup is not the one that was written.")
    if (damaged := next(_damaged(folder / FILES), None)) is not None:
        raise BackupFault(f"The file {damaged} in this backup is not the one that was kept.")
    return manifest


def restore_backup(folder: Path) -> Manifest:
    """Replace the database by that of a backup, and add its files to those that are here.

    A backup of an older version still needs ``migrate`` afterwards, and then ``check_anchor``.

    Raises:
        BackupFault: as ``check_backup``, or pg_restore is missing or fails.
    """
    manifest = check_backup(folder)
    LOADS[connection.vendor](folder / DATABASES[manifest.engine])
    _copy_files(folder / FILES, Path(settings.FILES_ROOT))
    return manifest


def check_anchor(folder: Path) -> None:
    """See that the timeline here holds each fact that was a stream's last when the backup began.

    Raises:
        BackupFault: a fact is missing, or another stands in its place.
    """
    if (fault := next(astray(_read_json(folder / ANCHOR)), None)) is not None:
        raise BackupFault(fault)


def is_in_use() -> bool:
    """Say whether the database here holds anybody at all."""
    table = User._meta.db_table
    return table in connection.introspection.table_names() and User.objects.exists()


# --- SQLite ---------------------------------------------------------------------------------------


def _dump_sqlite(target: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)


def _load_sqlite(source: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as copy:
        copy.backup(connection.connection)


# --- PostgreSQL -----------------------------------------------------------------------------------


def _dump_postgresql(target: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", _name())


def _load_postgresql(source: Path) -> None:
    connection.close()
    replace = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"]
    _run("pg_restore", *replace, f"--dbname={_name()}", str(source))


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; where and as whom go by the environment, not the list."""
    where = connection.settings_dict
    places = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = os.environ | {key: str(where[of]) for key, of in places.items() if where[of]}
    try:
        subprocess.run(  # noqa: S603 -- no shell, and the arguments are ours
            [program, *arguments], env=environment, check=True, capture_output=True, text=True
        )
    except FileNotFoundError as missing:
        raise BackupFault(f"{program} is missing. Install postgresql-client.") from missing
    except subprocess.CalledProcessError as failed:
        raise BackupFault(f"{program} failed: {failed.stderr.strip()}") from failed


DUMPS = {"sqlite": _dump_sqlite, "postgresql": _dump_postgresql}
LOADS = {"sqlite": _load_sqlite, "postgresql": _load_postgresql}


# --- files ----------------------------------------------------------------------------------------


def _kept(folder: Path) -> Iterator[Path]:
    """Yield the kept files; a half-written one has another kind of name."""
    if folder.exists():
        yield from (path for path in sorted(folder.iterdir()) if KEPT_NAME.fullmatch(path.name))


def _copy_files(source: Path, target: Path) -> int:
    """Copy what is not there yet, each under its own hash, and return how many there are."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = list(_kept(source))
    for path in kept:
        if not (target / path.name).exists():
            shutil.copyfile(path, target / path.name)
    return len(kept)


def _damaged(folder: Path) -> Iterator[str]:
    return (path.name for path in _kept(folder) if _sha256(path) != path.name)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _read_json(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
