"""The figures of the law at the centre: entering, confirming, correcting and taking back its own.

What a change does to open cases is shown first; it is taken with their sums in one journalled
act, which can be undone. Sums that were claimed by the parties or agreed are never touched.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from mediation_desk.domain import errors
from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.claims import ZERO, Applicant, Claim
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.figure_change import (
    CaseEffect,
    FigureChange,
    FigureEffect,
    figure_problems,
)
from mediation_desk.domain.regional import SWITCHES
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import BEFORE_EFFECT
from mediation_desk.i18n import _
from mediation_desk.importers import figures as importing
from mediation_desk.law import own_scale
from mediation_desk.law.award import Award
from mediation_desk.law.entitlement import Known
from mediation_desk.law.figure_file import as_toml
from mediation_desk.law.figures import KINDS, Figure
from mediation_desk.law.packs import Place, chain
from mediation_desk.law.subsidy_scale import SubsidyScale
from mediation_desk.services import claims
from mediation_desk.services.desk import Desk
from mediation_desk.services.shown import require_as_shown
from mediation_desk.storage import cases, journal, options
from mediation_desk.storage import centre as centres
from mediation_desk.storage.database import Session

Progress = Callable[[int, int], bool]
ADD, CORRECT, REMOVE, ANSWER = "add_figure", "correct_figure", "remove_figure", "set_regional"
ACTS = (ADD, CORRECT, REMOVE, ANSWER)
_USUAL = {switch.option.name: switch.option.usual for switch in SWITCHES} | {own_scale.OPTION: ""}
_EVERY = 10


def whole(desk: Desk, change: FigureChange) -> FigureChange:
    """Return a change with what it replaces: the own figures of the same place and day."""
    desk.actor.require(Right.FIGURES)
    days = {(one.name, one.place or desk.centre.place, one.since) for one in change.added}
    twins = (
        own.id
        for own in desk.own_figures
        if (own.name, own.place or desk.centre.place, own.since) in days
    )
    return replace(change, removed=change.removed.union(twins))


def effect(
    desk: Desk, change: FigureChange, progress: Progress = lambda _done, _of: True
) -> FigureEffect | None:
    """Say which open cases a change would change; None where it was stopped on the way."""
    desk.actor.require(Right.FIGURES)
    errors.require(_problems(desk, change))
    change = whole(desk, change)
    then = desk.as_if(change.applied(desk.own_figures), dict(change.answers))
    found = []
    known: tuple[Known, Known] = {}, {}
    with desk.db.read() as session:
        keys = _open(session)
        versions = cases.versions(session, keys)
        for place, key in enumerate(keys):
            if place % _EVERY == 0 and not progress(place, len(keys)):
                return None
            respondent, workers = cases.sides(session, key)
            number, _version = versions[key]
            about = CaseEffect(case_id=key, number=number, respondent=respondent.employer.name)
            if changed := _on_case(desk, then, about, workers, known):
                found.append(changed)
    seen = {key: version for key, (_number, version) in versions.items()}
    found.sort(key=lambda case: (-abs(case.difference), case.number))
    return FigureEffect(change=change, cases=tuple(found), seen=seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The centre's own figures and rules on which a change was made."""

    figures: tuple[OwnFigure, ...]
    rules: tuple[tuple[str, str | None], ...]


def base(desk: Desk) -> Base:
    """Return the figures and rules as this desk shows them."""
    desk.actor.require(Right.HOUSE)
    rules = tuple((name, desk.held(name)) for name in _USUAL)
    return Base(figures=desk.own_figures, rules=rules)


def base_now(desk: Desk) -> Base:
    """Read the figures and rules as they are stored by now, and return them."""
    desk.actor.require(Right.HOUSE)
    desk.reload()
    return base(desk)


def _stored(session: Session) -> Base:
    rules = tuple((name, options.held(session, name)) for name in _USUAL)
    return Base(figures=centres.own_figures(session), rules=rules)


def take(
    desk: Desk,
    change: FigureChange,
    shown: FigureEffect | None = None,
    on: Base | None = None,
) -> None:
    """Change the centre's own figures, and compute the cases that rest on them, in one act.

    Cases that were saved since the effect was shown are computed too. Raises `Stale` when
    somebody else changed the figures or rules that the change was made `on`.
    """
    desk.actor.require(Right.FIGURES)
    errors.require(_problems(desk, change))
    change = whole(desk, change)
    change = replace(change, added=tuple(_entered(desk, figure) for figure in change.added))
    then = desk.as_if(change.applied(desk.own_figures), dict(change.answers))
    with desk.db.write(desk.actor, _doing(change)) as session:
        require_as_shown(on, _stored(session))
        for key in sorted(change.removed):
            centres.remove_own_figure(session, key)
        for figure in change.added:
            centres.add_own_figure(session, figure)
        for name, code in change.answers:
            options.put(session, name, None if code == _USUAL[name] else code)
        for key in _concerned(session, shown):
            _respondent, workers = cases.sides(session, key)
            claims.recompute(then, session, workers, proposing=True)
            journal.note_beside(session, key, _told(desk, change))
    desk.reload()


def read_file(desk: Desk, path: Path) -> FigureChange:
    """Read the figures of a file, as the change that they would be; what is there already stays.

    A figure of the same place and day takes the place of the centre's own one.
    """
    desk.actor.require(Right.FIGURES)
    places = {code: desk.law.on(desk.today(), code).place_name for code in chain(desk.centre.place)}
    held = {
        (f.name, f.place or desk.centre.place, f.since): f
        for f in sorted(desk.law.figures_at(desk.centre.place), key=lambda f: f.own)
    }

    def is_known(figure: OwnFigure) -> bool:
        there = held.get((figure.name, figure.place, figure.since))
        return there is not None and _same(there, figure)

    read = importing.read(path, places, desk.today(), is_known)
    added = tuple(figure for figure in read.figures if not is_known(figure))
    table = read.table
    answers: tuple[tuple[str, str], ...] = ()
    if table is not None and not _as_here(desk, table):
        answers = with_table(desk, table).answers
    if not added and not answers:
        raise DeskError(_("Everything in the file is known here already; nothing changes."))
    return whole(desk, FigureChange(added=added, answers=answers))


def _as_here(desk: Desk, table: SubsidyScale) -> bool:
    """Say whether a table of that place and day is here with the same numbers."""
    known = desk.law.scale_on(table.place, table.since)
    return known is not None and (
        (known.place, known.since, known.base, known.medical, known.employment, known.reduction)
        == (table.place, table.since, table.base, table.medical, table.employment, table.reduction)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePack:
    """What the file of a place holds: so many figures, and so many of them the centre's own."""

    code: str
    name: str
    figures: int
    own: int

    @property
    def told(self) -> str:
        """What the file holds, in words."""
        text = _("{name}: {n} figures, {own} of them entered by the centre")
        return text.format(name=self.name, n=self.figures, own=self.own)


def packs(desk: Desk) -> tuple[PlacePack, ...]:
    """Return what can be exported: the centre's place, and those whose figures count there too."""
    desk.actor.require(Right.HOUSE)
    return tuple(_pack(desk, code, _of_place(desk, code)) for code in chain(desk.centre.place))


def _pack(desk: Desk, code: str, held: Collection[Figure]) -> PlacePack:
    own = sum(figure.own for figure in held)
    return PlacePack(code=code, name=desk.law.name_of(code), figures=len(held), own=own)


def exported(desk: Desk, code: str) -> bytes:
    """Return the figures of a place as a file for a neighbour."""
    desk.actor.require(Right.HOUSE)
    law = desk.law
    place = law.places.get(code) or Place(code, code)
    held, scale = _of_place(desk, code), law.latest_scale(code)
    here = scale if scale and scale.place == code else None
    return as_toml(place, held, here, _pack(desk, code, held).told)


def _of_place(desk: Desk, code: str) -> list[Figure]:
    """Return the figures of a place itself; the centre's own one of a day stands for that day."""
    here: dict[tuple[str, object], Figure] = {}
    for figure in sorted(desk.law.figures_at(code), key=lambda f: f.own):
        if figure.place == code:
            here[figure.name, figure.since] = figure
    return sorted(here.values(), key=lambda f: (f.name, -(f.since or date.min).toordinal()))


def _same(known: Figure, figure: OwnFigure) -> bool:
    return (known.value, known.until, known.document) == (
        figure.value,
        figure.until,
        figure.document,
    )


def _problems(desk: Desk, change: FigureChange) -> list[Problem]:
    found = [p for figure in change.added for p in figure_problems(figure, desk.today())]
    for name, code in change.answers:
        if name == own_scale.OPTION:
            found += _of_tables(desk, code)
            continue
        ways = {
            way.code for switch in SWITCHES if switch.option.name == name for way in switch.ways
        }
        if code not in ways:
            found.append(Problem(name, _("This way of counting is unknown.")))
    return found


def _of_tables(desk: Desk, text: str) -> list[Problem]:
    held = desk.own_scales
    fresh = (scale for scale in own_scale.from_text(text) if scale not in held)
    return [p for scale in fresh for p in own_scale.scale_problems(scale, desk.today())]


def with_table(desk: Desk, scale: SubsidyScale) -> FigureChange:
    """Return the change that enters a table of work-injury subsidies as the centre's own."""
    desk.actor.require(Right.FIGURES)
    errors.require(own_scale.scale_problems(scale, desk.today()))
    text = own_scale.as_text(own_scale.entered(desk.own_scales, scale))
    return FigureChange(answers=((own_scale.OPTION, text),))


def without_table(desk: Desk, scale: SubsidyScale) -> FigureChange:
    """Return the change that takes one of the centre's own tables back."""
    desk.actor.require(Right.FIGURES)
    text = own_scale.as_text(own_scale.without(desk.own_scales, scale))
    return FigureChange(answers=((own_scale.OPTION, text),))


def _doing(change: FigureChange) -> str:
    if change.answers:
        return ANSWER
    if change.removed:
        return CORRECT if change.added else REMOVE
    return ADD


def _entered(desk: Desk, figure: OwnFigure) -> OwnFigure:
    return replace(
        figure, id=0, place=figure.place or desk.centre.place, entered_by=desk.actor.name
    )


def _told(desk: Desk, change: FigureChange) -> dict[str, list[str]]:
    if change.answers:
        return {"switches": [name for name, _code in change.answers]}
    gone = [own.name for own in desk.own_figures if own.id in change.removed]
    return {"figures": sorted({*gone, *(f.name for f in change.added)} & KINDS.keys())}


def _open(session: Session) -> list[int]:
    narrow = CaseFilter(stages=frozenset(BEFORE_EFFECT))
    return list(cases.ids(session, narrow, CaseOrder.NUMBER, descending=False))


def _concerned(session: Session, shown: FigureEffect | None) -> list[int]:
    """Return the cases to compute: those that were shown, and those saved since."""
    keys = _open(session)
    if shown is None:
        return keys
    changing = {case.case_id for case in shown.cases}
    versions = cases.versions(session, keys)
    return [key for key in keys if key in changing or shown.seen.get(key) != versions[key][1]]


def _on_case(
    now: Desk,
    then: Desk,
    about: CaseEffect,
    applicants: Sequence[Applicant],
    known: tuple[Known, Known],
) -> CaseEffect | None:
    """Tell the difference that the change makes to a case, and no other.

    What is stored may be older than what the same figures give today, as where a sum grows with
    time; so both are computed, with the figures as they are and as they would be.
    """
    before = after = lost = ZERO
    workers: set[int] = set()
    lacking = gained = 0
    waits: list[str] = []
    for applicant in applicants:
        for claim in applicant.claims:
            old = _award(now, applicant, claim, known[0])
            new = _award(then, applicant, claim, known[1])
            if _stands(new) == _stands(old):
                continue
            workers.add(applicant.id)
            if new is None:
                gone = ZERO if claim.apart or old is None else old.amount
                lacking, lost = lacking + 1, lost + gone
                continue
            if claim.apart:
                continue  # what excludes it is counted
            before += old.amount if old else ZERO
            after += new.amount
            gained += old is None
            waits += filter(None, [_newly_open(old, new)])
    if not workers:
        return None
    return replace(
        about,
        workers=len(workers),
        before=before,
        after=after,
        lacking=lacking,
        lost=lost,
        gained=gained,
        unsettled=len(waits),
        waits_for=tuple(dict.fromkeys(waits)),
    )


def _newly_open(old: Award | None, new: Award | None) -> str:
    """Say what a sum would wait for that it does not wait for already."""
    if new is None or (old and old.unsettled == new.unsettled):
        return ""
    return new.unsettled


def _stands(award: Award | None) -> tuple[Decimal, bool] | None:
    """Return what of a sum a change can move: its amount, and whether it stands."""
    return (award.amount, bool(award.unsettled)) if award else None


def _award(desk: Desk, applicant: Applicant, claim: Claim, known: Known) -> Award | None:
    try:
        return claims.explain(desk, applicant, claim.kind, known)
    except DeskError:
        return None
