"""What somebody typed into the search box: names, a date of birth, a number, a reference."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
A_DATE = re.compile(
    r"\b(?P<day>\d{1,2})[\s./-]+(?P<month>\d{1,2}|[a-z]{3,9})[\s./,-]+(?P<year>\d{4})\b"
    r"|\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b",
    re.IGNORECASE,
)
A_REFERENCE = re.compile(r"[A-Z]-\d{4}-\d+-[0-9A-Z]|D-[0-9A-Z]+", re.IGNORECASE)
NHS_NUMBER = re.compile(r"\d{3}[\s-]?\d{3}[\s-]?\d{4}")
# A UPN, or a child's own reference: eight characters of those that opaque text is drawn from.
A_NUMBER = re.compile(r"[A-Z]\d{11}[0-9A-Z]|[BCDFGHJKMNPQRTVWXY346789]{8}")


@dataclass(frozen=True)
class Sought:
    """What is looked for: all of it must fit. ``reference`` is that of a case or a document."""

    words: tuple[str, ...] = ()
    born_on: date | None = None
    number: str = ""
    reference: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.born_on or self.number or self.reference)


def read_search(text: str) -> Sought:
    """Return what was typed, taken apart; an empty one when nothing can be made of it.

    >>> read_search("sample 3 May 2011")
    Sought(words=('sample',), born_on=datetime.date(2011, 5, 3), number='', reference='')
    >>> read_search("943 476 5919").number
    '9434765919'
    >>> read_search(" r-2026-00042-k ").reference
    'R-2026-00042-K'
    """
    text = " ".join(text.split())
    if A_REFERENCE.fullmatch(text):
        return Sought(reference=text.upper())
    if NHS_NUMBER.fullmatch(text):
        return Sought(number=re.sub(r"\D", "", text))
    if A_NUMBER.fullmatch(text.upper()):
        return Sought(number=text.upper())
    born_on, rest = _take_date(text)
    return Sought(words=tuple(re.findall(r"[^\W\d_][^\s,]*", rest)), born_on=born_on)


def _take_date(text: str) -> tuple[date | None, str]:
    found = A_DATE.search(text)
    if found is None:
        return None, text
    day, month, year = (
        found["day"] or found["d"],
        found["month"] or found["m"],
        found["year"] or found["y"],
    )
    try:
        born_on = date(int(year), _month(month), int(day))
    except ValueError:
        return None, text
    return born_on, f"{text[: found.start()]} {text[found.end() :]}"


def _month(text: str) -> int:
    """Return the number of a month.

    Raises:
        ValueError: it is none.
    """
    return int(text) if text.isdecimal() else MONTHS.index(text[:3].lower()) + 1
