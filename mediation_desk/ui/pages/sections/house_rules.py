"""What the law leaves to the centre: its own rules, marked as such."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from mediation_desk.domain.both_versions import differing
from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.domain.options import CUTOFF_DAY, OPTIONS, Option
from mediation_desk.domain.rights import Right
from mediation_desk.domain.step_facts import Retention
from mediation_desk.i18n import _
from mediation_desk.services import cutoffs
from mediation_desk.services import settings as service
from mediation_desk.services.settings import CutoffChange, Settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.second_saver import ask_both
from mediation_desk.ui.widgets.both_versions import Part
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.contents import in_words
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_MOST = {"day_of_month": 31, "percent": 100}


class CutoffQuestion(Question):
    """Says from which day another cut-off day holds, and what stays as it is."""

    def __init__(
        self,
        now: int,
        new: int,
        change: CutoffChange,
        then: Callable[[], object],
        parent: QWidget,
    ) -> None:
        assert change.since is not None
        told = [
            _(
                "{locked} locked periods and {packages} packages rest on the cut-off day {now}."
                " They stay as they are: {new} holds from {since} on, so that no day is counted"
                " twice or left out."
            ).format(
                locked=change.locked,
                packages=change.packages,
                now=now,
                new=new,
                since=change.since,
            ),
            *(f"{one.name}：{one.days}" for one in change.periods),
            _("Those whom the centre reports to must use the same days."),
        ]
        super().__init__(
            _("Change the cut-off day to {day}").format(day=new),
            "\n".join(told),
            _("Change it from {since}").format(since=change.since),
            then,
            name="cutoff_question",
            parent=parent,
        )


class HouseRulesSection(Section):
    """One line for each rule; a change is saved at once."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "house_rules", _("House rules"))
        card = Card(_("House rules"), name="house_rules_card")
        told = _("No law fixes these; the centre sets them. What is changed holds for all desks.")
        card.add(label(told, "small", wrap=True))
        self.editors: dict[str, QCheckBox | QSpinBox | QLineEdit | Choice] = {}
        self.since = label("", "small", name="cutoff_since", wrap=True)
        for option in OPTIONS:
            card.add(self._line(option))
            if option is CUTOFF_DAY:
                card.add(self.since)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def _line(self, option: Option) -> QWidget:
        if option.kind == "yes_no":
            box = named(QCheckBox(option.title), option.name, option.title)
            box.clicked.connect(lambda on: self._save(option, "yes" if on else "no"))
            self.editors[option.name] = box
            return box
        if option.kind == "text":
            line = QLineEdit()
            line.setMaximumWidth(260)
            line.editingFinished.connect(lambda: self._save(option, line.text().strip()))
            self.editors[option.name] = line
            return FormField(option.title, line, option.name)
        if option.kind == "retention":
            choice = Choice(terms(Retention))
            choice.setMaximumWidth(260)
            choice.activated.connect(lambda _place: self._save(option, choice.code()))
            self.editors[option.name] = choice
            return FormField(option.title, choice, option.name)
        number = QSpinBox()
        share = option.kind == "percent"
        bare = option.kind in ("day_of_month", "number")
        number.setRange(1, _MOST.get(option.kind, 365))
        number.setSuffix("" if bare else "%" if share else _(" days"))
        number.setMaximumWidth(160)
        number.editingFinished.connect(partial(self._save_number, option, number))
        self.editors[option.name] = number
        return FormField(option.title, number, option.name)

    def _save_number(self, option: Option, number: QSpinBox) -> None:
        self._save(option, str(number.value()))

    def _save(self, option: Option, value: str) -> None:
        shown = self.desk.option(option)
        if value == shown:
            return
        if option is not CUTOFF_DAY:
            self._set(option, value, shown)
            return

        def ask(change: CutoffChange) -> None:
            if self.findChild(CutoffQuestion) is not None or self._typed(option) != value:
                return  # leaving the field for the question says again that it was edited
            save = partial(self._set, option, value, shown)
            if change.since is None:
                save()
            else:
                asked = CutoffQuestion(int(shown), int(value), change, save, self)
                asked.rejected.connect(partial(self._put_back, option))
                asked.open()

        self.jobs.ask(self, partial(service.cutoff_change, self.desk, int(value)), ask)

    def _typed(self, option: Option) -> str:
        return str(self._number_of(option).value())

    def _put_back(self, option: Option) -> None:
        """Show the rule in force again, also in a field that is being edited."""
        self._number_of(option).setValue(int(self.desk.option(option)))

    def _number_of(self, option: Option) -> QSpinBox:
        editor = self.editors[option.name]
        assert isinstance(editor, QSpinBox)
        return editor

    def _set(self, option: Option, value: str, shown: str) -> None:
        def saved(_done: None) -> None:
            self.say(_("The rule is saved."))
            self._tell_since()

        def refused(error: DeskError) -> None:
            if isinstance(error, Stale):
                self.jobs.ask(self, self.desk.reload, partial(self._compare, option, value, shown))
                return
            self.say(str(error))
            self._show()

        self.jobs.do(
            self,
            partial(service.set_option, self.desk, option, value, shown),
            saved,
            refused,
        )

    def _compare(self, option: Option, mine: str, shown: str, _read: None) -> None:
        """Show what somebody else set meanwhile beside what is set here."""
        theirs = self.desk.option(option)
        found = differing({option.name: shown}, {option.name: theirs}, {option.name: mine})
        words = partial(in_words, self.editors[option.name])
        parts = [Part(caption=option.title, differing=one, words=words) for one in found]

        def settle(chosen: Mapping[str, str]) -> None:
            value = chosen.get(option.name, theirs)
            if value == theirs:
                self._show()
            else:
                self._set(option, value, theirs)

        ask_both(self, parts, settle).rejected.connect(self._show)

    def show_settings(self, _settings: Settings) -> None:
        """Show the rules in force; only those who keep the settings change them."""
        self._show()

    def _show(self) -> None:
        self._tell_since()
        may = self.desk.actor.may(Right.SETTINGS)
        for option in OPTIONS:
            editor, value = self.editors[option.name], self.desk.option(option)
            editor.setEnabled(may)
            if isinstance(editor, QCheckBox):
                editor.setChecked(value == "yes")
            elif isinstance(editor, Choice):
                editor.set_code(value)
            elif isinstance(editor, QLineEdit) and not editor.hasFocus():
                editor.setText(value)
            elif isinstance(editor, QSpinBox) and not editor.hasFocus():
                editor.setValue(int(value))

    def _tell_since(self) -> None:
        """Say below the cut-off day from which month it holds."""

        def show(told: tuple[str, ...]) -> None:
            self.since.setText("\n".join(told))

        self.jobs.ask(self, partial(cutoffs.told, self.desk), show)
