"""Period packages from county to city to province: this centre's place, and making a package."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mediation_desk.domain.errors import DeskError, FileRefused, Invalid, Problem
from mediation_desk.domain.period import Period
from mediation_desk.domain.regions import above, is_code, is_known, known_regions, lies_below
from mediation_desk.domain.rights import Right, Role
from mediation_desk.domain.rollup import (
    BESIDE,
    ENDING,
    OWN_REGION,
    Made,
    Own,
    Package,
    Received,
    Unit,
)
from mediation_desk.i18n import _
from mediation_desk.importers import packages
from mediation_desk.security import signing
from mediation_desk.services import logs, rollup_counting, rollup_keys
from mediation_desk.services.desk import Desk
from mediation_desk.services.files import safe_name
from mediation_desk.services.rollup_names import names, own_region
from mediation_desk.storage import centre as centres
from mediation_desk.storage import (
    journal,
    month_lists,
    options,
    period_facts,
    rollup,
    rollup_parts,
    statistics,
)
from mediation_desk.storage.asking import ask
from mediation_desk.storage.database import Session
from mediation_desk.storage.period_facts import Facts

DIMENSIONS = ("", "cause", "district", "source", "trade")
"""What the figures of a package are broken down by; work of persons stays in the house."""


def own(desk: Desk) -> Own:
    """Return this centre as it stands in the chain."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return _own(desk, session)


def set_region(desk: Desk, code: str, *, compared: bool = False) -> None:
    """Set the region that this centre reports for.

    A code that the list of regions does not have may be a slip: it must have been `compared`.
    """
    desk.actor.require(Right.SETTINGS)
    code = code.strip()
    if not is_code(code):
        raise Invalid((Problem("region", _("Enter the code with six figures, such as 130702.")),))
    if not (compared or is_known(code) or code == desk.option(OWN_REGION)):
        raise Invalid((Problem("region", _not_in_list(code)),))
    with desk.db.write(desk.actor, "set_report_region") as session:
        options.put(session, OWN_REGION.name, code)
    desk.reload()


def _not_in_list(code: str) -> str:
    """Say that a code is not in the list of regions, and what to do."""
    return _(
        "{code} is not in the list of this program, which has Hebei with its cities and counties."
        " Compare it with the list of the civil affairs authority; if it is right, tick below"
        " that it was compared, and save."
    ).format(code=code)


def units(desk: Desk) -> tuple[Unit, ...]:
    """Return the regions below this one, each with whether its package is expected."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return below(desk, session)


def below(desk: Desk, session: Session) -> tuple[Unit, ...]:
    """Return the regions below this one, in the order of codes."""
    code, _name = own_region(desk, session)
    if not code:
        return ()
    found = {
        key: Unit(code=key, name=name)
        for key, name in known_regions().items()
        if lies_below(key, code)
    }
    found |= {one.code: one for one in rollup.units(session) if lies_below(one.code, code)}
    return tuple(found[key] for key in sorted(found))


def set_unit(desk: Desk, unit: Unit, *, new: bool = False) -> None:
    """Say whether a region's package is expected, or add a region that the list does not have.

    A `new` one takes no code that another region has.
    """
    desk.actor.require(Right.SUPERVISE)
    unit = replace(unit, code=unit.code.strip(), name=unit.name.strip())
    with desk.db.write(desk.actor, "set_report_unit") as session:
        code, name = own_region(desk, session)
        problems = list(_unit_problems(unit, code, name))
        if new:
            problems += _taken_by(unit.code, below(desk, session))
        if problems:
            raise Invalid(tuple(problems))
        rollup.put_unit(session, unit)


def _unit_problems(unit: Unit, code: str, name: str) -> Iterator[Problem]:
    if not is_code(unit.code):
        yield Problem("code", _("Enter the code with six figures, such as 130702."))
    elif not code or not lies_below(unit.code, code):
        yield Problem("code", _("{code} does not lie in {region}.").format(
            code=unit.code, region=name or "—"))  # fmt: skip
    if not unit.name:
        yield Problem("name", _("Enter the name of the region."))


def _taken_by(code: str, units: Iterable[Unit]) -> Iterator[Problem]:
    """Name the region that has a code already: it is not to be renamed by adding another one."""
    for unit in units:
        if unit.code == code:
            told = _("{code} is {region}, which is in the list already. Enter another code.")
            yield Problem("code", told.format(code=code, region=unit.name))


def make(desk: Desk, period: Period) -> Made:
    """Make a package of a locked period; where nothing has changed it is the last one again.

    Those received from below for the same period travel with it.
    """
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "make_package") as session:
        package = _gathered(desk, session, period)
        held = rollup.made(session, period)
        facts = _facts_digest(package)
        if held and facts == rollup.facts_of_last(session, period):
            return held[0]
        public, secret = rollup_keys.for_signing(desk, session)
        package = replace(
            package,
            key=public,
            sequence=rollup.next_sequence(session, period),
            serial=logs.take_serial(session, desk.today().year),
        )
        text = packages.written(package, secret)
        package = replace(package, sha256=packages.digest_of(text))
        rollup.keep_content(session, package, text)
        made = Made(
            period=period,
            sequence=package.sequence,
            serial=package.serial,
            made_at=package.made_at,
            made_by=desk.actor.name,
            rows=len(package.rows),
            parts=len(package.parts),
            sha256=package.sha256,
        )
        key = rollup.keep_made(session, made, package.parts, facts)
        said = {"serial": made.serial, "number": made.sequence, "rows": made.rows}
        journal.note(session, said | {"period": f"{period.first}/{period.last}"})
        return replace(made, id=key)


def made(desk: Desk) -> tuple[Made, ...]:
    """Return the packages that this centre made, the latest first, each with its receiver."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        called = names(session)
        to = ((one, above(rollup.region_of(session, one.sha256))) for one in rollup.made(session))
        carried = rollup_parts.cases_carried(session)
        return tuple(
            replace(one, receiver=called.get(code, code), carried=carried[one.id])
            for one, code in to
        )


def package_file(desk: Desk, made_id: int) -> tuple[str, bytes]:
    """Return the name and content of a package's file, with those that travel with it.

    It is the same file to the byte as when it was made; what is damaged is refused.
    """
    desk.actor.require(Right.SUPERVISE)
    with desk.db.read() as session:
        one, parts = rollup.made_of(session, made_id)
        digests = (one.sha256, *parts)
        texts = [rollup.content(session, digest) for digest in digests]
        code, name = own_region(desk, session)
    if any(packages.digest_of(text) != digest for text, digest in zip(texts, digests, strict=True)):
        raise FileRefused(_("The content of this package is damaged: it is not what was made."))
    said = _("Report {code} {name} {period} no. {number}").format(
        code=code, name=name, period=one.period.name, number=one.sequence
    )
    return safe_name(said) + ENDING, b"".join(texts)


def current(session: Session, period: Period) -> dict[int, tuple[Received, int]]:
    """Return the package that counts of each sender, and how many it replaces.

    Those set aside do not count, nor those from below that no longer travel with the package of
    their city: the one before does again.
    """
    held = rollup.received(session, period)
    last = {one.sender_id: one for one in rollup_counting.counting(session, held)}
    known = [(one.sender_id, one.sequence) for one in held if not one.set_aside]
    return {
        key: (one, sum(sender == key and number < one.sequence for sender, number in known))
        for key, one in last.items()
    }


def beside(desk: Desk, session: Session, period: Period) -> dict[str, int]:
    """Count what is reported besides cases, as it stands today."""
    letters = month_lists.letters(session, period, desk.today())
    aid = month_lists.aid(session, period)
    bodies = ask(session, "SELECT count(*) FROM body WHERE kind = 'mediation' AND active")
    people = centres.users(session)
    counted = (
        month_lists.enquiries(session, period),
        int(bodies[0][0]),
        sum(1 for user in people if user.active and Role.MEDIATOR in user.roles),
        *(sum(int(row[place]) for row in letters) for place in (2, 3, 4)),
        *(sum(int(row[place]) for row in aid) for place in (2, 3, 4, 7)),
    )
    return dict(zip(BESIDE, counted, strict=True))


def _own(desk: Desk, session: Session) -> Own:
    code, name = own_region(desk, session)
    public = rollup.public_key(session)
    return Own(
        region=code,
        region_name=name,
        name=desk.centre.name,
        fingerprint=signing.fingerprint(public) if public else "",
    )


def _gathered(desk: Desk, session: Session, period: Period) -> Package:
    """Return the package of a period without its number and key, or say why there is none."""
    code, _name = own_region(desk, session)
    if not is_code(code):
        raise DeskError(_("Set the region first that this centre reports for."))
    lock = required_lock(session, period)
    facts = Facts(session, period, lock.id)
    if broken := statistics.out_of_balance(facts):
        raise DeskError(
            _(
                "The figures of {period} do not balance in {n} cases. Correct them first; the"
                " statistics show them."
            ).format(period=period.name, n=len(broken))
        )
    adjusted: dict[str, int] = {}
    for changed in statistics.adjustments(session, period).values():
        for key, value in changed.items():
            adjusted[key] = adjusted.get(key, 0) + value
    return Package(
        region=code,
        sender=desk.centre.name,
        period=period,
        sequence=0,
        made_at=desk.instant(),
        columns=packages.COLUMNS,
        rows=_rows(session, facts),
        figures=statistics.counts(facts, DIMENSIONS),
        adjusted=adjusted,
        beside=beside(desk, session, period),
        parts=tuple(one.sha256 for one, _earlier in current(session, period).values()),
    )


def required_lock(session: Session, period: Period) -> statistics.Lock:
    """Return the lock of a period, without which it is not reported."""
    lock = next((one for one in statistics.locks(session) if one.period == period), None)
    if lock is None:
        raise DeskError(
            _("{period} is not locked. Only a locked period is reported: lock it first.").format(
                period=period.name
            )
        )
    return lock


def _rows(session: Session, facts: Facts) -> tuple[tuple[str | int, ...], ...]:
    """Return the facts of each case under its number; no person is named in them."""
    numbers = {
        int(key): str(number)
        for key, number in ask(session, "SELECT id, number FROM mediation_case")
    }
    places = [period_facts.COLUMNS.index(name) for name in packages.COLUMNS[1:]]
    texts = {period_facts.COLUMNS.index(name) for name in packages.TEXTS if name != "number"}
    return tuple(
        (
            numbers[int(row[0])],
            *(str(row[place] or "") if place in texts else int(row[place]) for place in places),
        )
        for row in sorted(facts.rows(), key=lambda row: int(row[0]))
    )


def given_facts(package: Package) -> period_facts.GivenFacts:
    """Return the rows of a package as facts that can be counted; cases are numbered from 1."""
    places = {name: place for place, name in enumerate(package.columns)}
    rows: list[Sequence[object]] = []
    for number, row in enumerate(package.rows, start=1):
        own = {"case_id": number, "mediator_id": None}
        rows.append(
            [own[name] if name in own else row[places[name]] for name in period_facts.COLUMNS]
        )
    return period_facts.GivenFacts(rows)


def _facts_digest(package: Package) -> str:
    """Return a digest of what a package says, apart from when it was made."""
    said = [package.region, package.sender, package.rows, dict(package.adjusted)]
    said += [dict(package.beside), package.parts]
    text = json.dumps(said, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
