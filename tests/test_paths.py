"""The folder of the program's own files is closed to other people of the computer."""

import sys

import pytest

from mediation_desk import paths

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a person's folder")


def mode(folder):
    return folder.stat().st_mode & 0o777


def test_a_folder_from_before_is_closed_at_the_next_start(tmp_path, monkeypatch):
    monkeypatch.delenv("MEDIATION_DESK_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    folder = tmp_path / "mediation-desk"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)

    assert paths.user_data() == folder
    assert mode(folder) == 0o700


def test_a_folder_that_somebody_named_is_closed_once_our_things_lie_in_it(tmp_path, monkeypatch):
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(folder))

    assert paths.user_data() == folder
    assert mode(folder) == 0o755
    (folder / "window.ini").touch()
    paths.user_data()
    assert mode(folder) == 0o700


def test_a_new_folder_is_made_for_one_person(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "new"))

    assert mode(paths.user_data()) == 0o700
