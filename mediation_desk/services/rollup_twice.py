"""Cases of a period that several senders report: they count more than once in the totals.

A package that would bring them in says so when it is looked at; what was taken in nevertheless is
told with the state of reporting for as long as it counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from mediation_desk.domain.period import Period
from mediation_desk.domain.rollup import Board, BoardLine, Received
from mediation_desk.i18n import _
from mediation_desk.services import rollup_counting
from mediation_desk.services.rollup_checks import accepted_twice, reported_twice
from mediation_desk.storage import rollup
from mediation_desk.storage.database import Session

Pairs = Mapping[tuple[int, int], frozenset[str]]
"""The cases that two of several report, by their places."""


def told(session: Session, found: Board) -> Board:
    """Return a board that says of its lines which cases others, or this centre, report too."""
    senders = [line.received for line in found.lines if line.received]
    if not senders:
        return found
    held = rollup.numbers(session, (one.sha256 for one in senders))
    numbers = [held.get(one.sha256, frozenset()) for one in senders]
    pairs = _pairs([*numbers, rollup.own_numbers(session, found.period)])
    names = [one.sender for one in senders]
    names.append(_("{centre} (this centre)").format(centre=found.own.name))
    places = iter(range(len(senders)))
    lines = (
        _line(line, next(places), pairs, names) if line.received else line for line in found.lines
    )
    return replace(
        found, lines=tuple(lines), twice=(*_of_one_area(found), *_sentences(pairs, names))
    )


def _pairs(numbers: Sequence[frozenset[str]]) -> Pairs:
    by_number: dict[str, list[int]] = {}
    for place, some in enumerate(numbers):
        for number in some:
            by_number.setdefault(number, []).append(place)
    found: dict[tuple[int, int], set[str]] = {}
    for number, places in by_number.items():
        for one, other in combinations(places, 2):
            found.setdefault((one, other), set()).add(number)
    return {pair: frozenset(found[pair]) for pair in sorted(found)}


def _line(line: BoardLine, place: int, pairs: Pairs, names: Sequence[str]) -> BoardLine:
    of = {sum(pair) - place: numbers for pair, numbers in pairs.items() if place in pair}
    if not of:
        return line
    texts = (one.text for at, both in of.items() for one in reported_twice(names[at], both))
    return replace(line, twice=len(frozenset().union(*of.values())), twice_with=tuple(texts))


def _sentences(pairs: Pairs, names: Sequence[str]) -> Iterator[str]:
    for (one, other), numbers in pairs.items():
        for finding in reported_twice(names[other], numbers):
            yield _named(names[one], finding.text)


def _of_one_area(found: Board) -> Iterator[str]:
    """Name the areas of which several senders count."""
    senders: dict[tuple[str, str], list[str]] = {}
    for line in found.lines:
        if line.received:
            where = line.unit.code, line.area  # other cities have a 桥西区 too
            senders.setdefault(where, []).append(line.received.sender)
    for (_code, area), several in senders.items():
        if len(several) > 1:
            said = _("{n} senders have reported for this area, and all count: {senders}.")
            text = said.format(n=len(several), senders=_(", ").join(several))
            yield _named(area, text)


def across(session: Session, found: Board) -> tuple[str, ...]:
    """Say which cases a sender also reports as accepted in another period of the same length."""
    counting: dict[tuple[int, Period], Received] = {}
    same = [one for one in rollup.received(session) if one.period.span is found.period.span]
    for one in rollup_counting.told(session, same):
        if not one.set_aside and not one.left_out:
            counting[one.sender_id, one.period] = one
    numbers = rollup.numbers(session, (one.sha256 for one in counting.values()))
    sentences = []
    for (sender, period), one in counting.items():
        now = counting.get((sender, found.period))
        if now is not None and period != found.period:
            shared = numbers[one.sha256] & numbers[now.sha256]
            texts = (finding.text for finding in accepted_twice(period, shared))
            sentences += [_named(one.sender, text) for text in texts]
    return tuple(sentences)


def _named(name: str, text: str) -> str:
    return _("{region}: {problem}").format(region=name, problem=text)
