"""The few questions that matter for what is claimed; each is asked once."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from mediation_desk.domain.claims import Employment, Reckonable, Stated
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.i18n import _
from mediation_desk.law.facts import Fact, asked_first, facts, facts_of, put
from mediation_desk.ui.calculator.fact_editors import editor_for, put_text, tell_edits, text_in
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label

_NAME = "name"
_DAYS = ("hired_on", "left_on")


class QuestionsCard(Card):
    """A field for each fact that the claims need; what was answered stays when claims change."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("What must be known"), name="card_questions")
        self.more = link(_("All questions"), "questions_more", self._toggle)
        self.head.addWidget(self.more)
        self.name = QLineEdit()
        self._name = FormField(_("Name (for the sheet)"), self.name, _NAME)
        self.name.textEdited.connect(self.edited)
        self.empty = label(_("Tick what happened; the questions follow."), "muted", wrap=True)
        self.fields = FieldSet(self)
        self._texts: dict[str, str] = {}
        self._implied: Mapping[str, str] = {}
        self._kinds: tuple[Reckonable, ...] = ()
        self._all = False
        self._asked: tuple[str, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self._doubted: frozenset[str] = frozenset()
        self._form = QWidget()
        self._grid = QGridLayout(self._form)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        for widget in (self._name, self.empty, self._form):
            self.add(widget)
        self.body.addStretch(1)
        self.ask((), {})

    def ask(self, kinds: tuple[Reckonable, ...], implied: Mapping[str, str]) -> None:
        """Ask for what these claims need and what happened does not say already."""
        self._kinds, self._implied = kinds, implied
        wanted = self._wanted()
        self.empty.setVisible(not kinds)
        self.more.setVisible(bool(kinds))
        names = tuple(fact.name for fact in wanted)
        if names != self._asked:
            self._remember()
            self._lay_out(wanted)
            self._asked = names

    def _wanted(self) -> tuple[Fact, ...]:
        codes = [kind.value for kind in self._kinds]
        asked: Iterable[Fact] = asked_first(codes)
        if self._all:
            named = dict.fromkeys(f.name for code in codes for f in facts_of(code))
            asked = [*asked, *(facts()[n] for n in named if facts()[n] not in asked)]
        return tuple(fact for fact in asked if fact.name not in self._implied)

    def _toggle(self) -> None:
        self._all = not self._all
        self.more.setText(_("Fewer questions") if self._all else _("All questions"))
        self.ask(self._kinds, self._implied)

    def _lay_out(self, wanted: tuple[Fact, ...]) -> None:
        while self._grid.count():
            taken = self._grid.takeAt(0)
            if taken and (widget := taken.widget()):
                widget.hide()
                widget.deleteLater()
        self.fields = FieldSet(self)
        asked = frozenset(fact.name for fact in wanted)
        for place, fact in enumerate(wanted):
            editor = editor_for(fact, asked)
            put_text(editor, self._texts.get(fact.name, ""))
            field = FormField(fact.title, editor, f"fact.{fact.name}")
            field.caption.setToolTip(fact.title)
            tell_edits(editor, self.edited)
            if isinstance(editor, QLineEdit):
                editor.editingFinished.connect(self._show_problems)
            self._grid.addWidget(self.fields.add(field), place // 2, place % 2)

    def _remember(self) -> None:
        for name in self._asked:
            field = self.fields[f"fact.{name}"]
            self._texts[name] = text_in(field.editor)

    def texts(self) -> dict[str, str]:
        """Return the answers to the questions that are asked now, as they were typed."""
        self._remember()
        return {name: self._texts[name] for name in self._asked if self._texts[name].strip()}

    def value(self) -> tuple[Employment, Stated, tuple[Problem, ...]]:
        """Return the facts as understood, and what cannot be read."""
        work, stated = Employment(), dict[str, str]()
        problems = []
        for name, text in {**self.texts(), **self._implied}.items():
            try:
                work, changed = put(work, stated, name, text)
                stated = dict(changed)
            except DeskError as error:
                problems.append(Problem(name, str(error)))
        return work, {name: text for name, text in stated.items() if text}, tuple(problems)

    def explain(self, problems: tuple[Problem, ...]) -> None:
        """Show at the fields what is wrong with the answers given; what is missing is no fault."""
        self._problems = (*problems, *self._disorder(problems))
        self._show_problems()

    def _disorder(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show at the day of joining too that both days contradict: either may be the wrong one."""
        days = [self.fields[f"fact.{n}"].editor for n in _DAYS if f"fact.{n}" in self.fields]
        first, last = (e.day() if isinstance(e, DayEdit) else None for e in (*days, None, None)[:2])
        if first is None or last is None or first <= last:
            return ()
        return tuple(Problem(_DAYS[0], p.text) for p in problems if p.field == _DAYS[1])

    def advise(self, doubts: Iterable[Problem]) -> None:
        """Say at the fields what should be looked at of the answers given."""
        said = {problem.field: problem.text for problem in doubts}
        for name in self._asked:
            if name in said or name in self._doubted:
                self.fields[f"fact.{name}"].advise(said.get(name, ""))
        self._doubted = frozenset(said)

    def _show_problems(self) -> None:
        """Show each problem at its field, but leave one alone that is still being typed in."""
        for name in self._asked:
            field = self.fields[f"fact.{name}"]
            said = dict.fromkeys(p.text for p in self._problems if p.field == name)
            typing = isinstance(field.editor, QLineEdit) and field.editor.hasFocus()
            if not typing or field.explained or not said:
                answered = bool(text_in(field.editor).strip())
                field.explain("\n".join(said) if answered else "")

    def go_to(self, names: Iterable[str]) -> bool:
        """Put the cursor into the first of these facts that is asked for; False if none is."""
        for name in names:
            if f"fact.{name}" in self.fields:
                self.fields[f"fact.{name}"].editor.setFocus()
                return True
        return False

    def put_texts(self, name: str, texts: Mapping[str, str]) -> None:
        """Put answers back, to be shown when their questions are asked."""
        self.name.setText(name)
        self._asked = ()
        self._texts = dict(texts)

    def clear(self) -> None:
        """Forget every answer."""
        self.put_texts("", {})
        self._lay_out(())
        self.ask((), {})
