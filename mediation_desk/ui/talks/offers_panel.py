"""Both sides' offers in their order at the left, the one chosen at the right."""

from functools import partial

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QHBoxLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Problem, Stale
from mediation_desk.domain.offers import Offer, OfferState, OfferSum, closed_to_offers, next_round
from mediation_desk.domain.rights import Right
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.services import talks
from mediation_desk.services.talks import Talks
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import elastic, lead_to
from mediation_desk.ui.drafting import Kept
from mediation_desk.ui.talks.offer_compared import compare
from mediation_desk.ui.talks.offer_draft import keep_draft, take_up
from mediation_desk.ui.talks.offer_form import OfferForm
from mediation_desk.ui.talks.offer_rows import Round, columns, printed, rounds
from mediation_desk.ui.talks.stored_offer import StoredOffer
from mediation_desk.ui.talks.unsaved import Unsaved, fresh
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.labels import label, tell
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

_ANY = 16_777_215
"""Qt's own word for a widget that may be as high or as wide as it likes."""
_LIST_WIDTH = 440
"""The list of offers beside one of them, in pixels."""


class OffersPanel(StoredOffer):
    """The list of rounds and the form. What is typed of one stays while another is looked at."""

    said = Signal(str)
    """Something to know that changed nothing."""
    apart_shown = Signal(bool)
    """What was told back to back is to be shown, or to be hidden."""

    def __init__(self, case: OpenCase, form: OfferForm) -> None:
        super().__init__(case)
        self.setObjectName("offers_panel")
        self._of_case: dict[int, Unsaved] = {}
        """What is not saved of each case that was looked at: it waits until its case comes back."""
        self._unsaved = Unsaved()
        self._refused_by: int | None = None
        """The offer whose save was refused: it is compared once the newer one has been read."""
        self._wanted = 0
        self.model: RowsModel[Round] = RowsModel(columns())
        self.table = TableView("offers_table", _("Offers"))
        self.table.use(self.model, (10, 8, 11, 6), stretch=1, yields=(3,))
        elastic(self.table, 100)
        self.empty = label("", "small", name="offers_empty", wrap=True)
        self.closed = label("", "small", name="offers_closed", wrap=True)
        self.closed.hide()
        self.kept = label("", "small", name="offers_unsaved", tone=Tone.WARN, wrap=True)
        self.kept.hide()
        self.apart_button = link("", "offers_apart", self._toggle_apart)
        self._apart = False
        self.form = form
        self._buttons()
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda *_what: self._choose())
        self.form.edited.connect(self._keep_typed)
        self.form.looked.connect(self._look)
        self.form.wanted_side.connect(self.begin)

    def _buttons(self) -> None:
        self.worker_button = secondary(
            _("Workers offer"), "offer_of_workers", lambda: self.begin(Side.APPLICANT)
        )
        self.employer_button = secondary(
            _("Employer offers"), "offer_of_employer", lambda: self.begin(Side.RESPONDENT)
        )
        self.save_button = primary(_("Save the offer"), "offer_save", self.save)
        self.accept_button = secondary(_("Accept…"), "offer_accept", self.ask_to_accept)
        self.withdraw_button = secondary(_("Mark as withdrawn"), "offer_withdraw", self.withdraw)
        self.remove_button = link(_("Take away…"), "offer_remove", self.ask_to_remove)
        self.discard_button = link(_("Throw away what was typed"), "offer_discard", self.discard)

    def _lay_out(self) -> None:
        left = self._list = Card(_("Offers"), name="card_offers")
        left.head.addWidget(self.apart_button)
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(self.worker_button)
        bar.addWidget(self.employer_button)
        bar.addStretch(1)
        left.body.addLayout(bar)
        left.add(self.closed)
        left.add(self.kept)
        left.add(self.empty)
        left.add(self.table, 3)
        self.hints_area = elastic(scrolling(self.form.hints, "offer_hints_area"), 60)
        left.add(self.hints_area, 2)
        left.setMinimumWidth(290)
        for button in (self.save_button, self.accept_button, self.withdraw_button):
            self.form.foot.addWidget(button)
        self.form.foot.addStretch(1)
        for button in (self.discard_button, self.remove_button):
            self.form.foot.addWidget(button)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(left, 4)
        inside.addWidget(self.form, 7)
        self._show_form(False)
        for widget in (self.empty, self.hints_area):
            widget.setVisible(False)  # nothing is said of the offers before they are read

    def _show_form(self, shown: bool) -> None:
        """Show one offer beside the list, or give the list the whole width."""
        self.form.setVisible(shown)
        self._list.setMaximumWidth(_LIST_WIDTH if shown else _ANY)

    def show_talks(self, case: CaseFile, found: Talks, *, apart: bool) -> None:
        """Show the offers as they stand; what is being typed stays."""
        self._turn_to(case)
        chosen = self._wanted or (self._shown[1] if self._shown else self._unsaved.first())
        if self._apart and not apart:
            self._shown = None  # an offer in view may stay only if both may see it
        self._wanted = 0
        self._talks, self._apart = found, apart
        seen = tuple(offer for offer in found.offers if apart or not offer.caucus)
        self.model.show(rounds(seen))
        hidden = sum(offer.caucus for offer in found.offers)
        self.apart_button.setVisible(found.apart and hidden > 0)
        self.apart_button.setText(
            _("Hide what was told back to back")
            if apart
            else _("Show {n} told back to back").format(n=hidden)
        )
        over = closed_to_offers(case)
        if over:
            self._unsaved.typed.clear()
            self._unsaved.new.clear()
        tell(self.closed, [over] if over else [])
        self.empty.setText(
            _("Nothing is offered face to face yet. Begin with one of the two buttons.")
            if hidden
            else _("Nobody has offered anything yet. Begin with one of the two buttons.")
        )
        self.empty.setVisible(not seen and not over)
        may = self._case.desk.actor.may(Right.COMPUTE) and not over
        for button in (self.worker_button, self.employer_button):
            button.setEnabled(may and bool(case.claims))
            button.setToolTip(over or _("A new round begins with the sums of the side's last one"))
        self._select(case, chosen)
        if self._refused_by is not None and self._shown == (case.id, self._refused_by):
            self._refused_by = None
            self.save()  # what the other one saved has been read: both are compared

    def _turn_to(self, case: CaseFile) -> None:
        """Take up what was typed in this case; what was typed in the one before waits there."""
        unsaved = self._of_case.get(case.id) or self._first_look(case)
        if unsaved is not self._unsaved:
            self.form.grid.take_typing()
            self._unsaved.shown = self._shown[1] if self._shown else 0
            self._unsaved, self._shown, self._refused_by = unsaved, None, None

    def _first_look(self, case: CaseFile) -> Unsaved:
        """Begin to keep what is typed in a case, and take up what an earlier sitting left."""
        unsaved = self._of_case[case.id] = Unsaved()
        if self._case.desk.actor.may(Right.COMPUTE) and not closed_to_offers(case):
            keep_draft(unsaved, self._case, case.id, self, partial(self._take_up, unsaved))
        return unsaved

    def _take_up(self, unsaved: Unsaved, kept: Kept) -> None:
        """Show again what was typed and not saved, but nothing told back to back that is hidden."""
        case, stored = self._case.file, frozenset(offer.id for offer in self._talks.offers)
        if not take_up(unsaved, kept, stored) or case is None or unsaved is not self._unsaved:
            return
        open_ones = [k for k, one in unsaved.typed.items() if self._apart or not one.offer.caucus]
        if open_ones:
            self._select(case, open_ones[0])
            self.said.emit(_("Your unsaved offer is shown; nothing of it was lost."))
        else:
            self._tell_kept()

    def _select(self, case: CaseFile, chosen: int) -> None:
        """Choose an offer by its key, else one being typed, else the last."""
        keys = [row.offer.id for row in self.model.rows]
        if chosen not in keys and (begun := self._begun_in_view()):
            self._show_offer(case, begun.get(chosen) or next(iter(begun.values())))
            return
        if not keys:
            self._shown = None
            self._tell_kept()
            self._show_form(False)
            self._show_hints(())
            return
        place = keys.index(chosen) if chosen in keys else len(keys) - 1
        rows = self.table.selectionModel()
        rows.blockSignals(True)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows.setCurrentIndex(
            self.model.index(place, 0), flags | QItemSelectionModel.SelectionFlag.Rows
        )
        rows.blockSignals(False)
        self.table.viewport().update()
        self._show_offer(case, self.model.rows[place].offer)

    def _choose(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self._case.file:
            self._show_offer(self._case.file, self.model.row(index).offer)

    def _show_offer(self, case: CaseFile, offer: Offer) -> None:
        key = self._key(offer)
        self._shown = case.id, key
        typed = self._unsaved.typed.get(key)
        self._show_form(True)
        self.form.show_offer(case, offer, self._talks.offers, typed)
        actor = self._case.desk.actor
        stays = offer.state is OfferState.ACCEPTED or bool(closed_to_offers(case))
        self.form.lock(stays or not actor.may(Right.COMPUTE), apart=self._talks.apart)
        self._allow(case, offer)
        self._tell_kept()

    def _key(self, offer: Offer) -> int:
        """Return the key of an offer: its own, or that of the side that a new one was begun for."""
        return offer.id or next(key for key, new in self._unsaved.new.items() if new is offer)

    def conceal(self) -> None:
        """Hide a new offer told back to back, as the desk is locked or the tab left."""
        self.form.grid.take_typing()
        case, shown = self._case.file, self._shown
        if case is not None and shown is not None and self._is_new_and_apart(shown[1]):
            self._shown = None
            self._select(case, 0)

    def _begun_in_view(self) -> dict[int, Offer]:
        """Return the new offers that may be shown.

        What is told back to back is shown where the person asked for it, or is typing it.
        """
        in_view = self._shown[1] if self._shown else 0
        return {
            key: new
            for key, new in self._unsaved.new.items()
            if self._apart or key == in_view or not self._is_new_and_apart(key)
        }

    def _is_new_and_apart(self, key: int) -> bool:
        """Say whether a key is that of a new offer that is told back to back, as it is typed."""
        typed, new = self._unsaved.typed.get(key), self._unsaved.new.get(key)
        return new is not None and (typed.offer if typed else new).caucus

    def _tell_kept(self) -> None:
        """Say which side's new offer is typed and not saved while another offer is in view."""
        seen = self._shown[1] if self._shown else 0
        typed = self._unsaved.typed.keys() - {seen}
        sides = [side.label for side in Side if fresh(side) in typed]
        text = _("Typed and not saved yet: the new offer of {side}. Its button brings it back.")
        tell(self.kept, [text.format(side=side) for side in sides])

    def _allow(self, case: CaseFile, offer: Offer) -> None:
        """Show the buttons that the offer's state leaves."""
        actor = self._case.desk.actor
        saved, dirty = bool(offer.id), not offer.id or offer.id in self._unsaved.typed
        stays = offer.state is OfferState.ACCEPTED or bool(closed_to_offers(case))
        self.save_button.setVisible(not stays and actor.may(Right.COMPUTE))
        self.save_button.setEnabled(dirty)
        self.accept_button.setVisible(offer.state is OfferState.OPEN and saved and not stays)
        self.accept_button.setEnabled(not dirty and actor.may(Right.SETTLE))
        self.withdraw_button.setVisible(saved and not stays)
        self.withdraw_button.setEnabled(not dirty)
        withdrawn = offer.state is OfferState.WITHDRAWN
        self.withdraw_button.setText(
            _("Let it stand again") if withdrawn else _("Mark as withdrawn")
        )
        self.remove_button.setVisible(saved and not stays and not dirty)
        self.discard_button.setVisible(dirty)

    def begin(self, side: Side, sums: tuple[OfferSum, ...] | None = None) -> None:
        """Begin a new round of a side with the sums of its last one, or with these.

        What was typed of the side's new offer and not saved comes back; other sums take its
        place only if the person says so.
        """
        case = self._case.file
        if case is None:
            return
        if fresh(side) in self._unsaved.typed and sums is not None:
            self._ask(
                _("Put these sums in the place of what was typed?"),
                _("A new offer of {side} is typed and not saved yet.").format(side=side.label),
                _("Replace what was typed"),
                partial(self._begin, side, sums),
                "offer_replace_question",
            )
            return
        if fresh(side) in self._unsaved.typed:
            self.said.emit(_("Your unsaved offer is shown; nothing of it was lost."))
            self._lead_to(case, self._unsaved.new[fresh(side)])
            return
        self._begin(side, sums)

    def _begin(self, side: Side, sums: tuple[OfferSum, ...] | None) -> None:
        case, desk = self._case.file, self._case.desk
        if case is None:
            return
        key, now = fresh(side), desk.now().time().replace(second=0, microsecond=0)
        mine = [o for o in self._talks.offers if o.side is side and (self._apart or not o.caucus)]
        new = Offer(side=side, made_on=desk.today(), made_at=now, sums=sums or ())
        if sums is None and mine:
            new = next_round(mine[-1], desk.today(), now)
        self._unsaved.new[key] = new
        self._unsaved.typed.pop(key, None)
        self._unsaved.begun.pop(key, None)
        self._lead_to(case, new)

    def _lead_to(self, case: CaseFile, new: Offer) -> None:
        self.table.clearSelection()
        self._show_offer(case, new)
        lead_to(self.form.grid)
        self.form.grid.setCurrentIndex(self.form.sheet.index(0, 0))

    def discard(self) -> None:
        """Go back to the offer as it is saved, or leave out the new one."""
        case = self._case.file
        if case is None or self._shown is None:
            return
        key = self._shown[1]
        self._unsaved.forget(key)
        self._select(case, key)

    def escape(self) -> bool:
        """Take back what was refused in the sheet."""
        return self.form.sheet.forget_wrong()

    def _keep_typed(self) -> None:
        case = self._case.file
        if case is None or self._shown is None:
            return
        key = self._shown[1]
        self._unsaved.begun.setdefault(key, self._offer(key))
        self._unsaved.typed[key] = self.form.typed()
        self._unsaved.touch()
        self._allow(case, self._offer(key))

    def _offer(self, key: int) -> Offer:
        if key in self._unsaved.new:
            return self._unsaved.new[key]
        return next(row.offer for row in self.model.rows if row.offer.id == key)

    def _look(self) -> None:
        """Ask what is doubtful in the offer as typed."""
        case, desk, fund = self._case.file, self._case.desk, self._talks.fund
        if case is not None and self._shown is not None:
            offer, shown = self.form.value(), self._shown
            self._case.read(
                lambda: talks.hints(desk, case, offer, fund),
                lambda found: self._show_hints(found) if shown == self._shown else None,
            )

    def _show_hints(self, found: tuple[str, ...]) -> None:
        self.form.show_hints(found)
        self.hints_area.setVisible(bool(found))
        self._share_height(hints=bool(found))

    def _share_height(self, *, hints: bool) -> None:
        """Leave to the hints what a short list of rounds does not need."""
        line = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        needed = head + line * max(2, self.model.rowCount()) + Space.M
        self.table.setMaximumHeight(max(needed, 100) if hints else _ANY)

    def save(self) -> None:
        """Save the offer as typed."""
        if not self.form.readable():
            self.said.emit(_("The offer is not saved yet: mend what is marked red."))
            return
        if self._shown is None:
            return
        if self._overtaken(self._shown[1]):
            return
        key, offer, desk = self._shown[1], self.form.value(), self._case.desk
        unsaved = self._unsaved
        self.save_button.setEnabled(False)
        self._case.act(
            lambda case_id, version: talks.put_offer(desk, case_id, version, offer),
            lambda saved: self._saved(unsaved, key, saved, offer),
            self._refused,
        )

    def _overtaken(self, key: int) -> bool:
        """Compare where somebody else saved this offer since somebody began to type here."""
        begun, now = self._unsaved.begun.get(key), self._offer(key)
        if begun is None or begun == now:
            return False
        compare(self._case, self.form, begun, now, partial(self._settled, key, now))
        return True

    def _settled(self, key: int, now: Offer) -> None:
        """Save what was chosen; it rests on what the other one saved from now on."""
        self._unsaved.begun[key] = now
        self._unsaved.typed[key] = self.form.typed()
        self.save()

    def _saved(self, unsaved: Unsaved, key: int, saved: int, offer: Offer) -> None:
        unsaved.forget(key)
        if unsaved is self._unsaved:  # no other case was opened meanwhile
            self._wanted = saved
        if offer.caucus and not self._apart:
            self.apart_shown.emit(True)
        self.noticed.emit(_("The offer is saved."))

    def _refused(self, error: DeskError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, Stale) and self._shown is not None:
            self._refused_by = self._shown[1]
        self.form.explain(error.problems or (Problem("", str(error)),))
        self.said.emit(_("The offer is not saved yet: mend what is marked red."))

    def _toggle_apart(self) -> None:
        self.apart_shown.emit(not self._apart)

    def text(self) -> str:
        """Return the list for the printer, without what was told back to back."""
        return printed(self.model.rows)
