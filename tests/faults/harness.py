"""What a harness is: it breaks things on purpose, counts what was promised, and tells losses.

Each has a negative control: a switch that breaks the promise itself. A harness whose control is
not caught proves nothing, and fails as if it had found a loss.
"""

import os
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path


class Lacking(Exception):
    """This computer lacks a program that the harness needs; the message is its package."""


class Forbidden(Exception):
    """This computer does not allow what the harness needs, whatever is installed."""


def require_strace() -> None:
    """Refuse to go on where calls to the system cannot be watched, as in some containers."""
    if shutil.which("strace") is None:
        raise Lacking("strace")
    probe = ["strace", "-f", "-qq", "-o", os.devnull, "true"]
    if subprocess.run(probe, stderr=subprocess.DEVNULL, check=False).returncode:
        raise Forbidden("watching another program's calls to the system (ptrace)")


@dataclass(slots=True)
class Bench:
    """Where a harness works, with what chance, how often, and what it saw.

    A run may begin at a later round, so that runs of the same code add up, and end before the last.
    """

    folder: Path
    chance: random.Random
    rounds: int
    broken: bool = False
    acts: int = 0
    losses: list[str] = field(default_factory=list)
    first: int = 0
    seed: int = 0
    until: float = float("inf")
    done: int = 0
    seen: Counter[str] = field(default_factory=Counter)

    def each(self) -> Iterator[int]:
        """Yield the number of each round, which has chances of its own, until something is lost."""
        for n in range(self.first, self.first + self.rounds):
            if self.losses or time.monotonic() > self.until:
                return
            self.chance.seed(f"{self.seed} {n}")
            yield n
            self.done += 1

    def lost(self, what: str) -> None:
        """Note a loss; the first one ends the run, so that its files can be looked at."""
        self.losses.append(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Harness:
    """A promise (reliability.md 2), what is done to it, and how often."""

    name: str
    promise: str
    blow: str
    quick: int
    full: int
    control: int
    run: Callable[[Bench], None]
    broken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a harness found."""

    name: str
    blows: int
    acts: int
    losses: tuple[str, ...]
    caught: bool
    seconds: float
    seed: int
    seen: tuple[str, ...] = ()
    kept: str = ""

    @property
    def held(self) -> bool:
        """Whether nothing was lost, and the control shows that a loss would have been seen."""
        return not self.losses and self.caught


def carried_out(
    harness: Harness, rounds: int, seed: int, *, first: int = 0, until: float = float("inf")
) -> Outcome:
    """Run a harness, then its negative control; what is left of a loss is kept."""
    began = time.monotonic()
    real = _bench(harness, rounds, seed)
    real.first, real.until = first, until
    harness.run(real)
    ended = time.monotonic()
    control = replace(_bench(harness, harness.control, seed), broken=True)
    harness.run(control)
    shutil.rmtree(control.folder, ignore_errors=True)
    if not real.losses:
        shutil.rmtree(real.folder, ignore_errors=True)
    return Outcome(
        name=harness.name,
        blows=real.done,
        acts=real.acts,
        losses=tuple(real.losses),
        caught=bool(control.losses),
        seconds=ended - began,
        seed=seed,
        seen=tuple(f"{count:,} {what}" for what, count in sorted(real.seen.items())),
        kept=str(real.folder) if real.losses else "",
    )


def _bench(harness: Harness, rounds: int, seed: int) -> Bench:
    folder = Path(tempfile.mkdtemp(prefix=f"desk-{harness.name}-"))
    folder.chmod(0o755)  # the server's own account looks in here
    return Bench(folder, random.Random(seed), rounds, seed=seed)
