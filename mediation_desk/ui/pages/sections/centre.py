"""The centre itself: its name, how its cases are numbered, and where it is."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit

from mediation_desk import i18n
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.domain.identifiers import format_case_number
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import settings as service
from mediation_desk.services.settings import Settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.second_saver import SecondSaver, ask_both
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import primary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


def number_example(pattern: str, year: int) -> str:
    """Return the first case number that a pattern gives, or what is wrong with it."""
    try:
        number = format_case_number(pattern, year, 1)
    except DeskError as error:
        return str(error)
    return _("Example: {number}").format(number=number)


class CentreSection(Section):
    """A form of the centre's particulars; papers and numbers follow it."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "centre", _("Centre"))
        self._stored: Centre | None = None
        self._dirty = False
        self.fields = FieldSet(self)
        self.texts = {name: QLineEdit() for name in _TEXTS}
        self.place = Choice([(p.code, p.name) for p in desk.law.places.values()])
        self.language = Choice(languages())
        self.example = label("", "small", name="number_example", wrap=True)
        self.save = primary(_("Save"), "centre_save", self.submit)
        card = Card(_("Centre"), name="centre_card")
        card.body.addLayout(self._grid())
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save)
        card.body.addLayout(foot)
        self.column.addWidget(card)
        self.column.addStretch(1)
        for edit in self.texts.values():
            edit.textEdited.connect(self._edited)
        for choice in (self.place, self.language):
            choice.activated.connect(self._edited)
        self.texts["number_pattern"].textChanged.connect(self._show_example)
        self._both = SecondSaver(self, self.submit, "_stored")

    def _grid(self) -> QGridLayout:
        captions = {
            "name": _("Full name, as on the seal"),
            "short_name": _("How papers speak of the centre"),
            "number_pattern": _("Pattern of case numbers"),
            "address": _("Address"),
            "phone": _("Telephone"),
            "arbitration": _("Labour arbitration commission"),
            "legal_basis": _("Legal basis of the centre"),
        }
        hints = {
            "number_pattern": _("{year} is the year, {number:04d} the number with four digits"),
            "legal_basis": _("The document that set the centre up, with its number"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        for name, (row, column, span) in _PLACES.items():
            editor = self.texts.get(name) or (self.place if name == "place" else self.language)
            caption = captions.get(name) or (
                _("Place whose figures apply") if name == "place" else _("Language of the centre")
            )
            field = FormField(
                caption, editor, name, hint=hints.get(name, ""), required=name in _REQUIRED
            )
            grid.addWidget(self.fields.add(field), row, column, 1, span)
        grid.addWidget(self.example, 3, 0, 1, 2)
        return grid

    def show_settings(self, settings: Settings) -> None:
        """Show the centre, unless something is being changed."""
        if self._dirty:
            return
        centre = self._stored = settings.centre
        for name, edit in self.texts.items():
            edit.setText(getattr(centre, name))
        self.place.set_code(centre.place)
        self.language.set_code(centre.language)
        self._both.remember()
        self.save.setEnabled(self.desk.actor.may(Right.SETTINGS))
        self._show_example()

    def value(self) -> Centre:
        """Return the centre as it stands in the form."""
        texts = {name: edit.text().strip() for name, edit in self.texts.items()}
        return replace(
            self._stored or Centre(name=""),
            place=self.place.code(),
            language=self.language.code(),
            **texts,
        )

    def submit(self) -> None:
        """Save the centre."""
        centre, shown = self.value(), self._stored
        if shown is None:
            return
        self.fields.explain(())
        self.jobs.do(
            self, lambda: service.save_centre(self.desk, centre, shown), self._saved, self._refused
        )

    def _compare(self, settings: Settings) -> None:
        """Show what somebody else saved meanwhile beside what is typed here."""
        fresh = CentreSection(self.desk, self.jobs)
        fresh.show_settings(settings)
        self._both.compare(fresh, partial(ask_both, self))

    def _saved(self, _done: None) -> None:
        self._dirty = False
        self.say(_("The centre's particulars are saved."))

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, Stale):
            self.jobs.ask(self, partial(service.load, self.desk), self._compare)
        elif self.fields.explain(error.problems) or not error.problems:
            self.jobs.refused.emit(error)

    def _edited(self, *_what: object) -> None:
        self._dirty = True

    def _show_example(self) -> None:
        pattern = self.texts["number_pattern"].text()
        self.example.setText(number_example(pattern, self.desk.today().year))


def languages() -> list[tuple[str, str]]:
    """Return the languages of the window, each in its own words."""
    return [(i18n.CHINESE, "中文"), (i18n.ENGLISH, "English")]


_TEXTS = (
    "name", "short_name", "number_pattern", "address", "phone", "arbitration", "legal_basis",
)  # fmt: skip
_REQUIRED = frozenset({"name", "number_pattern"})
_PLACES = {
    "name": (0, 0, 2),
    "short_name": (1, 0, 1),
    "phone": (1, 1, 1),
    "number_pattern": (2, 0, 2),
    "address": (4, 0, 2),
    "place": (5, 0, 1),
    "language": (5, 1, 1),
    "arbitration": (6, 0, 2),
    "legal_basis": (7, 0, 2),
}
