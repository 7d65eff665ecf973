"""The hearings of a case: the list at the left, one of them at length at the right."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.booking import Absence
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.hearing import GIVEN_UP, Hearing, HearingStatus
from mediation_desk.domain.hearing_days import DayDoubt, day_doubt, doubt_text
from mediation_desk.domain.hearing_rules import from_outside, ordinal
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import N_, _
from mediation_desk.services import planning
from mediation_desk.ui.case.absence_dialog import (
    AGENT,
    OFFICER,
    PARTY,
    AbsenceDialog,
    Refused,
    code_of_guest,
    line_of,
    to_be_moved,
)
from mediation_desk.ui.case.hearing_dialogs import HearingDialog
from mediation_desk.ui.case.hearing_panel import HearingPanel
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.plan_form import PlanForm
from mediation_desk.ui.case.record_form import RecordForm
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_TONES = {
    HearingStatus.PLANNED: Tone.ACCENT,
    HearingStatus.UNDER_WAY: Tone.GOOD,
    HearingStatus.CANCELLED: Tone.MUTED,
    HearingStatus.POSTPONED: Tone.MUTED,
    HearingStatus.NOT_HELD: Tone.MUTED,
}

_TOOK_PLACE = frozenset({HearingStatus.UNDER_WAY, HearingStatus.HELD})


def _when(hearing: Hearing) -> str:
    return f"{hearing.day} {hearing.begins:%H:%M}"


class HearingsTab(CaseTab):
    """Fixing, opening, recording and ending hearings."""

    KEY, TITLE = "hearings", N_("Hearings")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self.model: RowsModel[Hearing] = RowsModel(
            (
                Column(title=_("No."), text=self._which, right=True),
                Column(title=_("Time"), text=_when, strong=True, tip=lambda h: h.room),
                Column(
                    title=_("State"),
                    text=self._state,
                    tone=self._tone,
                    tip=lambda h: doubt_text(self._doubt(h)) or h.status.label,
                ),
            )
        )
        self.table = TableView("case_hearings", _("Hearings"))
        self.table.use_in_card(self.model, (3, 11, 6))
        yield
        plan = PlanForm(self.case.desk, self.case.read)
        yield
        record = RecordForm(self.case)
        yield
        self.panel = HearingPanel(self.case, plan, record)
        self.panel.noticed.connect(self.noticed)
        self.panel.asking.connect(self._ask)
        yield
        self.new_button = secondary(_("Fix another hearing"), "hearing_new", self.plan_new)
        self.away_button = secondary(
            _("Days they cannot come…"), "hearing_absences", self.show_absences
        )
        self._new = True
        self._case_id = 0
        left = Card(_("Hearings"), name="card_hearings")
        left.setMinimumWidth(230)
        left.setMaximumWidth(380)
        self.nothing = label(_("No hearing is fixed yet."), "muted", name="hearings_none")
        left.add(self.nothing)
        left.add(self.table, 1)
        left.add(self.new_button)
        left.add(self.away_button)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, Space.S, 0, 0)
        inside.setSpacing(Space.M)
        beside = QVBoxLayout()
        beside.addWidget(left)
        beside.addStretch(1)  # the card is as high as its rows
        inside.addLayout(beside, 3)
        inside.addWidget(self.panel, 5)
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._chosen())

    def _doubt(self, hearing: Hearing) -> DayDoubt | None:
        return day_doubt(hearing, self.case.desk.calendar)

    def _which(self, hearing: Hearing) -> str:
        """Count the sessions as papers do: one that was given up is none of them."""
        if self.case.file is None or hearing.status in GIVEN_UP:
            return "—"
        return str(ordinal(self.case.file, hearing))

    def _state(self, hearing: Hearing) -> str:
        """Name what is doubtful about a planned hearing's day, else where it stands."""
        if hearing.paused:
            return _("In recess")
        return (self._doubt(hearing) or hearing.status).label

    def _tone(self, hearing: Hearing) -> Tone:
        if hearing.paused:
            return Tone.WARN
        if self._doubt(hearing) is DayDoubt.DAY_OFF:
            return Tone.WARN
        return _TONES.get(hearing.status, Tone.PLAIN)

    def show_case(self, case: CaseFile) -> None:
        """Show the case as it stands now; a hearing just fixed or opened comes up."""
        if self._case_id != case.id:
            self._case_id, self._new = case.id, False
            self.panel.forget()
            self.model.show(())
        known = {hearing.id for hearing in self.model.rows}
        wanted = self.panel.hearing.id if self.panel.hearing else 0
        if not wanted and not self._new and case.hearings:
            wanted = case.hearings[-1].id
        self.model.show(case.hearings)
        self.nothing.setVisible(not case.hearings)
        self.table.setVisible(bool(case.hearings))
        self.table.setFixedHeight(self._height_of(len(case.hearings)))
        again = any(hearing.status in _TOOK_PLACE for hearing in case.hearings)
        self.new_button.setText(_("Fix another hearing") if again else _("Plan a hearing"))
        fresh = [hearing.id for hearing in case.hearings if hearing.id not in known]
        if fresh and (self._new or not known or self.panel.planning_anew):
            wanted = fresh[-1]
        places = {hearing.id: place for place, hearing in enumerate(self.model.rows)}
        if wanted in places:
            self._new = False
            self.table.selectRow(places[wanted])
            self.panel.show_hearing(case, self.model.rows[places[wanted]])
        else:
            self._new = True
            self.panel.show_new(case)

    def _height_of(self, rows: int) -> int:
        """Return the height of the heading and the rows, of some of them where there are many."""
        row = self.table.verticalHeader().defaultSectionSize()
        frame = 2 * self.table.frameWidth()
        return self.table.horizontalHeader().sizeHint().height() + min(rows, 8) * row + frame

    def came_up(self) -> None:
        """Offer the rooms as they are now."""
        self.panel.plan.read_rooms()

    def plan_new(self) -> None:
        """Plan a new hearing."""
        self._new = True
        self.table.clearSelection()
        if self.case.file is not None:
            self.panel.show_new(self.case.file)
        self.panel.lead()

    def lead_part(self, part: str) -> None:
        """Bring up the hearing with that key."""
        for place, hearing in enumerate(self.model.rows):
            if str(hearing.id) == part:
                self.table.selectRow(place)
                self._chosen()
                return

    def show_next(self) -> None:
        """Bring up the hearing that is planned or under way, else a new plan."""
        alive = (HearingStatus.UNDER_WAY, HearingStatus.PLANNED)
        for place, hearing in enumerate(self.model.rows):
            if hearing.status in alive:
                self.table.selectRow(place)
                self._chosen()
                self.panel.lead()
                return
        self.plan_new()

    def _chosen(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        file = self.case.file
        if rows and file is not None:
            self._new = False
            hearing = self.model.row(rows[0])
            if self.panel.hearing is None or self.panel.hearing.id != hearing.id:
                self.panel.show_hearing(file, hearing)

    def _ask(
        self, kind: Callable[[OpenCase, Hearing, QWidget], HearingDialog], hearing: Hearing
    ) -> None:
        dialog = kind(self.case, hearing, self)
        dialog.carried.connect(self.noticed)
        dialog.open()

    def show_absences(self) -> None:
        """Show on which days parties, those who come with them and officers cannot come."""
        file = self.case.file
        if file is None:
            return
        people = [(f"{PARTY}:{key}", name) for key, name in file.parties]
        people += [
            (
                f"{AGENT}:{agent.id}",
                _("{name} (agent of {party})").format(
                    name=agent.person.name, party=file.party_name(agent.party_id)
                ),
            )
            for agent in file.agents
        ]
        people += [
            (code_of_guest(name, phone), _("{name} ({what})").format(name=name, what=what))
            for name, phone, what in from_outside(file)
        ]
        officers = {o.id: o.name for o in (file.mediator, file.clerk) if o}
        officers |= {p.user_id: p.name for p in file.panel if p.user_id is not None}
        people += [(f"{OFFICER}:{key}", name) for key, name in officers.items()]
        keeper = _CaseAbsences(self.case)
        AbsenceDialog(_("Days on which they cannot come"), people, keeper, self, of=file).open()


class _CaseAbsences:
    """The absences of a case's parties and officers."""

    def __init__(self, case: OpenCase) -> None:
        self._case = case

    def read(self, then: Callable[[Sequence[Absence]], None]) -> None:
        """Read what is known, from today on."""
        file, desk = self._case.file, self._case.desk
        if file is not None:
            self._case.read(lambda: planning.absences(desk, file.id), then)

    def add(self, absence: Absence, then: Callable[[], None], refused: Refused) -> None:
        """Keep one more."""
        desk = self._case.desk
        if absence.user_id is not None:
            self._case.jobs.do(
                self._case,
                lambda: planning.keep_officer_away(desk, absence),
                lambda _done: then(),
                refused,
            )
            return
        keep = planning.keep_guest_away if absence.of_guest else planning.keep_party_away
        self._case.act(
            lambda key, version: keep(desk, key, version, absence),
            lambda _done: then(),
            refused,
        )

    def against(self, absence: Absence, then: Callable[[str], None]) -> None:
        """Tell which planned hearings an absence falls on: of the officer, or of this case."""
        desk, file = self._case.desk, self._case.file
        if absence.user_id is not None:

            def tell(found: Sequence[BookedHearing]) -> None:
                then(to_be_moved([line_of(one) for one in found]))

            self._case.read(lambda: planning.hearings_away(desk, absence), tell)
        elif file is not None:
            planned = (h for h in file.hearings if h.status is HearingStatus.PLANNED)
            met = [h for h in planned if absence.covers(h.day, h.begins, h.ends)]
            then(to_be_moved([f"{_when(h)} {h.room}" for h in met]))

    def remove(self, absence: Absence, then: Callable[[], None], refused: Refused) -> None:
        """Take one back."""
        desk = self._case.desk
        if absence.user_id is not None:
            self._case.jobs.do(
                self._case,
                lambda: planning.officer_is_back(desk, absence.id),
                lambda _done: then(),
                refused,
            )
            return
        back = planning.guest_can_come if absence.of_guest else planning.party_can_come
        self._case.act(
            lambda key, version: back(desk, key, version, absence.id),
            lambda _done: then(),
            refused,
        )
