"""Writing down the agreement: instalments, rows, clauses, and what deserves a second look."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.both_versions import differing, overlapping
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Problem, Stale
from mediation_desk.domain.money import capital, figures
from mediation_desk.domain.settlement import Ending, Manner, Money, Terms, plan
from mediation_desk.domain.stages import BEFORE_EFFECT
from mediation_desk.i18n import _
from mediation_desk.services import settlements
from mediation_desk.ui.case.clauses_form import Clauses, ClausesForm, proposed
from mediation_desk.ui.case.instalments_form import InstalmentsForm
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import elastic, lead_to, over_foot
from mediation_desk.ui.case.terms_compared import flat, nested, parts_of
from mediation_desk.ui.case.terms_model import TermsModel, agreed_sums
from mediation_desk.ui.case.together import show_both
from mediation_desk.ui.case.unmaking import ask_to_unmake, unmade
from mediation_desk.ui.drafting import Draft, Kept, texts_in
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.labels import label, set_tone

Forms = tuple[InstalmentsForm, ClausesForm]


class TermsPanel(QWidget):
    """Instalments and clauses at the left, the rows with their totals at the right.

    The forms at the left may be made before it, a part at a time.
    """

    noticed = Signal(str)
    wanted_tab = Signal(str)

    def __init__(self, case: OpenCase, forms: Forms | None = None) -> None:
        super().__init__()
        self.setObjectName("terms_panel")
        self._case = case
        self._shown: tuple[object, ...] | None = None
        self._typed = False
        self._original: Kept = {}
        """What was saved, or proposed, when the terms in the form were begun."""
        self._saving = False
        self._overtaken = False
        """Somebody else wrote the terms down while they are being typed here."""
        self._divided: tuple[int, tuple[Decimal, ...] | None] = (0, None)
        self.instalments, self.clauses = forms or (InstalmentsForm(), ClausesForm(case.desk.today))
        self.model = TermsModel()
        self.grid = Grid("terms_grid", _("Rows of the agreement"))
        self.grid.use(self.model, (10, 16), stretch=-1)
        self.total = label("", "strong", name="terms_total", wrap=True)
        self.remainder = label("", "small", name="terms_remainder", wrap=True)
        self.others = label("", "small", name="terms_others", wrap=True)
        self.warnings = label("", name="terms_warnings", tone=Tone.WARN, wrap=True)
        self.problem = label("", "error", name="terms_problem", wrap=True)
        self._unplaced = ""  # what was refused and has no field of its own
        self.status = label("", "small", name="terms_status")
        self.divide_button = secondary(_("Divide into instalments"), "terms_divide", self.divide)
        self.save_button = primary(_("Save the agreement"), "terms_save", self.save)
        self.to_claims = link(
            _("No sums are agreed yet: enter them under “Claims and sums”."),
            "terms_to_claims",
            lambda: self.wanted_tab.emit("claims"),
        )
        self._lay_out()
        self.draft = Draft(case.desk, case.jobs, self._texts, self)
        self.draft.kept.connect(self._kept)
        self._looking = QTimer(self, singleShot=True, interval=300)
        self._looking.timeout.connect(self._look)
        self.instalments.edited.connect(self._planned)
        self.clauses.edited.connect(self._touch)
        self.model.edited.connect(self._rows_edited)

    def _lay_out(self) -> None:
        left = Card(_("Instalments and clauses"), name="card_terms")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.instalments)
        column.addWidget(self.divide_button)
        column.addWidget(self.clauses)
        column.addStretch(1)
        left.add(elastic(scrolling(content, "terms_scroll"), 60), 1)
        left.setMinimumSize(370, 160)
        left.setMaximumWidth(390)
        elastic(self.grid, 150)
        right = Card(_("Rows of the agreement"), name="card_rows")
        rows = over_foot(right, "rows_scroll")
        rows.addWidget(self.to_claims)
        rows.addWidget(self.grid, 1)
        for widget in (self.remainder, self.total, self.others, self.warnings):
            rows.addWidget(widget)
        right.add(self.problem)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        foot.addWidget(self.status)
        right.body.addLayout(foot)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(left, 4)
        inside.addWidget(right, 7)

    def show_case(self, case: CaseFile) -> None:
        """Show the agreement, or propose one; what is being typed stays."""
        if self._saving:  # shown once it is known whose terms these are
            return
        day = None if case.settlement else self._case.desk.today()
        shown = (case.id, case.settlement, tuple(agreed_sums(case).items()), day)
        locked = case.stage not in BEFORE_EFFECT
        for widget in (self.divide_button, self.save_button):
            widget.setVisible(not locked)
        for form in (self.instalments, self.clauses):
            form.setEnabled(not locked)
        self.to_claims.setVisible(not agreed_sums(case) and not locked)
        bound = [f"{other.name} · {other.duty.label}" for other in case.others if other.duty]
        self.others.setText(
            _("Clause of other parties (entered under “Parties”): {what}").format(
                what=_("; ").join(bound)
            )
        )
        self.others.setVisible(bool(bound))
        if shown == self._shown and not locked:
            self._look()  # something else of the case may have changed, as the hearing
            return
        known = self._shown
        self._shown = shown
        if known and known[0] == case.id and known[1] == case.settlement and self._typed:
            if known[2] != shown[2]:
                self._divide(case)
            return
        if known and known[0] == case.id and self._typed and not locked:
            self._overtaken = True
            self.status.setText(_("Written down elsewhere meanwhile: both are shown on saving."))
            return
        self._show(case, locked=locked)
        if not locked and (known is None or known[0] != case.id):
            self.draft.follow(f"terms/{case.id}", self._take_up)

    def _show(self, case: CaseFile, *, locked: bool) -> None:
        settlement = case.settlement
        terms = settlement.terms if settlement else None
        rows = terms.money if terms else ()
        days = {row.instalment: row.due_on for row in rows}
        due_days: list[date | None] = [days[number] for number in sorted(days)]
        manner = rows[0].manner if rows else Manner.BANK
        self.instalments.fill(due_days or [None], manner)
        if settlement and terms:
            self.clauses.fill(
                Clauses(
                    agreed_on=settlement.agreed_on,
                    ending=terms.ending,
                    ended_on=terms.ended_on,
                    certificate_by=terms.certificate_by,
                    breach=terms.breach,
                    other=terms.other,
                    copies=terms.copies,
                )
            )
        else:
            self.clauses.fill(proposed(case, self._case.desk.today()))
        self.model.show_rows(case, rows, self.instalments.days(), locked=locked)
        self._divided = self._division()
        if not rows:
            self._divide(case)
        self._typed = self._overtaken = False
        self._original = self._texts()
        self.explain(())
        self._size_columns()
        self._tell_totals()
        self._look()

    def _size_columns(self) -> None:
        unit = self.grid.fontMetrics().horizontalAdvance("0")
        for column in range(2, self.model.columnCount()):
            self.grid.setColumnWidth(column, 13 * unit + 16)

    def lead(self) -> None:
        """Lead to the sums if none is agreed, else to the first due day that is missing."""
        days = self.instalments.days()
        missing = next((place for place, day in enumerate(days) if day is None), 0)
        empty = self.to_claims.isVisible()
        lead_to(self.to_claims if empty else self.instalments.day_edit(missing))

    def divide(self) -> None:
        """Divide the agreed sums anew; the remainder of each division goes to the last."""
        if self._case.file:
            self._divide(self._case.file)
            self._touch()

    def _divide(self, case: CaseFile) -> None:
        self._divided = self._division()
        days, shares = self.instalments.days(), self._divided[1]
        placeholder = self._case.desk.today()
        rows = plan(
            agreed_sums(case),
            [day or placeholder for day in days],
            self.instalments.chosen_manner(),
            shares,
        )
        self.model.show_rows(case, rows, days, locked=False)
        self._size_columns()
        self._tell_totals()

    def _division(self) -> tuple[int, tuple[Decimal, ...] | None]:
        """Return what the division rests on: how many parts, and their shares."""
        number = len(self.instalments.days())
        try:
            return number, self.instalments.shares()
        except DeskError:
            return number, None

    def _planned(self) -> None:
        self._touch()
        self.instalments.explain(())
        if self._case.file and self._division() != self._divided:
            self._divide(self._case.file)
        else:
            self.model.set_days(self.instalments.days())

    def _rows_edited(self) -> None:
        self._touch()
        self._tell_totals()

    def _touch(self) -> None:
        self._typed = True
        self.status.setText("")
        self._tell_refusal(self._unplaced)
        self.draft.touch()
        self._looking.start()

    def _tell_totals(self) -> None:
        total, agreed = self.model.total(), self.model.agreed_total()
        words = _("Total {sum} yuan, {capital}").format(sum=figures(total), capital=capital(total))
        if total != agreed:
            words += " · " + _("agreed in the grid: {sum}").format(sum=figures(agreed))
        self.total.setText(words)
        set_tone(self.total, Tone.PLAIN if total == agreed else Tone.WARN)
        parts = self.model.instalment_totals()
        told = _("; ").join(
            _("instalment {n}: {sum}").format(n=number, sum=figures(part))
            for number, part in enumerate(parts, start=1)
        )
        equal = len(parts) > 1 and self.model.is_divided_equally()
        rest = parts[-1] - parts[0] if equal else None
        if rest:
            told += _("; ") + _("the last one holds {sum} yuan more, left over by division").format(
                sum=figures(rest)
            )
        self.remainder.setText(told)

    def terms(self) -> Terms:
        """Return the agreement as typed; a day not given counts as today, no ending as none."""
        clauses = self.clauses.value()
        return Terms(
            money=self._money(),
            ending=clauses.ending or Ending.CONTINUES,
            ended_on=clauses.ended_on,
            certificate_by=clauses.certificate_by,
            breach=clauses.breach,
            other=clauses.other,
            copies=clauses.copies,
        )

    def _money(self) -> tuple[Money, ...]:
        days = [day or self._case.desk.today() for day in self.instalments.days()]
        return self.model.money(days, self.instalments.chosen_manner())

    def _look(self) -> None:
        case = self._case.file
        if case is None or case.stage not in BEFORE_EFFECT:
            self.warnings.hide()
            return
        self.clauses.tell_originals(case)
        desk, terms = self._case.desk, self.terms()
        job = partial(settlements.warnings, desk, case, terms)
        self._case.jobs.ask(self, job, self._show_warnings)

    def _show_warnings(self, found: tuple[Problem, ...]) -> None:
        told = (*self.clauses.not_chosen(), *found)
        self.warnings.setText("\n".join(f"⚠ {problem.text}" for problem in told))
        self.warnings.setVisible(bool(told))

    def _texts(self) -> Kept:
        return {
            "instalments": self.instalments.texts(),
            "clauses": self.clauses.texts(),
            "amounts": self.model.texts(),
        }

    def _take_up(self, kept: Kept) -> None:
        case = self._case.file
        if case is None:
            return
        self.instalments.put_texts(texts_in(kept.get("instalments")))
        self.clauses.put_texts(texts_in(kept.get("clauses")))
        self._divide(case)
        self.model.put_kept(texts_in(kept.get("amounts")))
        self._typed = True
        self.status.setText(_("Your unsaved text is back."))

    def _kept(self, at: str) -> None:
        self.status.setText(_("Draft kept at {time}").format(time=at))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft when the tab is left."""
        self.draft.keep()
        super().hideEvent(event)

    def save(self) -> None:
        """Write down what the parties agreed."""
        problems = (*self.instalments.misread(), *self.clauses.misread(), *self.model.misread())
        self.explain(problems)
        if problems:
            return
        if self._overtaken:
            self._compare()
            return
        terms, agreed_on = self.terms(), self.clauses.value().agreed_on
        if (case := self._case.file) is not None and (n := unmade(case, terms, agreed_on)):
            ask_to_unmake(n, lambda: self._write(terms, agreed_on), self)
            return
        self._write(terms, agreed_on)

    def _write(self, terms: Terms, agreed_on: date) -> None:
        desk = self._case.desk
        self.save_button.setEnabled(False)
        self._saving = True
        self._case.act(
            lambda key, version: settlements.propose(desk, key, version, terms, agreed_on),
            lambda _done: self._saved(),
            self._refused,
        )

    def _compare(self) -> None:
        """Show what another desk wrote down meanwhile beside what is typed here."""
        if (case := self._case.file) is None:
            return
        fresh = TermsPanel(self._case)
        fresh._show(case, locked=False)
        theirs, mine = fresh._texts(), flat(self._texts())
        fresh.deleteLater()
        found = differing(flat(self._original), flat(theirs), mine)

        def settle(chosen: Mapping[str, str]) -> None:
            self._original, self._overtaken = theirs, False
            self._take_up(nested(mine | dict(chosen)))
            self.status.setText("")
            self.save()

        if overlapping(found):
            show_both(self._case, parts_of(self, case, found), settle, self)
        else:
            settle({})

    def _saved(self) -> None:
        self._answered(typed=False)
        self.draft.drop()
        self.explain(())
        self.noticed.emit(_("The agreement is written down; it waits for signatures."))

    def _answered(self, *, typed: bool) -> None:
        """The save was answered: show the case as it stands, with what is typed unless saved."""
        self.save_button.setEnabled(True)
        self._saving, self._typed = False, typed
        if (case := self._case.file) is not None:
            self.show_case(case)

    def _refused(self, error: DeskError) -> None:
        self._answered(typed=True)
        if isinstance(error, Stale):
            self.save()  # what the other one saved has been read: both are compared
            return
        self.explain(error.problems or (Problem("", str(error)),))

    def explain(self, problems: tuple[Problem, ...]) -> None:
        """Show problems at their fields, and go to the first; the others stand above the button."""
        above = self.model.explain(problems, self._money())
        left = self.clauses.explain(self.instalments.explain(above))
        self.instalments.lead_to_wrong()
        self._unplaced = "\n".join(dict.fromkeys(problem.text for problem in left))
        told = [_("At the left: {what}").format(what=p.text) for p in above if p not in left]
        self._tell_refusal("\n".join(filter(None, (self._unplaced, *told))))

    def _tell_refusal(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
