"""Opening a case of twelve workers: read in the worker against bare SQL, and painted."""

import os
import tempfile
import time
from pathlib import Path

from sqlcipher3 import dbapi2

from mediation_desk.services import browse, story
from tests.bench.measure import report, times

TABLES = (
    "SELECT * FROM mediation_case WHERE id = ?",
    "SELECT * FROM party LEFT JOIN person ON person.id = party.person_id WHERE case_id = ?",
    "SELECT claim.* FROM claim JOIN party ON party.id = claim.party_id WHERE case_id = ?",
    "SELECT * FROM consent WHERE case_id = ?",
    "SELECT * FROM hearing WHERE case_id = ?",
    "SELECT * FROM attendance JOIN hearing ON hearing.id = hearing_id WHERE case_id = ?",
    "SELECT * FROM clock WHERE case_id = ?",
    "SELECT * FROM paper WHERE case_id = ?",
    "SELECT * FROM settlement WHERE case_id = ?",
    "SELECT r.* FROM money_row r JOIN settlement s ON s.id = settlement_id WHERE case_id = ?",
    "SELECT g.* FROM signature g JOIN settlement s ON s.id = settlement_id WHERE case_id = ?",
    "SELECT * FROM payment WHERE case_id = ?",
)


def main() -> None:
    """Measure the read first, then the page from click to paint."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.desk"
        desk, case_id = story.tell(path)
        browse.case_file(desk, case_id)
        ours = times([lambda: browse.case_file(desk, case_id)], 50)
        bare = dbapi2.connect(str(path))
        theirs = times([lambda: [bare.execute(s, (case_id,)).fetchall() for s in TABLES]], 50)
        report("a case file of twelve workers", ours, "bare SQL, open connection", theirs)
        bare.close()
        _painted(desk, case_id)
        desk.close()


def _painted(desk: object, case_id: int) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from mediation_desk.ui import theme
    from mediation_desk.ui.case.page import CasePage
    from mediation_desk.ui.jobs import Jobs

    app = QApplication([])
    theme.apply(app)
    jobs = Jobs()
    page = CasePage(desk, jobs)
    page.resize(1160, 700)
    page.show()
    taken = []
    for _round in range(15):
        begun = time.perf_counter()
        page.open(case_id)
        while jobs.busy:
            app.processEvents()
        page.grab()
        taken.append((time.perf_counter() - begun) * 1000)
    report("a case page, from click to paint", taken[1:], "the first time", taken[:1])
    jobs.stop()


if __name__ == "__main__":
    main()
