"""The wheel carries all it needs: it is installed elsewhere and the demo runs from there.

What the demo pictures without a screen is looked at here too: every page and every tab of a case.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
PAGES = (
    *("today", "cases", "employers", "handover", "intake"),
    *("settings-centre", "settings-figures"),
    *("calendar-month", "calendar-week", "calendar-day", "calendar-rooms"),
)
TABS = ("overview", "parties", "claims", "hearings", "agreement", "papers", "record")


def run(command, cwd):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment = clean | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_demo_runs_from_a_wheel_outside_the_checkout(tmp_path):
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    run([*pip, "-w", str(tmp_path / "wheel"), str(ROOT)], tmp_path)
    [wheel] = (tmp_path / "wheel").glob("*.whl")
    venv.create(tmp_path / "env", symlinks=os.name != "nt")
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    run([*pip, "-q", "--no-deps", "--no-index", "--no-compile", str(wheel)], tmp_path)
    _borrow_libraries(python)

    listed = run([scripts / "mediation-desk", "demo", "--out", str(tmp_path / "out")], tmp_path)

    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {
        "agreement.docx",
        "agreement.pdf",
        "calculation.pdf",
        "summary.pdf",
        "log.xlsx",
    } <= written
    pictures = [path for path in (tmp_path / "out").iterdir() if path.suffix == ".png"]
    assert {*PAGES, *(f"case-{tab}" for tab in TABS)} <= {path.stem for path in pictures}
    assert all(is_a_picture_of_a_page(QImage(str(path))) for path in pictures)
    assert len(listed.split()) == len(written)
    where = run([python, "-c", "import mediation_desk; print(mediation_desk.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(tmp_path)


def is_a_picture_of_a_page(picture):
    """Say whether it has the size of a window, and more on it than a blank page has colours."""
    points = picture.convertToFormat(QImage.Format.Format_RGB32).constBits().cast("I")
    return (picture.width(), picture.height()) == (1366, 768) and len(set(points[::49])) > 10


def _borrow_libraries(python):
    """Let the new environment see the pinned libraries, after its own packages."""
    own = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], None)
    libraries = sysconfig.get_path("purelib")
    (Path(own.strip()) / "borrowed.pth").write_text(f"{libraries}\n", "utf-8")
