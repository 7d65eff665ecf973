"""Cells typed while another desk saved the case: saved beside theirs, or left to be chosen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.errors import Stale
from mediation_desk.i18n import _
from mediation_desk.services import browse, others
from mediation_desk.services.desk import Desk
from mediation_desk.ui.case.sums_cells import Column, Part, cell_text
from mediation_desk.ui.case.sums_stroke import Marked, Wrong, at_cell
from mediation_desk.ui.case.sums_typed import Edits


@dataclass(frozen=True, slots=True)
class Saved:
    """How a stroke was saved: beside whose changes, and the cells that both have changed."""

    by: str = ""
    contested: Wrong = field(default_factory=dict)


def saved_beside(
    desk: Desk, edits: Edits, case_id: int, version: int, save: Callable[[int, Edits], None]
) -> Saved:
    """Save a stroke; where the case was changed meanwhile, what nobody else changed of it.

    `save` takes the version of the case and what is to be saved.
    """
    try:
        save(version, edits)
    except Stale:
        case = browse.case_file(desk, case_id)
        last = others.last_of_others(desk, case_id)
        by = last.actor if last else ""
        contested = dict(_contested(edits, case, by))
        free = edits.without(contested)
        if free:
            save(case.version, free)
        return Saved(by, contested)
    return Saved()


def _contested(edits: Edits, case: CaseFile, by: str) -> Iterator[tuple[tuple[int, str], Marked]]:
    """Yield the cells that are no longer as they were seen when they were typed.

    The facts of one worker stand or fall together: they were judged against each other.
    """
    workers = {one.id: one for one in case.applicants}
    for who in {*edits.works, *edits.stated, *(who for who, _kind in edits.amounts)}:
        now, seen = workers.get(who), edits.seen.get(who)
        if now is None or seen is None:
            raise Stale
        facts_differ = _facts_differ(edits, seen, now)
        for column, text in edits.typed[who].items():
            if facts_differ if column.part is Part.FACT else _sum_differs(edits, seen, now, column):
                theirs = cell_text(now, column, {})
                yield (
                    (who, column.key),
                    Marked(text, at_cell(now, column, _choice(by, theirs)), True),
                )


def _facts_differ(edits: Edits, seen: Applicant, now: Applicant) -> bool:
    works, stated = edits.works.get(seen.id, {}), edits.stated.get(seen.id, {})
    return any(
        getattr(now.work, name) not in (getattr(seen.work, name), mine)
        for name, mine in works.items()
    ) or any(
        now.stated.get(name, "") not in (seen.stated.get(name, ""), mine)
        for name, mine in stated.items()
    )


def _sum_differs(edits: Edits, seen: Applicant, now: Applicant, column: Column) -> bool:
    assert column.kind is not None, "a sum belongs to a claim"
    claim, before = now.claim(column.kind), seen.claim(column.kind)
    if claim is None or before is None:
        raise Stale
    mine = edits.amounts.get((seen.id, column.kind), {})
    return column.name in mine and getattr(claim, column.name) not in (
        getattr(before, column.name),
        mine[column.name],
    )


def _choice(by: str, theirs: str) -> str:
    return _(
        "{who} has changed this to “{theirs}” meanwhile. Enter yours again to put it, Esc keeps it."
    ).format(who=by or _("Another window"), theirs=theirs or _("nothing"))
