"""Ask anything (自定义查询): conditions over all cases, saved under a name for everybody."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mediation_desk.domain.case import Source
from mediation_desk.domain.centre import User
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.query import AGREEMENT, Condition, Field, Operator, Query, Span
from mediation_desk.domain.stages import WITHOUT_AGREEMENT, Stage
from mediation_desk.domain.taxonomy import causes, districts
from mediation_desk.i18n import _
from mediation_desk.services import queries, settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.query_rows import ConditionRow, Options
from mediation_desk.ui.region.row_list import RowList
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

FIRST = Condition(Field.RECEIVED, Operator.WITHIN, Span.THIS_YEAR.value)


class QueryDialog(Dialog):
    """Rows of conditions; the cases that answer come up in the list, which opens them."""

    found = Signal(object, str)
    """The cases that answer, and what the question is called."""

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget) -> None:
        super().__init__(_("Query"), _("Show the cases"), name="query_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs = desk, jobs
        self._saved: dict[str, Query] = {}
        self._people: Sequence[User] = ()
        self.saved = Choice([("", _("a new question"))])
        self.saved.currentIndexChanged.connect(lambda _place: self._choose())
        self.remove = secondary(_("Remove"), "query_remove", self._remove)
        self.together = Choice([("all", _("all conditions hold")), ("any", _("any one holds"))])
        self.rows: RowList[ConditionRow] = RowList(
            "conditions",
            _("Conditions of the query"),
            _("Another condition"),
            lambda: self._row(FIRST),
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("such as: groups in arrears this year"))
        self.save_button = secondary(_("Save the question"), "query_save", self.save)
        self.rows.add_button.clicked.connect(lambda _checked=False: self.grow())
        self.rows.changed.connect(self.problem.hide)
        self.together.currentIndexChanged.connect(self.problem.hide)
        self._lay_out()
        self.rows.add(self._row(FIRST))
        self.remove.setEnabled(False)
        jobs.ask(self, partial(settings.officers, desk), self._take_people)
        jobs.ask(self, partial(queries.saved, desk), self._offer)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(Space.S)
        for caption, editor, name in (
            (_("Saved questions"), self.saved, "saved"),
            (_("Cases for which"), self.together, "any_of"),
        ):
            first.addWidget(self.fields.add(FormField(caption, editor, name)), 1)
        first.addWidget(self.fields.add(FormField(" ", self.remove, "remove")))
        self.body.addLayout(first)
        self.body.addWidget(
            self.fields.add(FormField(_("Conditions of the query"), self.rows, "conditions"))
        )
        self.body.addStretch(1)
        last = QHBoxLayout()
        last.setSpacing(Space.S)
        last.addWidget(self.fields.add(FormField(_("Save under the name"), self.name, "name")), 1)
        last.addWidget(self.fields.add(FormField(" ", self.save_button, "save")))
        self.body.addLayout(last)
        words = _(
            "A saved question is there for everybody at the centre. The cases found are exported"
            " from the list of cases, masked like the log."
        )
        self.body.addWidget(label(words, "small", name="query_words", wrap=True))
        self.setMinimumWidth(700)

    def _row(self, condition: Condition) -> ConditionRow:
        return ConditionRow(condition, self._options())

    def _options(self) -> Options:
        people = [(str(user.id), user.name) for user in self._people]
        return {
            Field.CAUSE: [(code, f"{code} {one.label}") for code, one in causes().items()],
            Field.CLAIM: terms(ClaimKind),
            Field.SOURCE: terms(Source),
            Field.DISTRICT: list(districts().items()),
            Field.STAGE: terms(Stage),
            Field.OUTCOME: [
                (AGREEMENT, _("Agreement in effect")),
                *((stage.value, stage.label) for stage in WITHOUT_AGREEMENT),
            ],
            Field.MEDIATOR: people,
            Field.CLERK: people,
        }

    def _take_people(self, people: Sequence[User]) -> None:
        self._people = people
        for row in self.rows.rows:
            row.offer(self._options())

    def _offer(self, saved: Sequence[Query]) -> None:
        self._saved = {str(query.id): query for query in saved}
        options = [(key, query.name) for key, query in self._saved.items()]
        self.saved.offer([("", _("a new question")), *options])
        self.remove.setEnabled(bool(self.saved.code()))

    def _choose(self) -> None:
        query = self._saved.get(self.saved.code())
        self.remove.setEnabled(query is not None)
        if query is None:
            return
        self.name.setText(query.name)
        self.together.set_code("any" if query.any_of else "all")
        self.rows.replace([self._row(condition) for condition in query.conditions])
        self.grow()

    def value(self) -> Query:
        """Return the question as it stands here."""
        held = self._saved.get(self.saved.code())
        return Query(
            id=held.id if held else 0,
            name=self.name.text().strip(),
            any_of=self.together.code() == "any",
            conditions=tuple(row.value() for row in self.rows.rows),
        )

    def _is_readable(self) -> bool:
        for row in self.rows.rows:
            if text := row.problem():
                self.fields["conditions"].explain(text)
                return False
        return True

    def save(self) -> None:
        """Save the question under its name; a chosen one is changed unless the name is new."""
        if not self._is_readable():
            return
        query = self.value()
        held = self._saved.get(str(query.id))
        if held is not None and held.name != query.name:
            query = replace(query, id=0)

        def kept(key: int) -> None:
            self._jobs.ask(self, partial(queries.saved, self._desk), partial(self._show_saved, key))

        self._jobs.do(self, lambda: queries.save(self._desk, query), kept, self.explain)

    def _show_saved(self, key: int, saved: Sequence[Query]) -> None:
        self._offer(saved)
        self.saved.set_code(str(key) if key else "")
        self._choose()

    def _remove(self) -> None:
        key = int(self.saved.code() or 0)
        if key:
            self._jobs.do(
                self,
                lambda: queries.remove(self._desk, key),
                lambda _done: self._jobs.ask(
                    self, partial(queries.saved, self._desk), partial(self._show_saved, 0)
                ),
                self.explain,
            )

    def submit(self) -> None:
        """Ask; the cases come up in the list."""
        if not self._is_readable():
            return
        query = self.value()
        self.busy()
        job = partial(queries.ask, self._desk, query)
        self._jobs.render(self, lambda _progress: job(), partial(self._found, query), self.explain)

    def _found(self, query: Query, keys: tuple[int, ...]) -> None:
        if not keys:
            self.explain(DeskError(_("No case answers this question.")))
            return
        self.accept()
        self.found.emit(keys, query.name or _("Query"))
