"""What-if on a copy: facts and sums are tried out, then taken over into an offer or thrown away."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Key, OfferSum, claims_of, closed_to_offers
from mediation_desk.domain.rights import Right
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.services.talks import Talks
from mediation_desk.services.what_if import Outcome, what_if
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import elastic, roomy
from mediation_desk.ui.drafting import Draft, Kept
from mediation_desk.ui.talks.what_if_draft import average_of, cells_of, kept
from mediation_desk.ui.talks.what_if_sheet import Copy, WhatIfSheet
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.all_told import WithAll
from mediation_desk.ui.widgets.buttons import link, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.labels import label, tell
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.naming import named


class WhatIfPanel(QWidget):
    """The sheet of the copy over what it comes to. Nothing here is saved in the case by itself.

    What is typed is kept as a draft of the person's own, and shown again after a crash.
    """

    wanted_offer = Signal(object, object)
    """The sums of the copy are to become an offer of a side."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.setObjectName("what_if_panel")
        self._case = case
        self._copied: CaseFile | None = None
        self._waiting: dict[int, tuple[Copy | None, str]] = {}
        """By case the copy into which was typed, and the average that was."""
        self._begun: dict[Key, Decimal] = {}
        self._touched = False
        self._reckoning = QTimer(self, singleShot=True, interval=150)
        self._reckoning.timeout.connect(self._reckon)
        self.sheet = WhatIfSheet(case.desk.today)
        self.draft = Draft(case.desk, case.jobs, self._kept, self)
        self.grid = Grid("what_if_grid", _("What-if"), dense=True)
        self.grid.use(self.sheet, stretch=-1)
        self.grid.verticalHeader().setVisible(True)
        self.grid.verticalHeader().setMinimumWidth(72)
        elastic(self.grid, 130)
        self.told = label(
            _("A copy to try things out: nothing typed here is saved in the case."),
            "small",
            name="what_if_told",
        )
        self.result = label("", "strong", name="what_if_result", wrap=True)
        self.more = label("", "small", name="what_if_more", wrap=True)
        told = _(
            "Only the lump sum on ending is taxed here (财税〔2018〕164号); work-injury benefits"
            " are exempt."
        )
        self.taxed = label(told, "small", name="what_if_taxed", wrap=True)
        self.renewed = label("", name="what_if_renewed", tone=Tone.WARN, wrap=True)
        self.renewed.hide()
        self.problem = label("", "error", name="what_if_problem", wrap=True)
        self.problem.hide()
        self.worker_button = secondary(
            _("Take over as the workers' offer"),
            "what_if_workers",
            lambda: self.take_over(Side.APPLICANT),
        )
        self.employer_button = secondary(
            _("Take over as the employer's offer"),
            "what_if_employer",
            lambda: self.take_over(Side.RESPONDENT),
        )
        self.average = MoneyEdit()
        self.average.setMaximumWidth(180)
        self.average.textEdited.connect(self._average_typed)
        self.drop_button = link(_("Throw the copy away"), "what_if_drop", self.drop)
        self._lay_out()
        self.sheet.edited.connect(self._edited)
        self.sheet.misread.connect(self._tell)

    def _lay_out(self) -> None:
        card = Card(_("What-if"), name="card_what_if")
        card.head.addWidget(self.drop_button)
        card.head.insertWidget(1, self.told)
        card.head.insertWidget(2, self.renewed, 9)  # no line of its own: the sheet has little room
        for shown in (WithAll(self.problem, "what_if_problems_all"), self.result, self.more):
            card.add(shown)  # what comes of it stands over the sheet: it is seen on a low screen
        card.add(self.grid, 1)
        card.add(self.taxed)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.employer_button)
        foot.addWidget(self.worker_button)
        foot.addStretch(1)
        foot.addWidget(label(_("Local yearly average wage, if not in the figures"), "small"))
        foot.addWidget(named(self.average, "what_if_average", _("Local yearly average wage")))
        card.body.addLayout(foot)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room to the sheet where the window is low."""
        super().resizeEvent(event)
        roomy(self.grid, 130)

    def show_talks(self, case: CaseFile, found: Talks, *, apart: bool) -> None:  # noqa: ARG002
        """Begin a copy with the employer's last open word; what was typed into one stays.

        What was told back to back is left out at all times: the sheet can be printed.
        """
        self._turn_to(case)
        said = dict(found.said.get((False, Side.RESPONDENT), {}))
        agreed = {k: c.agreed for k, c in claims_of(case).items() if c.agreed is not None}
        begun, self._begun = self._begun, agreed | said
        before = self._copied
        if before is None or before.id != case.id or not self._touched:
            self._begin(case, self._begun)
        elif not _alike(before, case) or begun != self._begun:
            self._renew(case)
        else:
            self._reckon()  # figures or regional rules may have changed

    def _turn_to(self, case: CaseFile) -> None:
        """Take up what was typed for this case; what was typed for the one before waits there."""
        before = self._copied
        if before is not None and before.id == case.id:
            return
        if before is not None:
            self._turn_from(before, case)
        self.draft.follow(f"what_if/{case.id}", partial(self._take_up, case.id))

    def _turn_from(self, before: CaseFile, case: CaseFile) -> None:
        self.grid.take_typing()
        self.draft.keep()  # while the sheet still holds what was typed for the case before
        self._waiting[before.id] = self.sheet.held() if self._touched else None, self.average.text()
        copy, average = self._waiting.pop(case.id, (None, ""))
        self.average.setText(average)
        self._copied, self._touched = None, False
        if copy is not None:
            self._copied, self._touched = copy.case, True
            self._begun = copy.begun
            self.sheet.take_up(copy)
            self._tell("\n".join(self.sheet.wrong()))
            self._tell_renewed()
            self._size_columns()
            self._allow()

    def _kept(self) -> Kept:
        return kept(self.sheet, self.average.text())

    def _take_up(self, case_id: int, found: Kept) -> None:
        """Show again what an earlier sitting left, unless something was typed since."""
        case = self._copied
        if case is None or case.id != case_id or self._touched:
            return
        self.average.setText(average_of(found))
        if cells := cells_of(found, self.sheet.columns):
            names = {worker.id: worker.person.name for worker in case.applicants}
            homeless = self.sheet.put_typed(cells, names)
            self._touched = True
            told = _("What you tried out and did not take over is shown; nothing of it was lost.")
            self._tell_renewed(told, *self._homeless(homeless))
            self._allow()
        self._reckon()

    def _homeless(self, typed: tuple[str, ...]) -> tuple[str, ...]:
        """Say what was typed for what is not there any more."""
        if not typed:
            return ()
        lost = _("Without a place any more: {typed}.")
        return (lost.format(typed=_("; ").join(typed)),)

    def _renew(self, case: CaseFile) -> None:
        """Take what changed in the case into the copy, and say so: what was typed stays."""
        self._copied = case
        homeless = self.sheet.renew(case, self._begun)
        told = _("The case has changed: its facts are copied anew; what was typed here stays.")
        self._tell_renewed(told, *self._homeless(homeless))
        self._size_columns()
        self._allow()
        self._reckon()

    def _begin(self, case: CaseFile, offered: Mapping[Key, Decimal]) -> None:
        self._copied, self._touched = case, False
        self.sheet.begin(case, offered)
        self._size_columns()
        self._tell("")
        self._tell_renewed()
        self._allow()
        self._reckon()

    def _tell_renewed(self, *sentences: str) -> None:
        """Say in place of what the sheet is for that the case has changed under it."""
        tell(self.renewed, sentences)
        self.told.setHidden(bool(sentences))

    def _size_columns(self) -> None:
        unit = QFontMetrics(self.grid.font()).horizontalAdvance("0")
        heading = QFontMetrics(self.grid.horizontalHeader().font())
        for place, title in enumerate(self.sheet.titles):
            titled = max(heading.horizontalAdvance(line) for line in title.split("\n"))
            self.grid.setColumnWidth(place, max(11 * unit, titled) + 18)

    def _average_typed(self) -> None:
        self.draft.touch()
        self._reckoning.start()

    def _edited(self) -> None:
        self._touched = True
        self.draft.touch()
        self._allow()
        self._reckoning.start()

    def _allow(self) -> None:
        over = closed_to_offers(self._copied) if self._copied else ""
        may = self._case.desk.actor.may(Right.COMPUTE) and bool(self.sheet.offered)
        for button in (self.worker_button, self.employer_button):
            button.setEnabled(may and not over)
            button.setToolTip(over)
        self.drop_button.setVisible(self._touched)

    def _reckon(self) -> None:
        case, desk = self._copied, self._case.desk
        if case is None:
            return
        copied, offered = dict(self.sheet.copied), dict(self.sheet.offered)
        average, unread = self.average.amount(), self.sheet.unread()
        self._case.jobs.aside(
            self,
            lambda: what_if(desk, case, copied, offered, average, unread),
            lambda outcome: self._show(case, outcome),
        )

    def _show(self, case: CaseFile, outcome: Outcome) -> None:
        if case is not self._copied:
            return
        self.sheet.show_outcome(outcome)
        self.result.setText(_summed(outcome))
        self.more.setText(_told(outcome))
        for beside in (self.more, self.taxed):
            beside.setVisible(bool(outcome.counted))

    def take_over(self, side: Side) -> None:
        """Begin an offer of a side with the sums of the copy; facts are not taken over."""
        self.grid.take_typing()
        if self.sheet.wrong():
            barred = _("Not taken over: mend what is marked red first.")
            self._tell("\n".join((barred, *self.sheet.wrong())))
            return
        sums: tuple[OfferSum, ...] = self.sheet.sums()
        self.wanted_offer.emit(side, sums)

    def drop(self) -> None:
        """Begin anew with the facts of the case and the employer's last word."""
        if self._case.file is not None:
            self._begin(self._case.file, self._begun)
            self.draft.drop()

    def escape(self) -> bool:
        """Take back what was refused in the sheet."""
        found = self.sheet.forget_wrong()
        if found:
            self._reckon()
        return found

    def _tell(self, text: str) -> None:
        tell(self.problem, text.split("\n"))


def _summed(outcome: Outcome) -> str:
    """Say what the offers come to, and which items and workers they leave out."""
    law, rest = figures(outcome.law), ""
    if outcome.open:
        rest = _(" ({sum} not settled)").format(sum=figures(outcome.open))
    if outcome.beside:
        rest += _(" ({sum} besides, one or the other)").format(sum=figures(outcome.beside))
    if outcome.counted:
        text = _("By law {law}{rest} · offered {cost} · less than by law {gap} yuan").format(
            law=law, rest=rest, cost=figures(outcome.cost), gap=figures(outcome.short)
        )
    else:
        text = _("By law {law} yuan{rest} · no sum is tried yet").format(law=law, rest=rest)
    if outcome.above:
        more = _(" · {n} workers are offered more than by law, {sum} yuan; please check")
        text += more.format(n=outcome.generous, sum=figures(outcome.above))
    parts = [text]
    if outcome.unknown:
        left = _("{n} items are still to be computed and not in what is due by law")
        parts.append(left.format(n=outcome.unknown))
    if outcome.counted and outcome.silent:
        rest = _("{n} more workers have no offer yet and are not in these sums")
        parts.append(rest.format(n=outcome.silent))
    return _("; ").join(parts)


def _told(outcome: Outcome) -> str:
    """Say what the offers cost and what is left of them."""
    kept = outcome.net
    parts = [
        _("Cost for the employer {cost} yuan").format(cost=figures(outcome.cost)),
        _("paid by insurance funds besides {fund} yuan").format(fund=figures(outcome.fund))
        if outcome.fund
        else "",
        _unsaid(outcome),
        _left(outcome, kept)
        if kept is not None
        else next((w.home.lacking for w in outcome.counted if w.home.lacking), "").rstrip("。."),
    ]
    return _("; ").join(filter(None, parts))


def _unsaid(outcome: Outcome) -> str:
    """Say what the employer pays besides where a worker proves not to have been insured."""
    if not outcome.unsaid:
        return ""
    text = _(
        "{sum} yuan more turn on whether there was work-injury insurance: the fund pays them, or"
        " else the employer"
    )
    return text.format(sum=figures(outcome.unsaid))


def _left(outcome: Outcome, kept: Decimal) -> str:
    """Say what is left for the workers of the offers; what a fund pays is not among it."""
    if not outcome.fund and not outcome.unsaid:
        return _("left for the workers after tax {net} yuan").format(net=figures(kept))
    text = _("left for the workers after tax {net} yuan, without what the funds pay")
    return text.format(net=figures(kept))


def _alike(copied: CaseFile | None, case: CaseFile) -> bool:
    """Say whether the copy still is one of the case: its workers, facts and kinds of claims."""
    if copied is None or len(copied.applicants) != len(case.applicants):
        return False
    return all(
        _typed_of(a) == _typed_of(b)
        for a, b in zip(copied.applicants, case.applicants, strict=True)
    )


def _typed_of(worker: Applicant) -> tuple[object, ...]:
    kinds = [claim.kind for claim in worker.claims]
    return worker.id, worker.work, dict(worker.stated), kinds
