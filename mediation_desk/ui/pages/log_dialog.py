"""The log of a month as a file: which month, in which layout, masked or not, where to."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.log_layout import REGISTER, Layout, Which
from mediation_desk.domain.period import MONTH_END, Span
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import cutoffs, logs
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.services.logs import LogOrder
from mediation_desk.ui.files import ask_save, open_folder
from mediation_desk.ui.jobs import Jobs, Progress
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.pages.layout_dialog import LayoutDialog
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.password_edit import PasswordEdit
from mediation_desk.ui.widgets.period_bar import PeriodNumber
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_MONTHS = 12


class LogDialog(Dialog):
    """Chooses period, layout and kind, asks for a place, writes with progress."""

    offered = Signal(str, str, object)

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        parent: QWidget | None = None,
        cases: tuple[int, ...] | None = None,
        found_by: str = "",
    ) -> None:
        super().__init__(_("Export a log"), _("Choose a place…"), name="log_dialog", parent=parent)
        self._desk, self._jobs = desk, jobs
        self._cases, self._found_by = cases, found_by if cases is not None else ""
        self._layouts: dict[str, Layout] = {REGISTER.code: REGISTER}
        self._make_editors()
        self._lay_out()
        jobs.ask(self, partial(logs.layouts, desk), self._offer)

    def _make_editors(self) -> None:
        today = self._desk.today()
        self.layout_choice = named(Choice(), "log_layout", _("Layout"))
        self.layout_choice.currentIndexChanged.connect(lambda _place: self._layout_chosen())
        self.change = secondary(_("Columns…"), "log_columns", self.edit_layout)
        self.span = named(Choice(terms(Span)), "log_span", _("Period"))
        self.span.currentIndexChanged.connect(lambda _place: self._span_chosen())
        self.year = named(QSpinBox(), "log_year")
        self.year.setRange(2000, 2100)
        self.year.setValue(today.year)
        self.month = named(PeriodNumber(), "log_month")
        self.month.be_of(Span.MONTH, named=False)
        self.month.setValue(today.month)
        for number in (self.year, self.month):
            number.valueChanged.connect(lambda _value: self._tell())
        self.cutoff = named(QSpinBox(), "log_cutoff")
        self.cutoff.setRange(0, MONTH_END)
        self.cutoff.setSpecialValueText(_("as the centre"))
        self.cutoff.setEnabled(self._desk.actor.may(Right.SETTINGS))
        self.cutoff.editingFinished.connect(self._set_cutoff)
        self.kind = named(Choice(_kinds()), "log_kind")
        self.kind.set_code(recall("log/kind", "xlsx"))
        self.whole = named(QCheckBox(_("With whole names and telephones")), "log_unmasked")
        self.whole.setVisible(self._desk.actor.may(Right.SUPERVISE))
        self.whole.toggled.connect(self._whole_chosen)
        self.purpose = QLineEdit()
        self.password = PasswordEdit()
        self.words = label("", "small", name="log_words", wrap=True)
        self.progress = ProgressLine("log_progress")

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        chosen.setSpacing(Space.S)
        chosen.addWidget(self.fields.add(FormField(_("Layout"), self.layout_choice, "layout")), 1)
        holder = FormField(" ", self.change, "columns")
        chosen.addWidget(self.fields.add(holder))
        self.body.addLayout(chosen)
        when = QHBoxLayout()
        when.setSpacing(Space.S)
        self._number = FormField(_("Month"), self.month, "month")
        for field in (
            FormField(_("Period"), self.span, "span"),
            FormField(_("Year"), self.year, "year"),
            self._number,
            FormField(_("Months end on day"), self.cutoff, "cutoff"),
        ):
            when.addWidget(self.fields.add(field), 1)
            field.setVisible(self._cases is None)
        self.body.addLayout(when)
        self.body.addWidget(self.fields.add(FormField(_("Kind of file"), self.kind, "kind")))
        self.body.addWidget(self.whole)
        self._purpose = self.fields.add(
            FormField(_("Purpose"), self.purpose, "purpose", required=True)
        )
        self._password = self.fields.add(
            FormField(_("Your password"), self.password, "password", required=True)
        )
        for asked in (self._purpose, self._password):
            asked.hide()
            self.body.addWidget(asked)
        self.body.addWidget(self.words)
        self.body.addStretch(1)
        self.body.addWidget(self.progress)

    def _offer(self, layouts: Sequence[Layout]) -> None:
        """Offer the layouts, the one used last chosen."""
        wanted = self.layout_choice.code() or recall("log/layout", REGISTER.code)
        self._layouts = {layout.code: layout for layout in layouts}
        self.layout_choice.offer([(layout.code, layout.title) for layout in layouts])
        self.layout_choice.set_code(wanted if wanted in self._layouts else REGISTER.code)
        self._layout_chosen()

    def _layout_chosen(self) -> None:
        """Show by which day the receiver of the layout ends its months."""
        self.cutoff.setValue(logs.cutoff_of(self._desk, self._layout()) or 0)
        self._tell()

    def _layout(self) -> Layout:
        return self._layouts.get(self.layout_choice.code(), REGISTER)

    def _set_cutoff(self, then: Callable[[], None] = lambda: None) -> None:
        """Keep the day on which the months of this layout end, for every desk."""

        def kept(_done: object) -> None:
            self._layout_chosen()
            then()

        job = partial(logs.set_cutoff, self._desk, self._layout(), self.cutoff.value() or None)
        if self._cutoff_is_new():
            self._jobs.do(self, job, kept, self.explain)

    def _cutoff_is_new(self) -> bool:
        return (self.cutoff.value() or None) != logs.cutoff_of(self._desk, self._layout())

    def _span_chosen(self) -> None:
        span = Span.of(self.span.code())
        parts = _MONTHS // span.months
        self.month.be_of(span, named=False)
        self._number.setVisible(parts > 1 and self._cases is None)
        self._number.caption.setText(span.label)
        self._tell()

    def _whole_chosen(self, on: bool) -> None:
        self._purpose.setVisible(on)
        self._password.setVisible(on and self._desk.signed_in)
        self._tell()
        self.grow()

    def order(self) -> LogOrder:
        """Return what is asked for."""
        layout = self._layout()
        span = Span.of(self.span.code())
        year, number = self.year.value(), self.month.value()
        return LogOrder(
            period=logs.period_of(self._desk, span, year, number, layout),
            kind=self.kind.code(),
            layout=layout,
            unmasked=self.whole.isChecked(),
            purpose=self.purpose.text(),
            cases=self._cases,
            found_by=self._found_by,
            password=self.password.text(),
        )

    def _tell(self) -> None:
        order = self.order()
        masked = (
            _("Names and telephones are whole; the export and its purpose are journalled.")
            if order.unmasked
            else _("Names and telephone numbers are masked.")
        )
        ends = cutoffs.of_layout(self._desk, order.layout)
        parts = [order.period.days, order.layout.which.label, masked]
        if self.cutoff.value() or len(ends) > 1:
            parts.append(_("Day on which months end: {since}").format(since=cutoffs.since(ends)))
        if order.cases is not None:
            count = _("{n} cases").format(n=len(order.cases))
            parts = [count, Which.FOUND.label, masked]
        self.words.setText(_("; ").join(part.rstrip("。.") for part in parts) + _("."))

    def edit_layout(self) -> None:
        """Choose the columns of a layout, as a new one or of the centre's own."""
        layout = self._layout()
        dialog = LayoutDialog(self._desk, self._jobs, layout, self)
        dialog.saved.connect(self._take_layout)
        dialog.open()

    def _take_layout(self, key: int) -> None:
        def offer(layouts: Sequence[Layout]) -> None:
            self._offer(layouts)
            self.layout_choice.set_code(str(key) if key else REGISTER.code)

        self._jobs.ask(self, partial(logs.layouts, self._desk), offer)

    def submit(self) -> None:
        """Ask for a place, then write there; a day that was just typed is kept before."""
        if self._cutoff_is_new():
            self._set_cutoff(self.submit)
            return
        order = self.order()
        if order.unmasked and (problems := logs.purpose_problems(order.purpose)):
            self.fields.explain(problems)
            return
        if order.unmasked and self._desk.signed_in and not order.password:
            self._password.explain(_("Enter your password."))
            self.password.setFocus()
            return
        ending = order.kind.partition("-")[0]
        told = self._found_by or order.period.name
        name = safe_name(f"{order.layout.title} {told}")
        path = ask_save(self, self.windowTitle(), f"{name}.{ending}", f"*.{ending}", "log")
        if path is not None:
            self.export_to(path if path.suffix else path.with_suffix(f".{ending}"))

    def export_to(self, path: Path) -> None:
        """Write the log to a place."""
        order = self.order()
        remember("log/kind", order.kind)
        remember("log/layout", order.layout.code)

        def job(progress: Progress) -> Path:
            return write_whole(path, logs.export_log(self._desk, order, progress))

        self.busy()
        self.problem.hide()
        rendering = self._jobs.render(self, job, self._written, self._refused)
        rendering.stopped.connect(lambda: self.busy(False))
        self.progress.follow(rendering, _("Writing {name}…").format(name=path.name))

    def _written(self, path: Path) -> None:
        self.progress.done()
        self.accept()
        self.offered.emit(
            _("Written: {name}").format(name=path.name),
            _("Open the folder"),
            lambda: open_folder(path),
        )

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.explain(error)

    def reject(self) -> None:
        """Stop what is being written, or close."""
        if self.progress.busy:
            self.progress.cancel()
        else:
            super().reject()


def _kinds() -> list[tuple[str, str]]:
    return [
        ("xlsx", _("Excel (.xlsx)")),
        ("pdf", _("PDF")),
        ("csv", _("Text table, UTF-8 (.csv)")),
        ("csv-gb", _("Text table, GB 18030 (.csv)")),
    ]
