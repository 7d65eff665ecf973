"""Mediators' work (工作考评): each mediator's caseload and points, and the files behind them."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.period import Period
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import N_, _
from mediation_desk.services import points as service
from mediation_desk.services import statistics
from mediation_desk.services.files import write_whole
from mediation_desk.services.points import Work
from mediation_desk.ui.files import ask_save, open_folder
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages.report_table import ReportTable
from mediation_desk.ui.pages.statistics_model import ReportModel
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.period_bar import PeriodBar
from mediation_desk.ui.widgets.progress import ProgressLine


class WorkPage(Page):
    """Period and acts above; the mediators, then the files of the one chosen, and the notes."""

    NAME, TITLE = "work", N_("Mediators' work")
    UNDOES = service.TABLES

    def build(self) -> Iterator[None]:
        """Make the page."""
        self.work: Work | None = None
        leads = self.desk.actor.may(Right.SUPERVISE)
        self.bar = PeriodBar("work", partial(statistics.period_of, self.desk))
        self.bar.changed.connect(self.refresh)
        self.standards = secondary(_("Standards…"), "work_standards", self.show_standards)
        self.claims = secondary(_("Claims of subsidies…"), "work_claims", self.show_claims)
        self.level = secondary(_("Level of the file…"), "work_level", self.set_level)
        for button in (self.standards, self.claims, self.level):
            button.setVisible(leads)
        self.to_excel = secondary(
            _("Write as Excel…"), "work_xlsx", partial(self.export, "xlsx"), "export"
        )
        self.to_pdf = secondary(
            _("Write as PDF…"), "work_pdf", partial(self.export, "pdf"), "export"
        )
        yield
        self.standing = label("", "small", name="work_standing", wrap=True)
        self.people = ReportModel()
        self.table = ReportTable("work_table", _("Mediators"), self.people)
        self.table.say_when_empty(_("In this period nobody had a case to work on."))
        self.table.opened.connect(partial(self.open_behind, self.people))
        self.table.selectionModel().currentChanged.connect(lambda *_what: self._show_files())
        self.of = label("", "strong", name="work_of")
        self.files = ReportModel()
        self.list = ReportTable("work_files", _("Files of the mediators"), self.files)
        self.list.say_when_empty(_("No file ended or was followed up in this period."))
        self.list.opened.connect(partial(self.open_behind, self.files))
        yield
        self.notes = label("", "small", name="work_notes", wrap=True)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem = label("", "error", name="work_problem", wrap=True)
        self.problem.hide()
        self.progress = ProgressLine("work_progress")
        self._lay_out()
        self.bar.choose(statistics.last_month(self.desk))
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(Space.S)
        above.addWidget(self.bar)
        above.addStretch(1)
        for button in (self.standards, self.claims, self.to_excel, self.to_pdf):
            above.addWidget(button)
        people = Card(name="work_people_card")
        people.add(self.table, 1)
        files = Card(name="work_files_card")
        files.body.setSpacing(Space.S)
        row = QHBoxLayout()
        row.addWidget(self.of, 1)
        row.addWidget(self.level)
        files.body.addLayout(row)
        files.add(self.list, 1)
        split = named(QSplitter(Qt.Orientation.Vertical), "work_split")
        split.setChildrenCollapsible(False)
        for widget, share in ((people, 3), (files, 4)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, share)
        split.addWidget(scrolling(self.notes, "work_notes_scroll"))
        split.setSizes([250, 260, 50])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addLayout(above)
        for told in (self.standing, self.problem, self.progress):
            column.addWidget(told)
        column.addWidget(split, 1)

    def period(self) -> Period:
        """Return the period chosen."""
        return self.bar.period()

    def refresh(self) -> None:
        """Count the work of the period again, beside the desk."""
        if not self.isVisible():
            return
        period = self.period()
        self.jobs.ask(self, partial(service.work, self.desk, period), self.show_work, self._refused)

    def show_work(self, work: Work) -> None:
        """Show the work of a period; the mediator chosen stays chosen."""
        if work.period != self.period():
            return
        row = max(self.table.currentIndex().row(), 0)
        self.work = work
        self.problem.hide()
        self.people.show(work.mediators)
        self.table.fit(work.mediators)
        self.standing.setText(_("; ").join((work.period.days, _standing(work))))
        self.notes.setText(
            "\n".join(f"{n}. {text}" for n, text in enumerate(work.mediators.notes, 1))
        )
        if self.people.rowCount():
            row = min(row, self.people.rowCount() - 1)
            self.table.setCurrentIndex(self.people.index(row, 0))
        self._show_files()

    def chosen(self) -> str:
        """Return the mediator chosen by name; empty for all together."""
        row, work = self.table.currentIndex().row(), self.work
        if work is None or not 0 <= row < len(work.mediators.lines):
            return ""
        line = work.mediators.lines[row]
        return "" if line.total or line.adjusts else line.label

    def _show_files(self) -> None:
        if self.work is None:
            return
        name = self.chosen()
        report = self.work.of(name)
        self.files.show(report)
        self.list.fit(report)
        self.list.setColumnHidden(1, bool(name))
        whose = name or _("all mediators")
        self.of.setText(_("Files of {name}: {n}").format(name=whose, n=len(report.lines)))
        self.level.setEnabled(bool(report.lines) and bool(self._levels()))

    def _levels(self) -> list[str]:
        """Return the names of levels that a file may have, as the standards have them."""
        work = self.work
        if work is None:
            return []
        held = [one for one in work.counting.now if one.taken_over_on is not None]
        return list(dict.fromkeys(level.name for one in held for level in one.levels))

    def open_behind(self, model: ReportModel, index: QModelIndex) -> None:
        """Open the cases behind a number: a single one itself, several as a list."""
        way = model.way(index)
        if way is None:
            self.noticed.emit(_("There are no cases behind this."), None)
        elif len(way.cases) == 1:
            self.wanted_case.emit(way.cases[0], "")
        else:
            self.wanted_cases.emit(way.cases, model.what(index))

    def set_level(self) -> None:
        """Set the level of the file chosen by hand."""
        from mediation_desk.ui.points.level_dialog import LevelDialog

        work, row = self.work, max(self.list.currentIndex().row(), 0)
        if work is None or self.files.report is None or row >= len(self.files.report.lines):
            return
        way = self.files.report.lines[row].behind[0]
        known = (*work.files, *(one.work for one in work.corrections))
        facts = next(one.facts for one in known if way and one.facts.case_id in way.cases)
        case = (facts.case_id, facts.number, facts.graded)
        LevelDialog(self.desk, self.jobs, case, self._levels(), self).open()

    def show_standards(self) -> None:
        """Show the centre's standards of points."""
        from mediation_desk.ui.points.standards_dialog import StandardsDialog

        dialog = StandardsDialog(self.desk, self.jobs, self)
        dialog.finished.connect(lambda _how: self.refresh())
        dialog.open()

    def show_claims(self) -> None:
        """Show the claims of subsidies, and what this period would ask for."""
        from mediation_desk.ui.points.claims_dialog import ClaimsDialog

        dialog = ClaimsDialog(self.desk, self.jobs, self.period(), self)
        dialog.said.connect(lambda text: self.noticed.emit(text, None))
        dialog.finished.connect(lambda _how: self.refresh())
        dialog.open()

    def export(self, kind: str) -> None:
        """Write the work of the period to a file."""
        if self.work is None:
            return
        name = f"{_('Work of the mediators')} {self.work.period.name}.{kind}"
        path = ask_save(self, _("Work of the mediators"), name, f"*.{kind}", "log")
        if path is not None:
            self.export_to(path.with_suffix(f".{kind}"))

    def export_to(self, path: Path) -> None:
        """Write it to a place, by the name's ending."""
        work, kind = self.work, path.suffix.removeprefix(".")
        if work is None:
            return
        shown: Work = work

        def job(_progress: object) -> Path:
            return write_whole(path, service.work_bytes(self.desk, shown, kind))

        rendering = self.jobs.render(self, job, self._written, self._refused)
        self.progress.follow(rendering, _("Writing {name}…").format(name=path.name))

    def _written(self, path: Path) -> None:
        self.progress.done()
        self.offered.emit(
            _("Written: {name}").format(name=path.name),
            _("Open the folder"),
            lambda: open_folder(path),
        )

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.problem.setText(str(error))
        self.problem.show()

    def print_text(self) -> str:
        """Return both tables for the printer."""
        title = _("Work of the mediators")
        period = self.period().name
        tables = (table_html(one.all_text()) for one in (self.table, self.list))
        return f"<h3>{title}　{period}</h3>{''.join(tables)}"

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>Each mediator's caseload and points in a period; below, the files of the one"
            " chosen. A double click, or Enter, opens the very cases behind a number.</p>"
            "<p>No rule fixes points, weights or sums. The supervisor enters the centre's own"
            " standard and takes it over; what happened on a day is counted by the standard of"
            " that day, so that old months keep their points.</p>"
        ) + _(
            "<p>A claim of subsidies asks for what was earned and not claimed yet. Each file is"
            " paid once for each ground; what is corrected later is a line of its own in the next"
            " claim. Mediators see their own work only.</p>"
        )


def _standing(work: Work) -> str:
    if work.standard is None:
        return _("No standard of points counts yet: the caseload only is shown")
    texts = []
    if work.locked_on is not None:
        lock = work.counting.lock_of(work.period)
        text = (
            _(
                "Locked on {day}: the files as they were then, by the standards of today; what is"
                " corrected since stands in the next period"
            )
            if lock is None or lock.standards is None
            else _(
                "Locked on {day}: the files as they were then, by the standards that held then;"
                " what is corrected since stands in the next period"
            )
        )
        texts.append(text.format(day=work.locked_on.isoformat()))
    if work.claimed:
        texts.append(_("Subsidies claimed under no. {serial}").format(serial=work.claimed))
    else:
        texts.append(_("Not claimed yet"))
    return _("; ").join(texts)
