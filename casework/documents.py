"""Documents of a case: issued by us from frozen facts, or received from somebody."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from casework import files, pdf
from casework.act import Act
from casework.models import Document
from casework.tokens import opaque

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Paper:
    """A kind of document that we issue: what it is called and the template that draws it.

    ``mark`` says who may open it beyond those who see the case (see ``Document.mark``).
    """

    kind: str
    title: str
    template: str
    mark: str = "all"


def issue(act: Act, paper: Paper, *, stream: str, facts: "DataclassInstance") -> Document:
    """Draw ``paper`` from frozen ``facts`` as a tagged PDF, keep it and return its row.

    The template is given ``facts`` and ``document`` (reference, title, issued_on). Nothing is
    worked out while drawing: the same facts give the same text.
    """
    reference = new_document_reference()
    heading = {"reference": reference, "title": paper.title, "issued_on": act.today}
    content = pdf.render(paper.template, {"facts": facts, "document": heading})
    return _record(
        act,
        reference=reference,
        stream=stream,
        kind=paper.kind,
        title=paper.title,
        origin=Document.Origin.ISSUED,
        file=files.keep(act, content, files.PDF),
        file_name=f"{stream}-{paper.kind}.pdf",
        facts=_json(asdict(facts)),
        mark=paper.mark,
    )


def receive(
    act: Act, *, stream: str, kind: str, title: str, upload: UploadedFile, mark: str = "all"
) -> Document:
    """Keep a file that somebody sent and return its row.

    Raises:
        Refused: as ``casework.files.check_upload`` says.
    """
    content, content_type = files.check_upload(upload)
    return _record(
        act,
        reference=new_document_reference(),
        stream=stream,
        kind=kind,
        title=title,
        origin=Document.Origin.RECEIVED,
        file=files.keep(act, content, content_type),
        file_name=upload.name,
        mark=mark,
    )


def supersede(old: Document, new: Document) -> None:
    """Mark ``old`` as replaced by ``new``; both stay."""
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])


def new_document_reference() -> str:
    """Return a reference that says nothing about what the document is or whom it is about."""
    return f"D-{opaque(16)}"


def _record(act: Act, **columns: object) -> Document:
    return Document.objects.create(**columns, at=act.at, by_id=act.actor.pk, by_name=act.actor.name)


def _json(value: object) -> object:
    """Return ``value`` with dates as ISO text, all the way down."""
    if isinstance(value, dict):
        return {str(key): _json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_json(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
