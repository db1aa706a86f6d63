"""References of cases and meetings, with a check character that catches a slip of the keys."""

import re

from stdnum.iso7064 import mod_37_36

from casework.rules.errors import Refused

KINDS = {
    "R": "referral",
    "C": "change",
    "A": "award",
    "E": "EHC case",
    "S": "support contract",
    "M": "meeting",
}
"""The letter that starts a reference, and what it names."""

_SHAPE = re.compile(r"([A-Z])-([0-9]{4})-([0-9]{5})-([0-9A-Z])")
_DASHES = str.maketrans("‐‑‒–—−", "------")


def make_reference(kind: str, year: int, number: int) -> str:
    """Return the reference of the ``number``-th thing of a kind in a year.

    ``kind`` is a letter of ``KINDS``. The check character is ISO 7064 mod 37,36 over the rest.

    Raises:
        ValueError: an unknown kind, or a year or number that does not fit its places.

    >>> make_reference("R", 2026, 42)
    'R-2026-00042-9'
    """
    if kind not in KINDS or not 1000 <= year <= 9999 or not 1 <= number <= 99_999:
        raise ValueError(f"No reference can be made of {kind!r}, {year} and {number}.")
    return f"{kind}-{year}-{number:05d}-{_check_character(kind, f'{year}', f'{number:05d}')}"


def check_reference(text: str) -> str:
    """Return the reference as it should be written, from one that a person typed or pasted.

    Spaces around it, small letters and long dashes are forgiven; a wrong character is not.

    Raises:
        Refused: ``reference-wrong``, saying whether its shape or its check character is at fault.

    >>> check_reference(" r-2026-00042-9 ")
    'R-2026-00042-9'
    """
    reference = text.strip().upper().translate(_DASHES)
    parts = _SHAPE.fullmatch(reference)
    if parts is None or parts[1] not in KINDS:
        raise Refused(
            "reference-wrong",
            "A reference looks like R-2026-00042-9: a letter, the year, five digits and a check "
            "character. Check it against the letter or page that you have it from.",
        )
    if parts[4] != _check_character(parts[1], parts[2], parts[3]):
        raise Refused(
            "reference-wrong",
            f"{reference} is not a reference of ours: its last character does not fit the rest, "
            "so a character is wrong or two have changed places. Check it and type it again.",
        )
    return reference


def _check_character(kind: str, year: str, number: str) -> str:
    return mod_37_36.calc_check_digit(f"{kind}{year}{number}")
