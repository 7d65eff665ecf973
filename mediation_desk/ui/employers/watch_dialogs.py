"""Forms of an employer under watch: its file with measures, their progress, its end, the list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.centre import User
from mediation_desk.domain.risk import LISTED_YEARS, Level, Listing, Measure, MeasureState, Watch
from mediation_desk.domain.working_days import add_years
from mediation_desk.i18n import _
from mediation_desk.services import watching
from mediation_desk.ui.employers.screening_dialog import NumberEdit
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form, key_of, none_first
from mediation_desk.ui.region.row_list import Row, RowList
from mediation_desk.ui.widgets.choice import terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class MeasureRow(Row):
    """A measure: what, who, until when; how far it is stays as it was."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.what = _line(measure.what, "measure_what", _("What is done"))
        self.who = _line(measure.who, "measure_who", _("Person responsible"))
        self.due_on = named(DayEdit(), "measure_due", _("Until when"))
        self.due_on.set_day(measure.due_on)
        super().__init__("measure", ((self.what, 5), (self.who, 2), (self.due_on, 2)))

    def value(self) -> Measure:
        """Return the measure as typed."""
        return replace(
            self.measure,
            what=self.what.text().strip(),
            who=self.who.text().strip(),
            due_on=self.due_on.day(),
        )


def _line(text: str, name: str, words: str) -> QLineEdit:
    editor = named(QLineEdit(text), name, words)
    editor.setPlaceholderText(words)
    return editor


class WatchDialog(Form):
    """The file of an employer under watch: level, why, who, and what is done about it."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        watch: Watch,
        people: Sequence[User],
        parent: QWidget,
    ) -> None:
        title = _("Employer under watch") if watch.id else _("Put the employer under watch")
        super().__init__(desk, jobs, title, name="watch_dialog", parent=parent)
        self.edits(watch.id or f"employer {watch.employer_id}")
        self._watch = watch
        self.body.addWidget(label(watch.employer, "strong", name="watch_employer", wrap=True))
        self.beside()
        self.level = self.choice(_("Level"), terms(Level), watch.level.value, "level")
        self.opened_on = self.day(
            _("Under watch from"), watch.opened_on, "opened_on", required=True
        )
        self.beside()
        self.owner = self.choice(
            _("Watched by"),
            none_first([(str(user.id), user.name) for user in people]),
            str(watch.owner_id or ""),
            "owner",
        )
        self.headcount = NumberEdit(watch.headcount)
        self.field(_("Workers there"), self.headcount, "headcount")
        self.reason = self.text(
            _("Why it is kept an eye on"), watch.reason, "reason", required=True
        )
        self.measures: RowList[MeasureRow] = RowList(
            "measures",
            _("Measures"),
            _("Another measure"),
            lambda: MeasureRow(Measure(what="", who=desk.actor.name)),
        )
        for measure in watch.measures:
            self.measures.add(MeasureRow(measure))
        self.field(_("Measures: what, who, until when"), self.measures, "measures")
        self.note = self.text(_("Remark"), watch.note, "note", lines=2)
        self.body.addStretch(1)
        self.setMinimumWidth(620)

    def readable(self) -> bool:
        """See that the days of the measures can be read, too."""
        for row in self.measures.rows:
            if text := row.due_on.problem():
                self.fields["measures"].explain(text)
                row.due_on.setFocus()
                return False
        return super().readable()

    def value(self) -> Watch:
        """Return the file as typed."""
        return replace(
            self._watch,
            level=Level.of(self.level.code()),
            opened_on=self.opened_on.day() or self.desk.today(),
            owner_id=key_of(self.owner),
            headcount=self.headcount.count(),
            reason=self.reason.toPlainText().strip(),
            measures=tuple(row.value() for row in self.measures.rows),
            note=self.note.toPlainText().strip(),
        )

    def submit(self) -> None:
        """Save the file."""
        if self.readable():
            watch = self.value()
            self.carry_out(lambda: watching.save_watch(self.desk, watch))


class MeasureDialog(Form):
    """How far a measure is."""

    def __init__(self, desk: "Desk", jobs: Jobs, measure: Measure, parent: QWidget) -> None:
        super().__init__(
            desk, jobs, _("Follow up the measure"), name="measure_dialog", parent=parent
        )
        self.edits(measure.id)
        self._measure = measure
        self.body.addWidget(label(measure.what, "strong", name="measure_shown", wrap=True))
        self.beside()
        self.state = self.choice(_("State"), terms(MeasureState), measure.state.value, "state")
        self.done_on = self.day(_("Done on"), measure.done_on, "done_on")
        self.note = self.text(_("Remark"), measure.note, "note")
        self.state.currentIndexChanged.connect(lambda _place: self._propose())
        self.body.addStretch(1)

    def _propose(self) -> None:
        done = self.state.code() == MeasureState.DONE.value
        if done and not self.done_on.text():
            self.done_on.set_day(self.desk.today())
        if not done:
            self.done_on.set_day(None)

    def submit(self) -> None:
        """Save how far it is."""
        measure = replace(
            self._measure,
            state=MeasureState.of(self.state.code()),
            done_on=self.done_on.day(),
            note=self.note.toPlainText().strip(),
        )
        self.carry_out(lambda: watching.follow_measure(self.desk, measure))


class ClearDialog(Form):
    """Why the employer is not watched any more."""

    def __init__(self, desk: "Desk", jobs: Jobs, watch: Watch, parent: QWidget) -> None:
        super().__init__(
            desk, jobs, _("End the watch"), name="clear_dialog", parent=parent,
            action=_("End the watch"),
        )  # fmt: skip
        self.edits(watch.id)
        self._watch = watch
        self.on = self.day(_("Watch ended on"), desk.today(), "cleared_on", required=True)
        self.reason = self.text(
            _("Reason"),
            "",
            "clearance",
            hint=_("Such as: wages paid, checked on site"),
            required=True,
        )
        self.body.addStretch(1)

    def submit(self) -> None:
        """End the watch."""
        watch, on = self._watch, self.on.day() or self.desk.today()
        reason = self.reason.toPlainText()
        self.carry_out(lambda: watching.clear(self.desk, watch.id, watch.version, on, reason))


class ListingDialog(Form):
    """An entry of the HR department's official list, with its document."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, listing: Listing | None, employer_id: int, parent: QWidget
    ) -> None:
        title = _("Entry of the official list")
        super().__init__(desk, jobs, title, name="listing_dialog", parent=parent)
        self.edits(listing.id if listing else f"employer {employer_id}")
        self._listing, self._employer_id = listing, employer_id
        text = _(
            "Only the HR department lists an employer. What is kept here is its decision: the"
            " number of the document, since when and until when."
        )
        self.body.addWidget(label(text, "small", name="listing_words", wrap=True))
        self.number = self.line(
            _("Number of the document"), listing.number if listing else "", "number", required=True
        )
        self.authority = self.line(
            _("HR department"), listing.authority if listing else "", "authority", required=True
        )
        self.beside()
        self.listed_on = self.day(
            _("Listed on"), listing.listed_on if listing else None, "listed_on", required=True
        )
        self.expires_on = self.day(
            _("Expires on"),
            listing.expires_on if listing else None,
            "expires_on",
            hint=_("Three years after the listing, as a rule"),
            required=True,
        )
        self.removed_on = self.day(
            _("Taken out by the department on"),
            listing.removed_on if listing else None,
            "removed_on",
        )
        self.note = self.text(_("Remark"), listing.note if listing else "", "note", lines=2)
        self.listed_on.editingFinished.connect(self._propose)
        self.body.addStretch(1)

    def _propose(self) -> None:
        day = self.listed_on.day()
        if day is not None and not self.expires_on.text():
            self.expires_on.set_day(add_years(day, LISTED_YEARS))

    def submit(self) -> None:
        """Keep the entry."""
        if not self.readable():
            return
        listed, expires = self.listed_on.day(), self.expires_on.day()
        assert listed is not None, "required"
        assert expires is not None, "required"
        value = Listing(
            id=self._listing.id if self._listing else 0,
            version=self._listing.version if self._listing else 0,
            employer_id=self._employer_id,
            number=self.number.text().strip(),
            authority=self.authority.text().strip(),
            listed_on=listed,
            expires_on=expires,
            removed_on=self.removed_on.day(),
            note=self.note.toPlainText().strip(),
        )
        self.carry_out(lambda: watching.save_listing(self.desk, value))
