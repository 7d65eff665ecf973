"""A full check of the data while people work: a file is copied first, and the copy looked through.

A check of the file itself would hold it until its whole journal is read, and nobody could save.
"""

from dataclasses import replace
from pathlib import Path

from mediation_desk.domain.backup import CheckResult
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.system_words import why
from mediation_desk.security import keyring as keys
from mediation_desk.storage import backup, copying, keyrings, placing
from mediation_desk.storage.copying import Progress
from mediation_desk.storage.database import Database
from mediation_desk.storage.rehearsing import scratch


def check(db: Database, beside: Path, progress: Progress | None = None) -> CheckResult:
    """Check a file through a copy in a folder, a server as it is; what stops it is a finding."""
    if not db.is_file:
        return backup.check(db.url.render_as_string(hide_password=False))
    try:
        found = _of_copy(db, beside, progress)
    except (DeskError, OSError) as error:
        said = str(error) if isinstance(error, DeskError) else why(error)
        return CheckResult(sound=False, findings=(said,))
    lost = tuple(backup.lost_materials(db))
    return replace(found, sound=found.sound and not lost, findings=(*found.findings, *lost))


def _of_copy(db: Database, beside: Path, progress: Progress | None) -> CheckResult:
    live = Path(db.location)
    beside.mkdir(parents=True, exist_ok=True, mode=0o700)
    with scratch(beside) as folder:
        copy = folder / "centre.desk"
        copying.copy_live(live, copy, progress, db.key())
        if (keyring := keyrings.read(live)) is not None:  # says that the copy is encrypted
            placing.write_whole(keyrings.beside(copy), keys.written(keyring).encode("utf-8"))
        return backup.check(copy, db.key(), materials=False)
