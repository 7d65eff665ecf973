"""What had not left when the program ended is offered again, by its own person only."""

from dataclasses import replace

import pytest

from mediation_desk import paths
from mediation_desk.services import browse, papers
from mediation_desk.services.desk import choose, everybody
from mediation_desk.ui.printers import spool
from mediation_desk.ui.printers.issuing import Issuing
from mediation_desk.ui.printers.queue import Job, JobState, PrintQueue
from mediation_desk.ui.printers.queue_dialog import QueueDialog
from mediation_desk.ui.printers.unprinted import QueueKeeper
from tests.ui.printers.test_print_queue import order


@pytest.fixture
def kept(desk):
    """The files of jobs that have not left."""
    return lambda: sorted((paths.user_data() / "printing").glob("*.print"))


def jammed(_order, _progress):
    raise spool.NotPrinted("打印机缺纸。")


def fine(_order, progress):
    progress(1, 1)
    return 1


def test_what_had_not_left_is_offered_again_and_issued_once_it_is_printed(qtbot, jobs, desk, kept):
    case = browse.case_by_number(desk, "1")
    paper = papers.compose(desk, case.id, "D-07")
    queue = PrintQueue(jobs, jammed)
    keeper = QueueKeeper(queue, desk, jobs, queue)
    held = order(title="受理通知书", copies=2, wanted=(1, 3))
    issuing = Issuing(desk, jobs, case.id, paper)
    queue.add([Job(held, sent=issuing, consequence="该文书未出具。"), Job(order(title="名单"))])
    qtbot.waitUntil(lambda: queue.to_mend == 2 and len(kept()) == 2 and not jobs.busy)
    for file in kept():
        assert "受理" not in file.read_bytes().decode("utf-8", "ignore")
    keeper.deleteLater()

    after = PrintQueue(jobs, fine)  # the program was begun anew
    again = QueueKeeper(after, desk, jobs, after)
    with qtbot.waitSignal(again.found) as told:
        pass
    assert "受理通知书、名单" in told.args[0]
    assert [job.state for job in after.all] == [JobState.FAILED] * 2, "none begins by itself"
    first = after.all[0]
    assert first.order == replace(held, sheet=replace(held.sheet, copies=1))
    assert first.sent.paper == paper
    assert (first.consequence, first.pages) == ("该文书未出具。", 2)

    after.again(after.all)
    qtbot.waitUntil(lambda: not kept() and not jobs.busy)
    [issued] = [p for p in browse.case_file(desk, case.id).papers if p.title == paper.title]
    assert issued.form == "D-07"


def test_what_was_printed_or_given_up_is_not_offered_again(qtbot, jobs, desk, kept):
    queue = PrintQueue(jobs, fine)
    QueueKeeper(queue, desk, jobs, queue)
    queue.add([Job(order(title="一"))])
    qtbot.waitUntil(lambda: not queue.open and not jobs.busy)
    queue.send = jammed
    second = Job(order(title="二"))
    queue.add([second])
    qtbot.waitUntil(lambda: len(kept()) == 1 and not jobs.busy)
    queue.drop([second])
    qtbot.waitUntil(lambda: not kept() and not jobs.busy)


def test_one_that_came_out_after_all_is_given_up_in_the_queue(qtbot, jobs, desk, kept):
    queue = PrintQueue(jobs, jammed)
    QueueKeeper(queue, desk, jobs, queue)
    queue.add([Job(order(title="一"))])
    qtbot.waitUntil(lambda: len(kept()) == 1 and not jobs.busy)
    dialog = QueueDialog(queue, None)
    qtbot.addWidget(dialog)

    dialog.table.selectRow(0)
    dialog.stop.click()
    dialog.clear.click()

    assert queue.all == []
    qtbot.waitUntil(lambda: not kept() and not jobs.busy)


def test_another_person_at_this_computer_is_not_offered_it(qtbot, jobs, desk, kept):
    queue = PrintQueue(jobs, jammed)
    QueueKeeper(queue, desk, jobs, queue)
    queue.add([Job(order(title="一"))])
    qtbot.waitUntil(lambda: len(kept()) == 1 and not jobs.busy)
    other = next(person for person in everybody(desk) if person.id != desk.actor.id)
    choose(desk, other.id)

    after = PrintQueue(jobs, fine)
    QueueKeeper(after, desk, jobs, after)
    qtbot.waitUntil(lambda: not jobs.busy)

    assert after.all == []
    assert len(kept()) == 1
