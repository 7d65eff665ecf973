"""Qt's own words in Chinese: its buttons, menus and file dialogs."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from shiboken6 import isValid

from mediation_desk import i18n

_installed: list[QTranslator] = []

_MISSING = {
    ("QFileDialog", "&Look in:"): "查找范围：",
    ("QFileDialog", "Look in:"): "查找范围：",
    ("QFileDialog", "Files of &type:"): "文件类型：",
    ("QFileDialog", "Files of type:"): "文件类型：",
    ("QFileDialog", "File &name:"): "文件名：",
}
"""What Qt's catalogue leaves in English."""


class Overlay(QTranslator):
    """Fills the holes in Qt's own catalogue."""

    def translate(  # type: ignore[override]
        self,
        context: str,
        source: str,
        _comment: str | None = None,
        _number: int = -1,
    ) -> str | None:
        """Return the Chinese, or None: an empty text would blank the label."""
        return _MISSING.get((context, source))

    def isEmpty(self) -> bool:
        """Say that there is something to translate."""
        return False


def install(app: QCoreApplication) -> None:
    """Let Qt speak the window's language; what spoke before is taken out."""
    while _installed:
        old = _installed.pop()
        if isValid(old):  # those of an application that has gone went with it
            app.removeTranslator(old)
            old.deleteLater()
    chinese = i18n.language() == i18n.CHINESE
    QLocale.setDefault(
        QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        if chinese
        else QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    )
    if not chinese:
        return
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    qt = QTranslator(app)
    for translator in (qt, Overlay(app)):
        if translator is not qt or qt.load("qtbase_zh_CN", folder):
            app.installTranslator(translator)
            _installed.append(translator)
