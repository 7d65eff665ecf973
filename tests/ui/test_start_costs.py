import subprocess
import sys

HEAVY = ("sqlalchemy", "alembic", "docx", "docxtpl", "reportlab", "xlsxwriter", "openpyxl", "lxml")


def _loaded_after(statement):
    words = f"import sys; {statement}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    ended = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60
    )
    return ended.stdout.split()


def test_before_the_first_paint_only_qt_is_loaded():
    assert _loaded_after("import mediation_desk.ui.start") == []


def test_the_command_line_does_not_load_qt():
    words = "import sys, mediation_desk.app; print('PySide6' in sys.modules)"

    ended = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60
    )

    assert ended.stdout.strip() == "False"
