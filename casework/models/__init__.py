"""What every case has: facts, clocks, work to do, documents, drafts, and who read what.

Nothing here knows of children: a stream is the reference of a case or a meeting, as text.
"""

from casework.models.access import AccessLog
from casework.models.clocks import Clock
from casework.models.documents import Document, StoredFile
from casework.models.timeline import Event
from casework.models.work import Counter, Draft, Job, Message, Receipt

__all__ = [
    "AccessLog",
    "Clock",
    "Counter",
    "Document",
    "Draft",
    "Event",
    "Job",
    "Message",
    "Receipt",
    "StoredFile",
]
