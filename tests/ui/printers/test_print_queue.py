"""What is printed goes through a queue; what fails says why, and counts as not issued."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu, QWidget

from mediation_desk.domain.errors import Invalid, Stopped
from mediation_desk.ui.printers import spool, trays
from mediation_desk.ui.printers.order import Order, Setup, Sheet, pages_of
from mediation_desk.ui.printers.print_dialog import PrintDialog
from mediation_desk.ui.printers.queue import Job, JobState, PrintQueue
from mediation_desk.ui.printers.queue_dialog import QueueDialog


def pdf_of(pages, size=None):
    """Return a PDF of so many pages, A4 if no other size is said."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setPageSize(size or QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.drawText(100, 100, str(number))
    painter.end()
    return bytes(held.data().data())


def order(path=None, *, pages=3, copies=1, wanted=(), printer="", title="协议"):
    sheet = Sheet(title=title, pdf=pdf_of(pages))
    setup = Setup(file=path, printer=printer)
    return Order(sheet=sheet, setup=setup, copies=copies, pages=wanted)


def told(_done, _total):
    return True


def count(path):
    return path.read_bytes().count(b"/Type /Page\n")


def test_every_page_is_drawn_and_progress_is_told(qapp, tmp_path):
    heard = []
    sent = spool.send(order(tmp_path / "a.pdf"), lambda *at: heard.append(at) or True)

    assert (sent, count(tmp_path / "a.pdf")) == (3, 3)
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_only_the_pages_wanted_are_drawn_and_others_are_refused(qapp, tmp_path):
    spool.send(order(tmp_path / "a.pdf", wanted=(3, 1)), told)
    assert count(tmp_path / "a.pdf") == 2

    with pytest.raises(spool.NotPrinted, match="3"):
        spool.send(order(tmp_path / "b.pdf", wanted=(4,)), told)
    assert pages_of("1-3，5") == (1, 2, 3, 5)
    assert pages_of("") == ()
    with pytest.raises(Invalid):
        pages_of("3-1")


def test_a_printer_that_cannot_count_copies_gets_the_pages_as_often(qapp, tmp_path):
    def device(writing):
        printer = QPrinter()
        printer.setOutputFileName(str(writing.setup.file))
        return printer

    held = order(tmp_path / "a.pdf", pages=2, copies=3)

    assert spool.send(held, told, device) == 6
    assert count(tmp_path / "a.pdf") == 6


def test_a_printer_that_is_gone_says_so(qapp):
    with pytest.raises(spool.NotPrinted, match="收发室"):
        spool.send(order(printer="收发室"), told)


def test_a_full_disk_and_a_place_that_is_not_there_say_so(qapp, tmp_path):
    def full(writing):
        printer = spool.device(writing)
        printer.setOutputFileName("/dev/full")
        return printer

    kept = tmp_path / "a.pdf"
    kept.write_bytes(b"what was there")
    with pytest.raises(spool.NotPrinted, match=r"“a\.pdf”.*磁盘已满|磁盘已满.*“a\.pdf”"):
        spool.send(order(kept), told, full)
    assert kept.read_bytes() == b"what was there"
    assert list(tmp_path.iterdir()) == [kept]
    with pytest.raises(spool.NotPrinted):
        spool.send(order(tmp_path / "gone" / "a.pdf"), told)


def test_a_file_stopped_in_the_middle_leaves_what_was_there(qapp, tmp_path):
    kept = tmp_path / "a.pdf"
    kept.write_bytes(b"what was there")

    with pytest.raises(Stopped):
        spool.send(order(kept), lambda done, _total: done < 2)

    assert kept.read_bytes() == b"what was there"
    assert list(tmp_path.iterdir()) == [kept]


def test_an_envelope_is_not_stretched_over_a_sheet_of_another_size(qapp, tmp_path):
    class OnlyA4(QPrinter):
        def setPageLayout(self, layout):
            return False

    def device(writing):
        printer = OnlyA4()
        printer.setOutputFileName(str(writing.setup.file))
        return printer

    sheet = Sheet(title="信封", pdf=pdf_of(1, QPageSize(QPageSize.PageSizeId.DLE)))
    envelope = Order(sheet=sheet, setup=Setup(file=tmp_path / "a.pdf"), copies=1)

    with pytest.raises(spool.NotPrinted, match="110 × 220毫米"):
        spool.send(envelope, told, device)
    assert not list(tmp_path.iterdir())
    assert spool.send(envelope, told) == 1


def test_nothing_is_moved_by_the_margins_of_the_printer(qapp, tmp_path):
    held = []

    def device(writing):
        held.append(spool.device(writing))
        return held[0]

    spool.send(order(tmp_path / "a.pdf"), told, device)

    assert held[0].pageLayout().mode() is QPageLayout.Mode.FullPageMode


def test_a_printer_that_stops_in_the_middle_says_after_which_page(qapp, tmp_path, monkeypatch):
    class Jammed(QPrinter):
        def newPage(self):
            return False

    def device(_order):
        printer = Jammed()
        printer.setOutputFileName(str(tmp_path / "a.pdf"))
        return printer

    monkeypatch.setattr(spool, "_require_there", lambda _order: None)
    with pytest.raises(spool.NotPrinted, match="1页"):
        spool.send(order(printer="一号机"), told, device)


@pytest.fixture
def printing(jobs):
    """A queue with a printer of our own: it fails for what is in `faults`."""

    class Printer:
        def __init__(self):
            self.faults, self.printed = {}, []

        def __call__(self, order, progress):
            if fault := self.faults.get(order.sheet.title):
                raise spool.NotPrinted(fault)
            progress(1, 1)
            self.printed.append(order.sheet.title)
            return 1

    printer = Printer()
    queue = PrintQueue(jobs, printer)
    queue.printer = printer
    return queue


def test_jobs_go_in_their_order_and_what_failed_is_printed_again(qtbot, printing):
    issued, failed = [], []
    printing.failed.connect(failed.append)
    printing.printer.faults["二"] = "打印机缺纸。"
    jobs = [
        Job(
            order(title=title),
            sent=lambda t=title: issued.append(t),
            consequence="该文书未出具。",
        )
        for title in ("一", "二", "三")
    ]
    printing.add(jobs)
    qtbot.waitUntil(lambda: not printing.open)

    assert printing.printer.printed == issued == ["一", "三"]
    assert failed == ["二：打印机缺纸。 该文书未出具。"]
    assert [job.state for job in jobs] == [JobState.SENT, JobState.FAILED, JobState.SENT]

    printing.printer.faults.clear()
    dialog = QueueDialog(printing, None)
    qtbot.addWidget(dialog)
    assert "打印机缺纸" in dialog.why.text()
    dialog.every.click()
    qtbot.waitUntil(lambda: jobs[1].state is JobState.SENT)
    assert issued == ["一", "三", "二"]
    dialog.clear.click()
    assert dialog.model.rowCount() == 0


def test_the_list_is_cleared_of_what_is_over_and_never_of_what_failed(qtbot, printing):
    printing.printer.faults["二"] = "打印机缺纸。"
    printing.add([Job(order(title=title)) for title in ("一", "二")])
    qtbot.waitUntil(lambda: not printing.open)
    dialog = QueueDialog(printing, None)
    qtbot.addWidget(dialog)

    dialog.clear.click()

    assert [job.order.sheet.title for job in printing.all] == ["二"]
    assert not dialog.clear.isEnabled()


def test_a_job_that_waits_is_taken_out_and_the_one_under_way_stops_at_a_page(qtbot, jobs):
    from threading import Event

    go_on = Event()

    def slow(_order, progress):
        progress(4, 9)
        go_on.wait(10)
        if not progress(5, 9):
            raise Stopped
        return 9

    queue = PrintQueue(jobs, slow)
    told = []
    queue.failed.connect(told.append)
    first, second = Job(order(title="一")), Job(order(title="二"))
    queue.add([first, second])
    queue.stop(second)
    queue.stop(first)
    go_on.set()
    qtbot.waitUntil(lambda: first.state is JobState.STOPPED)

    assert second.state is JobState.STOPPED
    assert not second.why
    assert not queue.open
    assert told == ["一：已有5页（共9页）送往打印机，可能仍会打印出来。"]


@pytest.fixture
def lpoptions(tmp_path, monkeypatch):
    """The program by which CUPS tells what a printer can do; this one has three trays."""
    tool = tmp_path / "lpoptions"
    lines = ("PageSize/Media Size: *A4 A5", "InputSlot/Media Source: *Auto Tray1 Tray2 Manual")
    tool.write_text("#!/bin/sh\n" + "".join(f"echo '{line}'\n" for line in lines))
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return tool


def test_the_trays_of_a_printer_are_those_that_the_system_tells(qapp, lpoptions):
    assert trays.trays_of("激光") == (
        ("usual", "按打印机设置的纸盒"),
        ("Auto", "自动选择"),
        ("Tray1", "纸盒1"),
        ("Tray2", "纸盒2"),
        ("Manual", "手动进纸"),
    )
    lpoptions.write_text("#!/bin/sh\nexit 1\n")
    assert trays.trays_of("激光") == ()
    lpoptions.unlink()
    assert trays.trays_of("-p") == ()


def test_a_job_takes_the_tray_along_by_its_name(qapp):
    given = {}

    class Engine:
        def setProperty(self, key, value):
            given[key.value] = value

    class Printer:
        def printEngine(self):
            return Engine()

    trays.take_from(Printer(), "usual")
    assert given == {}
    trays.take_from(Printer(), "Tray2")
    assert given == {0xFE00: ["InputSlot", "Tray2"]}


def asked(qtbot, jobs, ground):
    """Return the dialog that asks how a notice is printed, once the trays are there."""
    dialog = PrintDialog(jobs, [replace(order().sheet, form="D-08")], ground)
    dialog.show()
    qtbot.waitUntil(dialog.fields["tray"].isVisible)
    return dialog


def test_the_tray_is_chosen_in_the_dialog_and_kept_for_the_form(
    qtbot, jobs, monkeypatch, lpoptions
):
    monkeypatch.setattr(spool, "printer_names", lambda: ("激光",))
    ground = QWidget()
    qtbot.addWidget(ground)
    dialog = asked(qtbot, jobs, ground)
    dialog.tray.set_code("Tray2")
    assert dialog.tray.currentText() == "纸盒2"
    dialog.ok.click()
    again = asked(qtbot, jobs, ground)
    assert again.tray.code() == "Tray2"

    lpoptions.unlink()
    again.printer.offer((("别的", "别的"),))
    again.printer.set_code("别的")
    again.printer.currentIndexChanged.emit(0)
    qtbot.waitUntil(again.untold.isVisible)
    assert again.fields["tray"].isHidden()
    again.reject()


@pytest.mark.qt_log_ignore("plugin does not support")  # a menu over a window without a screen
def test_what_failed_is_printed_on_another_printer(qtbot, printing, monkeypatch):
    monkeypatch.setattr(spool, "printer_names", lambda: ("二楼", "三楼"))
    issued = []
    printing.printer.faults["协议"] = "打印机已断开。"
    printing.add([Job(order(printer="一楼"), sent=lambda: issued.append(1))])
    qtbot.waitUntil(lambda: printing.to_mend == 1)
    printing.printer.faults.clear()
    dialog = QueueDialog(printing, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.table.selectRow(0)
    offered = dialog.table.menu_for(dialog.model.index(0, 0)).actions()
    assert "打开" not in [action.text() for action in offered]

    dialog.other.click()
    dialog.findChild(QMenu).actions()[1].trigger()
    qtbot.waitUntil(lambda: issued == [1])

    [job] = printing.all
    assert (job.state, job.order.setup.where) == (JobState.SENT, "三楼")
