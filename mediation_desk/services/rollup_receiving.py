"""Receiving period packages: looked at first, then taken in, all of them or none."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediation_desk.domain.errors import DeskError, FileRefused, Invalid, Problem
from mediation_desk.domain.rights import Right
from mediation_desk.domain.rollup import (
    Finding,
    Grade,
    Look,
    Package,
    Received,
    Sender,
)
from mediation_desk.i18n import _
from mediation_desk.importers import packages
from mediation_desk.security import signing
from mediation_desk.services import keeping, rollup_choice, rollup_names
from mediation_desk.services import rollup_checks as checks
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal, rollup
from mediation_desk.storage.database import Session
from mediation_desk.storage.rollup import Packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that was read and checked by itself, packed to be kept: nothing held the centre up."""

    file: str
    read: tuple[tuple[Package, bytes], ...]
    checked: checks.Checked
    packed: Mapping[str, Packed]


def look(desk: Desk, path: Path) -> Look:
    """Check a file without taking it in: who sends it, what it holds, what stands against it."""
    desk.actor.require(Right.SUPERVISE)
    try:
        read = packages.read_file(path)
    except FileRefused as refusal:
        return Look(file=path.name, findings=(Finding(str(refusal), Grade.FAULT),))
    checked = checks.by_themselves(package for package, _text in read)
    with desk.db.read() as session:
        return _look(desk, session, path.name, read, checked)


def look_together(
    desk: Desk, paths: Sequence[Path], told: Callable[[int, int], object] = lambda _done, _all: None
) -> tuple[Look, ...]:
    """Check files that are chosen together, also against each other; `told` hears how far it is."""
    desk.actor.require(Right.SUPERVISE)
    looks = []
    for done, path in enumerate(paths):
        told(done, len(paths))
        looks.append(look(desk, path))
    return rollup_choice.beside_each_other(looks)


def prepare(desk: Desk, path: Path) -> Prepared:
    """Read a file, check what it says by itself and pack it, before anything is written."""
    desk.actor.require(Right.SUPERVISE)
    read = packages.read_file(path)
    return Prepared(
        file=path.name,
        read=read,
        checked=checks.by_themselves(package for package, _text in read),
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
    desk: Desk, files: Sequence[Prepared], compared: Collection[str] = (), together: str = ""
) -> tuple[Received, ...]:
    """Take in what was read and checked before, all or none, in one short write.

    `together` marks files that come at once although each is taken in by itself: an undo takes
    all of them back.

    A file is taken in whole, with those from below that travel with it: figures of a city without
    those of its counties would be neither. What counties sent by themselves goes in before: it
    counts by itself.
    """
    desk.actor.require(Right.SUPERVISE)
    taken: list[Received] = []
    rows = sum(len(package.rows) for file in files for package, _text in file.read)
    keeping.before_import(desk, rows)
    with desk.db.write(desk.actor, "receive_package") as session:
        for file in sorted(files, key=lambda one: len(one.read)):
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
        if together:
            journal.note(session, {journal.TOGETHER: together})
    return tuple(taken)


def set_aside(desk: Desk, received_id: int, reason: str) -> None:
    """Let a package that was received no longer count, with a reason; it stays kept."""
    desk.actor.require(Right.SUPERVISE)
    if not reason.strip():
        raise Invalid((Problem("reason", _("Say why the package does not count.")),))
    with desk.db.write(desk.actor, "set_package_aside") as session:
        rollup.set_aside(session, received_id, reason.strip())


def count_again(desk: Desk, received_id: int) -> None:
    """Let a package that was set aside count again."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "count_package_again") as session:
        rollup.set_aside(session, received_id, "")


def senders(desk: Desk) -> tuple[Sender, ...]:
    """Return everybody whose key was compared."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return rollup.senders(session)


def _look(
    desk: Desk,
    session: Session,
    name: str,
    read: Sequence[tuple[Package, bytes]],
    checked: checks.Checked,
) -> Look:
    package = read[0][0]
    known = checks.sender_known(session, package)
    findings = tuple(checks.findings(desk, session, read, checked))
    return Look(
        file=name,
        package=package,
        region_name=rollup_names.names(session).get(package.region, package.region),
        fingerprint=signing.fingerprint(package.key),
        known=known,
        parts=len(package.parts),
        findings=findings,
    )


def _take(desk: Desk, session: Session, seen: Look, file: Prepared) -> Iterator[Received]:
    first = file.read[0][0]
    for place, (package, _text) in enumerate(file.read):
        held = checks.received_already(session, package)
        if any(one.sequence == package.sequence for one in held):
            continue  # a part that came already
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
