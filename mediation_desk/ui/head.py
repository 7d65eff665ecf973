"""The head of the window: title, search, what was saved, and the one primary button."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from mediation_desk.i18n import _
from mediation_desk.ui.search_box import SearchBox
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button, primary, quiet
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class Head(QFrame):
    """One line above every page."""

    def __init__(self, search: SearchBox) -> None:
        super().__init__()
        named(self, "head", _("Head"))
        self.setProperty("role", "head")
        self.search = search
        self.back = icon_button("back", _("Back (Esc)"), "back")
        self.back.hide()
        self.title = label("", "page", name="page_title")
        self.title.setMinimumWidth(self.fontMetrics().height() * 4)  # the search stays in place
        self.saved = label("", "small", name="saved")
        self.printing = quiet("", "head_printing", icon="print")
        self.printing.setAccessibleName(_("Print queue"))
        self.printing.hide()
        self.backup = quiet("", "head_backup", icon="warning")
        self.backup.setProperty("tone", "bad")
        self.backup.hide()
        self.backup.setAccessibleName(_("Backup"))
        self.help = icon_button("help", _("Help (F1)"), "open_help")
        self.new_case = primary(_("New case  Ctrl+N"), "new_case", icon="plus")
        search.setMinimumWidth(160)
        search.setMaximumWidth(440)
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        inside.setSpacing(Space.M)
        inside.addWidget(self.back)
        inside.addWidget(self.title)
        inside.addWidget(search, 3)
        inside.addStretch(1)
        inside.addWidget(self.backup)
        inside.addWidget(self.printing)
        inside.addWidget(self.saved)
        inside.addWidget(self.help)
        inside.addWidget(self.new_case)

    def show_title(self, title: str) -> None:
        """Name the page shown."""
        self.title.setText(title)

    def show_backup(self, badge: str, sentence: str) -> None:
        """Show what is amiss with the backups, in a word; the sentence says it whole."""
        self.backup.setText(badge)
        self.backup.setAccessibleName(sentence or badge or _("Backup"))
        self.backup.setToolTip(sentence)
        self.backup.setVisible(bool(badge))

    def show_printing(self, waiting: int, failed: int) -> None:
        """Show that something is printed, or was not; a click opens the queue."""
        told = _("Printing {n}").format(n=waiting) if waiting else ""
        if failed and not waiting:
            told = _("{n} not printed").format(n=failed)
        self.printing.setText(told)
        self.printing.setAccessibleName(told or _("Print queue"))
        self.printing.setVisible(bool(told))
