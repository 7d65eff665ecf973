"""500 agreements, one for each worker, as .docx and PDF, as `bench_group` begins it.

Against docxtpl filling and LibreOffice converting the same agreements in the same run, and
against the floor: the same text put into the same zip by `str.replace`. Compared is the time of
the processor (user and system), which other programs disturb less than the clock. Two ratios are
printed: of papers made one after the other when all is warm, and of a whole first run, with the
starts of our processes and the writing of the files. LibreOffice's own start is measured with one
file and taken off both. Memory is that of all processes together, shared pages counted in each.
"""

import gc
import io
import os
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment

from mediation_desk import i18n, paths
from mediation_desk.documents import papers
from mediation_desk.documents.bulk import Maker, Order
from mediation_desk.documents.catalogue import form_of
from mediation_desk.documents.fields import values_of
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.domain.alone import alone
from mediation_desk.services.groups import GroupForm, Run
from tests.documents.full_cases import CENTRE, ISSUED, cases
from tests.documents.office import convert

CODE = "D-30"
BESIDE = 60  # agreements that LibreOffice converts


def main() -> None:
    """Make them all; then some of them in the other ways."""
    with i18n.speaking(i18n.CHINESE), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        case = cases()["five-hundred"]
        order = Order(code=CODE, case=case, centre=CENTRE, on=ISSUED, apart=True)
        people = tuple((str(worker.id), worker.person.name) for worker in case.applicants)
        form = GroupForm(code=CODE, title=form_of(CODE).title, people=people, apart=True)
        spent = {}
        for kind in ("single", "joined"):
            place = folder / kind
            with _watched() as peak:
                began, before = time.perf_counter(), _processor()
                run = Run(
                    order, form, place, _onwards, single=kind == "single", joined=kind == "joined"
                )
                made = run.made()
                taken, worked = time.perf_counter() - began, _processor() - before
            assert not made.refused
            spent[kind] = worked * 1000 / len(people)
            print(
                f"{len(people)} agreements, {kind}: {taken:.1f} s, {len(people) / taken:.1f} a"
                f" second, {spent[kind]:.1f} ms of a core each, all processes at"
                f" most {peak[0] / 1024:.0f} MiB",
                flush=True,
            )
        _beside(order, people, folder / "theirs", spent["single"])


def _beside(
    order: Order, people: tuple[tuple[str, str], ...], folder: Path, whole_run: float
) -> None:
    """Measure on one core: ours, docxtpl with LibreOffice, and the floor."""
    maker = Maker(order)
    everybody, people = people, people[:BESIDE]
    maker.make([key for key, _label in people[:3]])
    gc.collect()
    gc.freeze()
    gc.disable()  # as in the processes of a run
    of_one = [alone(order.case, int(key)) for key, _label in people]

    def ours_docx(at: int) -> bytes:
        return papers.paper(CODE, of_one[at], CENTRE, on=ISSUED).docx

    both = _each([lambda key=key: maker.make([key]) for key, _label in everybody])
    docx = _each([lambda at=at: ours_docx(at) for at in range(len(people))])
    template = papers.load(paths.forms() / "agreement.docx", form_of(CODE).title)
    values = [values_of(form_of(CODE), Occasion(case=c, centre=CENTRE, on=ISSUED)) for c in of_one]
    filled = _each([lambda at=at: template.fill(values[at]) for at in range(len(people))])
    print(f"one on one core: .docx and PDF {both:.1f} ms; .docx {docx:.2f} ms,"
          f" of which filling {filled:.2f} ms")  # fmt: skip
    by_docxtpl, started, each = _theirs(values, folder)
    print(f"docxtpl {by_docxtpl:.1f} ms + LibreOffice {each:.0f} ms of a core (its start,"
          f" {started:.0f} ms, taken off): {(by_docxtpl + each) / both:.1f} times ours when warm,"
          f" {(by_docxtpl + each) / whole_run:.1f} times a whole first run of ours;"
          f" docxtpl alone {by_docxtpl / filled:.1f} times our filling")  # fmt: skip
    made = ours_docx(0)
    floor = _each([lambda at=at: _floor(made, people[at][1]) for at in range(len(people))])
    print(f"floor, replacing text and zipping: {floor:.2f} ms")
    one_page = papers.paper("D-52", of_one[0], CENTRE, on=ISSUED)
    page = _each([lambda: to_pdf(one_page.docx, "")] * 20)
    print(f"a letter of one page as PDF: {page:.1f} ms")


def _theirs(values: Sequence[Values], folder: Path) -> tuple[float, float, float]:
    """Return the milliseconds of a core: docxtpl each, LibreOffice's start, LibreOffice each."""

    def fill(place: Path, at: int) -> None:
        document = DocxTemplate(paths.forms() / "agreement.docx")
        document.render(values[at], Environment(autoescape=True))
        document.save(place / f"{at}.docx")

    taken = []
    filled = 0.0
    for name, count in (("one", 1), ("all", len(values))):
        place = folder / name
        place.mkdir(parents=True)
        filled = _each([lambda at=at, place=place: fill(place, at) for at in range(count)])
        before = _processor()
        convert(place)
        taken.append((_processor() - before) * 1000)
    each = (taken[1] - taken[0]) / (len(values) - 1)
    return filled, taken[0] - each, each


def _each(jobs: Sequence[Callable[[], object]]) -> float:
    """Return the milliseconds of the processor that a job takes, on the average."""
    began = time.process_time()
    for job in jobs:
        job()
    return (time.process_time() - began) * 1000 / len(jobs)


def _processor() -> float:
    """Return the seconds of the processor that this process and those it waited for have taken."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


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
        while not stop.wait(0.2):
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
