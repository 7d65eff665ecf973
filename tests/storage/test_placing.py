"""Files of the centre: nobody else of this computer reads them, not even half written."""

import os
from pathlib import Path

import pytest

from mediation_desk.storage import backup_folders, placing

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="a folder of Windows says itself who reads its files"
)


@pytest.fixture(autouse=True)
def _usual_mask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


def test_a_backup_is_closed_to_others_while_it_is_being_copied(tmp_path):
    source, stick = tmp_path / "a.deskbackup", tmp_path / "stick"
    source.write_bytes(bytes(100))
    stick.mkdir()
    seen = []

    def progress(_done, _of):
        [part] = stick.iterdir()
        seen.append(mode(part))
        return True

    backup_folders.copy(source, stick, progress)

    assert seen == ["0o600"]


def test_a_file_is_closed_to_others_while_it_is_being_written(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _handle: seen.extend(map(mode, tmp_path.glob(".*"))))

    placing.write_whole(tmp_path / "centre.keys", b"key")

    assert seen == ["0o600"]
