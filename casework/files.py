"""Files: kept once under the hash of their content; what comes in is looked at first."""

import hashlib
import os
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from casework.act import Act
from casework.models import StoredFile
from casework.rules.errors import Refused

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    ".pdf": PDF,
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
# The file inside an office document that only that kind of document has.
INSIDE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "mimetype"}


def keep(act: Act, content: bytes, content_type: str) -> StoredFile:
    """Keep ``content`` under its SHA-256 and return its row; the same content is kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if not target.exists():
        _write_whole(target, content)
    stored, _created = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={"size": len(content), "content_type": content_type, "kept_at": act.at},
    )
    return stored


def _write_whole(target: Path, content: bytes) -> None:
    """Write beside the target and rename, so that a half-written file never bears its hash."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(temporary, target)


def path_of(sha256: str) -> Path:
    """Return where the content with this hash is, or would be."""
    return Path(settings.FILES_ROOT) / sha256


def read(stored: StoredFile) -> bytes:
    """Return the content of a kept file."""
    return path_of(stored.sha256).read_bytes()


def check_upload(upload: UploadedFile) -> tuple[bytes, str]:
    """Return the content and type of an uploaded file that we take.

    Raises:
        Refused: ``file-empty``, ``file-too-big``, ``file-type`` (a kind we do not take),
            ``file-not-what-it-says`` (its content is of another kind than its name).
    """
    if not upload.size:
        raise Refused("file-empty", "The file is empty. Choose another one.", field="file")
    if upload.size > settings.MAX_UPLOAD_BYTES:
        largest = settings.MAX_UPLOAD_BYTES // 1024 // 1024
        raise Refused(
            "file-too-big",
            f"The file is larger than {largest} MB. Send a smaller one.",
            field="file",
        )
    ending = Path(upload.name or "").suffix.lower()
    if ending not in TYPES:
        raise Refused(
            "file-type", "Send a PDF, Word, Excel, OpenDocument, PNG or JPEG file.", field="file"
        )
    content = upload.read()
    if not _is_what_it_says(content, ending):
        raise Refused(
            "file-not-what-it-says",
            f"The file's name ends in {ending} but its content is something else. "
            "Save it again in that format, or choose another file.",
            field="file",
        )
    return content, TYPES[ending]


def _is_what_it_says(content: bytes, ending: str) -> bool:
    if ending in INSIDE:
        return _holds(content, INSIDE[ending])
    try:
        found = puremagic.from_string(content, mime=True)
    except puremagic.PureError:
        return False
    return bool(found == TYPES[ending])


def _holds(content: bytes, name: str) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return name in archive.namelist()
    except zipfile.BadZipFile:
        return False
