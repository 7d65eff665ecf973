"""Receiving period packages: looked at first, then taken in, all of them or none."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.domain.options import CUTOFF_DAY
from mediation_desk.domain.period import Period
from mediation_desk.domain.regions import lies_below
from mediation_desk.domain.rights import Right
from mediation_desk.domain.rollup import (
    Figures,
    Finding,
    Grade,
    Look,
    Package,
    Received,
    Sender,
    SenderKnown,
)
from mediation_desk.i18n import _
from mediation_desk.importers import packages
from mediation_desk.security import signing
from mediation_desk.services import keeping
from mediation_desk.services import rollup as making
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal, rollup, statistics
from mediation_desk.storage.database import Session
from mediation_desk.storage.measures import MEASURES
from mediation_desk.storage.rollup import Packed

_TOLD = 3
Checked = Mapping[str, tuple[Finding, ...]]
"""What was found in packages by themselves, by their digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that was read and checked by itself, packed to be kept: nothing held the centre up."""

    file: str
    read: tuple[tuple[Package, bytes], ...]
    checked: Checked
    packed: Mapping[str, Packed]


def look(desk: Desk, path: Path) -> Look:
    """Check a file without taking it in: who sends it, what it holds, what stands against it."""
    desk.actor.require(Right.SUPERVISE)
    try:
        read = packages.read_file(path)
    except FileRefused as refusal:
        return Look(file=path.name, findings=(Finding(str(refusal), Grade.FAULT),))
    checked = _checked(package for package, _text in read)
    with desk.db.read() as session:
        return _look(desk, session, path.name, read, checked)


def prepare(desk: Desk, path: Path) -> Prepared:
    """Read a file, check what it says by itself and pack it, before anything is written."""
    desk.actor.require(Right.SUPERVISE)
    read = packages.read_file(path)
    return Prepared(
        file=path.name,
        read=read,
        checked=_checked(package for package, _text in read),
        packed={package.sha256: rollup.packed(package, text) for package, text in read},
    )


def receive(
    desk: Desk, paths: Sequence[Path], compared: Collection[str] = ()
) -> tuple[Received, ...]:
    """Take packages in, all or none; `compared` are fingerprints that a person has compared.

    A correction takes the place of what was there before, which is kept.
    """
    desk.actor.require(Right.SUPERVISE)
    return receive_prepared(desk, [prepare(desk, path) for path in paths], compared)


def receive_prepared(
    desk: Desk, files: Sequence[Prepared], compared: Collection[str] = ()
) -> tuple[Received, ...]:
    """Take in what was read and checked before, all or none, in one short write.

    A file is taken in whole, with those from below that travel with it: figures of a city without
    those of its counties would be neither.
    """
    desk.actor.require(Right.SUPERVISE)
    taken: list[Received] = []
    rows = sum(len(package.rows) for file in files for package, _text in file.read)
    keeping.before_import(desk, rows)
    with desk.db.write(desk.actor, "receive_package") as session:
        for file in files:
            seen = _look(desk, session, file.file, file.read, file.checked)
            if not seen.sound:
                raise DeskError(_("{file}: {problem}").format(file=file.file, problem=seen.verdict))
            if seen.to_confirm and seen.fingerprint not in compared:
                raise DeskError(
                    _("{file}: compare the fingerprint of the key with the sender first.").format(
                        file=file.file
                    )
                )
            taken += _take(desk, session, seen, file)
    return tuple(taken)


def senders(desk: Desk) -> tuple[Sender, ...]:
    """Return everybody whose key was compared."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return rollup.senders(session)


def _checked(found: Iterable[Package]) -> Checked:
    """Check what packages say by themselves, before the file is held."""
    return {package.sha256: tuple(_content(package)) for package in found}


def _look(
    desk: Desk,
    session: Session,
    name: str,
    read: Sequence[tuple[Package, bytes]],
    checked: Checked,
) -> Look:
    package = read[0][0]
    known = _known(session, package)
    findings = tuple(_findings(desk, session, read, checked))
    return Look(
        file=name,
        package=package,
        region_name=making.names(session).get(package.region, package.region),
        fingerprint=signing.fingerprint(package.key),
        known=known,
        parts=len(package.parts),
        findings=findings,
    )


def _known(session: Session, package: Package) -> SenderKnown:
    sender = rollup.sender(session, package.region, package.sender)
    if sender is None:
        return SenderKnown.NEW
    return SenderKnown.KNOWN if sender.key == package.key else SenderKnown.OTHER_KEY


def _findings(
    desk: Desk, session: Session, read: Sequence[tuple[Package, bytes]], checked: Checked
) -> Iterator[Finding]:
    """Check where it comes from, its period and number, its rows and sums, and its parts."""
    package = read[0][0]
    yield Finding(_("The file is whole and its signature is right."))
    known = _known(session, package)
    if known is SenderKnown.NEW:
        yield Finding(
            _("This sender is new here: compare the fingerprint with the sender."), Grade.NOTE
        )
    elif known is SenderKnown.OTHER_KEY:
        yield Finding(
            _("It is signed with another key than before: ask the sender why."), Grade.NOTE
        )
    yield from _place(desk, session, package)
    yield from _number(session, package)
    yield from checked[package.sha256]
    yield from _beside_others(session, package)
    for part, _text in read[1:]:
        yield from _part(session, package, part, checked[part.sha256])


def _place(desk: Desk, session: Session, package: Package) -> Iterator[Finding]:
    code, name = making.own_region(desk, session)
    theirs = making.names(session).get(package.region, package.region)
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
    expected = Period.of(
        package.period.span, package.period.year, package.period.number,
        int(desk.option(CUTOFF_DAY)),
    )  # fmt: skip
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
    held = _held(session, package)
    if not held:
        yield Finding(_("No. {n} of this period, the first to arrive.").format(n=package.sequence))
        return
    last = held[-1]
    same = next((one for one in held if one.sha256 == package.sha256), None)
    if same is not None:
        yield Finding(
            _("This package was received already, on {day}.").format(
                day=f"{beijing(same.received_at):%Y-%m-%d}"
            ),
            Grade.FAULT,
        )
    elif package.sequence <= last.sequence:
        yield Finding(
            _(
                "It is no. {theirs}, older than what was received (no. {ours}), or another one"
                " under the same number."
            ).format(theirs=package.sequence, ours=last.sequence),
            Grade.FAULT,
        )
    else:
        yield Finding(
            _("A correction: no. {theirs} takes the place of no. {ours}, which is kept.").format(
                theirs=package.sequence, ours=last.sequence
            ),
            Grade.NOTE,
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
        yield Finding(_("A period without cases: a zero report."), Grade.NOTE)
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


def _beside_others(session: Session, package: Package) -> Iterator[Finding]:
    """Compare with what others report, and with this sender's other periods."""
    counting = making.current(session, package.period)
    others = {
        one.sha256: one
        for one, _earlier in counting.values()
        if (one.region, one.sender) != (package.region, package.sender)
    }
    for sha256, numbers in rollup.numbers(session, others).items():
        if shared := sorted(numbers & package.numbers):
            yield Finding(
                _("{sender} reports the same cases: {numbers}.").format(
                    sender=others[sha256].sender, numbers=_some(shared)
                ),
                Grade.NOTE,
            )
    own = _own_others(session, package)
    for sha256, numbers in rollup.numbers(session, own).items():
        if shared := sorted(numbers & package.numbers):
            yield Finding(
                _("Accepted in {period} already: {numbers}.").format(
                    period=own[sha256].period.name, numbers=_some(shared)
                ),
                Grade.NOTE,
            )
    before = {key: one for key, one in own.items() if one.period == package.period.before()}
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


def _own_others(session: Session, package: Package) -> dict[str, Received]:
    """Return what counts of this sender's other periods of the same length, by digest."""
    latest: dict[Period, Received] = {}
    for one in rollup.received(session, None, package.region, package.sender):
        if one.period.span is package.period.span and one.period != package.period:
            latest[one.period] = one
    return {one.sha256: one for one in latest.values()}


def _some(numbers: Sequence[str]) -> str:
    told = _(", ").join(numbers[:_TOLD])
    more = len(numbers) - _TOLD
    return _("{some} and {n} more").format(some=told, n=more) if more > 0 else told


# -- those that travel with it ---------------------------------------------------------------


def _part(
    session: Session, package: Package, part: Package, checked: Iterable[Finding]
) -> Iterator[Finding]:
    name = making.names(session).get(part.region, part.region)
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
    if _known(session, part) is SenderKnown.OTHER_KEY:
        yield Finding(
            _("{region} signs with another key than before; {sender} vouches for it.").format(
                region=name, sender=package.sender
            ),
            Grade.NOTE,
        )
    held = _held(session, part)
    if held and part.sequence < held[-1].sequence:
        yield Finding(
            _("{region}: no. {ours} was received already, no. {theirs} is left out.").format(
                region=name, ours=held[-1].sequence, theirs=part.sequence
            ),
            Grade.NOTE,
        )
    elif held and part.sequence == held[-1].sequence and part.sha256 != held[-1].sha256:
        yield Finding(
            _("{region}: another package was received under no. {ours}.").format(
                region=name, ours=part.sequence
            ),
            Grade.FAULT,
        )


def _held(session: Session, package: Package) -> tuple[Received, ...]:
    """Return what was received of this sender's period, the earliest first."""
    return rollup.received(session, package.period, package.region, package.sender)


def _take(desk: Desk, session: Session, seen: Look, file: Prepared) -> Iterator[Received]:
    first = file.read[0][0]
    for place, (package, _text) in enumerate(file.read):
        held = _held(session, package)
        if held and package.sequence <= held[-1].sequence:
            continue  # a part that came by itself already, or newer
        yield _keep(
            desk, session, package, file.packed[package.sha256], first.sender if place else ""
        )
    journal.note(
        session,
        {
            "sender": first.sender,
            "period": f"{first.period.first}/{first.period.last}",
            "number": first.sequence,
            "fingerprint": seen.fingerprint,
        },
    )


def _keep(desk: Desk, session: Session, package: Package, packed: Packed, through: str) -> Received:
    sender = rollup.sender(session, package.region, package.sender)
    if sender is None or sender.key != package.key:
        by = through or desk.actor.name
        said = Sender(
            region=package.region,
            name=package.sender,
            key=package.key,
            confirmed_on=desk.today(),
            confirmed_by=by,
        )
        sender = replace(said, id=rollup.put_sender(session, said))
    rollup.keep_packed(session, packed)
    received = Received(
        sender_id=sender.id,
        region=package.region,
        sender=package.sender,
        period=package.period,
        sequence=package.sequence,
        made_at=package.made_at,
        received_at=desk.instant(),
        received_by=desk.actor.name,
        rows=len(package.rows),
        sha256=package.sha256,
        through=through,
    )
    return replace(received, id=rollup.keep_received(session, received))
