"""Money is a whole number of pence. Sharing it never makes or loses a penny."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

PAYERS = ("education", "care", "health")
"""Who pays, in the order in which an odd penny is given out."""

_HUNDREDTHS_OF_A_PERCENT = 100_00


def split_pence(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share ``total`` pence by weight, so that the shares add up to ``total`` exactly.

    Each payer gets the whole pence of its share. Odd pennies go one each to the shares
    that are not whole pence, in the order education, care, health, then any other name
    as given. The answer keeps the order of ``weights``.

    Raises:
        ValueError: a negative total or weight, or no weight above nought.

    >>> split_pence(9_000_01, {"care": 50, "education": 50})
    {'care': 450000, 'education': 450001}
    >>> split_pence(100_00, {"education": 1, "care": 1, "health": 1})
    {'education': 3334, 'care': 3333, 'health': 3333}
    """
    whole = sum(weights.values())
    if total < 0 or whole <= 0 or min(weights.values()) < 0:
        raise ValueError("A split needs a total and weights that are not negative.")
    shares = {payer: total * weight // whole for payer, weight in weights.items()}
    short = [payer for payer in in_payers_order(weights) if total * weights[payer] % whole]
    for payer in short[: total - sum(shares.values())]:
        shares[payer] += 1
    return shares


def percentages(shares: Mapping[str, int]) -> dict[str, Decimal]:
    """Return each share as a percentage with two places, together exactly 100.

    What rounding leaves goes to the largest remainders; equal ones to the payer named
    first. Shares that are all nought are all 0.00 %.

    Raises:
        ValueError: a negative share.

    >>> percentages({"education": 1, "care": 1, "health": 1})
    {'education': Decimal('33.34'), 'care': Decimal('33.33'), 'health': Decimal('33.33')}
    """
    parts = hundredths(shares)
    return {payer: Decimal(part).scaleb(-2) for payer, part in parts.items()}


def hundredths(shares: Mapping[str, int]) -> dict[str, int]:
    """Return each share in hundredths of a per cent, together 10,000; see ``percentages``.

    >>> hundredths({"education": 3, "care": 1})
    {'education': 7500, 'care': 2500}
    """
    whole = sum(shares.values())
    if min(shares.values(), default=0) < 0:
        raise ValueError("A share cannot be negative.")
    if whole == 0:
        return dict.fromkeys(shares, 0)
    parts = {payer: share * _HUNDREDTHS_OF_A_PERCENT // whole for payer, share in shares.items()}
    left = _HUNDREDTHS_OF_A_PERCENT - sum(parts.values())
    if left == 0:
        return parts
    by_remainder = sorted(
        in_payers_order(shares),
        key=lambda payer: -(shares[payer] * _HUNDREDTHS_OF_A_PERCENT % whole),
    )
    for payer in by_remainder[:left]:
        parts[payer] += 1
    return parts


def format_pounds(pence: int) -> str:
    """Write pence as people read money.

    >>> format_pounds(1234_56), format_pounds(-5), format_pounds(0)
    ('£1,234.56', '-£0.05', '£0.00')
    """
    pounds, odd = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{odd:02d}"


def in_payers_order(names: Iterable[str]) -> list[str]:
    """Return the names as education, care, health, then the others as they came."""
    place = {payer: number for number, payer in enumerate(PAYERS)}
    return sorted(names, key=lambda name: place.get(name, len(PAYERS)))
