"""UPN and NHS number checked."""

import re

from stdnum.exceptions import ValidationError
from stdnum.gb import nhs, upn

from casework.rules.errors import Refused

UPN_SHAPE = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")


def check_nhs_number(text: str) -> str:
    """Return an NHS number as ten digits, from however it was typed.

    Raises:
        Refused: ``nhs-number-wrong``.

    >>> check_nhs_number("943 476 5919")
    '9434765919'
    """
    digits = re.sub(r"[\s-]", "", text)
    try:
        # Ten noughts pass the sum and are nobody's number.
        if not int(digits or 0):
            raise ValidationError
        return str(nhs.validate(digits))
    except (ValidationError, ValueError):
        raise Refused(
            "nhs-number-wrong",
            "That is not an NHS number. It has ten digits, such as 943 476 5919; check each one.",
            field="nhs_number",
        ) from None


def check_upn(text: str) -> str:
    """Return a unique pupil number as 13 characters.

    Its check letter and shape are looked at, not its authority: the library's list of those
    is of 2011 and would refuse every number of the authorities made since.

    Raises:
        Refused: ``upn-wrong``.
    """
    number = re.sub(r"\s", "", text).upper()
    if not UPN_SHAPE.fullmatch(number) or upn.calc_check_digit(number[1:]) != number[0]:
        raise Refused(
            "upn-wrong",
            "That is not a unique pupil number. It has a letter, eleven digits and a last "
            "character; check each one.",
            field="upn",
        )
    return number
