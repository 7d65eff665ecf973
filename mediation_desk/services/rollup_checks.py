"""What is checked of a period package on receipt: place, number, rows, sums, others, its parts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.period import Period
from mediation_desk.domain.regions import lies_below
from mediation_desk.domain.rollup import (
    Figures,
    Finding,
    Grade,
    Package,
    Received,
    SenderKnown,
)
from mediation_desk.i18n import _
from mediation_desk.services import rollup as making
from mediation_desk.services import rollup_counting, rollup_names
from mediation_desk.services.desk import Desk
from mediation_desk.storage import rollup, statistics
from mediation_desk.storage.database import Session
from mediation_desk.storage.measures import MEASURES

_TOLD, _AREAS = 3, 6
Checked = Mapping[str, tuple[Finding, ...]]
"""What was found in packages by themselves, by their digest."""

Reported = Sequence[tuple[Received, frozenset[str]]]
"""What counts of a period, each with the numbers of the cases that it reports."""


def by_themselves(found: Iterable[Package]) -> Checked:
    """Check what packages say by themselves, before the file is held."""
    return {package.sha256: tuple(_content(package)) for package in found}


def sender_known(session: Session, package: Package) -> SenderKnown:
    """Tell whether the key is the one that was compared before."""
    sender = rollup.sender(session, package.region, package.sender)
    if sender is None:
        return SenderKnown.NEW
    return SenderKnown.KNOWN if sender.key == package.key else SenderKnown.OTHER_KEY


def received_already(session: Session, package: Package) -> tuple[Received, ...]:
    """Return what was received of this sender's period, the earliest first."""
    return rollup.received(session, package.period, package.region, package.sender)


def findings(
    desk: Desk, session: Session, read: Sequence[tuple[Package, bytes]], checked: Checked
) -> Iterator[Finding]:
    """Check where it comes from, its period and number, its rows and sums, and its parts."""
    package = read[0][0]
    yield Finding(_("The file is whole and its signature is right."))
    known = sender_known(session, package)
    if known is SenderKnown.NEW:
        yield Finding(
            _(
                "This sender is new here: ask the sender by a telephone number that you know, not"
                " one of the package, for the fingerprint that stands on its sheet of the key, and"
                " compare it with the one below."
            ),
            Grade.NOTE,
        )
        yield from _sent_before(session, package)
    elif known is SenderKnown.OTHER_KEY:
        yield Finding(
            _(
                "It is signed with another key than before: compare the new fingerprint with the"
                " sender's sheet, or ask the sender why."
            ),
            Grade.NOTE,
        )
    yield from _place(desk, session, package)
    yield from _number(session, package)
    yield from _no_longer(session, read)
    yield from checked[package.sha256]
    yield from _from_below(session, read)
    reported = _reported(session, package.period)
    yield from _shared_with(reported, package)
    yield from _beside_own(session, package)
    for place, (part, _text) in enumerate(read[1:], 1):
        yield from _part(session, package, part, checked[part.sha256])
        before = [one for one, _text in read[:place]]
        yield from _part_beside_others(session, reported, part, before)


def _sent_before(session: Session, package: Package) -> Iterator[Finding]:
    """Tell who sent packages of the area before, whatever the period: it may be a new name."""
    others = [one.name for one in rollup.senders(session) if one.region == package.region]
    if others:
        yield Finding(
            _(
                "Before it was {senders} that reported for this area: ask whether this sender takes"
                " its place or reports beside it."
            ).format(senders=_(", ").join(others)),
            Grade.NOTE,
        )


def _place(desk: Desk, session: Session, package: Package) -> Iterator[Finding]:
    code, name = rollup_names.own_region(desk, session)
    theirs = rollup_names.names(session).get(package.region, package.region)
    if package.region == code and package.sender == desk.centre.name:
        yield Finding(_("This is a package of this centre itself."), Grade.FAULT)
    elif not code or not lies_below(package.region, code):
        yield Finding(
            _("The package is of {theirs} ({code}), which does not report to {ours}.").format(
                theirs=theirs, code=package.region, ours=name or "—"
            ),
            Grade.FAULT,
        )
    else:
        yield Finding(_("It comes from {region}: {sender}.").format(
            region=theirs, sender=package.sender))  # fmt: skip
    said = package.period
    expected = desk.period(said.span, said.year, said.number)
    if expected != package.period:
        yield Finding(
            _(
                "Its period runs from {first} to {last}, here it runs to {ours}: the sender must"
                " report with the same cut-off day."
            ).format(first=package.period.first, last=package.period.last, ours=expected.last),
            Grade.FAULT,
        )
    elif package.period.last >= desk.today():
        yield Finding(_("Its period is not over yet."), Grade.FAULT)


def _number(session: Session, package: Package) -> Iterator[Finding]:
    """Tell what was received of this sender's period already."""
    held = rollup_counting.told(session, received_already(session, package))
    standing = [one for one in held if not one.left_out]
    last = standing[-1] if standing else None
    same = next((one for one in held if one.sha256 == package.sha256), None)
    if same is not None and same.left_out:
        yield Finding(
            _(
                "This package came with that of {sender}, whose last one no longer carries it: it"
                " does not count. Ask {sender}."
            ).format(sender=same.through),
            Grade.SKIP,
        )
    elif same is not None:
        yield Finding(
            _("This package was received already, on {day}.").format(
                day=f"{beijing(same.received_at):%Y-%m-%d}"
            ),
            Grade.SKIP,
        )
    elif any(one.sequence == package.sequence for one in held):
        yield Finding(
            _(
                "Another package was received under no. {n}: ask the sender which one holds, and"
                " for a correction under a new number."
            ).format(n=package.sequence),
            Grade.FAULT,
        )
    elif last is None:
        yield Finding(_("No. {n} of this period, the first to arrive.").format(n=package.sequence))
    elif package.sequence < last.sequence:
        yield Finding(
            _("It is no. {theirs}, older than what was received (no. {ours}).").format(
                theirs=package.sequence, ours=last.sequence
            ),
            Grade.SKIP,
        )
    else:
        yield Finding(
            _("A correction: no. {theirs} takes the place of no. {ours}, which is kept.").format(
                theirs=package.sequence, ours=last.sequence
            ),
            Grade.NOTE,
        )


def _no_longer(session: Session, read: Sequence[tuple[Package, bytes]]) -> Iterator[Finding]:
    """Tell which packages from below a correction takes back."""
    package, *parts = (one for one, _text in read)
    names = rollup_names.names(session)
    for gone in rollup_counting.gone(session, package, parts):
        said = {"region": names.get(gone.left.region, gone.left.region), "n": gone.left.sequence}
        if gone.instead > gone.left.sequence:
            continue  # corrected, as usual
        if gone.instead:
            text = _("{region}: no. {instead} counts again; no. {n} no longer travels with it.")
        elif gone.missing:
            text = _(
                "{region}: no. {n} no longer travels with it and will not count; the area is then"
                " missing."
            )
        else:
            text = _("{region}: no. {n} no longer travels with it and will not count.")
        yield Finding(text.format(**said, instead=gone.instead), Grade.DOUBT)


def _from_below(session: Session, read: Sequence[tuple[Package, bytes]]) -> Iterator[Finding]:
    """Tell which areas travel with a package, and how many cases they have."""
    if parts := [package for package, _text in read[1:]]:
        names = rollup_names.names(session)
        areas = [names.get(part.region, part.region) for part in parts]
        told = _("{n} packages from below travel with it, {cases} cases in all: {areas}.")
        yield Finding(
            told.format(
                n=len(parts),
                cases=sum(len(part.rows) for part in parts),
                areas=rollup_names.first_named(areas, _AREAS),
            )
        )


def _content(package: Package) -> Iterator[Finding]:
    """Check duplicates, the balance of every row, and that the totals are the sum of the rows."""
    numbers = [str(row[0]) for row in package.rows]
    twice = sorted(number for number, times in Counter(numbers).items() if times > 1)
    if twice:
        yield Finding(
            _("Case numbers stand in it twice: {numbers}.").format(numbers=_some(twice)),
            Grade.FAULT,
        )
    facts = making.given_facts(package)
    if broken := statistics.out_of_balance(facts):
        found = [numbers[place - 1] for place in broken]
        yield Finding(
            _("Open + accepted − ended is not what is still open: {numbers}.").format(
                numbers=_some(found)
            ),
            Grade.FAULT,
        )
    if _plain(package.figures) != _plain(statistics.counts(facts, making.DIMENSIONS)):
        yield Finding(_("Its totals are not the sum of its rows."), Grade.FAULT)
    elif not package.rows:
        told = _("A period without cases: a zero report.")
        if package.parts:
            told = _("The sender has no cases of its own in this period.")
        yield Finding(told, Grade.NOTE)
    else:
        yield Finding(
            _("{n} cases; the rows balance and add up to the totals.").format(n=len(package.rows))
        )
    if not set(package.adjusted) <= set(MEASURES):
        yield Finding(_("It adjusts figures that are not known here."), Grade.FAULT)


def _plain(figures: Figures) -> dict[tuple[str, str, str], int]:
    """Return figures without zeros, which may be left out."""
    return {
        (name, key, measure): value
        for name, by in figures.items()
        for key, counts in by.items()
        for measure, value in counts.items()
        if value
    }


def reported_twice(sender: str, numbers: Iterable[str]) -> Iterator[Finding]:
    """Tell which cases another sender reports for the same period."""
    if shared := sorted(numbers):
        yield Finding(
            _("{sender} reports the same cases: {numbers}.").format(
                sender=sender, numbers=_some(shared)
            ),
            Grade.DOUBT,
        )


def accepted_twice(period: Period, numbers: Iterable[str]) -> Iterator[Finding]:
    """Tell which cases the same sender reports for another period."""
    if shared := sorted(numbers):
        yield Finding(
            _("Accepted in {period} already: {numbers}.").format(
                period=period.name, numbers=_some(shared)
            ),
            Grade.DOUBT,
        )


def for_the_same_area(sender: str, cases: int) -> Finding:
    """Tell that another one has reported for the same area."""
    return Finding(
        _(
            "{sender} has reported for this area already ({n} cases): both would count. If"
            " this one takes its place, set the other one aside afterwards."
        ).format(sender=sender, n=cases),
        Grade.DOUBT,
    )


def _beside_own(session: Session, package: Package) -> Iterator[Finding]:
    """Compare with this sender's other periods."""
    own = _own_others(session, package)
    for sha256, numbers in rollup.numbers(session, own).items():
        yield from accepted_twice(own[sha256].period, numbers & package.numbers)
    day = package.period.first - timedelta(days=1)
    before = {key: one for key, one in own.items() if one.period.last == day}
    for held in rollup.sums(session, before).values():
        left = held.figures.get("", {}).get("", {}).get("open", 0)
        opening = package.figures.get("", {}).get("", {}).get("opening", 0)
        if left != opening:
            yield Finding(
                _("Open at the beginning {now}, but {before} at the end before.").format(
                    now=opening, before=left
                ),
                Grade.NOTE,
            )


def _reported(session: Session, period: Period) -> Reported:
    """Return what counts of a period, each with the numbers of its cases."""
    counting = {one.sha256: one for one, _earlier in making.current(session, period).values()}
    numbers = rollup.numbers(session, counting)
    return [(one, numbers.get(sha256, frozenset())) for sha256, one in counting.items()]


def _shared_with(reported: Reported, package: Package) -> Iterator[Finding]:
    """Tell which cases others report for the same period, and who reports for the same area."""
    others = [
        (one, numbers)
        for one, numbers in reported
        if (one.region, one.sender) != (package.region, package.sender)
    ]
    for one, numbers in others:
        yield from reported_twice(one.sender, numbers & package.numbers)
    for one, _numbers in others:
        if one.region == package.region:
            yield for_the_same_area(one.sender, one.rows)


def _part_beside_others(
    session: Session, reported: Reported, part: Package, before: Iterable[Package]
) -> Iterator[Finding]:
    """Compare one from below with what came directly, and with those that travel before it."""
    name = rollup_names.names(session).get(part.region, part.region)
    found = list(_shared_with(reported, part))
    for other in before:
        found += reported_twice(other.sender, part.numbers & other.numbers)
    for finding in found:
        yield Finding(
            _("{region}: {problem}").format(region=name, problem=finding.text), finding.grade
        )


def _own_others(session: Session, package: Package) -> dict[str, Received]:
    """Return what counts of this sender's other periods of the same length, by digest."""
    latest: dict[Period, Received] = {}
    held = rollup.received(session, None, package.region, package.sender)
    for one in rollup_counting.told(session, held):
        same = one.period.span is package.period.span
        if same and one.period != package.period and not (one.set_aside or one.left_out):
            latest[one.period] = one
    return {one.sha256: one for one in latest.values()}


def _some(numbers: Sequence[str]) -> str:
    told = _(", ").join(numbers[:_TOLD])
    more = len(numbers) - _TOLD
    return _("{some} and {n} more").format(some=told, n=more) if more > 0 else told


def _part(
    session: Session, package: Package, part: Package, checked: Iterable[Finding]
) -> Iterator[Finding]:
    name = rollup_names.names(session).get(part.region, part.region)
    if not lies_below(part.region, package.region) or part.period != package.period:
        yield Finding(
            _("With it travels a package of {region} that does not belong there.").format(
                region=name
            ),
            Grade.FAULT,
        )
        return
    for finding in checked:
        if finding.grade is Grade.FAULT:
            yield Finding(
                _("{region}: {problem}").format(region=name, problem=finding.text), Grade.FAULT
            )
    if sender_known(session, part) is SenderKnown.OTHER_KEY:
        yield Finding(
            _("{region} signs with another key than before; {sender} vouches for it.").format(
                region=name, sender=package.sender
            ),
            Grade.NOTE,
        )
    held = received_already(session, part)
    direct = [one.sequence for one in held if not one.through and not one.set_aside]
    if direct and part.sequence < max(direct):
        yield Finding(
            _("{region}: no. {ours}, which came directly, counts; no. {theirs} does not.").format(
                region=name, ours=max(direct), theirs=part.sequence
            ),
            Grade.NOTE,
        )
    if any(one.sequence == part.sequence and one.sha256 != part.sha256 for one in held):
        yield Finding(
            _("{region}: another package was received under no. {ours}.").format(
                region=name, ours=part.sequence
            ),
            Grade.FAULT,
        )
