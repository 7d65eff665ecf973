"""Claims of subsidies (补贴申领表): what the period would ask for, and the claims made."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.period import Period
from mediation_desk.domain.points_claim import PointsClaim
from mediation_desk.i18n import _
from mediation_desk.reports.month_texts import points
from mediation_desk.services import points_claims as service
from mediation_desk.services.files import write_whole
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class ClaimsDialog(Dialog):
    """Above, what this period would ask for; below, the claims made, each to be written again."""

    said = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs, period: Period, parent: QWidget) -> None:
        super().__init__(_("Claims of subsidies"), _("Close"), name="claims_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs, self.period = desk, jobs, period
        self._claims: tuple[PointsClaim, ...] | None = None
        self._draft: PointsClaim | None = None
        self.told = label("", "strong", name="claims_told", wrap=True)
        self.make = secondary(_("Make the claim"), "claims_make", self.make_claim, "plus")
        self.make.setEnabled(False)
        self.rows: RowsModel[PointsClaim] = RowsModel(_columns())
        self.table = TableView("claims_table", _("Claims made"))
        self.table.use(self.rows, (14, 11, 9, 13, 13, 22), stretch=5)
        self.table.setMinimumSize(700, 200)
        self.table.say_when_empty(_("No claim has been made yet."))
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._offer())
        self.to_excel = secondary(_("Write as Excel…"), "claims_xlsx", partial(self.save, "xlsx"))
        self.to_paper = secondary(_("Show the sheet…"), "claims_pdf", self.show_sheet, "paper")
        self.back = secondary(_("Withdraw…"), "claims_withdraw", self.withdraw)
        words = _(
            "A claim asks for what was earned since the last one, each file once for each ground. "
            "What is corrected later is a line of its own in the next claim."
        )
        self.body.addWidget(self.told)
        self.body.addWidget(label(words, "small", name="claims_words", wrap=True))
        self.body.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.table, 1)
        for place, button in enumerate((self.to_paper, self.to_excel, self.back)):
            self.foot.insertWidget(place, button)
        self.cancel.hide()
        self._offer()
        self.refresh()

    def refresh(self) -> None:
        """Read the claims again, and what the period would ask for."""
        self._jobs.ask(self, partial(service.claims, self._desk), self._show, self.explain)
        draft = partial(service.drawn_up, self._desk, self.period)
        self._jobs.ask(self, draft, self._show_draft, self.explain)

    def _show(self, claims: tuple[PointsClaim, ...]) -> None:
        self.rows.show(claims)
        self._claims = claims
        self._tell()
        if claims:
            self.table.selectRow(0)
        self._offer()

    def _show_draft(self, draft: PointsClaim) -> None:
        self._draft = draft
        self._tell()

    def _tell(self) -> None:
        """Say what the period would ask for, or why it asks for nothing."""
        draft, claims = self._draft, self._claims
        if draft is None or claims is None:
            return
        files = len({line.case_id for line in draft.lines})
        text = _("{period}: {files} files, {points} points, {yuan} yuan to be claimed.")
        none = _("{period}: nothing is to be claimed.")
        against = service.hindrance(claims, draft.period, self._desk.today())
        if against and draft.lines:
            text = _("{period}: {why} What is not claimed yet: {points} points, {yuan} yuan.")
        self.told.setText(
            (text if draft.lines else none).format(
                period=draft.period.name,
                files=files,
                points=points(draft.points),
                yuan=f"{draft.yuan:,.2f}",
                why=against,
            )
        )
        self.make.setEnabled(bool(draft.lines) and not against)
        self.make.setToolTip(against)

    def chosen(self) -> PointsClaim | None:
        """Return the claim chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.rows.row(rows[0]) if rows else None

    def _offer(self) -> None:
        chosen = self.chosen()
        for button in (self.to_excel, self.to_paper):
            button.setEnabled(chosen is not None)
        self.back.setEnabled(chosen is not None and chosen.counts)

    def make_claim(self) -> None:
        """Make the claim of the period; it gets its number."""
        self.make.setEnabled(False)
        self._do(partial(service.claim, self._desk, self.period))

    def _do(self, act: Callable[[], object]) -> None:
        def done(_result: object) -> None:
            self.problem.hide()
            self.refresh()

        self._jobs.do(self, act, done, self.explain)

    def withdraw(self) -> None:
        """Ask why the claim chosen is withdrawn."""
        if (chosen := self.chosen()) is not None:
            dialog = WithdrawDialog(self._desk, self._jobs, chosen, self)
            dialog.accepted.connect(self.refresh)
            dialog.open()

    def show_sheet(self) -> None:
        """Show the sheet of the claim chosen, to be printed or saved as PDF."""
        chosen, desk = self.chosen(), self._desk
        if chosen is None:
            return
        from mediation_desk.ui.pdf_dialog import PdfDialog  # QtPdf, when it is wanted

        key = chosen.id
        dialog = PdfDialog(
            self._jobs,
            _("Claim of subsidies for mediators"),
            _name(chosen),
            lambda: service.claim_bytes(desk, key, "pdf"),
            name="claim_pdf",
            parent=self,
        )
        dialog.said.connect(self.said)
        dialog.open()

    def save(self, kind: str) -> None:
        """Ask for a place and write the claim chosen."""
        chosen = self.chosen()
        if chosen is None:
            return
        name = f"{_name(chosen)}.{kind}"
        path = ask_save(self, _("Claim of subsidies for mediators"), name, f"*.{kind}", "log")
        if path is not None:
            self.save_to(path.with_suffix(f".{kind}"))

    def save_to(self, path: Path) -> None:
        """Write the claim chosen to a place, by the name's ending."""
        chosen, desk = self.chosen(), self._desk
        if chosen is None:
            return
        key, kind = chosen.id, path.suffix.removeprefix(".")

        def job(_progress: object) -> Path:
            return write_whole(path, service.claim_bytes(desk, key, kind))

        def written(where: Path) -> None:
            self.said.emit(_("Written: {name}").format(name=where.name))

        self._jobs.render(self, job, written, self.explain)


class WithdrawDialog(Form):
    """Asks why a claim is withdrawn."""

    def __init__(self, desk: "Desk", jobs: Jobs, claim: PointsClaim, parent: QWidget) -> None:
        title = _("Withdraw the claim {serial}").format(serial=claim.serial)
        super().__init__(
            desk, jobs, title, name="withdraw_claim", parent=parent, action=_("Withdraw")
        )
        self.edits(claim.id)
        self._claim = claim
        told = _(
            "Its points can then be claimed again. The claim stays in the list with the reason."
        )
        self.body.addWidget(label(told, wrap=True))
        self.reason: QLineEdit = self.line(_("Reason"), "", "reason", required=True)

    def submit(self) -> None:
        """Withdraw it."""
        key, reason = self._claim.id, self.reason.text()
        self.carry_out(lambda: service.withdraw(self.desk, key, reason))


def _name(claim: PointsClaim) -> str:
    return _("Claim of subsidies {period} {serial}").format(
        period=claim.period.name, serial=claim.serial
    )


def _columns() -> tuple[Column[PointsClaim], ...]:
    return (
        Column(title=_("Period"), text=lambda row: row.period.name, strong=True),
        Column(title=_("Claim no."), text=lambda row: row.serial),
        Column(
            title=_("Files"), text=lambda row: str(len({p.case_id for p in row.lines})), right=True
        ),
        Column(title=_("Points"), text=lambda row: points(row.points), right=True),
        Column(title=_("Yuan"), text=lambda row: f"{row.yuan:,.2f}", right=True),
        Column(title=_("State"), text=_state, tip=lambda row: row.reason),
    )


def _state(row: PointsClaim) -> str:
    if row.withdrawn_on is not None:
        return _("withdrawn on {day}: {reason}").format(
            day=row.withdrawn_on.isoformat(), reason=row.reason
        )
    return _("made by {name} on {day}").format(name=row.made_by, day=row.made_on.isoformat())
