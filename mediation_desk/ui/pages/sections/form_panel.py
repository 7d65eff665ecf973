"""What is known of one form's template: how it prints, its check, its fields, its versions."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from mediation_desk.domain.house_forms import FormVersion, Remark
from mediation_desk.i18n import _
from mediation_desk.ui.case.pdf_preview import PdfPreview
from mediation_desk.ui.pages.sections import form_rows as rows
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import scrolling
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.documents.form_snippets import Snippet
    from mediation_desk.documents.template_check import Checked

PAGES, CHECK, FIELDS, VERSIONS = range(4)


class FormPanel(QWidget):
    """Four parts beside the list of forms; above them stands what is being shown."""

    looked_at = Signal(object)
    """A version shall be shown filled."""
    wanted_again = Signal(object)
    """Papers shall be made from this version again."""
    copied = Signal(str)
    """A field was copied."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "form_panel", _("Template"))
        self.told = label("", "small", name="form_told", wrap=True)
        self.parts = named(QTabBar(), "form_parts", _("Template"))
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        for text in (_("Filled sample"), _("Check"), _("Fields of the form"), _("Versions")):
            self.parts.addTab(text)
        self.stack = named(QStackedWidget(), "form_stack", _("Template"))
        for part in (self._pages(), self._check(), self._fields(), self._versions()):
            self.stack.addWidget(part)
        self.parts.currentChanged.connect(self.stack.setCurrentIndex)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.XS)
        inside.addWidget(self.parts)
        inside.addWidget(self.told)
        inside.addWidget(self.stack, 1)

    def _pages(self) -> QWidget:
        self.preview = PdfPreview()
        self.preview.view.setMinimumHeight(120)
        self.no_pages = EmptyState(
            _("With these faults it cannot be shown filled; see the check."), name="form_no_pages"
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.preview)
        self.pages.addWidget(self.no_pages)
        return self.pages

    def _check(self) -> QWidget:
        content = QWidget()
        self._remarks = QVBoxLayout(content)
        self._remarks.setContentsMargins(0, 0, Space.S, 0)
        self._remarks.setSpacing(Space.S)
        self._remarks.addStretch(1)
        self.remark_labels: list[QWidget] = []
        return scrolling(content, "form_remarks_scroll")

    def _fields(self) -> QWidget:
        self._pieces: tuple[Snippet, ...] = ()
        self.search = named(QLineEdit(), "form_fields_text", _("Search the fields"))
        self.search.setPlaceholderText(_("Field or what it prints"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._show_pieces())
        self.pieces: RowsModel[Snippet] = RowsModel(rows.snippet_columns())
        self.field_table = TableView("form_fields", _("Fields of the form"))
        self.field_table.use(self.pieces, (22, 24, 18), 1, (2,))
        self.field_table.setSortingEnabled(False)
        self.field_table.setMinimumHeight(90)
        self.field_table.say_when_empty(_("No field fits. Clear the search."))
        self.field_table.clicked.connect(self._copy)
        self.field_table.opened.connect(self._copy)
        hint = _("A click copies a field; paste it into the template in Word or WPS.")
        part = QWidget()
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.XS)
        inside.addWidget(self.search)
        inside.addWidget(self.field_table, 1)
        inside.addWidget(label(hint, "small", name="form_fields_hint", wrap=True))
        return part

    def _versions(self) -> QWidget:
        self.versions: RowsModel[FormVersion] = RowsModel(rows.version_columns())
        self.version_table = TableView("form_versions", _("Versions"))
        self.version_table.use(self.versions, (16, 7, 8, 7, 14), 1, (4, 2))
        self.version_table.setMinimumHeight(90)
        self.version_table.say_when_empty(_("The centre has made no version of this form."))
        self.version_table.opened.connect(lambda _index: self._with_version(self.looked_at.emit))
        self.look = secondary(
            _("Show filled"),
            "form_version_look",
            lambda: self._with_version(self.looked_at.emit),
            "eye",
        )
        self.again = secondary(
            _("Use again"), "form_version_again", lambda: self._with_version(self.wanted_again.emit)
        )
        self.version_table.selectionModel().selectionChanged.connect(self._version_chosen)
        buttons = FlowLayout()
        buttons.addWidget(self.look)
        buttons.addWidget(self.again)
        self._may = False
        part = QWidget()
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.version_table, 1)
        inside.addLayout(buttons)
        self._version_chosen()
        return part

    def show_checked(self, told: str, checked: "Checked", *, waits: bool) -> None:
        """Show a template after its check; `waits` says that it is not in force yet."""
        self.told.setText(told)
        set_tone(self.told, Tone.BAD if checked.grave else Tone.WARN if waits else Tone.PLAIN)
        self.preview.show_pdf(checked.pdf)
        self.pages.setCurrentIndex(0 if checked.pdf else 1)
        self._show_remarks(checked.remarks)
        count = f" ({len(checked.remarks)})" if checked.remarks else ""
        self.parts.setTabText(CHECK, _("Check") + count)
        if checked.grave:
            self.parts.setCurrentIndex(CHECK)
        elif self.parts.currentIndex() == CHECK and not checked.remarks:
            self.parts.setCurrentIndex(PAGES)

    def _show_remarks(self, remarks: Sequence[Remark]) -> None:
        for old in self.remark_labels:
            old.deleteLater()
        told = [
            (("✕ " if r.grave else "! ") + r.sentence, Tone.BAD if r.grave else Tone.WARN)
            for r in remarks
        ]
        fit = _("Nothing to remark: its fields are known and the PDF shows all it has.")
        self.remark_labels = []
        for number, (text, tone) in enumerate(told or [(fit, Tone.GOOD)]):
            shown = label(text, name=f"form_remark_{number}", tone=tone, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._remarks.insertWidget(number, shown)
            self.remark_labels.append(shown)

    def show_pieces(self, pieces: "tuple[Snippet, ...]") -> None:
        """Show the fields of the form."""
        self._pieces = pieces
        self._show_pieces()

    def _show_pieces(self) -> None:
        words = self.search.text().strip()
        self.pieces.show([piece for piece in self._pieces if piece.holds(words)])

    def show_versions(self, versions: Sequence[FormVersion], *, may: bool) -> None:
        """Show the versions that are kept."""
        self._may = may
        self.versions.show(versions)
        count = f" ({len(versions)})" if versions else ""
        self.parts.setTabText(VERSIONS, _("Versions") + count)
        self._version_chosen()

    def _copy(self, index: QModelIndex) -> None:
        text = self.pieces.row(index).text
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    def chosen_version(self) -> FormVersion | None:
        """Return the version that is selected."""
        index = self.version_table.currentIndex()
        return self.versions.row(index) if index.isValid() else None

    def _version_chosen(self, *_what: object) -> None:
        chosen = self.chosen_version()
        self.look.setEnabled(chosen is not None)
        self.again.setEnabled(self._may and chosen is not None and not chosen.in_force)

    def _with_version(self, act: Callable[[FormVersion], object]) -> None:
        if (chosen := self.chosen_version()) is not None:
            act(chosen)
