"""Timing and printing shared by the measurements."""

import statistics
import time
from collections.abc import Callable, Sequence


def times(jobs: Sequence[Callable[[], object]], rounds: int = 1) -> list[float]:
    """Return the milliseconds that each job takes, for all rounds together."""
    taken = []
    for _round in range(rounds):
        for job in jobs:
            start = time.perf_counter()
            job()
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def p95(taken: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]


def report(name: str, ours: Sequence[float], baseline: str, theirs: Sequence[float]) -> None:
    """Print medians, 95th percentiles and the ratio of medians."""
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(
        f"{name}: {mine:.2f} ms (p95 {p95(ours):.2f}) · {baseline}: {other:.2f} ms"
        f" (p95 {p95(theirs):.2f}) · ratio {mine / other:.2f}"
    )
