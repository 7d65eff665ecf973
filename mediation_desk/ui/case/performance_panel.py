"""Performance (履行): what is due, paid, late; recording money that arrived."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.ledger import PerformanceState
from mediation_desk.domain.liable import may_pay, payer_of
from mediation_desk.domain.money import figures
from mediation_desk.domain.settlement import Obligation, Payment, PaymentStatus
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _
from mediation_desk.services import payments
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.payment_form import PaymentForm
from mediation_desk.ui.case.reason_dialog import ReasonDialog
from mediation_desk.ui.case.step_dialogs import Act
from mediation_desk.ui.case.tab import elastic, lead_to, over_foot
from mediation_desk.ui.phrases import due_day
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_TONES = {
    PaymentStatus.PAID: Tone.GOOD,
    PaymentStatus.PART: Tone.WARN,
    PaymentStatus.PAID_LATE: Tone.WARN,
    PaymentStatus.OVERDUE: Tone.BAD,
    PaymentStatus.WAIVED: Tone.GOOD,
}

_PAYER = 7
"""The column of who paid, shown where another than the respondent may have."""


class PerformancePanel(QWidget):
    """Instalments by worker at the left, the form for money received at the right."""

    noticed = Signal(str)

    def __init__(self, case: OpenCase, form: PaymentForm) -> None:
        super().__init__()
        self.setObjectName("performance_panel")
        self._case = case
        self._due: tuple[Obligation, ...] = ()
        self._shown_for: tuple[object, ...] = ()
        self.rows: RowsModel[Obligation] = RowsModel(self._columns())
        self.table = TableView("obligations_table", _("Instalments and payments"))
        self.table.use(self.rows, (5, 11, 9, 11, 11, 11, 10), stretch=2, yields=(4, 3), fits=(1,))
        self.paid_rows: RowsModel[Payment] = RowsModel(self._payment_columns())
        self.paid_table = TableView("payments_table", _("Payments received"))
        self.paid_table.use(
            self.paid_rows, (11, 9, 4, 11, 16, 8, 8, 12), stretch=6, yields=(4, 5, 2)
        )
        elastic(self.paid_table, 90).setMaximumHeight(150)
        elastic(self.table, 150)
        self.total = label("", "strong", name="performance_total", wrap=True)
        self.remove_button = link(_("Take back the selected payment…"), "payment_remove", self._ask)
        self.filed = Elided(
            _("The case is archived. A supervisor can reopen it with a reason."),
            "small",
            name="payment_filed",
        )
        self.form = form
        self.form.recording.connect(self.record)
        self._lay_out()

    def _lay_out(self) -> None:
        left = Card(_("Instalments"), name="card_instalments")
        left.yield_heading()
        rows = over_foot(left, "performance_scroll")
        rows.addWidget(self.total)
        rows.addWidget(self.table, 3)
        rows.addWidget(label(_("Payments received"), "small"))
        rows.addWidget(self.paid_table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.remove_button)
        foot.addWidget(self.filed, 1)
        left.body.addLayout(foot)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(left, 3)
        inside.addWidget(self.form, 2)

    def _columns(self) -> tuple[Column[Obligation], ...]:
        return (
            Column(title=_("Part"), text=lambda o: str(o.instalment), right=True),
            Column(title=_("Due"), text=lambda o: due_day(o.due_on, o.last_on)),
            Column(title=_("Worker"), text=self._name, strong=True),
            Column(title=_("Amount"), text=lambda o: figures(o.amount), right=True),
            Column(title=_("Paid"), text=lambda o: figures(o.paid), right=True),
            Column(
                title=_("Still owed"),
                text=lambda o: "—" if self._unsaid(o) else figures(o.owed),
                right=True,
            ),
            Column(title=_("State"), text=self._state, tone=self._tone),
        )

    def _state(self, row: Obligation) -> str:
        """Say how an instalment stands; of a past case only what its ledger says is known."""
        return PerformanceState.UNSAID.label if self._unsaid(row) else row.status.label

    def _tone(self, row: Obligation) -> Tone:
        return Tone.MUTED if self._unsaid(row) else _TONES.get(row.status, Tone.PLAIN)

    def _unsaid(self, row: Obligation) -> bool:
        case = self._case.file
        return case is not None and case.past is not None and row.owed > 0

    def _payment_columns(self) -> tuple[Column[Payment], ...]:
        return (
            Column(title=_("Day"), text=lambda p: p.paid_on.isoformat()),
            Column(title=_("Worker"), text=self._name, strong=True),
            Column(title=_("Part"), text=lambda p: str(p.instalment), right=True),
            Column(title=_("Amount"), text=lambda p: figures(p.amount), right=True),
            Column(title=_("Way of paying"), text=lambda p: p.manner.label if p.manner else "—"),
            Column(title=_("Payee"), text=lambda p: p.payee or self._name(p)),
            Column(title=_("Voucher"), text=lambda p: p.voucher or "—"),
            Column(title=_("Payer"), text=self._payer),
        )

    def _payer(self, row: Payment) -> str:
        return payer_of(self._case.file, row) if self._case.file else ""

    def _name(self, row: Obligation | Payment) -> str:
        return self._case.file.party_name(row.party_id) if self._case.file else ""

    def show_case(self, case: CaseFile) -> None:
        """Show what is due and what was paid."""
        settlement = case.settlement
        today = self._case.desk.today()
        in_effect = settlement is not None and settlement.effective_on is not None
        money = settlement.terms.money if settlement and in_effect else ()
        self._due = case.obligations(today) if in_effect else ()
        self.rows.show(self._due)
        self.paid_table.setColumnHidden(_PAYER, len(may_pay(case)) == 1)
        self.paid_rows.show(sorted(case.payments, key=lambda p: (p.paid_on, p.id), reverse=True))
        unsaid = case.past is not None and case.stage is Stage.ARCHIVED and case.owed > 0
        self.form.setVisible(in_effect and not unsaid)
        self.form.setEnabled(case.stage is not Stage.ARCHIVED)
        filed = case.stage is Stage.ARCHIVED
        self.remove_button.setEnabled(not filed)
        self.remove_button.setToolTip(self.filed.text() if filed else "")
        self.filed.setVisible(filed and bool(case.payments))
        self.total.setText(_owed(case, self._due) if in_effect else _not_yet())
        owing = Tone.WARN if case.past is None else Tone.MUTED
        set_tone(self.total, owing if case.owed > 0 and in_effect else Tone.GOOD)
        shown_for = (case.id, money, case.payments, may_pay(case), today)
        if shown_for != self._shown_for:
            self._shown_for = shown_for
            self.form.show_case(case, self._due, today)

    def lead(self) -> None:
        """Lead to the form for money that arrived."""
        lead_to(self.form.paid_on)

    def record(self, received: tuple[Payment, ...]) -> None:
        """Record money that arrived."""
        desk = self._case.desk
        total = figures(sum((payment.amount for payment in received), ZERO))
        self._act(
            lambda key, version: payments.record(desk, key, version, received),
            _("{sum} yuan are recorded as paid.").format(sum=total),
        )

    def _ask(self) -> None:
        chosen = self.paid_table.selectionModel().selectedRows()
        if not chosen:
            return
        payment, desk = self.paid_rows.row(chosen[0]), self._case.desk
        ReasonDialog(
            _("{sum} yuan to {name}, recorded for {day}, is taken back.").format(
                sum=figures(payment.amount), name=self._name(payment), day=payment.paid_on
            ),
            lambda reason: self._act(
                lambda key, version: payments.remove(desk, key, version, payment.id, reason),
                _("The payment is taken back."),
            ),
            self,
            title=_("Take back a payment"),
            verb=_("Take back"),
            name="payment_question",
            of=payment.id,
            case=self._case.file,
        ).open()

    def _act(self, act: Act, notice: str) -> None:
        def done(_result: object) -> None:
            self.form.done()
            self.noticed.emit(notice)

        self._case.act(act, done, self.form.refused)


def _not_yet() -> str:
    return _("The agreement is not in effect yet.")


def _owed(case: CaseFile, due: Sequence[Obligation]) -> str:
    if case.past is not None and not case.paid and case.owed > 0:
        agreed = figures(sum((row.amount for row in due), ZERO))
        return _("Agreed {agreed} yuan; the ledger does not say whether it was paid.").format(
            agreed=agreed
        )
    if case.past is not None and case.owed > 0:
        return _(
            "Agreed {agreed} · paid {paid} yuan as the ledger says; whether the rest was paid is"
            " not recorded."
        ).format(agreed=figures(sum((row.amount for row in due), ZERO)), paid=figures(case.paid))
    late = sum((row.owed for row in due if row.status is PaymentStatus.OVERDUE), ZERO)
    text = _("Agreed {agreed} · paid {paid} · still owed {owed} yuan").format(
        agreed=figures(sum((row.amount for row in due), ZERO)),
        paid=figures(case.paid),
        owed=figures(case.owed),
    )
    if late:
        text += " · " + _("{sum} overdue").format(sum=figures(late))
    return text
