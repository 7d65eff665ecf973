"""Acts of the grid of sums that concern many workers at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import AnswerKind, ClaimKind
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.i18n import _
from mediation_desk.law.fact_checks import misfit
from mediation_desk.law.facts import Fact, facts
from mediation_desk.services import claims
from mediation_desk.ui.calculator.list_dialog import ListDialog, is_list
from mediation_desk.ui.case.claims_dialog import ClaimsDialog
from mediation_desk.ui.case.set_fact_dialog import SetFactDialog
from mediation_desk.ui.case.sums_beside import Saved, saved_beside
from mediation_desk.ui.case.sums_cells import Part
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.case.sums_typed import Edits
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.jobs import Progress, Rendering
from mediation_desk.ui.widgets.progress import ProgressLine


def set_fact(
    tab: CaseTab,
    offered: Sequence[Fact],
    workers: Sequence[int],
    tell: Callable[[str, Collection[int], str], None],
    *,
    first: str,
) -> None:
    """Ask for one fact, at first for this one, and set it; say whom it does not fit."""
    desk = tab.case.desk
    chosen = ""

    def setting(name: str, text: str, progress: Progress) -> None:
        nonlocal chosen
        chosen = name
        tab.case.act(
            lambda key, version: claims.set_fact(desk, key, version, workers, name, text, progress),
            done,
            dialog.explain,
        )

    def done(left_out: tuple[Problem, ...]) -> None:
        dialog.accept()
        tell(chosen, workers, "\n".join(problem.text for problem in left_out))
        told = _("The fact is set for {n} workers.").format(n=len(workers) - len(left_out))
        tab.noticed.emit(told)

    def misfits(name: str, text: str) -> list[str]:
        if (case := tab.case.file) is None:
            return []
        wanted, today = set(workers), desk.today()
        chosen = (one for one in case.applicants if one.id in wanted)
        told = ((one.person.name, misfit(one, name, text, today)) for one in chosen)
        return [_("{name}: {sentence}").format(name=who, sentence=why) for who, why in told if why]

    dialog = SetFactDialog(offered, len(workers), setting, misfits, tab, tab.case.file)
    if first in {fact.name for fact in offered}:
        dialog.fact.set_code(first)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def edit_list(tab: CaseTab, model: SumsModel, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Open the table of a fact that is a list; False where the cell holds no list."""
    column = model.column(index.column())
    fact = facts().get(column.name) if column.part is Part.FACT else None
    if fact is None or not is_list(fact):
        return False
    at = QPersistentModelIndex(index)
    typed = str(index.data(Qt.ItemDataRole.EditRole) or "")

    def take(text: str) -> None:
        if at.isValid():
            model.put({(at.row(), at.column()): text})

    dialog = ListDialog(fact, typed, take, tab)
    QTimer.singleShot(0, dialog, dialog.open)  # the grid is still asking for its own editor
    return True


def save_edits(
    tab: CaseTab,
    model: SumsModel,
    edits: Edits,
    shown: ProgressLine,
    refused: Callable[[DeskError], None],
) -> None:
    """Save what was typed or pasted; many rows show how far they are, and can be stopped.

    It stays in view from the stroke on, whatever older state of the case is shown meanwhile. Where
    others changed the case too, it is saved beside that; a cell that both changed is asked about.
    """
    desk = tab.case.desk
    rendering = Rendering(tab)
    model.under_way.keep(edits)

    def done(saved: Saved) -> None:
        model.under_way.let_go(edits)
        shown.done()
        if saved.contested and tab.case.file:
            tab.show_case(tab.case.file)  # it came while the whole stroke was still kept in view
            model.contest(saved.contested)
        tab.noticed.emit(_told_saved(edits, saved))

    def failed(error: DeskError) -> None:
        model.under_way.let_go(edits)
        refused(error)

    def saving(key: int, version: int, what: Edits) -> None:
        if what.works or what.stated:
            claims.change_work(
                desk, key, version, what.works, what.stated, rendering.report, what.amounts
            )
        else:
            claims.set_amounts(desk, key, version, what.amounts)

    if len({*edits.works, *edits.stated}) > claims.SLICE:
        shown.follow(rendering, _("Computing the sums…"))
    tab.case.act(
        lambda key, version: saved_beside(desk, edits, key, version, partial(saving, key)),
        done,
        failed,
    )


def _told_saved(edits: Edits, saved: Saved) -> str:
    """Say what of a stroke was saved, and that others changed the case too."""
    if contested := len(saved.contested):
        return _("{n} cells are saved; {both} were changed by somebody else too.").format(
            n=edits.cells - contested, both=contested
        )
    if edits.misread:
        news = _("{n} cells are saved; {bad} could not be read and stay marked.").format(
            n=edits.cells, bad=edits.misread
        )
    elif edits.works or edits.stated:
        news = _("The facts are saved; sums are computed anew.")
    else:
        news = _("The sums are saved.")
    if saved.by:
        news += " " + _("What {who} changed meanwhile stands beside it.").format(who=saved.by)
    return news


def not_asked(case: CaseFile) -> dict[claims.Key, dict[str, object]]:
    """Return the claims that name no sum, each asking for what the law gives."""
    return {
        (applicant.id, claim.kind): {"claimed": claim.entitled}
        for applicant in case.applicants
        for claim in applicant.claims
        if claim.claimed is None and claim.entitled is not None and not claim.apart
    }


def _with_kinds(
    case: CaseFile, wanted: Mapping[int, tuple[ClaimKind, ...]]
) -> dict[int, tuple[ClaimKind, ...]]:
    """Return the claims of these workers with those that are wanted besides."""
    return {
        one: tuple(dict.fromkeys((*(c.kind for c in case.applicant(one).claims), *kinds)))
        for one, kinds in wanted.items()
    }


def add_claims(
    tab: CaseTab,
    workers: Sequence[int],
    asking: Callable[[tuple[AnswerKind, ...]], object],
) -> None:
    """Ask for claims and add them for these workers; what is reckoned besides is only shown."""
    desk, case = tab.case.desk, tab.case.file
    if case is None:
        return

    def adding(kinds: tuple[ClaimKind, ...], answers: tuple[AnswerKind, ...]) -> None:
        if not kinds:
            dialog.accept()
            asking(answers)
            return
        every = _with_kinds(case, dict.fromkeys(workers, kinds))
        tab.case.act(
            lambda key, version: claims.change_kinds(desk, key, version, every),
            lambda _done: done(answers),
            dialog.explain,
        )

    def done(answers: tuple[AnswerKind, ...]) -> None:
        dialog.accept()
        tab.noticed.emit(_("The claims are changed."))
        if answers:
            asking(answers)

    dialog = ClaimsDialog(len(workers), adding, tab)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def add_lacking(
    tab: CaseTab,
    wanted: Mapping[int, tuple[ClaimKind, ...]],
    done: Callable[[], object],
) -> None:
    """Add for each worker the claim that would count a fact; where several would, ask which."""
    desk, case = tab.case.desk, tab.case.file
    workers = [one.id for one in case.applicants if one.id in wanted] if case else []
    if case is None or not workers:
        return
    if len({kind for one in workers for kind in wanted[one]}) > 1:
        add_claims(tab, workers, lambda _answers: done())
        return
    every = _with_kinds(case, {one: wanted[one] for one in workers})

    def added(_done: object) -> None:
        done()
        tab.noticed.emit(_("The claims are changed."))

    tab.case.act(
        lambda key, version: claims.change_kinds(desk, key, version, every),
        added,
        lambda error: tab.refuse(str(error)),
    )
