"""The tables of the month that list things: group cases, clocks, arrears, courses, letters, aid."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from mediation_desk.domain.clock_register import register
from mediation_desk.domain.legal_aid import AidMatter
from mediation_desk.domain.money import from_fen
from mediation_desk.domain.statistics import Behind, Head, Line, Report, Shape, Value
from mediation_desk.domain.supervision import LetterKind
from mediation_desk.domain.tracks import Track
from mediation_desk.i18n import _
from mediation_desk.security.masking import mask_name
from mediation_desk.storage.asking import Row, day
from mediation_desk.storage.period_lists import CASE, Corrected, Lists, Rows

_T, _C, _M, _D = Shape.TEXT, Shape.COUNT, Shape.MONEY, Shape.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of a period: its rows, what is corrected of earlier ones, and whether it is kept."""

    rows: Rows
    corrected: tuple[Corrected, ...] = ()
    imported: frozenset[int] = frozenset()
    """Cases among the corrections that came in with a ledger: no corrections."""
    standing: str = ""
    """Says whether the list follows the records or is kept by the lock."""


def listed(
    lists: Lists, corrected: Sequence[Corrected], imported: frozenset[int], standing: str
) -> Mapping[str, Listed]:
    """Return the lists by code, each with its own corrections."""
    return {
        code: Listed(
            rows=rows,
            corrected=tuple(one for one in corrected if one.code == code),
            imported=imported,
            standing=standing,
        )
        for code, rows in lists.items()
    }


def corrections(of: Listed, make: Callable[[list[Any]], Line]) -> list[Line]:
    """Return a line for each row that came into a list of an earlier period, or went."""
    found = []
    for one in of.corrected:
        for rows, sign, text in (
            (one.dropped, -1, _("{label} ({period}, taken back)")),
            (one.added, 1, _("{label} ({period}, added)")),
        ):
            for row in rows:
                line = make(row)
                place = CASE.get(one.code)
                if sign > 0 and place is not None and row[place] in of.imported:
                    text = _("{label} ({period}, ledger of former years)")
                label = text.format(label=line.label, period=one.period.name)
                values = tuple(_signed(value, sign) for value in line.values)
                found.append(replace(line, label=label, values=values))
    return found


def _signed(value: Value, sign: int) -> Value:
    return value * sign if isinstance(value, int | Decimal) else value


def collective(of: Listed) -> Report:
    """R6: the collective disputes accepted in the period."""

    def line(row: Row) -> Line:
        sums = from_fen(row[5]), from_fen(row[6])
        return _case(row[1], row[0], row[2], row[3], _day(row[4]), *sums)

    lines = [*map(line, of.rows), *corrections(of, line)]
    return Report(
        code="R6",
        title=_("List of collective disputes"),
        heads=(
            Head(_("Case no."), _T, 24),
            Head(_("Respondent"), _T, 28),
            Head(_("Workers"), _C, 9),
            Head(_("Accepted on"), _D, 12),
            Head(_("Amount agreed"), _M, 15),
            Head(_("Amount performed"), _M, 15),
        ),
        lines=tuple(lines),
        notes=(
            _("Cases accepted in the period with ten workers or more and a common request."),
            _("Agreed and performed: by the last day."),
            of.standing,
        ),
    )


def _case(label: str, case_id: int, *values: Value) -> Line:
    way = Behind(cases=(case_id,))
    return Line(label=label, values=values, behind=(way,) * len(values))


def _day(held: Any) -> date | None:  # noqa: ANN401 - text in the file, a date on a server
    return day(held) if held else None


def missed(of: Listed) -> Report:
    """R7: clocks of the period that ran out or were met late."""
    kinds, rows = register(), of.rows

    def line(row: Row) -> Line:
        kind, case_id, number, respondent, due, met_on, mediator = row
        clock = kinds[kind].title if kind in kinds else kind
        return _case(number, case_id, clock, respondent, _day(due), _day(met_on), mediator or "")

    lines = [line(row) for row in rows]
    cases = tuple(sorted({row[1] for row in rows}))
    lines.append(
        Line(
            label=_("{n} in all").format(n=len(rows)),
            values=("", "", None, None, ""),
            behind=(Behind(cases=cases) if cases else None,) * 5,
            total=True,
        )
    )
    lines += corrections(of, line)
    return Report(
        code="R7",
        title=_("Deadlines missed"),
        heads=(
            Head(_("Case no."), _T, 24),
            Head(_("Deadline"), _T, 26),
            Head(_("Respondent"), _T, 28),
            Head(_("Due on"), _D, 12),
            Head(_("Met on"), _D, 12),
            Head(_("Mediator"), _T, 10),
        ),
        lines=tuple(lines),
        notes=(
            _("Deadlines that ended in the period and were not met, or were met after their end."),
            of.standing,
        ),
    )


def arrears(of: Listed, performed: Sequence[str]) -> Report:
    """R8: the agreements in arrears; `performed` says what was due and performed of all."""
    rows = of.rows

    def line(row: Row) -> Line:
        case_id, number, first, workers, respondent, mediator, effective, *sums_ = row
        due_, paid, given, _agreed, _employer = sums_
        owed = from_fen(int(due_) - int(paid) - int(given))
        name = mask_name(first)
        name = name if workers <= 1 else _("{name} and others").format(name=name)
        return _case(
            number, case_id, name, respondent, _day(effective),
            from_fen(int(due_)), from_fen(int(paid)), owed, mediator or "",
        )  # fmt: skip

    lines = [line(row) for row in rows]
    cases = tuple(row[0] for row in rows)
    behind = Behind(cases=cases) if cases else None
    total = sum(int(row[7]) - int(row[8]) - int(row[9]) for row in rows)
    sums = (
        from_fen(sum(int(row[7]) for row in rows)),
        from_fen(sum(int(row[8]) for row in rows)),
        from_fen(total),
    )
    lines.append(
        Line(
            label=_("{n} in all").format(n=len(rows)),
            values=("", "", None, *sums, ""),
            behind=(behind,) * 7,
            total=True,
        )
    )
    lines += corrections(of, line)
    return Report(
        code="R8",
        title=_("Performance and arrears"),
        heads=(
            Head(_("Case no."), _T, 24),
            Head(_("Applicant"), _T, 12),
            Head(_("Respondent"), _T, 28),
            Head(_("In effect from"), _D, 12),
            Head(_("Due so far"), _M, 15),
            Head(_("Amount performed"), _M, 15),
            Head(_("In arrears"), _M, 15),
            Head(_("Mediator"), _T, 10),
        ),
        lines=tuple(lines),
        notes=(
            *performed,
            _("In arrears: due so far − performed − waived in writing."),
            of.standing,
        ),
    )


def courses(of: Listed) -> Report:
    """R9: arbitration review and court confirmation."""
    labels = {track.value: track.label for track in (Track.REVIEW, Track.CONFIRMATION)}
    heads = (
        *(_("Applications (review, confirmation)"), _("Confirmed (granted)")),
        *(_("Not confirmed (refused)"), _("Pending at the end")),
    )
    return Report(
        code="R9",
        title=_("Arbitration review and court confirmation"),
        heads=(
            Head(_("Route of review or confirmation"), _T, 20),
            *(Head(title, _C, 14) for title in heads),
        ),
        lines=_flagged(of, labels, 4),
        notes=(
            _("Applied for, granted and refused: in the period, by their day."),
            _("Pending at the end: applied for by the last day and not decided by then."),
            of.standing,
        ),
    )


def _flagged(of: Listed, labels: Mapping[str, str], flags: int, money: int = 0) -> tuple[Line, ...]:
    """Add up rows of (kind, case, flags…, fen…) by kind, each number with its cases."""
    places = range(2, 2 + flags + money)

    def shown(place: int, whole: int) -> Value:
        return from_fen(whole) if place >= 2 + flags else whole

    found = []
    for kinds, label in [*(((kind,), text) for kind, text in labels.items()),
                         (tuple(labels), _("Sum total"))]:  # fmt: skip
        chosen = [row for row in of.rows if row[0] in kinds]
        ways = (_cases_of([row for row in chosen if row[place]]) for place in places)
        values = (shown(place, sum(int(row[place]) for row in chosen)) for place in places)
        found.append(
            Line(label=label, values=tuple(values), behind=tuple(ways), total=len(kinds) > 1)
        )
    if of.corrected:
        found += _adjusted(of, found[-1], places, shown)
    return tuple(found)


def _adjusted(
    of: Listed, total: Line, places: range, shown: Callable[[int, int], Value]
) -> list[Line]:
    """Return what corrections of earlier periods add up to, and the total with them."""
    sums: list[Value] = []
    ways: list[Behind | None] = []
    for place in places:
        whole, touched = 0, []
        for one in of.corrected:
            whole += sum(int(row[place]) for row in one.added)
            whole -= sum(int(row[place]) for row in one.dropped)
            touched += [row for row in (*one.added, *one.dropped) if row[place]]
        sums.append(shown(place, whole))
        ways.append(_cases_of(touched) if whole else None)
    both = tuple(_plus(one, other) for one, other in zip(total.values, sums, strict=True))
    return [
        Line(
            label=_("Adjustment of earlier, locked periods"),
            values=tuple(sums),
            behind=tuple(ways),
            adjusts=True,
        ),
        Line(
            label=_("Sum total with adjustment"),
            values=both,
            behind=tuple(map(_both, total.behind or (None,) * len(both), ways)),
            total=True,
            adjusts=True,
        ),
    ]


def _both(one: Behind | None, other: Behind | None) -> Behind | None:
    cases = {*(one.cases if one else ()), *(other.cases if other else ())}
    return Behind(cases=tuple(sorted(cases))) if cases else None


def _plus(one: Value, other: Value) -> Value:
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    assert isinstance(one, Decimal)
    assert isinstance(other, Decimal)
    return one + other


def _cases_of(rows: Sequence[Row]) -> Behind | None:
    cases = tuple(sorted({row[1] for row in rows if row[1] is not None}))
    return Behind(cases=cases) if cases else None


def letters(of: Listed) -> Report:
    """R10: letters of supervision (一函两书)."""
    labels = {kind.value: kind.label for kind in LetterKind}
    heads = (_("Issued"), _("Answered"), _("Not answered in time"), _("Corrected"),
             _("Handed over"))  # fmt: skip
    return Report(
        code="R10",
        title=_("Letters of supervision to employers"),
        heads=(Head(_("Kind"), _T, 20), *(Head(title, _C, 12) for title in heads)),
        lines=_flagged(of, labels, 5),
        notes=(
            _("Counted in the period of the event; letters withdrawn are not counted."),
            _("Corrected and handed over: letters whose matter ended so in the period."),
            of.standing,
        ),
    )


def aid(of: Listed) -> Report:
    """R11: legal aid and recovered losses."""
    labels = {matter.value: matter.label for matter in AidMatter}
    heads = (_("Applications for aid"), _("Aid granted"), _("Aid ended"), _("Migrant workers"))
    sums = (_("Amount agreed"), _("Recovered (performed)"))
    return Report(
        code="R11",
        title=_("Legal aid and recovered losses"),
        heads=(
            Head(_("Matter"), _T, 24),
            *(Head(title, _C, 10) for title in heads),
            *(Head(title, _M, 16) for title in sums),
        ),
        lines=_flagged(of, labels, 4, 2),
        notes=(
            _("Recovered losses are performed money; agreed money stands beside it."),
            of.standing,
        ),
    )
