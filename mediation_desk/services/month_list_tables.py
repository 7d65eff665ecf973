"""The tables of the month that list things: group cases, clocks, arrears, courses, letters, aid."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from mediation_desk.domain.clock_register import register
from mediation_desk.domain.legal_aid import AidMatter
from mediation_desk.domain.money import from_fen
from mediation_desk.domain.statistics import Behind, Head, Line, Report, Shape, Value
from mediation_desk.domain.supervision import LetterKind
from mediation_desk.domain.taxonomy import districts
from mediation_desk.domain.tracks import Track
from mediation_desk.i18n import _
from mediation_desk.security.masking import mask_name
from mediation_desk.storage.asking import Row, day

_T, _C, _M, _D = Shape.TEXT, Shape.COUNT, Shape.MONEY, Shape.DAY


def _as_today() -> str:
    return _("This table shows what is recorded today; a lock of the period does not keep it.")


def collective(rows: Sequence[Row]) -> Report:
    """R6: the collective disputes accepted in the period."""
    lines = [
        _case(row[1], row[0], row[2], row[3], _day(row[4]), from_fen(row[5]), from_fen(row[6]))
        for row in rows
    ]
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
            _("Agreed and performed: as recorded today."),
        ),
    )


def _case(label: str, case_id: int, *values: Value) -> Line:
    way = Behind(cases=(case_id,))
    return Line(label=label, values=values, behind=(way,) * len(values))


def _day(held: Any) -> date | None:  # noqa: ANN401 - text in the file, a date on a server
    return day(held) if held else None


def missed(rows: Sequence[Row]) -> Report:
    """R7: clocks of the period that ran out or were met late."""
    kinds = register()
    lines = []
    for kind, case_id, number, respondent, due, met_on, mediator in rows:
        clock = kinds[kind].title if kind in kinds else kind
        lines.append(
            _case(number, case_id, clock, respondent, _day(due), _day(met_on), mediator or "")
        )
    cases = tuple(sorted({row[1] for row in rows}))
    lines.append(
        Line(
            label=_("{n} in all").format(n=len(rows)),
            values=("", "", None, None, ""),
            behind=(Behind(cases=cases) if cases else None,) * 5,
            total=True,
        )
    )
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
            _as_today(),
        ),
    )


def arrears(rows: Sequence[Row], due: Row, last: date) -> Report:
    """R8: what was due so far, what of it was performed, and the agreements in arrears."""
    lines = []
    for case_id, number, first, workers, respondent, mediator, effective, *sums_ in rows:
        due_, paid, given, _agreed = sums_
        owed = from_fen(int(due_) - int(paid) - int(given))
        name = mask_name(first)
        name = name if workers <= 1 else _("{name} and others").format(name=name)
        lines.append(
            _case(
                number, case_id, name, respondent, _day(effective),
                from_fen(int(due_)), from_fen(int(paid)), owed, mediator or "",
            )
        )  # fmt: skip
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
    count, sum_due, kept, full = (int(value) for value in due)
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
            _(
                "By {day}: {n} agreements with money due, {due} yuan in all, of which {kept} yuan "
                "were performed; {full} of the agreements had performed all that was due."
            ).format(
                day=last.isoformat(),
                n=count,
                due=f"{from_fen(sum_due):,.2f}",
                kept=f"{from_fen(kept):,.2f}",
                full=full,
            ),
            _("In arrears: due so far − performed − waived in writing."),
            _as_today(),
        ),
    )


def courses(rows: Sequence[Row]) -> Report:
    """R9: arbitration review and court confirmation."""
    labels = {track.value: track.label for track in (Track.REVIEW, Track.CONFIRMATION)}
    heads = (_("Applied for"), _("Granted"), _("Refused"), _("Pending at the end"))
    return Report(
        code="R9",
        title=_("Arbitration review and court confirmation"),
        heads=(Head(_("Course"), _T, 20), *(Head(title, _C, 14) for title in heads)),
        lines=_flagged(rows, labels, 4),
        notes=(
            _("Applied for, granted and refused: in the period, by their day."),
            _("Pending at the end: applied for by the last day and not decided by then."),
            _as_today(),
        ),
    )


def _flagged(
    rows: Sequence[Row], labels: Mapping[str, str], flags: int, money: int = 0
) -> tuple[Line, ...]:
    """Add up rows of (kind, case, flags…, fen…) by kind, each number with its cases."""
    found = []
    for kinds, label in [*(((kind,), text) for kind, text in labels.items()),
                         (tuple(labels), _("Sum total"))]:  # fmt: skip
        chosen = [row for row in rows if row[0] in kinds]
        values: list[Value] = []
        ways: list[Behind | None] = []
        for place in range(2, 2 + flags + money):
            counted = [row for row in chosen if row[place]]
            whole = sum(int(row[place]) for row in counted)
            values.append(from_fen(whole) if place >= 2 + flags else whole)
            cases = tuple(sorted({row[1] for row in counted if row[1] is not None}))
            ways.append(Behind(cases=cases) if cases else None)
        found.append(
            Line(label=label, values=tuple(values), behind=tuple(ways), total=len(kinds) > 1)
        )
    return tuple(found)


def letters(rows: Sequence[Row]) -> Report:
    """R10: letters of supervision (一函两书)."""
    labels = {kind.value: kind.label for kind in LetterKind}
    heads = (_("Issued"), _("Answered"), _("Not answered in time"), _("Corrected"),
             _("Handed over"))  # fmt: skip
    return Report(
        code="R10",
        title=_("Letters of supervision to employers"),
        heads=(Head(_("Kind"), _T, 20), *(Head(title, _C, 12) for title in heads)),
        lines=_flagged(rows, labels, 5),
        notes=(
            _("Counted in the period of the event; letters withdrawn are not counted."),
            _("Corrected and handed over: letters whose matter ended so in the period."),
            _as_today(),
        ),
    )


def aid(rows: Sequence[Row]) -> Report:
    """R11: legal aid and recovered losses."""
    labels = {matter.value: matter.label for matter in AidMatter}
    heads = (_("Applied for"), _("Granted"), _("Aid ended"), _("Migrant workers"))
    sums = (_("Amount agreed"), _("Recovered (performed)"))
    return Report(
        code="R11",
        title=_("Legal aid and recovered losses"),
        heads=(
            Head(_("Matter"), _T, 24),
            *(Head(title, _C, 10) for title in heads),
            *(Head(title, _M, 16) for title in sums),
        ),
        lines=_flagged(rows, labels, 4, 2),
        notes=(
            _("Recovered losses are performed money; agreed money stands beside it."),
            _as_today(),
        ),
    )


def employers(
    rows: Sequence[Row], owing: Iterable[Row], unanswered: Mapping[int, int], least: int
) -> Report:
    """R12: employers to watch, by plain indicators; no grade is given here."""
    owed: dict[str, int] = {}
    for row in owing:
        owed[row[4]] = owed.get(row[4], 0) + int(row[7]) - int(row[8]) - int(row[9])
    found = []
    for key, name, district, cases, workers in rows:
        silent, money = unanswered.get(key, 0), owed.get(name, 0)
        if int(workers or 0) >= 10 or int(cases) >= least or silent or money:
            found.append((money, int(cases), name, district, int(workers or 0), silent))
    found.sort(key=lambda one: (-one[0], -one[1], one[2]))
    lines = tuple(
        Line(
            label=name,
            values=(districts().get(district, district), cases, workers, from_fen(money), silent),
        )
        for money, cases, name, district, workers, silent in found
    )
    return Report(
        code="R12",
        title=_("Employers to watch"),
        heads=(
            Head(_("Employer"), _T, 32),
            Head(_("District"), _T, 10),
            Head(_("Cases in 12 months"), _C, 12),
            Head(_("Workers in 12 months"), _C, 12),
            Head(_("In arrears"), _M, 15),
            Head(_("Letters unanswered"), _C, 12),
        ),
        lines=lines,
        notes=(
            _(
                "Listed: ten workers or more or at least {n} cases in the twelve months to the "
                "last day, money in arrears, or a letter of supervision without an answer."
            ).format(n=least),
            _("For the centre's own work only; it is not published."),
            _as_today(),
        ),
    )
