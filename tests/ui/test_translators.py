import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from mediation_desk import i18n
from mediation_desk.ui import translators


@pytest.fixture
def app(qapp):
    yield qapp
    i18n.use(i18n.CHINESE)
    translators.install(qapp)


def test_qts_own_buttons_speak_chinese(app, qtbot):
    translators.install(app)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert box.buttons()[0].text().startswith("取消")


def test_the_holes_in_qts_catalogue_are_filled(app, qtbot):
    translators.install(app)
    dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)

    assert dialog.labelText(QFileDialog.DialogLabel.LookIn) == "查找范围："
    assert dialog.labelText(QFileDialog.DialogLabel.FileType) == "文件类型："


def test_unknown_words_are_left_to_qt(app):
    translators.install(app)

    assert QCoreApplication.translate("Nothing", "Never heard of") == "Never heard of"


def test_in_english_qt_speaks_its_own_words(app, qtbot):
    i18n.use(i18n.ENGLISH)
    translators.install(app)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert box.buttons()[0].text() == "Cancel"
