"""What the demonstration's referrals ask for, by the policy of the authority."""

from sendpanel.demo.referrals import Asking


def _broken_down(weeks: int, **weekly_pence: int) -> Asking:
    """A price that the provider breaks down: each agency is asked for its own part."""
    return Asking(
        weeks, weekly_pence, {kind: pence * weeks for kind, pence in weekly_pence.items()}
    )


def _unbroken(weeks: int, weekly_pence: int, shares: dict[str, int]) -> Asking:
    """A price in one sum, shared as the formula says."""
    return Asking(weeks, {"unbroken": weekly_pence}, shares)


ASKINGS = {
    "kent": (
        _broken_down(52, education=1_500_00, care=1_900_00, health=600_00),
        _broken_down(38, education=1_120_00, care=640_00),
        _broken_down(52, education=980_00, care=2_150_00, health=1_240_00),
        _broken_down(39, education=1_310_00, health=415_00),
        _broken_down(52, education=1_045_50, care=1_733_25),
    ),
    "london": (
        _unbroken(52, 4_000_00, {"education": 39_000_00, "care": 117_000_00, "health": 52_000_00}),
        _unbroken(38, 1_850_00, {"education": 35_150_00, "care": 35_150_00}),
        _unbroken(52, 3_100_00, {"education": 40_300_00, "care": 120_900_00}),
    ),
}
