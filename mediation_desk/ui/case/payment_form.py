"""The form for money that arrived."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.liable import may_pay
from mediation_desk.domain.money import figures
from mediation_desk.domain.settlement import Manner, Obligation
from mediation_desk.i18n import _
from mediation_desk.ui.case.payment_model import PaymentModel
from mediation_desk.ui.case.tab import elastic, over_foot
from mediation_desk.ui.widgets.buttons import primary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.labels import label


class PaymentForm(Card):
    """Money received for one instalment, proposed as what is owed to each worker."""

    recording = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__(_("Record a payment"), name="payment_form")
        self.yield_heading()
        self.setMinimumWidth(330)
        self.setMaximumWidth(420)
        self._today = today
        self._due: tuple[Obligation, ...] = ()
        self._file: CaseFile | None = None
        self.fields = FieldSet(self)
        self.instalment, self.paid_on = Choice(), DayEdit()
        self.manner, self.payee, self.voucher = Choice(terms(Manner)), QLineEdit(), QLineEdit()
        self.payer = Choice()
        self.payee.setPlaceholderText(_("the worker in person"))
        self.model = PaymentModel()
        self.grid = Grid("payment_grid", _("Amounts received"))
        self.grid.use(self.model, (10, 11, 11), stretch=0)
        elastic(self.grid, self.grid.fontMetrics().height() * 9)  # its heading and four rows
        self.sum = label("", "strong", name="payment_sum")
        self.problem = label("", "error", name="payment_problem", wrap=True)
        self.problem.hide()
        self.ok = primary(_("Record the payment"), "payment_record", self.submit)
        self._recording = False
        self._resting = QTimer(self, singleShot=True)  # the second click of two is not an act
        self._resting.setInterval(QApplication.doubleClickInterval())
        self._resting.timeout.connect(self._open_again)
        top = QHBoxLayout()
        top.addWidget(self.fields.add(FormField(_("Instalment"), self.instalment, "instalment")), 4)
        top.addWidget(self.fields.add(FormField(_("Received on"), self.paid_on, "paid_on")), 3)
        how = QHBoxLayout()
        how.addWidget(self.fields.add(FormField(_("Way of paying"), self.manner, "manner")), 4)
        how.addWidget(self.fields.add(FormField(_("Payee"), self.payee, "payee")), 3)
        rows = over_foot(self, "payment_scroll")
        rows.addLayout(top)
        rows.addWidget(self.grid, 1)
        rows.addWidget(label(_("Correct an amount, or clear it if nothing arrived."), "small"))
        rows.addLayout(how)
        self.payer_field = self.fields.add(FormField(_("Payer"), self.payer, "payer"))
        rows.addWidget(self.payer_field)
        rows.addWidget(self.fields.add(FormField(_("Voucher"), self.voucher, "voucher")))
        self.add(self.problem)
        foot = QHBoxLayout()
        foot.addWidget(self.sum, 1)
        foot.addWidget(self.ok)
        self.body.addLayout(foot)
        self.instalment.currentIndexChanged.connect(self._choose)
        self.model.edited.connect(self._tell_sum)

    def show_case(self, case: CaseFile, due: tuple[Obligation, ...], today: date) -> None:
        """Offer the instalments in which something is owed; the oldest of them is proposed."""
        if self._file is not None and self._file.id != case.id:
            self.voucher.clear()
            self.payee.clear()
            self._recording = False
            self.fields.explain(())
            self._explain(())
        self._offer_payers(case)
        self._file, self._due, self._today = case, due, today
        open_now = {row.instalment: row.due_on for row in due if row.owed > 0}
        owing = sorted(open_now.items(), key=lambda part: (part[1], part[0]))
        self.instalment.offer(
            (str(number), _("No. {n}, due {day}").format(n=number, day=day))
            for number, day in owing
        )
        if owing:
            self.instalment.set_code(str(owing[0][0]))
        self.paid_on.set_day(today)
        self._open_again()
        self._choose()

    def _offer_payers(self, case: CaseFile) -> None:
        """Ask who paid where another than the respondent may have (先行清偿、代付)."""
        respondent, *beside = may_pay(case)
        self.payer.offer([("", respondent), *((name, name) for name in beside)])
        self.payer_field.setVisible(bool(beside))

    def _choose(self) -> None:
        if self._file is not None:
            number = int(self.instalment.code() or 0)
            mine = (row for row in self._due if row.instalment == number)
            self.model.show_obligations(self._file, mine)
            self.manner.set_code(_agreed_manner(self._file, number).value)
            self._tell_sum()

    def _tell_sum(self) -> None:
        self.sum.setText(_("Together {sum} yuan").format(sum=figures(self.model.total())))

    def submit(self) -> None:
        """Hand over what was received, or say what cannot be read."""
        misread = self.fields.misread() + self.model.misread()
        self._explain(self.fields.explain(misread))
        if misread or self._recording:
            return
        received = self.model.payments(
            self.paid_on.day() or self._today,
            self.voucher.text().strip(),
            self.payee.text().strip(),
            Manner.of(self.manner.code()),
            self.payer.code(),
        )
        self._recording = True
        self._open_again()
        self.recording.emit(received)

    def done(self) -> None:
        """It is recorded: voucher, payee and payer were that one's."""
        self.voucher.clear()
        self.payee.clear()
        self.payer.set_code("")
        self._explain(())
        self._recording = False
        self._resting.start()
        self._open_again()

    def _open_again(self) -> None:
        owing = self.instalment.count() > 0
        self.ok.setEnabled(owing and not self._recording and not self._resting.isActive())

    def refused(self, error: DeskError) -> None:
        """Show a refusal at the amounts concerned."""
        self._recording = False
        self._open_again()
        of_all = {
            name: problem.text
            for problem in reversed(error.problems)
            for name in ("paid_on", "manner", "payer", "voucher")
            if problem.field.endswith(f".{name}")
        }
        self.fields.explain(Problem(name, text) for name, text in of_all.items())
        left = self.model.explain(p for p in error.problems if p.text not in of_all.values())
        self._explain(left)
        if not error.problems:
            self.problem.setText(str(error))
            self.problem.show()

    def _explain(self, problems: Sequence[Problem]) -> None:
        texts = dict.fromkeys(problem.text for problem in problems)
        self.problem.setText("\n".join(texts))
        self.problem.setVisible(bool(texts))


def _agreed_manner(case: CaseFile, instalment: int) -> Manner:
    """Return how the agreement wants an instalment paid."""
    money = case.settlement.terms.money if case.settlement else ()
    return next((row.manner for row in money if row.instalment == instalment), Manner.BANK)
