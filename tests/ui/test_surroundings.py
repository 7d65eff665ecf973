import os
import subprocess
import sys
from pathlib import Path

from mediation_desk.ui import surroundings


def test_a_missing_library_is_named_with_its_package():
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    sentence = surroundings.lacking_library(error)

    assert "libEGL.so.1" in sentence
    assert "sudo apt-get install libegl1" in sentence
    assert "\n" not in sentence


def test_a_machine_without_a_display_is_told_in_one_sentence(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert "没有显示环境" in surroundings.lacking_display()


def test_without_a_screen_the_offscreen_platform_needs_no_display(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert surroundings.lacking_display() == ""


def test_fcitx_without_a_plug_in_falls_back_to_ibus(monkeypatch):
    monkeypatch.setenv("QT_IM_MODULE", "fcitx5")

    surroundings.choose_input_method()

    assert os.environ["QT_IM_MODULE"] == "ibus"


def test_another_input_method_is_left_alone(monkeypatch):
    monkeypatch.setenv("QT_IM_MODULE", "ibus")

    surroundings.choose_input_method()

    assert os.environ["QT_IM_MODULE"] == "ibus"


def test_the_program_without_a_display_ends_with_one_sentence_and_status_1(tmp_path):
    surrounding = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    } | {"MEDIATION_DESK_HOME": str(tmp_path), "PYTHONPATH": str(Path.cwd())}

    ended = subprocess.run(
        [sys.executable, "-m", "mediation_desk"],
        env=surrounding,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "没有显示环境" in ended.stderr
    assert "Traceback" not in ended.stderr
