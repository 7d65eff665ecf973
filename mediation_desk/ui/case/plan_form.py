"""When, where and with whom a hearing is held; what stands against it is said while one types."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.booking import Preview
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Room
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.free_slots import Slot
from mediation_desk.domain.hearing import Expected, Hearing, ending, length
from mediation_desk.domain.hearing_days import DayDoubt, doubt_text
from mediation_desk.domain.hearing_rules import notified_on
from mediation_desk.domain.office import office_of
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import planning, settings
from mediation_desk.services.desk import Desk
from mediation_desk.ui.case.expected_dialog import ExpectedDialog
from mediation_desk.ui.case.free_times_dialog import FreeTimesDialog
from mediation_desk.ui.case.hearing_words import held_reason, held_reasons, notice
from mediation_desk.ui.case.reading import Read
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.time_edit import TimeEdit

USUAL_BEGIN = time(9, 30)
_WHY = "held_reason"
_ON_DEMAND = ("notice_waiver", "asked_by", "reason", _WHY)
"""Fields that show only where they are asked for."""
_AT_ONE_FIELD = {"day_reason": _WHY, "clash_reason": _WHY}
"""What stands against the day and against the hour is answered for once."""
MOST_NAMES = 30
"""Of a large group so many are offered; others are typed."""


class PlanForm(QWidget):
    """Day, times, room and who is called; clashes and the notice's time are told below."""

    edited = Signal()
    told = Signal()
    """What stands against the plan was shown: the form may need more room."""

    def __init__(self, desk: Desk, read: Read) -> None:
        super().__init__()
        self.setObjectName("plan_form")
        self._desk, self._read = desk, read
        self._case: CaseFile | None = None
        self._hearing: Hearing | None = None
        self._expected: tuple[Expected, ...] = ()
        self._minutes = office_of(desk.option).minutes
        self.preview: Preview | None = None
        self.fields = FieldSet(self)
        self.day = DayEdit()
        self.begins, self.ends = TimeEdit(), TimeEdit()
        for narrow in (self.begins, self.ends):
            narrow.setMinimumWidth(68)
        self.day.setMinimumWidth(140)
        self.room = QComboBox()
        self.room.setMinimumWidth(130)
        self.asked_by, self.reason = QComboBox(), QLineEdit()
        for box in (self.room, self.asked_by):
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.waiver = QLineEdit()
        self.waiver.setPlaceholderText(_("who, how and when"))
        self.held_reason = QLineEdit()
        self.called = Elided("", "small", name="plan_called")
        self.clashes = label("", name="plan_clashes", wrap=True)
        self.lead = label("", "small", name="plan_lead", wrap=True)
        self._lay_out()
        self._checking = QTimer(self, singleShot=True, interval=250)
        self._checking.timeout.connect(self._check)
        self.day.read.connect(self._changed)
        self.begins.read.connect(self._begin_read)
        self.ends.read.connect(self._end_read)
        self.room.currentTextChanged.connect(self._changed)
        self.waiver.textChanged.connect(lambda _text: self._show_lead())
        self.read_rooms()

    def _lay_out(self) -> None:
        field = self._field
        rows = (
            (
                (field(_("Day of the hearing"), self.day, "day"), 4),
                (field(_("Begins"), self.begins, "begins"), 2),
                (field(_("Is to end"), self.ends, "ends"), 2),
                (field(_("Room"), self.room, "room"), 4),
            ),
            ((field(_("Time of notice waived by"), self.waiver, "notice_waiver"), 12),),
            (
                (
                    field(_("Postponement asked for by"), self.asked_by, "asked_by", required=True),
                    4,
                ),
                (field(_("Reason for the postponement"), self.reason, "reason", required=True), 8),
            ),
        )
        whom = QHBoxLayout()
        whom.setSpacing(Space.S)
        whom.addWidget(self.called, 1)
        whom.addWidget(link(_("Who is called…"), "plan_expected", self.choose_expected))
        whom.addWidget(link(_("Find a free time…"), "plan_free", self.find_time))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addLayout(grid(rows))
        inside.addLayout(whom)
        inside.addWidget(self.clashes)
        asking = _("Reason for holding it all the same")
        inside.addWidget(self._field(asking, self.held_reason, _WHY))
        inside.addWidget(self.lead)
        for name in _ON_DEMAND:
            self.fields[name].hide()

    def _field(
        self, caption: str, editor: QWidget, name: str, *, required: bool = False
    ) -> FormField:
        return self.fields.add(FormField(caption, editor, name, required=required))

    def read_rooms(self) -> None:
        """Offer the rooms as they are in the settings now."""
        desk = self._desk
        self._read(lambda: settings.rooms(desk), self._offer_rooms)

    def _offer_rooms(self, rooms: Iterable[Room]) -> None:
        names = [room.name for room in rooms]
        if names == [self.room.itemText(place) for place in range(self.room.count())]:
            return
        before = self.room.currentText()
        self.room.blockSignals(True)
        self.room.clear()
        self.room.addItems(names)
        if before:
            self.room.setEditText(before)
        self.room.blockSignals(False)
        self._changed()

    # -- the plan ---------------------------------------------------------------------------

    def show_case(self, case: CaseFile) -> None:
        """Plan for a case; its people may have asked for a postponement."""
        self._case = case
        people = [name for _key, name in case.parties][:MOST_NAMES]
        people += [officer.name for officer in (case.mediator, case.clerk) if officer]
        typed = self.asked_by.currentText()
        self.asked_by.clear()
        self.asked_by.addItems([*people, self._desk.centre.short_name])
        self.asked_by.setEditText(typed)
        self._show_called()
        self.look()

    def forget(self) -> None:
        """Stand as for no case: day, hours, room, people and reasons of another one are gone."""
        self._case = None
        self.fill(None)
        self.room.setEditText(self.room.itemText(0))

    def fill(self, hearing: Hearing | None) -> None:
        """Show a hearing, or an empty plan."""
        self._hearing = hearing
        self._minutes = hearing.minutes if hearing else office_of(self._desk.option).minutes
        self._expected = hearing.expected if hearing else ()
        self.day.set_day(hearing.day if hearing else None)
        self.set_times(hearing.begins if hearing else USUAL_BEGIN, self._minutes)
        if hearing:
            self.room.setEditText(hearing.room)
        self.waiver.setText(hearing.notice_waiver if hearing else "")
        self.held_reason.setText(held_reason(hearing) if hearing else "")
        self.fields[_WHY].hide()
        self.asked_by.setEditText("")
        self.reason.clear()
        self._show_called()
        self.explain(())
        self._show_moved()
        self.look()

    def fill_anew(self, hearing: Hearing) -> None:
        """Plan another hearing at the hour, in the room and with the people of one given up."""
        self.fill(None)
        self._expected, self._minutes = hearing.expected, hearing.minutes
        self._show_called()
        self.put(None, hearing.begins, hearing.room)

    def put(self, day: date | None, begins: time | None = None, room: str | None = None) -> None:
        """Put the plan to a day, and to a time and room where they are given."""
        self.day.set_day(day)
        if begins is not None:
            self.set_times(begins, self._minutes)
        if room:
            self.room.setEditText(room)

    def set_times(self, begins: time, minutes: int) -> None:
        """Show from when to when."""
        self._minutes = minutes
        self.begins.set_moment(begins)
        self.ends.set_moment(ending(begins, minutes))

    def _begin_read(self) -> None:
        """Keep the length when the beginning moves."""
        begins = self.begins.moment()
        if begins is not None and self._minutes > 0:
            self.ends.blockSignals(True)
            self.ends.set_moment(ending(begins, self._minutes))
            self.ends.blockSignals(False)
        self._changed()

    def _end_read(self) -> None:
        begins, ends = self.begins.moment(), self.ends.moment()
        if begins is not None and ends is not None:
            self._minutes = length(begins, ends)
        self._changed()

    def value(self) -> Hearing | None:
        """Return the hearing as planned, None while day or time is not understood."""
        day, begins, ends = self.day.day(), self.begins.moment(), self.ends.moment()
        if day is None or begins is None or ends is None:
            return None
        room = self.room.currentText().strip()
        before = self._hearing or Hearing(day=day, begins=begins, room=room)
        of_hour, of_day = held_reasons(self.held_reason.text().strip(), self._hearing)
        return replace(
            before,
            day=day,
            begins=begins,
            room=room,
            minutes=length(begins, ends),
            notice_waiver=self.waiver.text().strip(),
            clash_reason=of_hour,
            day_reason=of_day,
            expected=self._expected,
        )

    def asked(self) -> tuple[str, str]:
        """Return who asked for a postponement and why, empty while nothing is moved."""
        if self.fields["reason"].isHidden():
            return "", ""
        return self.asked_by.currentText().strip(), self.reason.text().strip()

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        wanted = (
            ("day", self.day, _("Enter the day of the hearing.")),
            ("begins", self.begins, _("Enter the time.")),
            ("ends", self.ends, _("Enter the time.")),
        )
        names = {name for name, _editor, _text in wanted}
        found = [p for p in self.fields.misread() if p.field in names]
        found += [Problem(name, text) for name, editor, text in wanted if not editor.text().strip()]
        return tuple(found)

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        problems = tuple(
            dict.fromkeys(p._replace(field=_AT_ONE_FIELD.get(p.field, p.field)) for p in problems)
        )
        for problem in problems:
            if problem.field in _ON_DEMAND:
                self.fields[problem.field].show()
        left = self.fields.explain(problems)
        self._show_lead()
        return left

    # -- who is called, and free times --------------------------------------------------------

    def choose_expected(self) -> None:
        """Choose who is called to the hearing."""
        if self._case is not None:
            dialog = ExpectedDialog(self._case, self._expected, self)
            dialog.accepted.connect(lambda: self._call(dialog.value()))
            dialog.open()

    def _call(self, expected: tuple[Expected, ...]) -> None:
        self._expected = expected
        self._show_called()
        self._changed()

    def _show_called(self) -> None:
        names = [one.name for one in self._expected]
        elected = self._case is not None and bool(self._case.representatives)
        usual = _("the representatives and the other parties") if elected else ""
        shown = _(", ").join(names) or usual or _("all parties of the case")
        self.called.say(_("Called: {names}").format(names=shown))

    def find_time(self) -> None:
        """Look for times at which everybody is free; one click takes one."""
        if self._case is None:
            return
        room = self.room.currentText().strip()
        begins = self.begins.moment() or USUAL_BEGIN
        asked = self._hearing or Hearing(day=self._desk.today(), begins=begins, room=room)
        asked = replace(asked, room=room, minutes=self._minutes, expected=self._expected)
        dialog = FreeTimesDialog(self._desk, self._read, self._case.id, asked, self)
        dialog.waived.setChecked(bool(self.waiver.text().strip()))
        dialog.taken.connect(self.take)
        dialog.open()

    def take(self, slot: Slot) -> None:
        """Take a time that was found free."""
        self.room.setEditText(slot.room)
        self.set_times(slot.begins, slot.minutes)
        self.day.set_day(slot.day)

    # -- what stands against it ---------------------------------------------------------------

    def _changed(self) -> None:
        self.look()
        self._show_moved()
        self.edited.emit()

    def _show_moved(self) -> None:
        """Ask who wanted the postponement once a fixed hearing stands elsewhere."""
        before, now = self._hearing, self.value()
        moved = before is not None and now is not None and _place(before) != _place(now)
        for name in ("asked_by", "reason"):
            self.fields[name].setVisible(moved or bool(self.fields[name].explained))

    def look(self) -> None:
        """See what stands against the plan: the day and the notice at once, people shortly."""
        self._checking.start()
        hearing, case = self._readable(), self._case
        if hearing is None or case is None:
            self.preview = None
            self.clashes.setText("")
            self.lead.setText("")
            self.fields["notice_waiver"].setVisible(bool(self.waiver.text().strip()))
            return
        if self._desk.actor.may(Right.SCHEDULE):
            self._show(planning.at_once(self._desk, case, hearing), looking=True)

    def _readable(self) -> Hearing | None:
        """Return the plan where what stands against it can be looked for."""
        hearing = self.value()
        return hearing if hearing is not None and hearing.minutes >= 1 else None

    def _check(self) -> None:
        hearing, case = self._readable(), self._case
        if hearing is None or case is None:
            return
        desk, case_id = self._desk, case.id

        def answer(preview: Preview) -> None:
            now = self._case.id if self._case else 0
            if (now, self._readable()) == (case_id, hearing):  # else it answers what was before
                self._show(preview)

        self._read(lambda: planning.preview(desk, case_id, hearing), answer, _ignore)

    def _show(self, preview: Preview, *, looking: bool = False) -> None:
        """Show what stands against the plan; `looking` while rooms and people are looked at."""
        self.preview = preview
        texts = [clash.told for clash in preview.clashes]
        chosen = bool(self.room.currentText().strip())
        if not chosen:
            texts.append(_("Choose a room, so that clashes can be found."))
        elif looking:
            texts.append(_("Looking whether room and people are free …"))
        free = _("Room, officers and parties are free at that time.")
        self.clashes.setText("\n".join(texts) or free)
        good = chosen and not looking
        set_tone(self.clashes, Tone.WARN if preview.clashes else Tone.GOOD if good else Tone.MUTED)
        of_day = any(clash.of_the_day for clash in preview.clashes)
        if of_day or not looking:
            self._ask_for(_WHY, of_day or any(clash.of_the_hour for clash in preview.clashes))
        self._show_lead()
        self.told.emit()

    def _ask_for(self, name: str, wanted: bool) -> None:
        """Show a field where it is wanted; what was said of it elsewhere is forgotten."""
        if not wanted:
            self.fields[name].explain("")
        self.fields[name].setVisible(wanted)

    def _show_lead(self) -> None:
        if self.preview is None:
            return
        lead, waived = self.preview.lead, self.waiver.text().strip()
        over = self._case is not None and (self.day.day() or date.max) < self._desk.today()
        short = lead.short and not over
        self.fields["notice_waiver"].setVisible(short or bool(waived))
        noticed = notified_on(self._case) if self._case and self._hearing else None
        told = "" if over else notice(lead, waived, noticed)
        if self.preview.doubt is DayDoubt.PROVISIONAL:
            told = f"{told} {doubt_text(self.preview.doubt)}".strip()
        self.lead.setText(told)
        self.lead.setHidden(bool(self.fields["notice_waiver"].explained))  # it says the same
        set_tone(self.lead, Tone.WARN if short and not waived else Tone.MUTED)


def _place(hearing: Hearing) -> tuple[date, time, str]:
    return hearing.day, hearing.begins, hearing.room


def _ignore(_error: object) -> None:
    """A person who may not plan hearings is not told of clashes either."""
