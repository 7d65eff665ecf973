"""500 agreements, one for each worker, as .docx and PDF: `python -m tests.bench group`.

Against docxtpl filling and LibreOffice converting the same agreements in the same run, and
against the floor: the same text put into the same zip by `str.replace`. Memory is that of all
processes together.
"""

import io
import os
import statistics
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment

from mediation_desk import i18n, paths
from mediation_desk.documents import papers
from mediation_desk.documents.bulk import Maker, Order
from mediation_desk.documents.catalogue import form_of
from mediation_desk.documents.fields import values_of
from mediation_desk.documents.occasion import Occasion
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.domain.alone import alone
from mediation_desk.services.groups import GroupForm, Run
from tests.bench.measure import times
from tests.documents.full_cases import CENTRE, ISSUED, cases
from tests.documents.office import convert

CODE = "D-30"
BESIDE = 40  # agreements that LibreOffice converts


def main() -> None:
    """Make them all; then some of them in the other ways."""
    with i18n.speaking(i18n.CHINESE), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        case = cases()["five-hundred"]
        order = Order(code=CODE, case=case, centre=CENTRE, on=ISSUED, apart=True)
        people = tuple((str(worker.id), worker.person.name) for worker in case.applicants)
        form = GroupForm(code=CODE, title=form_of(CODE).title, people=people, apart=True)
        for kind in ("single", "joined"):
            place = folder / kind
            with _watched() as peak:
                began = time.perf_counter()
                run = Run(
                    order, form, place, _onwards, single=kind == "single", joined=kind == "joined"
                )
                made = run.made()
                taken = time.perf_counter() - began
            assert not made.refused
            print(
                f"{len(people)} agreements, {kind}: {taken:.1f} s, {len(people) / taken:.1f} a"
                f" second, all processes at most {peak[0] / 1024:.0f} MiB",
                flush=True,
            )
        _beside(order, people[:BESIDE], folder / "theirs")


def _beside(order: Order, people: tuple[tuple[str, str], ...], folder: Path) -> None:
    """Measure on one core: ours, docxtpl with LibreOffice, and the floor."""
    folder.mkdir()
    maker = Maker(order)
    maker.make([key for key, _label in people[:3]])
    of_one = [alone(order.case, int(key)) for key, _label in people]

    def ours_docx(at: int) -> bytes:
        return papers.paper(CODE, of_one[at], CENTRE, on=ISSUED).docx

    both = times([lambda at=at: maker.make([people[at][0]]) for at in range(len(people))])
    docx = times([lambda at=at: ours_docx(at) for at in range(len(people))])
    template = papers.load(paths.forms() / "agreement.docx", form_of(CODE).title)
    values = [values_of(form_of(CODE), Occasion(case=c, centre=CENTRE, on=ISSUED)) for c in of_one]
    filled = times([lambda at=at: template.fill(values[at]) for at in range(len(people))])

    def theirs(at: int) -> None:
        document = DocxTemplate(paths.forms() / "agreement.docx")
        document.render(values[at], Environment(autoescape=True))
        document.save(folder / f"{at}.docx")

    by_docxtpl = times([lambda at=at: theirs(at) for at in range(len(people))])
    before = os.times()
    convert(folder)
    after = os.times()
    office = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    office_each = office * 1000 / len(people)
    floor = times([lambda at=at: _floor(ours_docx(0), people[at][1]) for at in range(len(people))])
    floor = [taken - statistics.median(docx) for taken in floor]
    one = statistics.median
    print(f"one on one core: .docx and PDF {one(both):.1f} ms; .docx {one(docx):.2f} ms,"
          f" of which filling {one(filled):.2f} ms")  # fmt: skip
    print(f"docxtpl {one(by_docxtpl):.1f} ms + LibreOffice {office_each:.0f} ms of a core:"
          f" {(one(by_docxtpl) + office_each) / one(both):.1f} times ours;"
          f" docxtpl alone {one(by_docxtpl) / one(filled):.1f} times our filling")  # fmt: skip
    print(f"floor, replacing text and zipping: {max(one(floor), 0):.2f} ms")
    one_page = papers.paper("D-52", of_one[0], CENTRE, on=ISSUED)
    page = times([lambda: to_pdf(one_page.docx, "")], 20)
    print(f"a letter of one page as PDF: {one(page):.1f} ms")


def _floor(docx: bytes, name: str) -> bytes:
    """Put a name into the finished file's text, as the plainest program could."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as read, zipfile.ZipFile(packed, "w", 8) as written:
        for part in read.namelist():
            written.writestr(part, read.read(part).replace("李建国".encode(), name.encode()))
    return packed.getvalue()


def _onwards(_done: int, _total: int) -> bool:
    return True


@contextmanager
def _watched() -> Iterator[list[int]]:
    """Note the most memory that this process and its children hold together, in KiB."""
    peak, stop = [0], threading.Event()

    def watch() -> None:
        while not stop.wait(0.05):
            peak[0] = max(peak[0], sum(map(_resident, _family())))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        stop.set()
        watcher.join()


def _family() -> list[int]:
    me = Path("/proc/self/task")
    children = "".join(
        (task / "children").read_text() for task in me.iterdir() if (task / "children").exists()
    )
    return [os.getpid(), *map(int, children.split())]


def _resident(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line), 0)


if __name__ == "__main__":
    if sys.platform != "linux":
        raise SystemExit("this measurement reads /proc")
    main()
