"""The sample case carried through and everything it gives written as files."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from mediation_desk.services import logs, papers, story, story_region
from mediation_desk.services.desk import Desk
from mediation_desk.services.files import write_whole


def write(out: Path, photograph: Callable[[Desk, Path], Sequence[Path]]) -> Iterator[Path]:
    """Write agreement, calculation sheet, summary, log, and a picture of every page.

    The centre lives in a temporary file; the same input gives the same papers on any day.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mediation-desk-") as folder:
        desk, case_id = story.tell(Path(folder) / "sample.desk")
        try:
            story_region.tell(desk)
            agreement = papers.compose(desk, case_id, "D-30", "")
            yield write_whole(out / "agreement.docx", agreement.docx)
            yield write_whole(out / "agreement.pdf", agreement.pdf)
            sheet = papers.compose(desk, case_id, "HS-01", "")
            yield write_whole(out / "calculation.pdf", sheet.pdf)
            yield write_whole(out / "summary.pdf", logs.case_summary(desk, case_id))
            yield write_whole(out / "log.xlsx", logs.month_log(desk, 2026, 10, "xlsx"))
            yield from photograph(desk, out)
        finally:
            desk.close()
