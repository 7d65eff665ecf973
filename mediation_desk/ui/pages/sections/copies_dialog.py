"""In how many copies a form is printed: the rule that ships, or the centre's own."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from mediation_desk.domain.copies import MOST, CopyRule, Counted
from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class CopiesDialog(Dialog):
    """One rule: for whom one copy each, and how many more."""

    told = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs, code: str, title: str, parent: QWidget) -> None:
        super().__init__(
            _("Copies of {title}").format(title=title),
            _("Save"),
            name="copies_dialog",
            parent=parent,
        )
        self.edits(code)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs, self._code = desk, jobs, code
        self._shown: CopyRule | None = None
        self.counted = Choice(terms(Counted))
        self.counted.setMinimumContentsLength(16)
        self.more = QSpinBox()
        self.more.setRange(0, MOST)
        self.body.addWidget(self.fields.add(FormField(_("One copy each"), self.counted, "counted")))
        self.body.addWidget(self.fields.add(FormField(_("Further copies"), self.more, "more")))
        words = _("Whoever prints this form is offered so many copies, at every desk.")
        self.body.addWidget(label(words, "small", name="copies_words", wrap=True))
        self.busy()
        jobs.ask(self, partial(_rule, desk, code), self._show, self.explain)

    def _show(self, rule: CopyRule) -> None:
        self._fill(rule)
        self.busy(False)
        Shared(self, self._jobs, partial(_rule, self._desk, self._code), self._afresh, "_shown")

    def _fill(self, rule: CopyRule) -> None:
        self._shown = rule
        self.counted.set_code(rule.counted.value)
        self.more.setValue(rule.more)

    def _afresh(self, rule: CopyRule) -> "CopiesDialog":
        fresh = CopiesDialog(self._desk, self._jobs, self._code, "", self)
        fresh._fill(rule)
        return fresh

    def submit(self) -> None:
        """Print the form by this rule from now on."""
        rule = CopyRule(Counted.of(self.counted.code()), self.more.value())
        self.busy()
        job = partial(_set_rule, self._desk, self._code, rule, self._shown)
        self._jobs.do(self, job, lambda _done: self._saved(rule), self.explain)

    def _saved(self, rule: CopyRule) -> None:
        self.told.emit(_("Copies of {code}: {rule}").format(code=self._code, rule=rule.text))
        self.accept()


def _rule(desk: "Desk", code: str) -> CopyRule:
    from mediation_desk.services import copies  # brings the catalogue along: the worker loads it

    return copies.rule_now(desk, code)


def _set_rule(desk: "Desk", code: str, rule: CopyRule, shown: CopyRule | None) -> None:
    from mediation_desk.services import copies

    copies.set_rule(desk, code, rule, shown)
