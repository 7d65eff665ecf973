"""How the window looks on this computer, for this person."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon

from mediation_desk import i18n
from mediation_desk.i18n import _
from mediation_desk.ui import tray
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.look import choose, chosen_scheme, large_type
from mediation_desk.ui.memory import remember
from mediation_desk.ui.pages.sections.centre import languages
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.theme import Scheme
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class AppearanceSection(Section):
    """Light or dark, size of type, language; each takes effect at once."""

    reopen = Signal()
    """The language changed: the window is built anew."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "appearance", _("Appearance"))
        self.scheme = Choice(
            [
                (Scheme.SYSTEM.value, _("As the system")),
                (Scheme.LIGHT.value, _("Light")),
                (Scheme.DARK.value, _("Dark")),
            ]
        )
        self.scheme.set_code(chosen_scheme().value)
        self.large = named(QCheckBox(_("Large type")), "large_type", _("Large type"))
        self.large.setChecked(large_type())
        self.language = Choice(languages())
        self.language.set_code(i18n.language())
        card = Card(_("Appearance"), name="appearance_card")
        for field in (
            FormField(_("Colours"), self.scheme, "scheme"),
            FormField(_("Language of the window"), self.language, "language"),
        ):
            field.setMaximumWidth(320)
            card.add(field)
        card.body.insertWidget(1, self.large)
        spoken = _("Remind of the day and of hearings in the tray")
        self.reminders = named(QCheckBox(spoken), "reminders", spoken)
        self.reminders.setChecked(tray.wanted())
        self.reminders.setVisible(QSystemTrayIcon.isSystemTrayAvailable())
        card.add(self.reminders)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.scheme.activated.connect(self._change_look)
        self.large.clicked.connect(self._change_look)
        self.reminders.clicked.connect(tray.want)
        self.language.activated.connect(self._change_language)

    def _change_look(self, _what: object) -> None:
        choose(Scheme(self.scheme.code()), large=self.large.isChecked())

    def _change_language(self, _what: object) -> None:
        remember("language", self.language.code())
        if self.language.code() != i18n.language():
            self.reopen.emit()
