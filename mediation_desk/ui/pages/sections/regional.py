"""Regional rules: what places answer differently, as this centre answers it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.figure_change import FigureChange, FigureEffect
from mediation_desk.domain.regional import SWITCHES, Switch
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.settings import Settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.effect_dialog import EffectDialog, computed_anew
from mediation_desk.ui.pages.sections.figure_undo import step_back
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.labels import label, line, set_tone
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class RegionalSection(Section):
    """A question with its ways, what is known of it, and what ships; a change shows its cases."""

    wanted_case = Signal(int)

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "regional", _("Regional rules"))
        card = Card(self.title, name="regional_card")
        told = _(
            "The law leaves these open and places answer them differently. What is chosen here"
            " fills every calculation that does not say otherwise, and every sheet that it touches"
            " says so. What ships is a choice, not law."
        )
        card.add(label(told, "small", name="regional_words", wrap=True))
        self.choices: dict[str, Choice] = {}
        self.standings = {
            switch.option.name: label("", "small", name=f"{switch.option.name}_standing", wrap=True)
            for switch in SWITCHES
        }
        for switch in SWITCHES:
            card.add(line())
            card.add(self._part(switch))
        self.column.addWidget(card)
        self.column.addStretch(1)

    def _part(self, switch: Switch) -> QWidget:
        name = switch.option.name
        choice = named(Choice([(w.code, w.title) for w in switch.ways]), name, switch.title)
        choice.setMinimumContentsLength(16)
        choice.activated.connect(partial(self._picked, switch))
        self.choices[name] = choice
        part = QWidget()
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.XS)
        inside.addWidget(label(switch.title, "strong", name=f"{name}_title"))
        inside.addWidget(label(_(switch.about), "small", name=f"{name}_about", wrap=True))
        inside.addWidget(choice)
        inside.addWidget(self.standings[name])
        return part

    def show_settings(self, _settings: Settings) -> None:
        """Show the answers in force; only those who keep the figures change them."""
        may = self.desk.actor.may(Right.FIGURES)
        for switch in SWITCHES:
            name, code = switch.option.name, self.desk.option(switch.option)
            self.choices[name].setEnabled(may)
            self.choices[name].set_code(switch.way(code).code)
            own = code != switch.option.usual
            usual = switch.way(switch.option.usual).title
            text = (
                _("Set by the centre; the default is: {way}.").format(way=usual)
                if own
                else _("Default. {found}").format(found=_(switch.found))
            )
            self.standings[name].setText(text)
            set_tone(self.standings[name], Tone.ACCENT if own else Tone.MUTED)

    def _picked(self, switch: Switch, _index: int) -> None:
        code = self.choices[switch.option.name].code()
        if code == self.desk.option(switch.option):
            return
        change = FigureChange(answers=((switch.option.name, code),))
        dialog = EffectDialog(self.desk, self.jobs, change, self)
        dialog.rejected.connect(lambda: self._put_back(switch))
        dialog.refusing.connect(lambda error: self.say(str(error)))
        dialog.carried.connect(self._taken)
        dialog.wanted_case.connect(self.wanted_case)
        dialog.open()

    def _put_back(self, switch: Switch) -> None:
        self.choices[switch.option.name].set_code(self.desk.option(switch.option))

    def _taken(self, effect: FigureEffect) -> None:
        text = _("The rule is in force. {cases}")
        self.noticed.emit(text.format(cases=computed_anew(effect)), partial(step_back, self))
