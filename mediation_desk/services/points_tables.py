"""The tables of mediators' work: each mediator with points, the files behind them, the claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mediation_desk.domain.money import ZERO
from mediation_desk.domain.period import Period
from mediation_desk.domain.points import (
    FileFacts,
    Ground,
    Point,
    Standard,
    Standards,
    earned,
    weight,
)
from mediation_desk.domain.points_claim import PointsClaim, shares
from mediation_desk.domain.statistics import Behind, Head, Line, Report, Shape
from mediation_desk.i18n import _
from mediation_desk.reports.month_texts import points
from mediation_desk.services import points_words

_T, _C, _P, _M, _D = Shape.TEXT, Shape.COUNT, Shape.POINTS, Shape.MONEY, Shape.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWork:
    """A file of a period: what it is counted from, its level, and its points by ground."""

    facts: FileFacts
    level: str
    points: Mapping[Ground, Point]

    @property
    def mediator_id(self) -> int | None:
        """Whose file it is."""
        return self.facts.mediator_id

    @property
    def total(self) -> Decimal:
        """Its points in the period."""
        return sum((one.points for one in self.points.values()), ZERO)

    @property
    def yuan(self) -> Decimal:
        """Its money in the period."""
        return sum((one.yuan for one in self.points.values()), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A file that an earlier, locked period gained (1) or lost (-1) by a correction since."""

    period: Period
    sign: int
    work: FileWork


def works(files: Sequence[FileFacts], standards: Standards, period: Period) -> tuple[FileWork, ...]:
    """Return the files of which something happened in a period, with their points."""
    found = []
    for facts in files:
        if facts.ended is None and facts.visited_on is None and facts.performed_on is None:
            continue
        day = facts.ended_on if facts.ended_on and facts.ended_on <= period.last else period.last
        standard = standards.on(day)
        level = standard.level(facts.workers, facts.claimed, facts.graded).name if standard else ""
        points = {point.ground: point for point in earned(facts, standards)}
        found.append(FileWork(facts=facts, level=level, points=points))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Load:
    """The cases of a mediator that are open, with what they weigh."""

    cases: tuple[int, ...]
    weight: Decimal


def _load(files: Sequence[FileFacts], standards: Standards, period: Period) -> _Load:
    held = [one for one in files if one.open_on(period.last)]
    standard = standards.on(period.last)
    return _Load(
        cases=tuple(one.case_id for one in held),
        weight=sum((weight(one, standard) for one in held), ZERO),
    )


def _ways(*cases: Sequence[int]) -> tuple[Behind | None, ...]:
    return tuple(Behind(cases=tuple(dict.fromkeys(one))) if one else None for one in cases)


def mediators(
    files: Sequence[FileFacts],
    standards: Standards,
    period: Period,
    names: Mapping[int | None, str],
    late: Sequence[Correction] = (),
) -> Report:
    """W1: the caseload and the points of each mediator, each number with its cases."""
    done = works(files, standards, period)
    lines = []
    held = {one.mediator_id for one in files}
    for key in sorted(held, key=lambda one: (one is None, names.get(one, ""))):
        own = [one for one in files if one.mediator_id == key]
        worked = [one for one in done if one.mediator_id == key]
        name = names.get(key, _("not assigned"))
        lines.append(_line(name, _load(own, standards, period), worked))
    if len(lines) > 1:
        lines.append(_line(_("Sum total"), _load(files, standards, period), done, total=True))
    lines += _adjustments(late, names)
    return Report(
        code="W1",
        title=_("Work of the mediators"),
        heads=(
            Head(_("Mediator"), _T, 14),
            Head(_("Open at the end"), _C, 9),
            Head(_("Caseload with weights"), _P, 10),
            Head(_("Ended in the period"), _C, 9),
            *(Head(ground.label, _P, 10) for ground in Ground),
            Head(_("Points in all"), _P, 10),
            Head(_("Yuan"), _M, 13),
        ),
        lines=tuple(lines),
        notes=notes(standards, period),
    )


def _line(label: str, load: _Load, worked: Sequence[FileWork], *, total: bool = False) -> Line:
    ended = [one.facts.case_id for one in worked if one.facts.ended is not None]
    by_ground = {ground: [one for one in worked if ground in one.points] for ground in Ground}
    sums = (
        sum((one.points[ground].points for one in held), ZERO) for ground, held in by_ground.items()
    )
    counted = [one.facts.case_id for one in worked if one.points]
    return Line(
        label=label,
        values=(
            len(load.cases),
            load.weight,
            len(ended),
            *sums,
            sum((one.total for one in worked), ZERO),
            sum((one.yuan for one in worked), ZERO),
        ),
        behind=_ways(
            load.cases,
            load.cases,
            ended,
            *([one.facts.case_id for one in held] for held in by_ground.values()),
            counted,
            counted,
        ),
        total=total,
    )


def _adjustments(late: Sequence[Correction], names: Mapping[int | None, str]) -> list[Line]:
    """Return a line for each mediator whose points of earlier, locked periods changed since."""
    lines = []
    held = {one.work.mediator_id for one in late}
    for key in sorted(held, key=lambda one: (one is None, names.get(one, ""))):
        own = [one for one in late if one.work.mediator_id == key]
        ended = sum(one.sign for one in own if one.work.facts.ended is not None)
        by_ground = (
            sum((one.sign * one.work.points[ground].points for one in own
                 if ground in one.work.points), ZERO)
            for ground in Ground
        )  # fmt: skip
        values = (
            *(None, None, ended, *by_ground),
            sum((one.sign * one.work.total for one in own), ZERO),
            sum((one.sign * one.work.yuan for one in own), ZERO),
        )
        cases = tuple(dict.fromkeys(one.work.facts.case_id for one in own))
        name = names.get(key, _("not assigned"))
        lines.append(
            Line(
                label=_("{name} (earlier, locked periods)").format(name=name),
                values=values,
                behind=(None, None, *(Behind(cases=cases),) * (len(values) - 2)),
                adjusts=True,
            )
        )
    return lines


def of_files(
    done: Sequence[FileWork],
    standards: Standards,
    period: Period,
    names: Mapping[int | None, str],
    late: Sequence[Correction] = (),
) -> Report:
    """W2: the files of the period, with the level and the points of each."""
    return Report(
        code="W2",
        title=_("Files of the mediators"),
        heads=(
            Head(_("Case no."), _T, 24),
            Head(_("Mediator"), _T, 10),
            Head(_("Level of the file"), _T, 9),
            Head(_("Workers"), _C, 8),
            Head(_("Outcome of the case"), _T, 12),
            Head(_("Case ended on"), _D, 12),
            *(Head(ground.label, _P, 9) for ground in Ground),
            Head(_("Points in all"), _P, 9),
            Head(_("Yuan"), _M, 12),
        ),
        lines=(*(_file(one, names) for one in done), *(_corrected(one, names) for one in late)),
        notes=notes(standards, period),
    )  # fmt: skip


def _file(work: FileWork, names: Mapping[int | None, str]) -> Line:
    facts = work.facts
    ended = facts.ended
    points = (work.points[ground].points if ground in work.points else None for ground in Ground)
    level = _("{level} (set by hand)").format(level=work.level) if facts.graded else work.level
    values = (
        names.get(facts.mediator_id, _("not assigned")),
        level,
        facts.workers,
        ended.label if ended else "",
        facts.ended_on if ended else None,
        *points,
        work.total,
        work.yuan,
    )
    way = Behind(cases=(facts.case_id,))
    return Line(label=facts.number, values=values, behind=(way,) * len(values))


def _corrected(one: Correction, names: Mapping[int | None, str]) -> Line:
    """Return the line of a file that a correction brought into an earlier period, or took out."""
    line = _file(one.work, names)
    text = _("{label} ({period}, added)") if one.sign > 0 else _("{label} ({period}, taken back)")
    values = tuple(
        value * one.sign if isinstance(value, int | Decimal) else value for value in line.values
    )
    label = text.format(label=line.label, period=one.period.name)
    return replace(line, label=label, values=values)


def notes(standards: Standards, period: Period) -> tuple[str, ...]:
    """Return what the points rest on, for under a table."""
    told = [_told(since, one) for since, one in standards.used(period)] or [
        _("No standard of points has been taken over for this period: nothing earns points.")
    ]
    return (
        *told,
        *_of_locks(standards, period),
        _("No rule fixes points, weights or sums: the standard is the centre's own."),
        _("Level, group and outcome count on the day on which the case ended, the first follow-up "
          "visit and full performance on their own day, each once, by the standard of that day."),
        _("Points go to the mediator who leads the case. The caseload is the sum of the weights of "
          "the cases open on the last day; without a standard each weighs one."),
    )  # fmt: skip


def _of_locks(standards: Standards, period: Period) -> tuple[str, ...]:
    """Say which days are counted by the standards of a lock."""
    own = standards.lock_of(period)
    if own is not None and own.standards is None:
        return (_("The period was locked before standards were kept: it follows those of today."),)
    if own is not None:
        text = _(
            "The period is locked: it is counted by the standards that held when it was locked "
            "on {day}; one taken over or removed later changes nothing in it."
        )
        return (text.format(day=own.locked_on.isoformat()),)
    kept = (one.period for one in standards.held if one.standards is not None)
    if any(one.first <= period.last and period.first <= one.last for one in kept):
        return (_("Days of locked periods within it count by the standards of their lock."),)
    return ()


def _numbers(standard: Standard) -> str:
    """Write what earns points by a standard, in one line."""
    parts = [points_words.level(one, first=not place) for place, one in enumerate(standard.levels)]
    band = _("group from {n} workers {points}")
    parts += [band.format(n=one.from_workers, points=points(one.points)) for one in standard.bands]
    plain = _("{what} {points} points")
    parts += [
        plain.format(what=ended.label, points=points(held))
        for ended, held in standard.outcomes.items()
        if held
    ]
    for ground, held in ((Ground.VISIT, standard.visit), (Ground.PERFORMED, standard.performed)):
        parts += [plain.format(what=ground.label, points=points(held))] if held else []
    return _(", ").join(parts)


def _told(since: date, standard: Standard) -> str:
    text = _("From {day}: standard {basis}, taken over by {name} on {taken}").format(
        day=since.isoformat(),
        basis=standard.basis or _("without a document"),
        name=standard.taken_over_by,
        taken=standard.taken_over_on.isoformat() if standard.taken_over_on else "",
    )
    return _("{text}. Points: {numbers}; {yuan} yuan a point.").format(
        text=text, numbers=_numbers(standard), yuan=f"{standard.yuan_per_point:,.2f}"
    )


def claim_sheet(claim: PointsClaim, names: Mapping[int | None, str]) -> Report:
    """Return the sheet that asks for the subsidies of a period, with a line to sign for each."""
    lines = []
    asked = sorted(
        shares(claim.lines, claim.period), key=lambda one: names.get(one.mediator_id, "")
    )
    for one in asked:
        values = (one.files, one.points, one.yuan, one.earlier_points, one.earlier_yuan,
                  one.all_points, one.all_yuan, "")  # fmt: skip
        own = [line for line in claim.lines if line.mediator_id == one.mediator_id]
        now = [line.case_id for line in own if claim.period.holds(line.day)]
        before = [line.case_id for line in own if not claim.period.holds(line.day)]
        every = [line.case_id for line in own]
        ways = _ways(now, now, now, before, before, every, every, ())
        lines.append(Line(label=names.get(one.mediator_id, ""), values=values, behind=ways))
    whole = (
        sum(one.files for one in asked),
        *(sum((getattr(one, name) for one in asked), ZERO) for name in
          ("points", "yuan", "earlier_points", "earlier_yuan", "all_points", "all_yuan")),
        "",
    )  # fmt: skip
    lines.append(Line(label=_("Sum total"), values=whole, total=True))
    return Report(
        code="",
        title=_("Claim of subsidies for mediators"),
        heads=(
            Head(_("Mediator"), _T, 12),
            Head(_("Files"), _C, 8),
            Head(_("Points of the period"), _P, 11),
            Head(_("Yuan of the period"), _M, 13),
            Head(_("Points of earlier periods"), _P, 11),
            Head(_("Yuan of earlier periods"), _M, 13),
            Head(_("Points in all"), _P, 11),
            Head(_("Claimed in all, yuan"), _M, 14),
            Head(_("Signature of the claimant"), _T, 18),
        ),
        lines=tuple(lines),
        notes=(
            _("Of earlier periods: what was corrected or came in after an earlier claim; a minus "
              "takes back what was claimed and does not hold."),
            _("Each file is paid once for each ground; the annex lists every file."),
        ),
        signed=(
            _("Drawn up by (signature):"),
            _("Checked by (signature):"),
            _("Head of the centre (signature):"),
        ),
    )  # fmt: skip


def claim_annex(claim: PointsClaim, names: Mapping[int | None, str]) -> Report:
    """Return every file of a claim: whose, what for, on which day, points and yuan."""
    order = sorted(
        claim.lines, key=lambda one: (names.get(one.mediator_id, ""), one.number, one.day)
    )
    return Report(
        code="",
        title=_("Annex: files of the claim"),
        heads=(
            Head(_("Case no."), _T, 24),
            Head(_("Mediator"), _T, 12),
            Head(_("Ground"), _T, 16),
            Head(_("In particular"), _T, 16),
            Head(_("Day"), _D, 12),
            Head(_("Points"), _P, 10),
            Head(_("Yuan"), _M, 12),
            Head(_("Remark"), _T, 14),
        ),
        lines=tuple(
            Line(
                label=line.number,
                values=(
                    names.get(line.mediator_id, ""), line.ground.label, line.what, line.day,
                    line.points, line.yuan,
                    "" if claim.period.holds(line.day) else _("of an earlier period"),
                ),
                behind=_ways(*([(line.case_id,)] * 7)),
            )
            for line in order
        ),
    )  # fmt: skip
