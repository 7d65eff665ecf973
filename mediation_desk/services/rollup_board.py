"""Who has reported for a period, and the figures of each region as they are added up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mediation_desk.domain.period import Period
from mediation_desk.domain.regions import Level, city_of, level_of
from mediation_desk.domain.rights import Right
from mediation_desk.domain.rollup import Board, BoardLine, Figures, Own, Received, Standing, Unit
from mediation_desk.i18n import _
from mediation_desk.services import rollup as making
from mediation_desk.services import rollup_complete, rollup_counting, rollup_names, rollup_twice
from mediation_desk.services.desk import Desk
from mediation_desk.services.month_tables import NOTHING
from mediation_desk.storage import rollup, rollup_parts, sight, statistics
from mediation_desk.storage.database import Session
from mediation_desk.storage.period_facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one region reports, or several together."""

    label: str
    code: str = ""
    by: Figures = field(default_factory=dict)
    adjusted: Mapping[str, int] = field(default_factory=dict)
    beside: Mapping[str, int] = field(default_factory=dict)
    reported: bool = True
    lacking: str = ""
    """What of it has not reported, as it stands behind its name."""
    of: frozenset[str] = frozenset()
    """Whose figures are in it: two periods compare only where these are the same."""

    @property
    def named(self) -> str:
        """Its label, with what of it is missing."""
        if not self.lacking:
            return self.label
        return _("{area} ({missing})").format(area=self.label, missing=self.lacking)

    @property
    def whole(self) -> dict[str, int]:
        """The figures without a breakdown."""
        return dict(NOTHING) | dict(self.by.get("", {}).get("", {}))


def board(desk: Desk, period: Period) -> Board:
    """Return who has reported for a period, and who is missing.

    Figures of a region are for those who lead the centre; the tables give others what is shown.
    """
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        found = board_of(desk, session, period)
        if desk.actor.may(Right.SUPERVISE):
            return rollup_twice.told(session, found)
    return replace(found, lines=tuple(replace(line, counts={}) for line in found.lines))


def missing(desk: Desk, period: Period) -> tuple[str, ...]:
    """Return the regions without which a package of a locked period would go up."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.read() as session:
        making.required_lock(session, period)
        found = board_of(desk, session, period)
    return tuple(line.area for line in rollup_complete.missing(found))


def corrected(desk: Desk, period: Period) -> int:
    """Count the cases that stand otherwise today than a package of the locked period has them."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.read() as session, sight.whole(session):
        return len(statistics.changed_since(session, making.required_lock(session, period)))


def lacking(desk: Desk, period: Period) -> tuple[tuple[str, ...], int]:
    """Return what a package of a locked period would go up without: regions, corrections."""
    desk.actor.require(Right.SUPERVISE)
    return missing(desk, period), corrected(desk, period)


def history(desk: Desk, period: Period, region: str) -> tuple[Received, ...]:
    """Return every package that was received of a region's period, the latest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        held = rollup.received(session, period, region)
        return tuple(reversed(rollup_counting.told(session, held)))


def board_of(desk: Desk, session: Session, period: Period) -> Board:
    """Return every region below this one with what counts of the period."""
    code, name = rollup_names.own_region(desk, session)
    own = Own(region=code, region_name=name, name=desk.centre.name)
    counting = making.current(session, period)
    sums = rollup.sums(session, (one.sha256 for one, _earlier in counting.values()))
    by_region: dict[str, list[tuple[Received, int]]] = {}
    for one, earlier in counting.values():
        by_region.setdefault(one.region, []).append((one, earlier))
    units = {unit.code: unit for unit in making.below(desk, session)}
    for region, found in by_region.items():
        units.setdefault(region, Unit(code=region, name=found[0][0].sender))
    lines: list[BoardLine] = []
    for region in sorted(units):
        unit = units[region]
        city = _city(region, code, units)
        if region not in by_region:
            standing = Standing.MISSING if unit.expected else Standing.NOT_ASKED
            lines.append(BoardLine(unit=unit, standing=standing, city=city))
        for one, earlier in by_region.get(region, ()):
            reports = one.rows or _carries(session, one)
            standing = Standing.RECEIVED if reports else Standing.ZERO
            lines.append(
                BoardLine(
                    unit=unit,
                    standing=Standing.CORRECTED if earlier else standing,
                    received=one,
                    earlier=earlier,
                    city=city,
                    counts=sums[one.sha256].figures.get("", {}).get("", {}),
                )
            )
    return Board(own=own, period=period, lines=tuple(lines))


def _carries(session: Session, one: Received) -> bool:
    """Say whether packages from below travel with one: without own cases it is no zero report."""
    above = level_of(one.region) is not Level.COUNTY
    return above and bool(rollup_parts.carried(session, [one.sha256]))


def _city(region: str, own: str, units: Mapping[str, Unit]) -> str:
    """Return the name of the city that a county of a province lies in."""
    city = units.get(city_of(region))
    return city.name if city and region != city.code and own != city.code else ""


def parts_of(desk: Desk, session: Session, period: Period, found: Board) -> list[Part]:
    """Return what this centre and each that reported has, this centre first."""
    lock = next((one for one in statistics.locks(session) if one.period == period), None)
    facts = Facts(session, period, lock.id if lock else None)
    adjusted: dict[str, int] = {}
    for changed in statistics.adjustments(session, period).values():
        for key, value in changed.items():
            adjusted[key] = adjusted.get(key, 0) + value
    parts = [
        Part(
            label=_("{centre} (this centre)").format(centre=desk.centre.name),
            code=found.own.region,
            by=statistics.counts(facts, making.DIMENSIONS),
            adjusted=adjusted,
            beside=making.beside(desk, session, period),
            of=frozenset({desk.centre.name}),
        )
    ]
    return parts + _received(session, found)


def _received(session: Session, found: Board) -> list[Part]:
    """Return what came of each area, and those that are missing, by code."""
    lines = [(line, line.received) for line in found.lines if line.received is not None]
    sums = rollup.sums(session, (one.sha256 for _line, one in lines))
    several = {code for code in (x.unit.code for x, _one in lines) if _many(lines, code)}
    parts = []
    for line in found.lines:
        code, area = line.unit.code, area_of(line, found.own)
        if line.received is None:
            if line.standing is Standing.MISSING:
                lacking = Standing.MISSING.label
                parts.append(Part(label=area, code=code, reported=False, lacking=lacking))
            continue
        held, sender = sums[line.received.sha256], line.received.sender
        parts.append(
            Part(
                label=f"{area} · {sender}" if code in several else area,
                code=code,
                by=held.figures,
                adjusted=held.adjusted,
                beside=held.beside,
                of=frozenset({f"{code} {sender}"}),
            )
        )
    return parts


def area_of(line: BoardLine, own: Own) -> str:
    """Return what an area is called by itself: a city's own cases are told from its counties'."""
    if line.unit.level is Level.CITY and level_of(own.region or "1") is Level.PROVINCE:
        return _("{city} itself").format(city=line.area)
    return line.area


def _many(lines: Sequence[tuple[BoardLine, Received]], code: str) -> bool:
    return sum(1 for line, _one in lines if line.unit.code == code) > 1


def added(label: str, parts: Iterable[Part], code: str = "") -> Part:
    """Add parts up."""
    by: dict[str, dict[str, dict[str, int]]] = {"": {"": {}}, "cause": {}}
    adjusted: dict[str, int] = {}
    beside: dict[str, int] = {}
    of: set[str] = set()
    for part in parts:
        of |= part.of
        for name, keys in part.by.items():
            for key, counts in keys.items():
                _add(by.setdefault(name, {}).setdefault(key, {}), counts)
        _add(adjusted, part.adjusted)
        _add(beside, part.beside)
    return Part(label=label, code=code, by=by, adjusted=adjusted, beside=beside, of=frozenset(of))


def _add(to: dict[str, int], counts: Mapping[str, int]) -> None:
    for key, value in counts.items():
        to[key] = to.get(key, 0) + value


def by_city(parts: Sequence[Part], names: Mapping[str, str], own: str) -> list[Part]:
    """Return the cities of a province, each with its counties, and this centre first."""
    cities: dict[str, list[Part]] = {}
    for part in parts:
        if part.code != own:
            cities.setdefault(city_of(part.code), []).append(part)
    rows = [part for part in parts if part.code == own]
    return rows + [_city_row(names.get(key, key), cities[key], key) for key in sorted(cities)]


def _city_row(name: str, parts: Sequence[Part], code: str) -> Part:
    """Add a city up, and say what of it is missing."""
    lacking = [part for part in parts if not part.reported]
    whole = replace(added(name, parts, code), reported=len(lacking) < len(parts))
    if not lacking:
        return whole
    if not whole.reported:
        return replace(whole, lacking=Standing.MISSING.label)
    counties = sum(1 for part in lacking if part.code != code)
    told = [_("its own missing")] if counties < len(lacking) else []
    told += [_("{n} counties missing").format(n=counties)] if counties else []
    return replace(whole, lacking=_(", ").join(told))
