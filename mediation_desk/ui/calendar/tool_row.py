"""The row above the calendar: turning, the period's name, the views, filters, and acts."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QWidget

from mediation_desk.domain.centre import User
from mediation_desk.domain.rights import Actor
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.services.calendar import Period
from mediation_desk.ui.calendar.spans import View
from mediation_desk.ui.phrases import weekday
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import icon_button, primary, secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import Pill, label
from mediation_desk.ui.widgets.naming import named


class ToolRow(QWidget):
    """Breaks into two lines where the screen is narrow."""

    turned = Signal(int)
    view_chosen = Signal(object)
    narrowed = Signal()
    plan_wanted = Signal()
    print_wanted = Signal()
    export_wanted = Signal()
    absences_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "calendar_tools", _("Hearings calendar"))
        self._offered: tuple[object, ...] = ()
        self.back = icon_button("chevron-left", _("Earlier (PageUp)"), "calendar_back")
        self.next = icon_button("chevron-right", _("Later (PageDown)"), "calendar_next")
        self.today = secondary(_("To today"), "calendar_today", partial(self.turned.emit, 0))
        self.today.setToolTip("T")
        self.title = label("", "title", name="calendar_title")
        self.provisional = Pill(name="calendar_provisional")
        self.provisional.show_state(_("provisional"), Tone.WARN)
        self.provisional.setToolTip(_("The year's notice of days off is not known yet."))
        self.provisional.hide()
        self.person = named(Choice([("", _("All officers"))]), "calendar_person", _("Officer"))
        self.room = named(Choice([("", _("All rooms"))]), "calendar_room", _("Room"))
        self.plan_button = primary(
            _("Plan a hearing…"), "calendar_plan", self.plan_wanted.emit, "plus"
        )
        self.more = secondary(_("Print and export"), "calendar_more", self._open_more, "print")
        self.back.clicked.connect(lambda _checked=False: self.turned.emit(-1))
        self.next.clicked.connect(lambda _checked=False: self.turned.emit(1))
        for choice in (self.person, self.room):
            choice.setMinimumContentsLength(7)
            choice.currentIndexChanged.connect(lambda _index: self.narrowed.emit())
        high = self.today.sizeHint().height()
        for low in (self.back, self.next, self.title, self.provisional):
            low.setMinimumHeight(high)
        row = FlowLayout(self)
        for widget in (
            self.back,
            self.today,
            self.next,
            self.title,
            self.provisional,
            *self._views(),
        ):
            row.addWidget(widget)
        for tool in (self.plan_button, self.person, self.room, self.more):
            row.addWidget(tool)

    def _views(self) -> list[QPushButton]:
        self._group = QButtonGroup(self)
        self._by_view: dict[View, QPushButton] = {}
        for view in View:
            button = secondary(view.label, f"calendar_by_{view.value}")
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, view=view: self.view_chosen.emit(view))
            self._group.addButton(button)
            self._by_view[view] = button
        return list(self._by_view.values())

    def show_view(self, view: View) -> None:
        """Mark the view that is shown."""
        self._by_view[view].setChecked(True)

    def show_title(self, view: View, day: date, period: Period, count: int) -> None:
        """Name the period, and say how many hearings there are."""
        text = _("{period} · {n} hearings").format(period=_named(view, day, period), n=count)
        self.title.setText(text)
        self.provisional.setVisible(any(kind.provisional for kind in period.days.values()))
        self.updateGeometry()

    def offer(self, people: Sequence[User], rooms: Sequence[str], actor: Actor) -> None:
        """Offer the officers and rooms there are."""
        offered = (tuple(people), tuple(rooms))
        if offered == self._offered:
            return
        self._offered = offered
        mine = [(str(user.id), _("Mine")) for user in people if user.id == actor.id]
        others = [(str(user.id), user.name) for user in people if user.id != actor.id]
        self.person.offer([("", _("All officers")), *mine, *others])
        self.room.offer([("", _("All rooms")), *((room, room) for room in rooms)])

    def narrowing(self) -> tuple[int | None, str]:
        """Return the officer and the room that are chosen."""
        person = self.person.code()
        return int(person) if person else None, self.room.code()

    def wants(self, hearing: BookedHearing) -> bool:
        """Say whether a hearing is among those that the filters leave."""
        person, room = self.person.code(), self.room.code()
        officers = {str(hearing.mediator_id), str(hearing.clerk_id)}
        return person in ("", *officers) and room in ("", hearing.room)

    def more_menu(self) -> QMenu:
        """Return the menu of papers and files."""
        menu = named(QMenu(self), "calendar_more_menu", _("Print and export"))
        menu.addAction(_("List at the door, plan of the day…"), self.print_wanted.emit)
        menu.addAction(_("Export for another calendar (.ics)…"), self.export_wanted.emit)
        menu.addSeparator()
        menu.addAction(_("Leave of the centre's people…"), self.absences_wanted.emit)
        return menu

    def _open_more(self) -> None:
        menu = self.more_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _named(view: View, day: date, period: Period) -> str:
    match view:
        case View.MONTH:
            return _("{month} {year}").format(year=day.year, month=day.month)
        case View.WEEK:
            first, last = period.first, period.last
            return _("{first_month}-{first_day} to {last_month}-{last_day}, {year}").format(
                year=first.year,
                first_month=first.month,
                first_day=first.day,
                last_month=last.month,
                last_day=last.day,
            )
    return _("{year}-{month}-{day} {weekday}").format(
        year=day.year, month=day.month, day=day.day, weekday=weekday(day)
    )
