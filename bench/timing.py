"""What every bench shares: two ways of doing one thing, timed turn by turn, and their ratio."""

import argparse
import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One way of doing the work; ``name`` is how the printed line calls it."""

    name: str
    run: Callable[[], object]


def seconds(run: Callable[[], object]) -> float:
    """Return how long one call takes; the collector waits until it is over."""
    gc.collect()
    gc.disable()
    try:
        began = time.perf_counter()
        run()
        return time.perf_counter() - began
    finally:
        gc.enable()


def medians(ours: Way, baseline: Way, rounds: int) -> tuple[float, float]:
    """Return each way's median in seconds, the two taking turns so that a busy machine slows both.

    One call of each comes first and is not counted: it fills caches and imports what is lazy.
    """
    ours.run()
    baseline.run()
    pairs = [(seconds(ours.run), seconds(baseline.run)) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def rounds_wanted(default: int) -> int:
    """Return how many rounds to run: fewer with --quick, as the slow tests ask."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--quick", action="store_true", help="few rounds: does the bench run at all?"
    )
    return 3 if parser.parse_args().quick else default


def compare(ours: Way, baseline: Way, *, rounds: int = 31) -> float:
    """Time both ways, print one line and return the ratio: below 1, ours is the quicker."""
    ours_took, baseline_took = medians(ours, baseline, rounds_wanted(rounds))
    ratio = ours_took / baseline_took
    print(
        f"{ours.name}: {ours_took * 1000:.3f} ms; {baseline.name}: {baseline_took * 1000:.3f} ms; "
        f"ratio {ratio:.3f}"
    )
    return ratio
