from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from mediation_desk.ui.single import SingleWindow, tell_taken


def test_a_second_start_raises_the_first_window(qtbot):
    first, second = SingleWindow("/somewhere/centre.desk"), SingleWindow("/somewhere/centre.desk")
    assert first.take()
    first.listen()

    with qtbot.waitSignal(first.raised):
        assert not second.take()

    first.close()


def test_another_file_has_a_window_of_its_own(qtbot):
    first, other = SingleWindow("/somewhere/centre.desk"), SingleWindow("/elsewhere/centre.desk")

    assert first.take()
    assert other.take()

    first.close()
    other.close()


def test_after_the_first_has_closed_the_next_is_first(qtbot):
    first = SingleWindow("/somewhere/centre.desk")
    first.take()
    first.close()

    again = SingleWindow("/somewhere/centre.desk")

    assert again.take()
    again.close()


def test_a_program_with_another_folder_of_its_own_raises_the_first_one_too(
    qtbot, tmp_path, monkeypatch
):
    place = str(tmp_path / "centre.desk")
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "one"))
    first = SingleWindow(place)
    assert first.take()
    first.listen()
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "two"))
    second = SingleWindow(str(tmp_path / "one" / ".." / "centre.desk"))

    with qtbot.waitSignal(first.raised):
        assert not second.take()

    assert second.reached
    first.close()
    third = SingleWindow(place)
    assert third.take()
    third.close()


def test_another_name_of_the_same_file_raises_the_window_that_has_it(qtbot, tmp_path):
    file, link = tmp_path / "centre.desk", tmp_path / "hard.desk"
    file.write_bytes(b"1")
    link.hardlink_to(file)
    first, second = SingleWindow(str(file)), SingleWindow(str(link))
    assert first.take()
    first.listen()

    with qtbot.waitSignal(first.raised):
        assert not second.take()

    assert second.reached
    aside = tmp_path / "before-restore.desk"
    file.rename(aside)
    link.unlink()
    file.write_bytes(b"2")  # as a restore does while the window is there
    assert first.move(str(file))
    of_before = SingleWindow(str(aside))
    assert of_before.take()
    of_before.close()
    link.hardlink_to(file)
    with qtbot.waitSignal(first.raised):
        assert not SingleWindow(str(link)).take()
    first.close()
    third = SingleWindow(str(link))
    assert third.take()
    third.close()


def test_a_window_that_cannot_be_raised_is_told_of_in_a_sentence(qtbot, tmp_path, monkeypatch):
    place = str(tmp_path / "centre.desk")
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "one"))
    first = SingleWindow(place)
    assert first.take()  # of another account: nobody here may speak to it
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "two"))
    second = SingleWindow(place)
    assert not second.take()
    assert not second.reached
    heard = []

    def read():
        told = QApplication.activeModalWidget()
        heard.append(told.findChild(QLabel, "file_taken_text").text())
        told.accept()

    QTimer.singleShot(0, read)
    assert tell_taken(QApplication.instance(), place) == 1
    assert place in heard[0]
    first.close()
