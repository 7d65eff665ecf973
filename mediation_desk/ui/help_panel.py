"""The page's help at the right of the page (F1)."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout

from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class HelpPanel(QFrame):
    """A narrow column of help that stays open while one works."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "help", _("Help"))
        self.setProperty("role", "head")
        self.setFixedWidth(280)
        self.title = label(_("Help"), "title", name="help_title")
        close = icon_button("cross", _("Close"), "help_close", self.hide)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(close)
        self.text: QTextBrowser | None = None
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self._inside.addLayout(head)
        self.hide()

    def show_help(self, title: str, page_help: str) -> None:
        """Show a page's help and the keys that work everywhere."""
        self.title.setText(_("Help: {title}").format(title=title))
        self._browser().setHtml(page_help + _keys())
        self.show()

    def _browser(self) -> QTextBrowser:
        """Return the text, made when help is first wanted: it would hold up the first paint."""
        if self.text is None:
            self.text = named(QTextBrowser(), "help_text", _("Help"))
            self.text.setFrameShape(QFrame.Shape.NoFrame)
            self.text.setStyleSheet("border: 0;")
            self._inside.addWidget(self.text, 1)
        return self.text

    def escape(self) -> bool:
        """Close the panel; False if it was not open."""
        was_open = self.isVisible()
        self.hide()
        return was_open


def _keys() -> str:
    keys = (
        ("Ctrl+K", _("Search and commands")),
        ("Ctrl+N", _("New case")),
        ("Ctrl+E", _("Register an enquiry")),
        ("Ctrl+1…8", _("Change the page")),
        ("Ctrl+P", _("Print what is in view")),
        ("F5", _("Read again")),
        ("Esc", _("Close what was opened last")),
    )
    rows = "".join(
        f"<tr><td style='padding-right:10px'><b>{key}</b></td><td>{what}</td></tr>"
        for key, what in keys
    )
    return f"<h4>{_('Keys')}</h4><table cellspacing='3'>{rows}</table>"
