"""The respondent: the employer's data, completed from earlier cases."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.employer import Employer, EmployerState, UnionThere
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.options import INDUSTRIES, OWNERSHIPS, listed
from mediation_desk.domain.taxonomy import districts
from mediation_desk.i18n import _
from mediation_desk.ui.intake.identity_edit import CreditCodeEdit, PhoneEdit
from mediation_desk.ui.intake.layout import grid, put_typed, typed
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.fields import FieldSet, FormField

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_PARTS = (
    "name",
    "credit_code",
    "code_note",
    "legal_representative",
    "representative_post",
    "phone",
    "district",
    "state",
    "address",
    "industry",
    "ownership",
    "union",
)


def _line(employer: Employer) -> str:
    return f"{employer.name}　{employer.credit_code}".strip()


class EmployerNameEdit(QLineEdit):
    """The employer's name; offers known employers, never while a text is being composed."""

    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Employer, ...] = ()
        self._names = QStringListModel(self)
        self._composing = False
        popup = QCompleter(self._names, self)
        popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup.setWidget(self)
        popup.activated.connect(self._choose)
        self._popup = popup
        self._pause = QTimer(self, singleShot=True, interval=150)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)

    def offer(self, employers: Iterable[Employer]) -> None:
        """Show known employers under the field, unless the cursor has gone elsewhere."""
        self._offers = tuple(employers)
        self._names.setStringList([_line(employer) for employer in self._offers])
        if self._offers and self.hasFocus() and not self._composing:
            self._popup.complete()
        elif not self._offers:
            self._popup.popup().hide()

    def completer_shown(self) -> bool:
        """Say whether known employers are on offer."""
        return self._popup.popup().isVisible()

    def choose(self, place: int) -> None:
        """Take one of the employers on offer."""
        self._choose(_line(self._offers[place]))

    def _typed(self, text: str) -> None:
        if len(text.strip()) >= 2:
            self._pause.start()
        else:
            self._popup.popup().hide()

    def _ask(self) -> None:
        if not self._composing:
            self.asked.emit(self.text().strip())

    def _choose(self, line: str) -> None:
        for employer in self._offers:
            if _line(employer) == line:
                self.setText(employer.name)
                self.chosen.emit(employer)
                return

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a text is being composed; nothing pops up meanwhile."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class RespondentForm(QWidget):
    """Name, credit code, representative, address: one value in, one value out."""

    edited = Signal()
    named = Signal()
    """The employer is known: by name or credit code, the field having been left."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("respondent_form")
        self.name = EmployerNameEdit()
        self.code = CreditCodeEdit()
        self.phone = PhoneEdit()
        self.district = Choice([("", _("not given")), *districts().items()])
        self.state = Choice(terms(EmployerState))
        self.industry, self.ownership = Choice([]), Choice([])
        self.union = Choice(terms(UnionThere))
        self.offer_words((), ())
        self.fields = FieldSet(self)
        field = self._field
        rows = (
            (
                (field(_("Employer's name"), self.name, "name", required=True), 7),
                (field(_("Unified social credit code"), self.code, "credit_code"), 5),
            ),
            ((field(_("Why this code, or none, is accepted"), QLineEdit(), "code_note"), 12),),
            (
                (field(_("Legal representative"), QLineEdit(), "legal_representative"), 3),
                (field(_("Post held"), QLineEdit(), "representative_post"), 2),
                (field(_("Telephone"), self.phone, "phone"), 3),
                (field(_("District"), self.district, "district"), 2),
                (field(_("How it stands"), self.state, "state"), 2),
            ),
            (
                (field(_("Address"), QLineEdit(), "address"), 4),
                (field(_("Industry"), self.industry, "industry"), 3),
                (field(_("Ownership"), self.ownership, "ownership"), 3),
                (field(_("Union at the employer"), self.union, "union"), 2),
            ),
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(grid(rows))
        self.fields["respondent.code_note"].hide()
        self.name.chosen.connect(self._take)
        self.name.editingFinished.connect(self.named.emit)
        self.code.editingFinished.connect(self._code_left)

    def offer_lists(self, desk: "Desk") -> None:
        """Offer the centre's own lists."""
        self.offer_words(listed(desk.option(INDUSTRIES)), listed(desk.option(OWNERSHIPS)))

    def offer_words(self, industries: Iterable[str], ownerships: Iterable[str]) -> None:
        """Offer the words of the centre's lists; another one that an employer has stays."""
        for choice, words in ((self.industry, industries), (self.ownership, ownerships)):
            held = choice.code()
            kept = (*words, held) if held and held not in words else tuple(words)
            choice.offer([("", _("not given")), *((word, word) for word in kept)])
            choice.set_code(held)

    def _field(
        self, caption: str, editor: QWidget, part: str, *, required: bool = False
    ) -> FormField:
        made = FormField(caption, editor, f"respondent.{part}", required=required)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.edited)
        elif isinstance(editor, Choice):
            editor.activated.connect(self.edited)
        return self.fields.add(made)

    def _take(self, employer: Employer) -> None:
        self.fill(employer)
        self.edited.emit()
        self.named.emit()

    def _code_left(self) -> None:
        self._judge_code()
        self.named.emit()

    def _judge_code(self) -> None:
        finding = self.code.finding()
        note = self.fields["respondent.code_note"]
        noted = bool(typed(note).strip())
        note.setVisible(noted or bool(finding and not finding.fatal))
        said = finding.text if finding and (finding.fatal or not noted) else ""
        self.fields["respondent.credit_code"].explain(said)

    def fill(self, employer: Employer) -> None:
        """Show an employer."""
        self.put_texts({part: getattr(employer, part) for part in _PARTS})

    def value(self) -> Employer:
        """Return what was typed; what cannot be read is reported by `misread`."""
        texts = {part: typed(self.fields[f"respondent.{part}"]).strip() for part in _PARTS}
        state = EmployerState.of(texts.pop("state"))
        union = UnionThere.of(texts.pop("union"))
        texts["credit_code"] = self.code.canonical()
        return Employer(**texts, state=state, union=union)

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        return self.fields.misread()

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        problems = tuple(problems)
        if any(p.field == "respondent.credit_code" for p in problems):
            finding = self.code.finding()
            self.fields["respondent.code_note"].setVisible(bool(finding and not finding.fatal))
        return self.fields.explain(problems)

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        return {part: typed(self.fields[f"respondent.{part}"]) for part in _PARTS}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        for choice, word in (
            (self.industry, str(texts.get("industry", ""))),
            (self.ownership, str(texts.get("ownership", ""))),
        ):
            if choice.findData(word) < 0:
                choice.addItem(word, word)
        for part in _PARTS:
            put_typed(self.fields[f"respondent.{part}"], str(texts.get(part, "")))
        if not self.union.code():
            self.union.set_code(UnionThere.UNKNOWN.value)
        if not self.state.code():
            self.state.set_code(EmployerState.NORMAL.value)
        self._judge_code()
