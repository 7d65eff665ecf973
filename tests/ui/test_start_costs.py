import subprocess
import sys

HEAVY = ("sqlalchemy", "alembic", "docx", "docxtpl", "reportlab", "xlsxwriter", "openpyxl", "lxml")
LATER = ("concurrent.futures", "PySide6.QtNetwork", "mediation_desk.services.desk")
WHOLE = ("mediation_desk.domain.case", "mediation_desk.law.packs")


def _loaded_after(statement, modules=HEAVY):
    words = f"import sys; {statement}; print(*[m for m in {modules!r} if m in sys.modules])"
    ended = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60
    )
    return ended.stdout.split()


def test_before_the_first_paint_only_qt_is_loaded():
    assert _loaded_after("import mediation_desk.ui.running", HEAVY + LATER + WHOLE) == []


def test_before_the_rows_of_today_neither_sqlalchemy_nor_whole_cases_are_loaded():
    assert _loaded_after("import mediation_desk.ui.pages.today", HEAVY + WHOLE) == []


def test_what_changes_old_files_is_loaded_only_for_an_old_file():
    statement = "import mediation_desk.services.story, mediation_desk.storage.journal"

    assert _loaded_after(statement, ("alembic", "mako")) == []


def test_the_command_line_does_not_load_qt():
    words = "import sys, mediation_desk.app; print('PySide6' in sys.modules)"

    ended = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60
    )

    assert ended.stdout.strip() == "False"
