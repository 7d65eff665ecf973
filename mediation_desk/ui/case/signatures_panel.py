"""Signatures and seal with their days; together they make the agreement effective."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import AlreadyDone, DeskError, Problem
from mediation_desk.domain.guards import Grade
from mediation_desk.domain.hearing import proposed_end
from mediation_desk.domain.hearing_rules import under_way
from mediation_desk.domain.procedure import missing_signatures
from mediation_desk.domain.representatives import refusing
from mediation_desk.domain.rights import MAY, Right, role_names
from mediation_desk.domain.settlement import Signature
from mediation_desk.domain.sides import Signer
from mediation_desk.domain.signing import objections
from mediation_desk.domain.splitting import to_split
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _
from mediation_desk.services import settlements, talks
from mediation_desk.ui.case.hearing_words import end_of
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.representative_dialogs import AnswersDialog
from mediation_desk.ui.case.sign_lines import Line, common_pens, lines, pens_apart, signature
from mediation_desk.ui.case.step_dialogs import Act
from mediation_desk.ui.case.tab import elastic, lead_to, over_foot
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView
from mediation_desk.ui.widgets.time_edit import TimeEdit


class SignaturesPanel(QWidget):
    """A line for everybody who signs; all at once or one by one."""

    noticed = Signal(str)
    wanted_split = Signal(tuple)
    """These workers are to go on in a case of their own."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.setObjectName("signatures_panel")
        self._case = case
        self._proposed: tuple[int, date] | None = None
        self.fields = FieldSet(self)
        self.model: RowsModel[Line] = RowsModel(
            (
                Column(title=_("Signs as"), text=lambda row: row.signer.label),
                Column(title=_("Name"), text=lambda row: row.name, strong=True),
                Column(title=_("Signed by"), text=lambda row: row.by or "—"),
                Column(
                    title=_("Signed on"),
                    text=lambda row: row.when or _("missing"),
                    tone=lambda row: Tone.PLAIN if row.signed_on else Tone.WARN,
                ),
            )
        )
        self.table = TableView("signatures_table", _("Signatures"))
        self.table.use(self.model, (16, 24, 20, 20), stretch=1)
        elastic(self.table, 150)
        self.day = DayEdit()
        self.day.setMaximumWidth(200)
        self.pen = Choice([("", _("by themselves"))])
        self.override = QLineEdit()
        self.ended = named(TimeEdit(), "sealing_ended", _("The hearing under way ended at"))
        self._going_on: int | None = None
        self._shown_for = 0
        self.all_button = secondary(
            _("All who are missing signed on this day"), "sign_all", self.sign_all
        )
        self.some_button = secondary(_("The selected signed"), "sign_some", self.sign_some)
        self.answers_button = secondary(_("Consent list…"), "sign_answers", self._ask_answers)
        self.leave_button = secondary(
            _("Leave out who has not signed…"), "leave_out", self.ask_to_leave_out
        )
        self.split_button = secondary(
            _("Split off into a case of their own…"), "split_unsigned", self._split_off
        )
        self.seal_button = primary(_("Put into effect"), "seal_agreement", self.seal)
        self.said = label("", name="signatures_said", wrap=True)
        self.warnings = label("", name="signatures_warnings", tone=Tone.WARN, wrap=True)
        self.problem = label("", "error", name="signatures_problem", wrap=True)
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._offer_pens())

    def _lay_out(self) -> None:
        card = Card(_("Signatures and seal"), name="card_signatures")
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(self.fields.add(FormField(_("Day"), self.day, "signatures")))
        bar.addWidget(self.fields.add(FormField(_("Signed by"), self.pen, "pen")))
        bar.addWidget(self.all_button)
        bar.addWidget(self.some_button)
        bar.addWidget(self.answers_button)
        bar.addStretch(1)
        rows = over_foot(card, "signatures_scroll")
        rows.addLayout(bar)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.said)
        rows.addWidget(self.warnings)
        card.add(self.problem)
        reason = FormField(
            _("Reason for signing or sealing all the same"),
            self.override,
            "override",
        )
        card.add(self.fields.add(reason))
        reason.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.seal_button)
        foot.addWidget(self.leave_button)
        foot.addWidget(self.split_button)
        ended = FormField(_("The hearing under way ended at"), self.ended, "ended_at")
        foot.addWidget(self.fields.add(ended))
        ended.hide()
        foot.addStretch(1)
        card.body.addLayout(foot)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(card, 1)

    def show_case(self, case: CaseFile) -> None:
        """Show who has signed."""
        actor = self._case.desk.actor
        if self._shown_for != case.id:
            self._shown_for = case.id
            self._forget()
        self.model.show(lines(case, self._case.desk.centre.name))
        waiting = case.stage is Stage.SIGNING
        only_seal = missing_signatures(case) == (Signer.CENTRE.label,)
        self.all_button.setText(
            _("Affix the centre's seal on this day")
            if only_seal and actor.may(Right.SEAL)
            else _("All who are missing signed on this day")
        )
        self.all_button.setEnabled(not only_seal or actor.may(Right.SEAL))
        for widget in (self.all_button, self.some_button, self.seal_button):
            widget.setVisible(waiting)
        for field in ("signatures", "pen"):
            self.fields[field].setVisible(waiting)
        self.answers_button.setVisible(waiting and bool(case.representatives))
        self.leave_button.setVisible(waiting and bool(unsigned(case)))
        self.split_button.setVisible(bool(apart(case)) and actor.may(Right.SETTLE))
        self._offer_pens()
        if case.settlement:
            self._propose_day(case.id, max(case.settlement.agreed_on, self._case.desk.today()))
        missing = missing_signatures(case) if case.settlement else ()
        self._offer_seal(case)
        settlement = case.settlement
        if settlement and settlement.effective_on:
            text = _("The agreement is in effect since {day}.").format(day=settlement.effective_on)
            tone = Tone.GOOD
        elif not settlement:
            text, tone = _("There is no agreement to sign yet."), Tone.MUTED
        elif missing:
            text, tone = _("Still missing: {what}").format(what=_(", ").join(missing)), Tone.WARN
            if missing == (Signer.CENTRE.label,) and not actor.may(Right.SEAL):
                roles = role_names(MAY[Right.SEAL])
                told = _("The seal is affixed and the agreement put into effect by: {roles}.")
                text = f"{text} {told.format(roles=roles)}"
        elif not actor.may(Right.SEAL):
            roles = role_names(MAY[Right.SEAL])
            text, tone = _("It takes: {roles}.").format(roles=roles), Tone.WARN
        else:
            text, tone = _("Everybody has signed."), Tone.GOOD
        self.said.setText(text)
        set_tone(self.said, tone)
        self._warn(case, waiting=waiting)
        self._ask_end(case, waiting=waiting and not missing)

    def _forget(self) -> None:
        """Another case is shown: what was typed or said for the one before does not go along."""
        self.table.clearSelection()
        self.override.clear()
        self.fields["override"].hide()
        self.fields.explain(())
        self._tell("")

    def _ask_end(self, case: CaseFile, *, waiting: bool) -> None:
        """Ask when the hearing ended that is under way: with the seal it is over."""
        hearing = under_way(case) if waiting else None
        self.fields["ended_at"].setVisible(hearing is not None)
        if hearing is not None and self._going_on != hearing.id:
            self.ended.propose(proposed_end(hearing, self._case.desk.now()))
        self._going_on = hearing.id if hearing else None

    def _offer_seal(self, case: CaseFile) -> None:
        signed = case.stage is Stage.SIGNING and not missing_signatures(case)
        self.seal_button.setEnabled(signed and self._case.desk.actor.may(Right.SEAL))

    def _warn(self, case: CaseFile, *, waiting: bool) -> None:
        """Say before anybody signs what is doubtful in the sums agreed."""
        self.warnings.hide()
        desk = self._case.desk
        if waiting:
            self._case.read(lambda: talks.agreed_warnings(desk, case), self._show_warnings)

    def _show_warnings(self, found: tuple[str, ...]) -> None:
        self.warnings.setText("\n".join(f"⚠ {text}" for text in found))
        self.warnings.setVisible(bool(found))

    def lead(self) -> None:
        """Lead to what comes next: the seal when everybody has signed, else the signatures."""
        lead_to(self.seal_button if self.seal_button.isEnabled() else self.all_button)

    def _propose_day(self, case_id: int, day: date) -> None:
        """Propose another day only for another case, or when the day has changed."""
        if self._proposed != (case_id, day):
            self._proposed = case_id, day
            self.day.set_day(day)

    def _offer_pens(self) -> None:
        """Offer who could sign for all those selected: agents, representatives, guardians."""
        case = self._case.file
        if case is None:
            return
        names, some = common_pens(case, self._selected()), pens_apart(case, self._selected())
        told = _("Nobody signs for all of those selected. Select apart whom {names} may sign for.")
        self.fields["pen"].advise(told.format(names=_(", ").join(some)) if some else "")
        self.pen.offer([("", _("by themselves")), *((name, name) for name in names)])

    def _selected(self) -> list[Line]:
        chosen = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        return [self.model.rows[place] for place in sorted(chosen)]

    def sign_all(self) -> None:
        """Everybody who has not signed yet signed on the day given, but for who said no."""
        said_no = refusing(self._case.file) if self._case.file else frozenset()
        missing = [row for row in self.model.rows if row.signed_on is None]
        names = [row.name for row in missing if row.party_id in said_no]
        if not self._case.desk.actor.may(Right.SEAL):  # the seal is affixed by the supervisor (T19)
            missing = [row for row in missing if row.signer is not Signer.CENTRE]
        self._sign((row for row in missing if row.party_id not in said_no), "", names)

    def sign_some(self) -> None:
        """The selected signed on the day given; a day already there is replaced."""
        self._sign(self._selected(), self.pen.code())

    def _sign(self, rows: Iterable[Line], pen: str, left_out: Sequence[str] = ()) -> None:
        problems = self.fields.misread()
        self.fields.explain(problems)
        day, case = self.day.day() or self._case.desk.today(), self._case.file
        if problems or case is None:
            return
        given = tuple(signature(case, row, day, pen) for row in rows)
        told = _("Not signed, as they say no: {names}.").format(names=_(", ").join(left_out))
        if not given:
            self._tell(told if left_out else "")
            return
        self._offer_override(case, given)
        desk, reason = self._case.desk, self._override()
        override = reason if objections(case, given) else ""
        self._act(
            lambda key, version: settlements.sign(desk, key, version, given, override, reason),
            _("{n} signatures are on record.").format(n=len(given)) + (told if left_out else ""),
        )

    def _offer_override(self, case: CaseFile, given: tuple[Signature, ...]) -> None:
        """Let a supervisor give a reason where the law objects, and nothing stronger does."""
        found = objections(case, given)
        open_to = bool(found) and all(o.grade is Grade.LAW for o in found)
        may = self._case.desk.actor.may(Right.OVERRIDE)
        last = max(s.signed_on for s in given)
        asked = bool(settlements.to_explain(case, last))
        self.fields["override"].setVisible((open_to and may) or asked)

    def _override(self) -> str:
        shown = not self.fields["override"].isHidden()
        return self.override.text().strip() if shown else ""

    def _ask_answers(self) -> None:
        """Keep the consents without which no representative signs for others."""
        AnswersDialog(self._case, self).open()

    def ask_to_leave_out(self) -> None:
        """Leave those who have not signed out of the agreement, after naming them."""
        case = self._case.file
        if case is None:
            return
        left = unsigned(case)
        names = _(", ").join(name for _key, name in left)
        Question(
            _("Leave out who has not signed"),
            _(
                "The agreement binds only those who signed or validly consented. Left out: {names}."
                " Their claims stay open; this can be undone. Who wants to be mediated further is"
                " split off into a case of their own."
            ).format(names=names),
            _("Leave out"),
            lambda: self._leave_out(tuple(key for key, _name in left)),
            name="leave_out_question",
            parent=self,
        ).open()

    def _leave_out(self, party_ids: tuple[int, ...]) -> None:
        desk = self._case.desk
        self._act(
            lambda key, version: settlements.leave_out(desk, key, version, party_ids),
            _("{n} workers are left out of the agreement.").format(n=len(party_ids)),
        )

    def _split_off(self) -> None:
        if self._case.file is not None:
            self.wanted_split.emit(apart(self._case.file))

    def seal(self) -> None:
        """Put the agreement into effect; a second click finds it done."""
        self.seal_button.setEnabled(False)
        desk, case = self._case.desk, self._case.file
        if case is not None and settlements.to_explain(case, desk.today()):
            self.fields["override"].show()
        reason = self._override()
        hearing = under_way(case) if case is not None else None
        ended = end_of(hearing, self.ended, desk.now()) if hearing else None
        if hearing is not None and ended is None:
            self.seal_button.setEnabled(True)
            self.fields.explain(
                (Problem("ended_at", self.ended.problem() or _("Enter the time.")),)
            )
            return
        self._act(
            lambda key, version: settlements.seal(desk, key, version, reason, ended),
            _("The agreement is in effect; the clocks of review and performance run."),
        )

    def _act(self, act: Act, notice: str) -> None:
        def done(_result: object) -> None:
            self._tell("")
            self.fields.explain(())
            self.override.clear()
            self.fields["override"].hide()
            self.noticed.emit(notice)

        self._case.act(act, done, self._refused)

    def _refused(self, error: DeskError) -> None:
        """Say it over the panel's width: everybody who signs may be named."""
        if isinstance(error, AlreadyDone):
            self._tell("")
            return
        if self._case.file is not None:
            self._offer_seal(self._case.file)
        if any(problem.field == "override" for problem in error.problems):
            self.fields["override"].show()
        at_time = tuple(p for p in error.problems if p.field == "ended_at")
        self.fields.explain(at_time)
        texts = dict.fromkeys(p.text for p in error.problems if p not in at_time)
        self._tell("\n".join(texts) or ("" if at_time else str(error)))
        if not at_time:
            self.fields["signatures"].editor.setFocus()

    def _tell(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))


def apart(case: CaseFile) -> tuple[int, ...]:
    """Return the workers who stand outside of the agreement, or who have not signed it."""
    if case.in_effect:
        return tuple(applicant.id for applicant in to_split(case))
    waiting = case.stage is Stage.SIGNING
    return tuple(key for key, _name in unsigned(case)) if waiting else ()


def unsigned(case: CaseFile) -> tuple[tuple[int, str], ...]:
    """Return the workers in the agreement who have not signed, if any other worker has."""
    settlement = case.settlement
    if settlement is None:
        return ()
    signed = {signature.party_id for signature in settlement.signatures}
    bound = {row.party_id for row in settlement.terms.money}
    workers = [a for a in case.applicants if a.id in bound]
    left = tuple((a.id, a.person.name) for a in workers if a.id not in signed)
    return left if len(left) < len(workers) else ()
