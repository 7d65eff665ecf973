"""The record of a hearing (调解笔录): typed with phrases at hand, kept as a draft meanwhile."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.both_versions import Differing, differing, overlapping
from mediation_desk.domain.hearing import Hearing
from mediation_desk.i18n import N_, _
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.case.together import show_both
from mediation_desk.ui.drafting import Draft, Kept, texts_in
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.both_versions import Part
from mediation_desk.ui.widgets.buttons import quiet, secondary
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_PHRASES = (
    (
        N_("Rights told"),
        "调解员核对到场人员身份，宣读双方权利义务，询问是否申请回避，双方均表示不申请。",
    ),
    (N_("Applicant"), "申请人："),
    (N_("Respondent"), "被申请人："),
    (N_("Mediator"), "调解员："),
    (N_("Evidence"), "出示证据，对方质证意见："),
    (N_("Point in dispute"), "争议焦点："),
    (
        N_("Sums shown"),
        "调解员出示核算表，逐项说明计算公式、依据的数据和法律条文，双方核对无异议。",
    ),
    (N_("Proposal"), "调解方案："),
    (N_("Both agree"), "双方同意上述方案。"),
    (N_("No agreement"), "双方未能达成一致意见。"),
    (N_("Read back"), "以上笔录已交双方阅读，与陈述一致，无异议。"),
)
"""Labels speak the window's language; what they insert goes on paper and is Chinese."""


class RecordForm(QWidget):
    """Text and outcome of one hearing. What is typed survives until it is saved."""

    edited = Signal()

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.setObjectName("record_form")
        self._case = case
        self._hearing: Hearing | None = None
        self._unsaved = False
        self._original: Kept = {}
        """What was saved when the text in the form was begun."""
        self.fields = FieldSet(self)
        self.text = QPlainTextEdit()
        elastic(self.text, 160)
        self.outcome = QLineEdit()
        self.status = label("", "small", name="record_status")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.XS)
        self._row, self.phrase_menu = self._phrases()
        inside.addWidget(self._row)
        inside.addWidget(self.phrase_menu, 0, Qt.AlignmentFlag.AlignLeft)
        text = self.fields.add(FormField(_("Record of the hearing"), self.text, "record"))
        text.caption.hide()
        if isinstance(layout := text.layout(), QVBoxLayout):
            layout.setStretchFactor(self.text, 100)
        inside.addWidget(text, 1)
        inside.addWidget(self.fields.add(FormField(_("Outcome"), self.outcome, "outcome")))
        self.draft = Draft(case.desk, case.jobs, self._texts, self)
        self.draft.kept.connect(
            lambda at: self.status.setText(_("Draft kept at {time}").format(time=at))
        )
        self.text.textChanged.connect(self._changed)
        self.outcome.textEdited.connect(self._changed)

    def _phrases(self) -> tuple[QWidget, QPushButton]:
        """Return the phrases as a row of buttons, and as one button with a menu."""
        holder, row = QWidget(), FlowLayout(space=0)
        folded = secondary(_("Phrases"), "phrase_menu")
        menu = named(QMenu(folded), "phrases", _("Phrases"))
        for place, (caption, text) in enumerate(_PHRASES):
            button = quiet(_(caption), f"phrase_{place}", partial(self.insert, text))
            button.setToolTip(text)
            row.addWidget(button)
            menu.addAction(_(caption), partial(self.insert, text)).setToolTip(text)
        menu.setToolTipsVisible(True)
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        folded.setMenu(menu)
        folded.hide()
        return holder, folded

    def be_low(self, low: bool) -> None:
        """Leave the room to the text where the screen is low: the phrases fold into a menu."""
        self._row.setVisible(not low)
        self.phrase_menu.setVisible(low)

    def insert(self, text: str) -> None:
        """Put a phrase at the cursor, on a line of its own."""
        cursor = self.text.textCursor()
        start = "" if cursor.atBlockStart() else "\n"
        cursor.insertText(start + text)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def fill(self, hearing: Hearing) -> None:
        """Show a hearing's record; what is being typed for it stays."""
        same = self._hearing is not None and self._hearing.id == hearing.id
        self._hearing = hearing
        if same and self._unsaved:
            return
        if not same:
            self.status.setText("")
            self._unsaved = False
            self.draft.follow(f"record/{hearing.id}", self._take_up)
        self._original = _kept_of(hearing)
        self._put(hearing.record, hearing.outcome)

    def overtaken(self) -> tuple[Differing, ...]:
        """Return where somebody else saved this record since its text here was begun."""
        if self._hearing is None:
            return ()
        theirs = texts_in(_kept_of(self._hearing))
        found = differing(texts_in(self._original), theirs, texts_in(self._texts()))
        return found if overlapping(found) else ()

    def settles_first(self, then: Callable[[], object]) -> bool:
        """Compare where somebody else saved the record meanwhile; go on with what is chosen."""
        captions = {"record": _("Record of the hearing"), "outcome": _("Outcome")}
        parts = [Part(caption=captions[one.field], differing=one) for one in self.overtaken()]
        if parts:
            show_both(self._case, parts, partial(self._settle, then), self)
        return bool(parts)

    def _settle(self, then: Callable[[], object], chosen: Mapping[str, str]) -> None:
        """Take over what was chosen; the form rests on what the other one saved from now on."""
        if self._hearing is not None:
            self._original = _kept_of(self._hearing)
        shown = texts_in(self._texts()) | dict(chosen)
        self._put(shown["record"], shown["outcome"])
        self._changed()
        then()

    def value(self) -> tuple[str, str]:
        """Return the record and the outcome."""
        return self.text.toPlainText().strip(), self.outcome.text().strip()

    def saved(self) -> None:
        """What was typed is saved: its draft may go."""
        self._unsaved = False
        if self._hearing is not None:
            self._original = _kept_of(self._hearing)
        self.draft.drop()
        self.status.setText(_("Saved"))

    def _texts(self) -> Kept:
        return {"record": self.text.toPlainText(), "outcome": self.outcome.text()}

    def _put(self, record: str, outcome: str) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(record)
        self.text.blockSignals(False)
        self.outcome.setText(outcome)

    def _take_up(self, kept: Kept) -> None:
        self._put(str(kept.get("record", "")), str(kept.get("outcome", "")))
        self._unsaved = True
        self.status.setText(_("Your unsaved text is back."))

    def _changed(self) -> None:
        self._unsaved = True
        self.status.setText("")
        self.draft.touch()
        self.edited.emit()

    @property
    def typed(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._unsaved

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft when the tab is left."""
        self.draft.keep()
        super().hideEvent(event)


def _kept_of(hearing: Hearing) -> Kept:
    return {"record": hearing.record, "outcome": hearing.outcome}
