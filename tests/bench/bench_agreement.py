"""One agreement as .docx and PDF, against docxtpl filling and LibreOffice converting it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment

from mediation_desk import i18n, paths
from mediation_desk.documents import papers as forms
from mediation_desk.documents.catalogue import form_of
from mediation_desk.documents.fields import values_of
from mediation_desk.documents.occasion import Occasion
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.services import browse, story
from tests.bench.measure import report, times

ROUNDS = 20
BATCH = 20


def main() -> None:
    """Take the sample case: twelve workers, four items each at most, two instalments."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk, case_id = story.tell(folder / "sample.desk")
        case, centre = browse.case_file(desk, case_id), desk.centre

        def ours() -> None:
            paper = forms.paper("D-30", case, centre)
            to_pdf(paper.docx, paper.title)

        with i18n.speaking(i18n.CHINESE):
            values = values_of(form_of("D-30"), Occasion(case=case, centre=centre))
        template = paths.forms() / f"{form_of('D-30').slug}.docx"

        def filled(number: int = 0) -> Path:
            document = DocxTemplate(template)
            document.render(values, Environment(autoescape=True))
            path = folder / f"agreement{number}.docx"
            document.save(path)
            return path

        ours()
        mine = times([ours], ROUNDS)
        report(
            "one agreement, .docx and PDF",
            mine,
            "docxtpl + LibreOffice, one at a time",
            times([lambda: _convert(folder, filled())], 3),
        )
        batch = times([lambda: _convert(folder, *map(filled, range(BATCH)))], 1)
        report(
            "one agreement, .docx and PDF",
            mine,
            f"docxtpl + LibreOffice, {BATCH} in one run",
            [taken / BATCH for taken in batch],
        )
        desk.close()


def _convert(folder: Path, *documents: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        raise SystemExit("this measurement needs the Debian package libreoffice-writer-nogui")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, documents)], capture_output=True, check=True)
    lacking = [d for d in documents if not d.with_suffix(".pdf").exists()]
    assert not lacking, "LibreOffice left out documents"


if __name__ == "__main__":
    main()
