"""Both versions of a form beside each other, field by field: a person chooses, nothing is lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.both_versions import Differing, Version
from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_COLUMNS = (Version.ORIGINAL, Version.THEIRS, Version.MINE)
_LONG = 60
"""From so many characters on a text has an area of its own in which it scrolls."""
_CODES = {version: place for place, version in enumerate(Version)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A field with its caption, and how its texts are said in words."""

    caption: str
    differing: Differing
    words: Callable[[str], str] = str


class _Row(QFrame):
    """One field: what it was, theirs, mine; one of them is taken."""

    def __init__(self, part: Part, who: str, decided: Callable[[], object]) -> None:
        super().__init__()
        self.part = part
        key = part.differing.field.replace(".", "_")
        named(self, f"both_{key}", part.caption)
        self.setProperty("role", "card")
        self._choice = QButtonGroup(self)
        self.buttons: dict[Version, QRadioButton] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        inside.setSpacing(Space.XS)
        inside.addLayout(self._head(part, key))
        columns = QGridLayout()
        columns.setHorizontalSpacing(Space.M)
        columns.setVerticalSpacing(Space.XS // 2)
        captions = _("As it was"), who, _("Mine")
        for place, (version, caption) in enumerate(zip(_COLUMNS, captions, strict=True)):
            columns.addWidget(self._button(version, caption, key), 0, place)
            columns.addWidget(self._text(version, key), 1, place)
            columns.setColumnStretch(place, 1)
        inside.addLayout(columns)
        if (proposed := part.differing.proposed) is not None:
            self.take(proposed)
        self._choice.idToggled.connect(lambda _place, _on: decided())

    def _head(self, part: Part, key: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(label(part.caption, "strong", name=f"both_{key}_caption"))
        one = part.differing
        if one.disputed:
            said, tone = _("Both changed it: choose one"), Tone.WARN
        elif one.proposed is Version.THEIRS:
            said, tone = _("Changed by the other only"), Tone.PLAIN
        else:
            said, tone = _("Changed here only"), Tone.PLAIN
        head.addWidget(label(said, "small", name=f"both_{key}_said", tone=tone))
        head.addStretch(1)
        if one.joinable:
            both = self._button(Version.BOTH, _("Keep both: theirs, then my lines"), key)
            head.addWidget(both)
        return head

    def _button(self, version: Version, caption: str, key: str) -> QRadioButton:
        button = QRadioButton(caption)
        named(button, f"both_{key}_{version.value}", f"{self.part.caption}: {caption}")
        self._choice.addButton(button, _CODES[version])
        self.buttons[version] = button
        return button

    def _text(self, version: Version, key: str) -> QWidget:
        one = self.part.differing
        said = self.part.words(one.taken(version))
        name = f"both_{key}_{version.value}_text"
        if not any(_is_long(self.part.words(one.taken(each))) for each in _COLUMNS):
            shown = label(said or _("(empty)"), "" if said else "muted", name=name, wrap=True)
            shown.setTextInteractionFlags(shown.textInteractionFlags().TextSelectableByMouse)
            return shown
        area = named(QPlainTextEdit(said), name, self.buttons[version].accessibleName())
        area.setReadOnly(True)
        area.setTabChangesFocus(True)
        area.setFixedHeight(6 * area.fontMetrics().height() + Space.M)
        if version is not Version.ORIGINAL:
            _colour_news(area, self.part.words(one.original), said)
        return area

    def take(self, version: Version) -> None:
        """Choose a version."""
        self.buttons[version].setChecked(True)

    @property
    def taken(self) -> Version | None:
        """The version chosen, None while there is none."""
        chosen = self._choice.checkedId()
        return None if chosen < 0 else list(Version)[chosen]


def _is_long(text: str) -> bool:
    return len(text) > _LONG or "\n" in text


def _colour_news(area: QPlainTextEdit, before: str, now: str) -> None:
    """Lay a ground under what is new in a text."""
    marks: list[Any] = []  # the library's types do not know what a selection holds
    for what, _from, _to, start, end in SequenceMatcher(None, before, now, False).get_opcodes():
        if what in ("insert", "replace"):
            mark: Any = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(area.document())
            mark.cursor.setPosition(start)
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(QColor(theme.colours().warn_soft))
            marks.append(mark)
    area.setExtraSelections(marks)


class BothVersions(Dialog):
    """Tells who saved meanwhile, and lets a person choose for each field that differs."""

    def __init__(
        self,
        told: str,
        who: str,
        parts: Sequence[Part],
        then: Callable[[Mapping[str, str]], object],
        parent: QWidget,
    ) -> None:
        super().__init__(
            _("Two versions"), _("Save what is chosen"), name="both_versions", parent=parent
        )
        self._then = then
        self.cancel.setText(_("Back to the form"))
        self.body.addWidget(label(told, name="both_told", wrap=True))
        disputed_first = sorted(parts, key=lambda part: not part.differing.disputed)
        self.rows = [_Row(part, who, self._follow) for part in disputed_first]
        for row in self.rows:
            self.body.addWidget(row)
        self.body.addStretch(1)
        for version, caption in (
            (Version.THEIRS, _("Theirs everywhere")),
            (Version.MINE, _("Mine everywhere")),
        ):
            button = secondary(
                caption, f"both_all_{version.value}", partial(self.take_all, version)
            )
            self.foot.insertWidget(self.foot.count() - 3, button)
        self.setMinimumWidth(820)
        self._follow()

    def take_all(self, version: Version) -> None:
        """Choose one version wherever both changed."""
        for row in self.rows:
            if row.part.differing.disputed:
                row.take(version)

    def _follow(self) -> None:
        self.ok.setEnabled(all(row.taken is not None for row in self.rows))

    def submit(self) -> None:
        """Hand on what was chosen."""
        chosen = {
            row.part.differing.field: row.part.differing.taken(row.taken)
            for row in self.rows
            if row.taken is not None
        }
        self.accept()
        self._then(chosen)
