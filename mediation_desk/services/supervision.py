"""Matters of union supervision (劳动法律监督): taken up, investigated, ended; who sends letters."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from mediation_desk.domain import days, errors, reasons, supervision_rules
from mediation_desk.domain.deadlines import due
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.domain.supervision import (
    Decline,
    LetterClock,
    LetterCounts,
    LetterSettings,
    Matter,
    MatterEnd,
    MatterLine,
)
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.services.shown import require_as_shown
from mediation_desk.storage import employers, letter_clocks
from mediation_desk.storage import letters as store
from mediation_desk.storage.database import Session


def settings(desk: Desk) -> LetterSettings:
    """Return who sends letters and how they are numbered; proposed until somebody said so."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return sender(desk, session)


def sender(desk: Desk, session: Session) -> LetterSettings:
    """Return who sends letters, inside a transaction that is under way."""
    code = supervision_rules.usual_code(desk.centre.number_pattern)
    return store.settings(session) or LetterSettings(
        reminder=code, inquiry=code, opinion=code, proposal=code
    )


def save_settings(desk: Desk, value: LetterSettings, shown: LetterSettings | None = None) -> None:
    """Say who sends letters and how they are numbered.

    Raises `Stale` when somebody else said so since it was `shown`.
    """
    desk.actor.require(Right.SETTINGS)
    errors.require(supervision_rules.settings_problems(value))
    with desk.db.write(desk.actor, "change_letter_settings") as session:
        require_as_shown(shown, sender(desk, session))
        store.put_settings(session, value)


def lines(
    desk: Desk, text: str = "", *, open_only: bool = False, limit: int = 500
) -> tuple[MatterLine, ...]:
    """List the matters of supervision with the latest letter of each."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.lines(
            session, desk.today(), open_only=open_only, words=text.split(), limit=limit
        )


def matter(desk: Desk, matter_id: int) -> Matter:
    """Return one matter with its letters."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.matter(session, matter_id)


def clocks(desk: Desk, until: date) -> tuple[LetterClock, ...]:
    """Return the answers awaited up to a day."""
    desk.actor.require(Right.READ)
    with desk.db.glance() as of:
        return letter_clocks.letter_clocks(of, until)


def counts(desk: Desk, first: date, last: date) -> tuple[LetterCounts, ...]:
    """Count the letters of a period by kind: issued, answered, overdue."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return supervision_rules.counted(store.issued_between(session, first, last), desk.today())


def known_employers(desk: Desk, text: str) -> tuple[Employer, ...]:
    """Return employers whose name, code or initials contain what was typed."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return tuple(employer for _key, employer in employers.match(session, text))


def begin(desk: Desk, matter: Matter, employer: Employer | None = None) -> int:
    """Take up a matter; a complaint starts the clock of its answer (第十六条). Returns the key.

    `employer` is one that is known, where a name alone could mean several.
    """
    desk.actor.require(Right.REGION)
    errors.require(supervision_rules.matter_problems(matter, desk.today()))
    with desk.db.write(desk.actor, "begin_supervision", matter.case_id) as session:
        desk.share(session)
        return store.put_matter(session, _placed(desk, session, matter, employer))


def change_matter(desk: Desk, matter: Matter) -> None:
    """Correct what a matter says; its clock is counted anew from the day it was received."""
    desk.actor.require(Right.REGION)
    errors.require(supervision_rules.matter_problems(matter, desk.today()))
    with desk.db.write(desk.actor, "change_supervision", matter.case_id) as session:
        desk.share(session)
        store.put_matter(session, _placed(desk, session, matter))


def _placed(
    desk: Desk, session: Session, matter: Matter, employer: Employer | None = None
) -> Matter:
    """Put the employer in its place, and count the clock of a complaint with a name."""
    employer_id = matter.employer_id or store.employer_key(
        session, employer or Employer(name=matter.employer.strip())
    )
    if not (matter.source.is_complaint and matter.complainant.strip()):
        return replace(matter, employer_id=employer_id, raw_due=None, due=None, provisional=False)
    end = due("DL30", matter.received_on, desk.calendar)
    return replace(
        matter,
        employer_id=employer_id,
        raw_due=end.raw_due,
        due=end.due,
        provisional=end.provisional,
    )


@contextmanager
def _on_matter(
    desk: Desk, doing: str, matter_id: int, version: int
) -> Iterator[tuple[Session, Matter]]:
    """Open the transaction of an act on a matter that was shown at `version`."""
    with desk.db.read() as session:
        case_id = store.matter(session, matter_id).case_id
    with desk.db.write(desk.actor, doing, case_id) as session:
        desk.share(session)
        found = store.matter(session, matter_id)
        yield session, replace(found, version=version)


def accept(desk: Desk, matter_id: int, version: int, on: date) -> None:
    """Accept a complaint (第十六条)."""
    desk.actor.require(Right.REGION)
    with _on_matter(desk, "accept_complaint", matter_id, version) as (session, found):
        if found.declined is not None:
            raise DeskError(_("The complaint was not accepted."))
        errors.require(
            supervision_rules.day_problems(
                "accepted_on", on, found.received_on, days.REPORTED, desk.today()
            )
        )
        store.put_matter(session, replace(found, accepted_on=on))


def decline(
    desk: Desk, matter_id: int, version: int, reason: Decline, told_on: date | None
) -> None:
    """Not accept a complaint; who gave a name is told within five working days (第十六条)."""
    desk.actor.require(Right.REGION)
    with _on_matter(desk, "decline_complaint", matter_id, version) as (session, found):
        if not found.source.is_complaint:
            raise DeskError(_("Only a complaint can be declined."))
        if any(letter.stands for letter in found.letters):
            raise DeskError(_("Letters were issued in this matter already. End it instead."))
        if told_on is not None:
            errors.require(
                supervision_rules.day_problems(
                    "told_on", told_on, found.received_on, days.REPORTED, desk.today()
                )
            )
        store.put_matter(
            session, replace(found, declined=reason, accepted_on=None, told_on=told_on)
        )


def tell(desk: Desk, matter_id: int, version: int, on: date) -> None:
    """Record that the complainant was told (第十六条、第二十三条)."""
    desk.actor.require(Right.REGION)
    with _on_matter(desk, "tell_complainant", matter_id, version) as (session, found):
        errors.require(
            supervision_rules.day_problems(
                "told_on", on, found.received_on, days.REPORTED, desk.today()
            )
        )
        store.put_matter(session, replace(found, told_on=on))


def investigate(
    desk: Desk, matter_id: int, version: int, on: date, who: str, facts: str, *, on_site: bool
) -> None:
    """Record an investigation and what it found (第十八条)."""
    desk.actor.require(Right.REGION)
    with _on_matter(desk, "investigate", matter_id, version) as (session, found):
        errors.require(
            supervision_rules.investigation_problems(
                on, who, on_site=on_site, matter=found, today=desk.today()
            )
        )
        members = "、".join(supervision_rules.names(who))
        seen = replace(
            found, investigated_on=on, investigators=members, on_site=on_site, facts=facts
        )
        store.put_matter(session, seen)


def end(desk: Desk, matter_id: int, version: int, ended_as: MatterEnd, on: date, note: str) -> None:
    """End a matter: corrected, partly, handed over, or withdrawn."""
    desk.actor.require(Right.REGION)
    with _on_matter(desk, "end_supervision", matter_id, version) as (session, found):
        if any(one.issued_on is None and one.withdrawn_on is None for one in found.letters):
            raise DeskError(_("There is a draft already. Issue or discard it first."))
        errors.require(supervision_rules.end_problems(found, ended_as, on, note, desk.today()))
        store.put_matter(
            session, replace(found, ended_as=ended_as, ended_on=on, end_note=note.strip())
        )


def reopen(desk: Desk, matter_id: int, version: int, reason: str) -> None:
    """Take up a matter again that had ended or was declined, with the reason."""
    desk.actor.require(Right.SUPERVISE)
    with _on_matter(desk, "reopen_supervision", matter_id, version) as (session, found):
        if found.is_open:
            raise DeskError(_("The matter has not ended."))
        errors.require(reasons.problems("note", reason))
        note = "\n".join(line for line in (found.end_note, reason.strip()) if line)
        store.put_matter(
            session,
            replace(found, ended_as=None, ended_on=None, declined=None, end_note=note),
        )
