"""Watching a period of the register by hand, and correcting or marking a clock of the case."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from mediation_desk.domain.case import Clock, ClockState
from mediation_desk.domain.clock_register import ClockKind, Rank
from mediation_desk.domain.errors import DeskError, Invalid, Problem
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import clocks
from mediation_desk.services.clocks import Watched
from mediation_desk.ui.case import clock_words
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.phrases import weekday
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label, line, set_tone

LONGEST = 3650
MET, CORRECT, VOID, AGAIN = "met", "correct", "void", "again"


class _Act(Dialog):
    """An act on a clock of the open case."""

    carried = Signal(str)

    def __init__(self, case: OpenCase, title: str, action: str, name: str, parent: QWidget) -> None:
        super().__init__(title, action, name=name, parent=parent)
        self.edits(of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self.case, self.desk = case, case.desk

    def field(
        self, caption: str, editor: QWidget, name: str, *, hint: str = "", required: bool = False
    ) -> FormField:
        """Add a field to the body."""
        made = self.fields.add(FormField(caption, editor, name, hint=hint, required=required))
        self.body.addWidget(made)
        return made

    def carry_out(self, act: Callable[[int, int], object], told: str) -> None:
        """Do it in the worker; close when done, explain when refused."""

        def finish(_done: object) -> None:
            self.carried.emit(told)
            self.accept()

        self.busy()
        self.case.act(act, finish, self.explain)


class WatchDialog(_Act):
    """Which period of the register, from which day; the day it ends on is shown at once."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, _("Watch a period"), _("Watch"), "watch_dialog", parent)
        self._rows = self.desk.periods
        self.kind = Choice(
            [(row.id, f"{row.title} · {row.grade.label}") for row in self._rows.values()],
            searchable=True,
        )
        self.kind.setMinimumContentsLength(26)
        self.start, self.length = DayEdit(), _number_of_days()
        self.detail, self.reason = QLineEdit(), QLineEdit()
        self.about = label("", "small", name="watch_about", wrap=True)
        self.ends = label("", "strong", name="watch_ends", wrap=True)
        self.field(_("Period of the register"), self.kind, "kind", required=True)
        self.body.addWidget(self.about)
        self._start = self.field(_("First day"), self.start, "start", required=True)
        self._length = self.field(_("Length in days"), self.length, "length")
        self.field(
            _("What tells it from others"),
            self.detail,
            "detail",
            hint=_("Such as the worker's name"),
        )
        self.field(_("Reason or source"), self.reason, "reason")
        self.body.addStretch(1)
        self.ends.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.add_above_buttons(self.ends)
        self.start.set_day(self.desk.today())
        self.kind.set_code("")
        self.kind.currentIndexChanged.connect(self._chosen)
        for told in (self.start.read, self.length.valueChanged):
            told.connect(self._preview)
        self._chosen()

    def _row(self) -> ClockKind | None:
        return self._rows.get(self.kind.code())

    def _chosen(self) -> None:
        row = self._row()
        self._length.setVisible(row is not None and _has_length(row))
        self.length.setValue(0)
        self.about.setText(
            _about(row) if row else _("Its rule and what follows are shown here.") + "\n"
        )
        if row is not None:
            caption = _("First day: {what}").format(what=_(row.starts_on))
            self._start.caption.say(_("{caption} (required)").format(caption=caption))
            required = row.length is None
            self.length.setSpecialValueText(
                _("to be entered") if required else _("as in the register")
            )
        self._preview()

    def _watched(self) -> Watched | None:
        row, start = self._row(), self.start.day()
        if row is None or start is None:
            return None
        length = self.length.value() if _has_length(row) else 0
        return Watched(
            kind=row.id,
            start=start,
            length=length or None,
            detail=self.detail.text().strip(),
            reason=self.reason.text().strip(),
        )

    def _preview(self) -> None:
        watched, desk = self._watched(), self.desk
        if watched is None:
            self.ends.setText(_("The last day is shown here."))
            return
        self.case.read(
            lambda: clocks.preview(desk, watched), partial(self._show_end, watched), self._no_end
        )

    def _show_end(self, asked: Watched, clock: Clock) -> None:
        now = self._watched()
        if now is None or (now.kind, now.start, now.length) != (
            asked.kind,
            asked.start,
            asked.length,
        ):
            return
        self.ends.setText(_ends(clock))
        set_tone(self.ends, clock_words.tone(clock, self.desk.today(), self.desk.periods))

    def _no_end(self, _error: DeskError) -> None:
        self.ends.setText("")

    def submit(self) -> None:
        """Watch the period."""
        problems = list(self.fields.misread())
        if self._row() is None:
            problems.append(Problem("kind", _("Choose a period of the register.")))
        if self.start.day() is None and not self.start.problem():
            problems.append(Problem("start", _("Enter the first day.")))
        self.fields.explain(problems)
        watched, desk = self._watched(), self.desk
        if problems or watched is None:
            return
        title = self._rows[watched.kind].title
        self.carry_out(
            lambda key, version: clocks.watch(desk, key, version, watched),
            _("“{name}” is being watched.").format(name=title),
        )


class ClockDialog(_Act):
    """One clock with everything that explains it; its start is corrected, or it is marked."""

    def __init__(self, case: OpenCase, clock: Clock, parent: QWidget) -> None:
        super().__init__(case, clock_words.name(clock), _("Carry out"), "clock_dialog", parent)
        self.edits(clock.id, of=case.file)
        self.clock = clock
        notes = case.file.clock_notes if case.file else ()
        told = clock_words.explained(clock, self.desk.periods, notes)
        self.about = label(told, name="clock_about", wrap=True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        state = clock_words.state_text(clock, self.desk.today(), self.desk.periods)
        tone = clock_words.tone(clock, self.desk.today(), self.desk.periods)
        self.state = label(state, "strong", name="clock_state", tone=tone)
        self.act = Choice(self._acts())
        self.day, self.length, self.reason = DayEdit(), _number_of_days(), QLineEdit()
        self.day.set_day(self.desk.today())
        for shown in (self.state, self.about, line()):
            self.body.addWidget(shown)
        self.field(_("What to do"), self.act, "act")
        self._day = self.field(_("Day"), self.day, "on")
        self._length = self.field(_("Length in days"), self.length, "length")
        self.field(_("Reason"), self.reason, "reason", required=True)
        self.body.addStretch(1)
        self.act.currentIndexChanged.connect(self._chosen)
        self.ok.setVisible(self.desk.actor.may(Right.CLOCKS))
        self._chosen()

    def _acts(self) -> list[tuple[str, str]]:
        if self.clock.state is not ClockState.RUNNING:
            return [(AGAIN, _("Let it run again"))]
        return [
            (MET, _("Mark as kept")),
            (CORRECT, _("Correct the first day")),
            (VOID, _("Mark as no longer applying")),
        ]

    def _chosen(self) -> None:
        act = self.act.code()
        row = self.desk.periods.get(self.clock.kind)
        correcting = act == CORRECT
        self._day.setVisible(act != AGAIN)
        self._length.setVisible(correcting and row is not None and _has_length(row))
        self._day.caption.say(_CAPTIONS[act]() if act in _CAPTIONS else _("Day"))
        self.day.set_day(self.clock.start if correcting else self.desk.today())
        self.length.setValue(self.clock.length or 0)
        self.length.setSpecialValueText(_("as it is"))

    def explain(self, error: DeskError) -> None:
        """Show a refusal; the first day is named `start` where it is corrected."""
        problems = [Problem("on", p.text) if p.field == "start" else p for p in error.problems]
        super().explain(Invalid(problems) if problems else error)

    def submit(self) -> None:
        """Do to the clock what was chosen."""
        act, day = self.act.code(), self.day.day()
        problems = list(self.fields.misread()) if act != AGAIN else []
        if act != AGAIN and day is None and not self.day.problem():
            problems.append(Problem("on", _("Enter the day.")))
        self.fields.explain(problems)
        if problems:
            return
        doing = self._doing(act, day or self.desk.today())
        self.carry_out(doing, _TOLD[act]().format(name=clock_words.name(self.clock)))

    def _doing(self, act: str, day: date) -> Callable[[int, int], object]:
        desk, key, reason = self.desk, self.clock.id, self.reason.text()
        length = self.length.value() or None
        match act:
            case "met":
                return lambda case, version: clocks.mark_met(desk, case, version, key, day, reason)
            case "correct":
                return lambda case, version: clocks.correct_start(
                    desk, case, version, key, day, reason, length
                )
            case "void":
                return lambda case, version: clocks.mark_void(desk, case, version, key, day, reason)
        return lambda case, version: clocks.run_again(desk, case, version, key, reason)


_CAPTIONS: dict[str, Callable[[], str]] = {
    MET: lambda: _("Kept on"),
    CORRECT: lambda: _("First day, corrected"),
    VOID: lambda: _("No longer applies since"),
}
_TOLD: dict[str, Callable[[], str]] = {
    MET: lambda: _("“{name}” is marked as kept."),
    CORRECT: lambda: _("“{name}” is counted anew."),
    VOID: lambda: _("“{name}” no longer applies."),
    AGAIN: lambda: _("“{name}” runs again."),
}


def _number_of_days() -> QSpinBox:
    days = QSpinBox()
    days.setRange(0, LONGEST)
    return days


def _has_length(row: ClockKind) -> bool:
    """Say whether a period can have another length than the register's."""
    if row.length == 0:
        return False
    return row.length is None or bool(row.others) or row.grade is Rank.HOUSE


def _about(row: ClockKind) -> str:
    lines = [
        f"{row.grade.label} · {clock_words.length(row)} · {row.basis}",
        _("Concerns {who}; if missed: {what}").format(who=_(row.on_whom), what=_(row.if_missed)),
    ]
    return "\n".join(lines)


def _ends(clock: Clock) -> str:
    text = _("Last day: {day} {weekday}").format(
        day=clock.due.isoformat(), weekday=weekday(clock.due)
    )
    if clock.due != clock.raw_due:
        text += "\n" + _("As counted {day}, a day off: moved.").format(
            day=clock.raw_due.isoformat()
        )
    if clock.provisional:
        text += "\n" + _("Provisional: the year's notice of days off is not known yet")
    return text
