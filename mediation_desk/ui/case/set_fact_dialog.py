"""One fact for many workers: chosen, typed once, set in one act that can be stopped."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QProgressBar, QWidget

from mediation_desk.domain.claims import Employment
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.law.choice_words import choice_label
from mediation_desk.law.facts import Fact, put
from mediation_desk.law.fields import Shape
from mediation_desk.ui.jobs import Progress, Rendering
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog, Versioned
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

Setting = Callable[[str, str, Progress], None]
"""Sets a fact by its name to what was typed, telling how far it is."""

Misfits = Callable[[str, str], Sequence[str]]
"""Names the workers whom a fact, as typed, does not fit, each with why."""

_HINTS = {
    Shape.DAY: "2026-03-01",
    Shape.MONEY: "6,200.00",
    Shape.NUMBER: "12",
    Shape.GRADE: "9",
}


_MOST_NAMED, _MOST_TOLD = 6, 60
"""The workers whom a fact does not fit that have room in the dialog, and in its tool tip."""


class SetFactDialog(Dialog):
    """Which fact, its value, and how far the sums are computed."""

    def __init__(
        self,
        facts: Sequence[Fact],
        workers: int,
        setting: Setting,
        misfits: Misfits,
        parent: QWidget | None = None,
        of: Versioned | None = None,
    ) -> None:
        title = _("Set a fact for {n} workers").format(n=workers)
        super().__init__(title, _("Set"), name="set_fact", parent=parent)
        self.edits(of=of)
        self._facts = {fact.name: fact for fact in facts}
        self._setting, self._misfits, self._workers = setting, misfits, workers
        self._told_of: tuple[str, str] | None = None
        """The fact and value whose misfits are in view: set for the others on the next press."""
        self.progress: Rendering | None = None
        self.fact = Choice(((fact.name, fact.title) for fact in facts), searchable=True)
        self.fact.setCurrentIndex(0)
        self.typed = QLineEdit()
        self.chosen = Choice()
        self.body.addWidget(self.fields.add(FormField(_("Fact"), self.fact, "fact")))
        self.typed_field = self.fields.add(FormField(_("Value"), self.typed, "value"))
        self.chosen_field = self.fields.add(FormField(_("Value"), self.chosen, "choice"))
        self.body.addWidget(self.typed_field)
        self.body.addWidget(self.chosen_field)
        taking_away = _("Take the fact away from {n} workers").format(n=workers)
        self.taken_away = named(QCheckBox(taking_away), "set_fact_away", taking_away)
        self.taken_away.toggled.connect(lambda _on: self._follow())
        self.body.addWidget(self.taken_away)
        self.left_out = label("", name="set_fact_left_out", tone=Tone.WARN, wrap=True)
        self.left_out.hide()
        self.body.addWidget(self.left_out)
        self.typed.textChanged.connect(lambda _text: self._forget_misfits())
        self.chosen.currentIndexChanged.connect(lambda _place: self._forget_misfits())
        self.bar = named(QProgressBar(), "set_fact_progress", _("Sums computed"))
        self.bar.hide()
        self.add_above_buttons(self.bar)
        self.fact.currentIndexChanged.connect(lambda _place: self._follow())
        self._follow()

    def _follow(self) -> None:
        """Offer the answers of the fact chosen, or a line to type it."""
        self._forget_misfits()
        fact, options = self._facts.get(self.fact.code()), self._chosen_from()
        self.chosen.offer(options)
        self.chosen_field.setVisible(bool(options))
        self.typed_field.setVisible(not options)
        for field in (self.typed_field, self.chosen_field):
            field.setEnabled(not self.taken_away.isChecked())
        self.typed.setPlaceholderText(_HINTS.get(fact.field.shape, "") if fact else "")

    def text(self) -> str:
        """Return what was typed or chosen; nothing where the fact is taken away."""
        if self.taken_away.isChecked():
            return ""
        return self.chosen.code() if self._chosen_from() else self.typed.text().strip()

    def _chosen_from(self) -> tuple[tuple[str, str], ...]:
        return _options(self._facts.get(self.fact.code()))

    def submit(self) -> None:
        """Set the fact; the dialog stays until it is done, so that it can be stopped."""
        name = self.fact.code()
        if name not in self._facts:
            self.fields["fact"].explain(_("Choose one of the list."))
            return
        field = self.chosen_field if self._chosen_from() else self.typed_field
        if not self.text() and not self.taken_away.isChecked():
            field.explain(_("Enter the value, or say below that the fact is taken away."))
            return
        try:
            put(Employment(), {}, name, self.text())
        except DeskError as error:
            field.explain(str(error))
            return
        if not self._heard_of_misfits(name, field):
            return
        self.busy()
        self.progress = Rendering(self)
        self.progress.progressed.connect(self._told)
        self._setting(name, self.text(), self.progress.report)

    def _heard_of_misfits(self, name: str, field: FormField) -> bool:
        """Tell before anything is set whom it does not fit; the next press sets it for the rest."""
        if self._told_of == (name, self.text()):
            return True
        found = self._misfits(name, self.text())
        fitting = self._workers - len(found)
        if not found:
            return True
        if not fitting:
            field.explain(_("This fits none of the workers; nothing was set."))
        head = _("It does not fit {n} of {all} workers; they keep what they have:").format(
            n=len(found), all=self._workers
        )
        more = len(found) - len(found[:_MOST_NAMED])
        rest = [_("… and {n} workers more").format(n=more)] if more else []
        self.left_out.setText("\n".join((head, *found[:_MOST_NAMED], *rest)))
        self.left_out.setToolTip("\n".join(found[:_MOST_TOLD]))
        self.left_out.show()
        if fitting:
            self._told_of = name, self.text()
            self.ok.setText(_("Set for the other {n}").format(n=fitting))
        self.grow()
        return False

    def _forget_misfits(self) -> None:
        self._told_of = None
        self.left_out.hide()
        self.ok.setText(_("Set"))

    def _told(self, done: int, total: int) -> None:
        self.bar.setMaximum(total)
        self.bar.setValue(done)
        self.bar.show()

    def reject(self) -> None:
        """Stop what is under way, else close."""
        if self.progress is not None and not self.ok.isEnabled():
            self.progress.cancel()
            return
        super().reject()

    def explain(self, error: DeskError) -> None:
        """Show a refusal or that the act was stopped, and take up typing again."""
        self.bar.hide()
        self.progress = None
        super().explain(error)


def _options(fact: Fact | None) -> tuple[tuple[str, str], ...]:
    """Return the answers of a fact that is chosen and not typed."""
    if fact is None:
        return ()
    if fact.field.shape is Shape.FLAG:
        return ("", "—"), ("yes", _("yes")), ("no", _("no"))
    if not fact.field.choices:
        return ()
    return ("", "—"), *((code, choice_label(code)) for code in fact.field.choices)
