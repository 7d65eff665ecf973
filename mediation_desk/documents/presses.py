"""Processes that make papers beside the desk: begun, handed an order, given work, let go.

What begins a process is short, and the order follows over the line: multiprocessing waits for ever
where a process ends before it has read a long beginning, while a line tells that nobody is there.
On Linux one process begins and, warm from its first papers, divides into as many as are wanted:
they need not load and read everything once more, and share it in memory. Elsewhere each begins.
"""

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from mediation_desk.documents import bulk
from mediation_desk.documents.bulk import Maker, Order

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from typing import Self

Task = tuple[str, *tuple[object, ...]]
"""A method of the maker, and what it is given."""
_DIVIDES = sys.platform == "linux"
_AHEAD = 2
"""Tasks that a process has before it, so that it need not wait for the next one."""
_LET_GO_WITHIN = 10.0
_TIDIED_AFTER = 200


class PressEnded(Exception):
    """A process ended before its work was done, or did not begin."""


class Presses:
    """Some processes with one order. Leaving lets them go; what they had not told is lost."""

    def __init__(self, order: Order, count: int) -> None:
        """Take the order; nothing begins yet."""
        self._order, self._count = order, count
        self._lines: list[Connection] = []
        self._processes: list[BaseProcess] = []

    def __enter__(self) -> "Self":
        """Begin; raise `PressEnded` where the system lets no process begin."""
        context = get_context("spawn")
        handed = self._order, bulk.outfit(self._order)
        pairs = [context.Pipe() for _ in range(self._count)]
        try:
            for group in [pairs] if _DIVIDES else [[pair] for pair in pairs]:
                self._lines += [ours for ours, _theirs in group]
                process = context.Process(
                    target=serve, args=([theirs for _ours, theirs in group],), daemon=True
                )
                process.start()
                self._processes.append(process)
                for _ours, theirs in group:
                    theirs.close()
                group[0][0].send(handed)
        except OSError as error:
            self._let_go()
            raise PressEnded from error
        return self

    def __exit__(self, *_ended_by: object) -> None:
        """Let the processes go."""
        self._let_go()

    def answers(self, tasks: Iterable[Task]) -> Iterator[Any]:
        """Have tasks done and yield what comes of each as it comes; one process keeps their order.

        What a task raised is raised here; `PressEnded` says that a process is gone.
        """
        waiting = iter(tasks)
        given = dict.fromkeys(self._lines, 0)
        try:
            for line in self._lines * _AHEAD:
                given[line] += _give(line, waiting)
            while busy := [line for line, count in given.items() if count]:
                heard = connection.wait(busy)
                for line in [one for one in busy if one in heard]:
                    done, answer = line.recv()
                    given[line] += _give(line, waiting) - 1
                    if not done:
                        raise answer
                    yield answer
        except (EOFError, OSError) as error:
            raise PressEnded from error

    def _let_go(self) -> None:
        for line in self._lines:
            line.close()
        for process in self._processes:
            process.join(_LET_GO_WITHIN)
            process.kill()
            process.join()


def _give(line: Connection, waiting: Iterator[Task]) -> int:
    """Give out the next task; return how many that were."""
    tasks = list(islice(waiting, 1))
    for task in tasks:
        line.send(task)
    return len(tasks)


def serve(lines: Sequence[Connection]) -> None:
    """Take an order on the first line and do its tasks until it is let go, in a process apart.

    What the order holds stays to the end, and papers leave hardly anything that refers to itself:
    looking through all that again and again would take a third of the time.
    """
    line, others, divided = lines[0], lines[1:], list[int]()
    with suppress(EOFError, OSError):  # then nobody is listening any more
        maker = bulk.begun(*line.recv())
        _settle()
        while True:
            name, *what = line.recv()
            answer = _answer(maker, name, what)
            if others:
                first, (line, divided), others = line, _divide([line, *others]), ()
                if line is not first:  # the answer is told by the first one
                    continue
            line.send(answer)
            _tidy(maker)
    for process in divided:
        os.waitpid(process, 0)
    os._exit(0)  # nothing is left to be done, and taking everything apart takes a while


def _settle() -> None:
    """Leave what is there out of all looking for what is not needed any more."""
    gc.collect()
    gc.freeze()
    gc.disable()


def _tidy(maker: Maker) -> None:
    """Look for what refers to itself now and then, where nobody else does."""
    if maker.made >= _TIDIED_AFTER:
        maker.made = 0
        gc.collect()


def _answer(maker: Maker, name: str, what: Sequence[object]) -> tuple[bool, object]:
    try:
        return True, getattr(maker, name)(*what)
    except Exception as error:  # noqa: BLE001 - told to whoever asked
        return False, error


def _divide(lines: Sequence[Connection]) -> tuple[Connection, list[int]]:
    """Become as many processes as there are lines; return one's own line, and who came of one."""
    divided: list[int] = []
    mine = lines[0]
    _settle()
    for line in lines[1:]:
        process = os.fork()
        if not process:
            mine, divided = line, []
            break
        divided.append(process)
    for line in lines:
        if line is not mine:
            line.close()
    return mine, divided
