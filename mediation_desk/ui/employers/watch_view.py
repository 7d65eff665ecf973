"""The risk of one employer: level, reasons, trend, measures, findings, the official list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.centre import User
from mediation_desk.domain.rights import Right
from mediation_desk.domain.risk import Level, Listing, Measure, MeasureState, Screening, Watch
from mediation_desk.domain.risk_indicators import Reason, gravest, indicator
from mediation_desk.domain.risk_words import found, plain, reasons_line, threshold
from mediation_desk.i18n import _
from mediation_desk.services import settings
from mediation_desk.services.risk import RiskFile
from mediation_desk.ui.employers.screening_dialog import ScreeningDialog
from mediation_desk.ui.employers.trend_view import TrendView
from mediation_desk.ui.employers.watch_dialogs import (
    ClearDialog,
    ListingDialog,
    MeasureDialog,
    WatchDialog,
)
from mediation_desk.ui.employers.words import level_text, level_tone
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.phrases import day, due_tone
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import Pill, label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class WatchView(QWidget):
    """What is known of an employer's risk and what is done about it."""

    noticed = Signal(str)
    """An act was done; the notice offers to undo it."""
    wanted_cases = Signal(object, str)
    """Show the very cases behind a reason."""
    wanted_matter = Signal(int)
    """Open the matter of supervision behind a reason."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__()
        self.desk, self.jobs = desk, jobs
        named(self, "employer_risk", _("Risk and watch"))
        self.file: RiskFile | None = None
        self._name = ""
        self.level = Pill(name="risk_level")
        self.told = label("", name="risk_told", wrap=True)
        self.official = label("", name="risk_official", tone=Tone.WARN, wrap=True)
        self.watch_button = primary(_("Put under watch…"), "watch_begin", self.edit_watch)
        self.clear_button = secondary(_("End the watch…"), "watch_clear", self.clear)
        self.finding = secondary(_("Record a finding…"), "employer_finding", self.add_screening)
        self.listing = secondary(_("Official list…"), "employer_listing", self.edit_listing)
        self.reasons: RowsModel[Reason] = RowsModel(_reason_columns())
        self.reasons_table = _table("risk_reasons", _("Reasons"), self.reasons, (36, 9, 12, 14), 0)
        self.reasons_table.say_when_empty(_("No indicator names this employer today."))
        self.reasons_table.opened.connect(self._open_reason)
        self.trend = TrendView()
        self.measures: RowsModel[Measure] = RowsModel(_measure_columns(desk.today))
        self.measures_table = _table(
            "measures_table", _("Measures"), self.measures, (34, 12, 12, 12, 20), 0
        )
        self.measures_table.say_when_empty(_("No measure is decided yet."))
        self.measures_table.opened.connect(lambda at: self._follow(self.measures.row(at)))
        self.screenings: RowsModel[Screening] = RowsModel(_screening_columns())
        self.screenings_table = _table(
            "employer_screenings", _("Findings"), self.screenings, (11, 16, 12, 8, 10, 36, 11), 5
        )
        self.screenings_table.say_when_empty(_("Nothing was found or learned here yet."))
        self.screenings_table.opened.connect(
            lambda at: self._open_screening(self.screenings.row(at))
        )
        self.earlier = label("", "small", name="watch_earlier", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        head = Card(name="risk_head_card")
        first = QHBoxLayout()
        first.setSpacing(Space.S)
        first.addWidget(self.level, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.told, 1)
        head.body.addLayout(first)
        head.add(self.official)
        acts = FlowLayout()
        for button in (self.watch_button, self.clear_button, self.finding, self.listing):
            acts.addWidget(button)
        head.body.addLayout(acts)
        why = Card(
            _("Why"), name="risk_reasons_card", note=_("A double click opens what is behind it")
        )
        why.add(self.reasons_table, 1)
        months = Card(_("Level at the end of each month"), name="risk_trend_card")
        months.add(self.trend)
        months.add(
            label(
                _("Height and letter tell the level. What the register says counts for today."),
                "small",
                name="risk_trend_note",
                wrap=True,
            )
        )
        done = Card(_("Measures"), name="measures_card", note=_("A double click follows one up"))
        done.add(self.measures_table, 1)
        done.add(self.earlier)
        seen = Card(_("Findings"), name="findings_card", note=_("A double click opens one"))
        seen.add(self.screenings_table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.XS, 0)
        column.setSpacing(Space.M)
        for card in (head, why, months, done, seen):
            column.addWidget(card)
        column.addStretch(1)

    def show_file(self, file: RiskFile, name: str) -> None:
        """Show the risk of an employer."""
        self.file, self._name = file, name
        watch, computed = file.watch, gravest(file.reasons)
        level = watch.level if watch else computed
        self.level.show_state(level_text(level) if level else _("No level"), level_tone(level))
        self.told.setText(_standing(file, computed))
        listed = [one for one in file.listings if one.holds(self.desk.today())]
        self.official.setText(_official(listed[0]) if listed else "")
        self.official.setVisible(bool(listed))
        may, supervises = self.desk.actor.may(Right.REGION), self.desk.actor.may(Right.SUPERVISE)
        self.watch_button.setText(_("Change the file…") if watch else _("Put under watch…"))
        self.watch_button.setAccessibleName(self.watch_button.text())
        for button in (self.watch_button, self.finding, self.listing):
            button.setEnabled(may)
        self.clear_button.setVisible(watch is not None)
        self.clear_button.setEnabled(supervises)
        self.clear_button.setToolTip("" if supervises else _("A supervisor ends a watch."))
        self.reasons.show(file.reasons)
        self.trend.show_trend(file.trend)
        self.measures.show(watch.measures if watch else ())
        self.screenings.show(file.screenings)
        ended = [_ended(one) for one in file.watches if not one.is_open]
        self.earlier.setText("\n".join(ended))
        self.earlier.setVisible(bool(ended))
        for table in (self.reasons_table, self.measures_table, self.screenings_table):
            _fit(table)

    def show_dialog(self, dialog: Dialog, done: str) -> None:
        """Open a dialog; once it is accepted say what was done."""
        dialog.accepted.connect(lambda: self.noticed.emit(done))
        dialog.open()

    def edit_watch(self) -> None:
        """Open the file of the employer, or the form that begins one."""
        self.jobs.ask(self, partial(settings.officers, self.desk), self._open_watch)

    def _open_watch(self, people: Sequence[User]) -> None:
        file = self.file
        if file is None:
            return
        heads = [one.headcount for one in file.screenings if one.headcount is not None]
        watch = file.watch or Watch(
            employer_id=file.employer_id,
            opened_on=self.desk.today(),
            level=gravest(file.reasons) or Level.YELLOW,
            reason=reasons_line(file.reasons),
            owner_id=self.desk.actor.id,
            headcount=heads[0] if heads else None,
        )
        dialog = WatchDialog(
            self.desk, self.jobs, replace(watch, employer=self._name), people, self
        )
        self.show_dialog(dialog, _("The file of the employer is saved."))

    def clear(self) -> None:
        """Open the end of the watch."""
        if self.file is not None and (watch := self.file.watch) is not None:
            dialog = ClearDialog(self.desk, self.jobs, watch, self)
            self.show_dialog(dialog, _("The watch has ended."))

    def add_screening(self) -> None:
        """Open the form of a finding at this employer."""
        if self.file is not None:
            self._open_screening(
                Screening(
                    employer_id=self.file.employer_id,
                    employer=self._name,
                    day=self.desk.today(),
                    visitors=self.desk.actor.name,
                )
            )

    def _open_screening(self, value: Screening) -> None:
        dialog = ScreeningDialog(self.desk, self.jobs, value, self)
        self.show_dialog(dialog, _("The finding is recorded."))

    def edit_listing(self) -> None:
        """Open the entry of the official list that is in force, or the form of a new one."""
        if self.file is None:
            return
        held = [one for one in self.file.listings if one.holds(self.desk.today())]
        key = self.file.employer_id
        dialog = ListingDialog(self.desk, self.jobs, held[0] if held else None, key, self)
        self.show_dialog(dialog, _("The entry of the official list is kept."))

    def _follow(self, measure: Measure) -> None:
        if self.desk.actor.may(Right.REGION):
            dialog = MeasureDialog(self.desk, self.jobs, measure, self)
            self.show_dialog(dialog, _("The measure is followed up."))

    def _open_reason(self, index: QModelIndex) -> None:
        """Open the cases, the matter or the finding that a reason counts."""
        if self.file is None:
            return
        reason = self.reasons.row(index)
        behind = self.file.behind[reason.key]
        if behind.cases:
            what = f"{self._name} · {indicator(reason.key).title}"
            self.wanted_cases.emit(behind.cases, what)
        elif behind.matters:
            self.wanted_matter.emit(behind.matters[-1])
        elif behind.screenings:
            key = behind.screenings[-1]
            self._open_screening(next(one for one in self.file.screenings if one.id == key))

    def print_text(self) -> str:
        """Return reasons, measures and findings as lines for the printer."""
        from html import escape

        from mediation_desk.ui.printing import table_html

        parts = [f"<p>{escape(self.told.text())}</p>"]
        if self.official.text():
            parts.append(f"<p>{escape(self.official.text())}</p>")
        for title, table in (
            (_("Why"), self.reasons_table),
            (_("Measures"), self.measures_table),
            (_("Findings"), self.screenings_table),
        ):
            if table.model().rowCount():
                parts.append(f"<h4>{escape(title)}</h4>{table_html(table.all_text())}")
        return "".join(parts)


def _table(
    name: str, spoken: str, model: RowsModel[Any], widths: tuple[int, ...], stretch: int
) -> TableView:
    table = TableView(name, spoken)
    table.use(model, widths, stretch)
    return table


def _fit(table: TableView) -> None:
    """Give a short list the height of its rows, so that the page scrolls and not the list."""
    rows = min(max(table.model().rowCount(), 2), 8)
    row = table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(rows * row + table.horizontalHeader().sizeHint().height() + 4)


def _standing(file: RiskFile, computed: Level | None) -> str:
    told = _("By the indicators: {level}").format(level=level_text(computed))
    watch = file.watch
    ended = [one.cleared_on for one in file.watches if one.cleared_on is not None]
    if watch is None and ended:
        return _("The watch ended on {day}. {told}.").format(day=max(ended).isoformat(), told=told)
    if watch is None:
        return _("Not under watch. {told}.").format(told=told)
    parts = [
        _("Under watch since {day}").format(day=watch.opened_on.isoformat()),
        _("watched by {name}").format(name=watch.owner or "—"),
        told,
    ]
    if watch.headcount is not None:
        parts.append(_("{n} workers there").format(n=watch.headcount))
    lines = ["  ·  ".join(parts), watch.reason]
    return "\n".join(filter(None, (*lines, watch.note)))


def _official(listing: Listing) -> str:
    return _(
        "On the HR department's official list since {day}: {authority}, {number}, until {end}"
    ).format(
        day=listing.listed_on.isoformat(),
        authority=listing.authority,
        number=listing.number,
        end=listing.expires_on.isoformat(),
    )


def _ended(watch: Watch) -> str:
    return _("Watch of {first} to {last}, {level}, ended by {name}: {reason}").format(
        first=watch.opened_on.isoformat(),
        last=day(watch.cleared_on),
        level=watch.level.label,
        name=watch.cleared_by,
        reason=watch.clearance,
    )


def _titled(reason: Reason) -> str:
    title = indicator(reason.key).title
    if not reason.fresh:
        return title
    return _("{text} – new since the watch ended").format(text=title)


def _reason_columns() -> tuple[Column[Reason], ...]:
    return (
        Column(
            title=_("Indicator"),
            text=_titled,
            tone=lambda r: Tone.ACCENT if r.fresh else Tone.PLAIN,
            tip=lambda r: indicator(r.key).source,
        ),
        Column(
            title=_("Level"),
            text=lambda r: r.level.label,
            tone=lambda r: level_tone(r.level),
            strong=True,
        ),
        Column(title=_("Found"), text=found, right=True),
        Column(
            title=_("Threshold"),
            text=threshold,
            right=True,
            tip=lambda r: indicator(r.key).source,
        ),
    )


def _measure_columns(today: Callable[[], date]) -> tuple[Column[Measure], ...]:
    def tone(measure: Measure) -> Tone:
        if measure.state is not MeasureState.OPEN:
            return Tone.MUTED
        return due_tone(measure.due_on, today())

    return (
        Column(title=_("What is done"), text=lambda m: m.what, strong=True),
        Column(title=_("Person responsible"), text=lambda m: m.who),
        Column(title=_("Until when"), text=lambda m: day(m.due_on), tone=tone),
        Column(
            title=_("State"),
            text=lambda m: m.state.label,
            tone=lambda m: Tone.GOOD if m.state is MeasureState.DONE else Tone.PLAIN,
            tip=lambda m: day(m.done_on) if m.done_on else m.state.label,
        ),
        Column(title=_("Remark"), text=lambda m: m.note or "—"),
    )


def _screening_columns() -> tuple[Column[Screening], ...]:
    return (
        Column(title=_("Day"), text=lambda s: s.day.isoformat()),
        Column(title=_("Where it comes from"), text=lambda s: s.source.label),
        Column(title=_("Who went there"), text=lambda s: s.visitors or "—"),
        Column(
            title=_("Staff"),
            text=lambda s: str(s.headcount) if s.headcount is not None else "—",
            right=True,
        ),
        Column(
            title=_("Months owed"),
            text=lambda s: plain(s.months) if s.months is not None else "—",
            right=True,
        ),
        Column(title=_("What was found"), text=lambda s: " ".join(s.findings.split())),
        Column(title=_("Next visit"), text=lambda s: day(s.next_on)),
    )
