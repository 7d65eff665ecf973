"""Asking for a place to write to."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from mediation_desk.ui.files import ask_save
from mediation_desk.ui.memory import recall_folder, remember_folder

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def no_documents(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    place = QStandardPaths.StandardLocation.DocumentsLocation
    assert not Path(QStandardPaths.writableLocation(place)).is_dir()


def proposed(qtbot, widget):
    """Return the name and the folder that stand in the dialog as it opens."""
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        seen.append((edit.text(), Path(dialog.directory().absolutePath())))
        dialog.reject()

    QTimer.singleShot(300, look)
    assert ask_save(widget, "导出", "台账2026年11月.xlsx", "*.xlsx", "log") is None
    return seen[0]


def test_a_machine_without_a_documents_folder_proposes_the_persons_own(no_documents, tmp_path):
    assert recall_folder("log") == tmp_path


def test_the_name_of_the_paper_is_proposed_where_there_are_no_documents(
    qtbot, no_documents, tmp_path
):
    assert proposed(qtbot, None) == ("台账2026年11月.xlsx", tmp_path)


def test_the_folder_last_used_is_proposed(qtbot, tmp_path):
    folder = tmp_path / "台账"
    folder.mkdir()
    remember_folder("log", folder)

    assert proposed(qtbot, None) == ("台账2026年11月.xlsx", folder)


def test_a_folder_in_which_nothing_can_be_made_is_not_proposed_again(monkeypatch, tmp_path):
    remember_folder("log", tmp_path)
    gone = tmp_path / "没有这个文件夹" / "台账.xlsx"
    answer = staticmethod(lambda *_given: (str(gone), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)

    assert ask_save(None, "导出", "台账.xlsx", "*.xlsx", "log") == gone
    assert recall_folder("log") == tmp_path
