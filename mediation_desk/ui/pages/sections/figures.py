"""The figures of the law in force here, and those the centre entered itself."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.money import figures
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.law.figures import KINDS
from mediation_desk.law.packs import Figure, local_kinds
from mediation_desk.services import settings as service
from mediation_desk.services.settings import Settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.listing import Listing
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog, Question
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class FiguresSection(Listing[Figure]):
    """Each figure with its value, day and source; the centre's own are marked."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(
            desk,
            jobs,
            "figures",
            _("Local figures"),
            (
                Column(title=_("Figure"), text=_title, tip=_tip),
                Column(title=_("Place"), text=lambda f: _place(desk, f)),
                Column(
                    title=_("Value"),
                    text=lambda f: figures(f.value),
                    key=lambda f: f.value,
                    right=True,
                ),
                Column(title=_("Unit"), text=lambda f: f.unit_text),
                Column(
                    title=_("Since"),
                    text=lambda f: f.since.isoformat() if f.since else "—",
                    key=lambda f: f.since or date.min,
                ),
                Column(
                    title=_("Until"),
                    text=lambda f: f.until.isoformat() if f.until else "—",
                    key=lambda f: f.until or date.max,
                    tone=lambda f: Tone.WARN if _ended(f, desk.today()) else Tone.PLAIN,
                ),
                Column(title=_("Source"), text=lambda f: f.citation, tip=_tip, tone=_tone),
            ),
            (30, 8, 11, 11, 11, 11, 26),
            _(
                "Sums are computed from these figures by their day. A figure that the centre"
                " enters itself is marked as its own on every sheet; open cases are then computed"
                " anew."
            ),
            _("Enter an own figure…"),
            Right.FIGURES,
        )
        self.remove = secondary(
            _("Take back the own figure"), "figures_remove", self.take_back, "trash"
        )
        self.remove.setEnabled(False)
        self.foot.insertWidget(0, self.remove)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self._own: tuple[OwnFigure, ...] = ()
        self._figures: tuple[Figure, ...] = ()
        self.earlier = named(QCheckBox(_("Show earlier ones")), "figures_earlier")
        self.earlier.toggled.connect(self._show_figures)
        self.foot.insertWidget(1, self.earlier)

    def show_settings(self, settings: Settings) -> None:
        """Show the figures in force, the centre's own first."""
        self._own, self._figures = settings.own_figures, settings.figures
        self._show_figures()

    def _show_figures(self) -> None:
        shown = self._figures
        if not self.earlier.isChecked():
            shown = in_force(shown, self.desk.today())
        self.show_rows(sorted(shown, key=lambda f: (not f.own, _title(f))))
        self._selected()

    def open_new(self) -> None:
        """Open the form of an own figure."""
        dialog = FigureDialog(self.desk, self.jobs, self)
        dialog.accepted.connect(
            lambda: self.say(_("The figure is saved and open cases are computed anew."))
        )
        dialog.open()

    def take_back(self) -> None:
        """Ask, then remove the own figure that is selected."""
        own = self._selected_own()
        if own is None:
            return
        title = KINDS[own.name].title if own.name in KINDS else own.name
        Question(
            _("Take back the own figure"),
            _("“{title}” {value} since {day} will no longer be used. Open cases are computed anew.")
            .format(title=title, value=figures(own.value), day=own.since.isoformat()),
            _("Take back"),
            lambda: self.jobs.do(
                self,
                lambda: service.remove_figure(self.desk, own.id),
                lambda _done: self.say(_("The figure was taken back.")),
            ),
            name="figure_question",
            parent=self,
        ).open()  # fmt: skip

    def _selected_own(self) -> OwnFigure | None:
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        shown: Figure = self.model.row(index)
        return next(
            (
                own
                for own in self._own
                if shown.own
                and (own.name, own.since, own.value) == (shown.name, shown.since, shown.value)
            ),
            None,
        )

    def _selected(self, *_what: object) -> None:
        allowed = self.desk.actor.may(Right.FIGURES)
        self.remove.setEnabled(allowed and self._selected_own() is not None)


def in_force(figures: Iterable[Figure], today: date) -> tuple[Figure, ...]:
    """Return the latest of each figure of a place that has begun, the centre's own beside it."""
    latest: dict[tuple[str, str, bool], Figure] = {}
    for figure in figures:
        key = (figure.name, figure.place, figure.own)
        begun = figure.since is None or figure.since <= today
        if begun and (key not in latest or _since(latest[key]) <= _since(figure)):
            latest[key] = figure
    return tuple(latest.values())


def _ended(figure: Figure, today: date) -> bool:
    return figure.until is not None and figure.until < today


def _since(figure: Figure) -> date:
    return figure.since or date.min


class FigureDialog(Dialog):
    """Which figure, its value, since when, and the document it rests on."""

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("Enter an own figure"), _("Save"), name="figure_dialog", parent=parent)
        self._desk, self._jobs = desk, jobs
        self.kind = Choice([(kind.name, kind.title) for kind in local_kinds()])
        self.kind.setMinimumContentsLength(24)
        self.value = MoneyEdit()
        self.unit = label("", "small", name="figure_unit")
        self.since = DayEdit()
        self.document = QLineEdit()
        for field in (
            FormField(_("Which figure"), self.kind, "name", required=True),
            FormField(_("Value"), self.value, "value", required=True),
        ):
            self.body.addWidget(self.fields.add(field))
        self.body.addWidget(self.unit)
        for field in (
            FormField(
                _("In force since"),
                self.since,
                "since",
                required=True,
                hint=_("For an average: the year after its statistics year, from 1 January"),
            ),
            FormField(
                _("Document, with its number"),
                self.document,
                "document",
                hint=_("Prints on every sheet; left empty it prints “document number to be"
                       " verified”"),
            ),
        ):  # fmt: skip
            self.body.addWidget(self.fields.add(field))
        self.body.addStretch(1)
        self.kind.currentIndexChanged.connect(self._show_unit)
        self._show_unit()

    def submit(self) -> None:
        """Save the figure."""
        name = self.kind.code()
        value, since = self.value.amount(), self.since.day()
        problems = list(self.fields.misread())
        if value is None and not self.value.problem():
            problems.append(Problem("value", _("Enter the value.")))
        if since is None and not self.since.problem():
            problems.append(Problem("since", _("Enter the day from which it is in force.")))
        self.fields.explain(problems)
        if problems or value is None or since is None:
            return
        figure = OwnFigure(
            name=name,
            value=value,
            unit=KINDS[name].unit.value,
            since=since,
            document=self.document.text().strip(),
            place=self._desk.centre.place,
            entered_by=self._desk.actor.name,
        )
        self.busy()
        self._jobs.do(
            self,
            lambda: service.add_figure(self._desk, figure),
            lambda _done: self.accept(),
            self.explain,
        )

    def _show_unit(self) -> None:
        kind = KINDS.get(self.kind.code())
        self.unit.setText(_("Unit: {unit}").format(unit=kind.unit.label if kind else "—"))


def _title(figure: Figure) -> str:
    """Name the figure, with its tier where the province has several."""
    base, found, tier = figure.name.rpartition("_tier_")
    if not found or base not in KINDS:
        return figure.title
    return _("{title}, tier {tier}").format(title=KINDS[base].title, tier=tier)


def _place(desk: "Desk", figure: Figure) -> str:
    place = desk.law.places.get(figure.place or desk.centre.place)
    return place.name if place else figure.place


def _tone(figure: Figure) -> Tone:
    if figure.own:
        return Tone.ACCENT
    return Tone.PLAIN if figure.document and figure.confirmed else Tone.MUTED


def _tip(figure: Figure) -> str:
    lines = [_title(figure), figure.citation]
    if figure.seen:
        lines.append(_("Seen at: {place}").format(place=figure.seen))
    if figure.checked_on:
        lines.append(_("Checked on {day}").format(day=figure.checked_on.isoformat()))
    if figure.until:
        lines.append(_("Not in force after {day}.").format(day=figure.until.isoformat()))
    if not figure.confirmed:
        lines.append(_("Not confirmed by a second source."))
    if figure.note:
        lines.append(figure.note)
    return "\n".join(lines)
