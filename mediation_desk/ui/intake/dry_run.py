"""A dry run of a roster (试导入): every row with its problems, before anything is taken."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from mediation_desk.domain.identifiers import check_phone
from mediation_desk.domain.roster import Roster, RosterRow
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_MOST_TOLD = 6


def _problems(row: RosterRow) -> str:
    told = (*(problem.text for problem in row.problems), *_doubts(row))
    return " ".join(told) or _("no problem")


def _doubts(row: RosterRow) -> tuple[str, ...]:
    finding = check_phone(row.applicant.person.phone)
    return (*row.doubts, *([finding.text] if finding else []))


def _tone(row: RosterRow) -> Tone:
    if row.problems:
        return Tone.BAD
    return Tone.WARN if _doubts(row) else Tone.GOOD


def _counted(roster: Roster, sound: int) -> str:
    """Say how many rows are sound, how many should be looked at, are only a name or are wrong."""
    bad = sum(bool(row.problems) for row in roster.rows)
    bare = len(roster.rows) - sound - bad
    whole = (row for row in roster.rows if not row.problems and not row.incomplete)
    doubtful = sum(bool(_doubts(row)) for row in whole)
    more = _(", {n} to be looked at").format(n=doubtful) if doubtful else ""
    more += _(", {n} incomplete").format(n=bare) if bare else ""
    text = _("{n} rows read; {good} without problems{more}, {bad} with problems.")
    return text.format(n=len(roster.rows), good=sound - doubtful, more=more, bad=bad)


def tell_few(shown: QLabel, sentences: Sequence[str]) -> None:
    """Show the first sentences of many, all of them in the tool tip."""
    more = len(sentences) - _MOST_TOLD
    told = [*sentences[:_MOST_TOLD], *([_("… and {n} more").format(n=more)] if more > 0 else [])]
    shown.setText(" ".join(told))
    shown.setToolTip("\n".join(sentences))
    shown.setVisible(bool(sentences))


class DryRun(QFrame):
    """What was read, rows with problems first; the clerk takes all, the sound ones, or none."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        named(self, "dry_run", _("Dry run of the roster"))
        self.setProperty("role", "bar-notice")
        self._rows: tuple[RosterRow, ...] = ()
        self.summary = label("", "strong", name="dry_run_summary", wrap=True)
        self.headings = label("", "small", name="dry_run_headings", wrap=True)
        self.skipped = label("", "small", name="dry_run_skipped", wrap=True)
        self.model: RowsModel[RosterRow] = RowsModel(
            (
                Column(title=_("Line"), text=lambda row: str(row.line), right=True),
                Column(title=_("Name"), text=lambda row: row.applicant.person.name),
                Column(
                    title=_("Problems"),
                    text=_problems,
                    tone=_tone,
                ),
            )
        )
        self.table = TableView("dry_run_table", _("Rows read"))
        self.table.use(self.model, (6, 28, 60), stretch=2)
        self.table.setMinimumHeight(150)
        self.table.setMaximumHeight(240)
        self.all = primary("", "dry_run_all", lambda: self._take(self._rows))
        self.sound = secondary("", "dry_run_sound", lambda: self._take(self._sound()))
        self.none = secondary(_("Discard"), "dry_run_none", self.hide)
        buttons = QHBoxLayout()
        buttons.addWidget(self.all)
        buttons.addWidget(self.sound)
        buttons.addWidget(self.none)
        buttons.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        inside.setSpacing(Space.S)
        for widget in (self.summary, self.headings, self.skipped, self.table):
            inside.addWidget(widget)
        inside.addLayout(buttons)
        self.hide()

    def offer(self, roster: Roster) -> None:
        """Show a roster that was read, the rows with problems first."""
        self._rows = roster.rows
        sound = len(self._sound())
        self.summary.setText(_counted(roster, sound))
        tell_few(self.skipped, roster.skipped)
        unknown = _(", ").join(roster.unknown)
        self.headings.setText(_("Columns that were not used: {names}").format(names=unknown))
        self.headings.setVisible(bool(unknown))
        self.model.show(
            sorted(roster.rows, key=lambda row: (not row.problems, not _doubts(row), row.line))
        )
        self.all.setText(_("Take all {n} rows").format(n=len(roster.rows)))
        self.all.setEnabled(bool(roster.rows))
        self.sound.setText(_("Take only the {n} sound rows").format(n=sound))
        self.sound.setVisible(0 < sound < len(roster.rows))
        self.show()
        self.all.setFocus()

    def _sound(self) -> tuple[RosterRow, ...]:
        return tuple(row for row in self._rows if not row.problems and not row.incomplete)

    def _take(self, rows: tuple[RosterRow, ...]) -> None:
        self.hide()
        self.taken.emit(rows)
