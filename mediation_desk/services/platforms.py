"""Other platforms: their sheets, copying from them, and the numbers that they gave."""

from dataclasses import dataclass, replace

from mediation_desk.domain import copy_out, errors
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.copy_out import CopyRow
from mediation_desk.domain.errors import Invalid, NotFound, Problem
from mediation_desk.domain.platforms import (
    Platform,
    PlatformNumber,
    number_problems,
    platform_problems,
)
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.services.shown import require_as_shown
from mediation_desk.storage import cases, journal
from mediation_desk.storage import platforms as store


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A platform's sheet for a case as it stood when it was opened."""

    platform: Platform
    case: CaseFile
    centre: Centre


def platforms(desk: Desk) -> tuple[Platform, ...]:
    """Return every platform with its sheet, those out of use too."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return store.platforms(session)


def stored(desk: Desk, platform_id: int) -> Platform | None:
    """Return a platform as stored now, None where there is none."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return next((one for one in store.platforms(session) if one.id == platform_id), None)


def save_platform(desk: Desk, platform: Platform, shown: Platform | None = None) -> int:
    """Add or change a platform and its sheet; returns the key.

    Raises `Stale` when somebody else changed it since it was `shown`.
    """
    desk.actor.require(Right.SETTINGS)
    told = replace(
        platform,
        name=platform.name.strip(),
        fields=tuple(replace(field, label=field.label.strip()) for field in platform.fields),
    )
    with desk.db.write(desk.actor, "change_platform") as session:
        every = {known.id: known for known in store.platforms(session)}
        require_as_shown(shown, every.get(told.id))
        others = {p.name for p in every.values() if p.id != told.id}
        errors.require(platform_problems(told, others, copy_out.VALUES.keys()))
        return store.put(session, told)


def open_sheet(desk: Desk, case_id: int, platform_id: int) -> Sheet:
    """Open a sheet with everything unmasked; the look is journalled, and what it is for.

    Giving data to another body is recorded (个人信息保护法第五十五条).
    """
    desk.actor.require(Right.REVEAL)
    with desk.db.write(desk.actor, "copy_out", case_id) as session:
        platform = _find(store.platforms(session), platform_id)
        case = cases.file(session, case_id)
        journal.note(session, {"platform": platform.name, "workers": len(case.applicants)})
    return Sheet(platform=platform, case=case, centre=desk.centre)


def lines(desk: Desk, sheet: Sheet, party_id: int) -> tuple[CopyRow, ...]:
    """Return the lines of an open sheet for one worker."""
    desk.actor.require(Right.REVEAL)
    return copy_out.rows(sheet.platform, sheet.case, party_id, sheet.centre, desk.today())


def whole_table(desk: Desk, sheet: Sheet) -> str:
    """Return the sheet of every worker as a table with tabs between."""
    desk.actor.require(Right.REVEAL)
    return copy_out.table(sheet.platform, sheet.case, sheet.centre, desk.today())


def keep_number(desk: Desk, case_id: int, version: int, number: PlatformNumber) -> None:
    """Keep the serial number that a platform gave a case or one of its workers (平台编号)."""
    desk.actor.require(Right.REGISTER)
    told = replace(number, number=number.number.strip(), entered_by=desk.actor.name)
    errors.require(number_problems(told, desk.today()))
    with on_case(desk, "platform_number", case_id, version, adds=True) as (session, case):
        _find(store.platforms(session), told.platform_id)
        if told.party_id is not None and told.party_id not in {a.id for a in case.applicants}:
            raise NotFound(_("This party is not in the case."))
        if other := store.owner_of(session, told, case_id):
            text = _("{number} is the number of case {case} on this platform.")
            raise Invalid([Problem("number", text.format(number=told.number, case=other))])
        store.keep_number(session, case_id, told)


def remove_number(desk: Desk, case_id: int, version: int, number_id: int) -> None:
    """Take back a serial number that was entered by mistake."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "remove_platform_number", case_id, version, adds=True) as (session, case):
        if all(number.id != number_id for number in case.platform_numbers):
            raise NotFound(_("This number is not in the case."))
        store.remove_number(session, case_id, number_id)


def _find(known: tuple[Platform, ...], platform_id: int) -> Platform:
    for platform in known:
        if platform.id == platform_id:
            return platform
    raise NotFound(_("This platform is not in the settings (any more)."))
