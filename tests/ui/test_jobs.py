import logging
import threading
import time

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from mediation_desk.domain.errors import DeskError, NotFound


def test_results_arrive_on_the_windows_thread(qtbot, jobs):
    seen = []

    jobs.ask(
        jobs, threading.current_thread, lambda ran: seen.append((ran, threading.current_thread()))
    )

    qtbot.waitUntil(lambda: bool(seen))
    [(ran_on, delivered_on)] = seen
    assert ran_on is not threading.main_thread()
    assert delivered_on is threading.main_thread()


def test_a_write_is_announced_once_it_is_done(qtbot, jobs):
    with qtbot.waitSignal(jobs.changed):
        jobs.do(jobs, lambda: 1)


def test_a_read_is_not_announced_as_a_change(qtbot, jobs):
    changes, answers = [], []
    jobs.changed.connect(lambda: changes.append(1))

    jobs.ask(jobs, lambda: 1, answers.append)

    qtbot.waitUntil(lambda: bool(answers))
    assert changes == []


def test_a_signal_may_be_the_whole_answer(qtbot, jobs):
    """It returns whether it reached anybody, which is nothing to show."""

    class Told(QObject):
        at = Signal(str)

    told, heard = Told(), []
    told.at.connect(heard.append)

    jobs.ask(jobs, lambda: 1, lambda _done: told.at.emit("09:30"))

    qtbot.waitUntil(lambda: heard == ["09:30"] and not jobs.busy)


def test_a_refused_write_changes_nothing(qtbot, jobs):
    changes, refusals = [], []
    jobs.changed.connect(lambda: changes.append(1))

    def refuse():
        raise NotFound("gone")

    jobs.do(jobs, refuse, refused=refusals.append)

    qtbot.waitUntil(lambda: bool(refusals))
    assert changes == []


def test_a_refusal_nobody_handles_reaches_the_window(qtbot, jobs):
    def refuse():
        raise NotFound("gone")

    with qtbot.waitSignal(jobs.refused) as seen:
        jobs.ask(jobs, refuse)
    assert str(seen.args[0]) == "gone"


def test_an_answer_is_dropped_when_its_asker_has_gone(qtbot, jobs):
    owner, answers = QObject(), []
    go = threading.Event()

    with qtbot.waitSignal(jobs.changed):
        jobs.do(owner, lambda: go.wait(2), answers.append)
        shiboken6.delete(owner)
        go.set()
    qtbot.waitUntil(lambda: not jobs.busy)

    assert answers == []


def test_a_bug_is_reported_without_anybodys_data(qtbot, jobs, caplog):
    def stumble():
        raise ValueError("李建国 130705198001010019")

    with caplog.at_level(logging.ERROR), qtbot.waitSignal(jobs.crashed) as seen:
        jobs.do(jobs, stumble)

    assert isinstance(seen.args[0], ValueError)
    assert "job failed" in caplog.text
    assert "ValueError" in caplog.text
    assert "李建国" not in caplog.text


def test_a_long_job_tells_its_progress(qtbot, jobs):
    steps, done, go = [], [], threading.Event()

    def job(progress):
        go.wait(2)
        return [progress(i, 3) for i in range(1, 4)]

    rendering = jobs.render(jobs, job, done.append)
    rendering.progressed.connect(lambda at, of: steps.append((at, of)))
    go.set()

    qtbot.waitUntil(lambda: bool(done))
    assert done == [[True, True, True]]
    assert steps[-1] == (3, 3)


def test_a_long_job_stops_when_asked_and_hands_nothing_over(qtbot, jobs):
    started, handed = threading.Event(), []

    def job(progress):
        started.set()
        while progress(1, 100):
            pass
        raise DeskError("cancelled")

    rendering = jobs.render(jobs, job, handed.append, handed.append)
    assert started.wait(2)
    with qtbot.waitSignal(rendering.stopped):
        rendering.cancel()

    assert handed == []


def test_drawing_does_not_hold_up_the_desk(qtbot, jobs):
    hold, answers = threading.Event(), []
    jobs.render(jobs, lambda _progress: hold.wait(5))

    jobs.ask(jobs, lambda: "read", answers.append)

    qtbot.waitUntil(lambda: answers == ["read"])
    hold.set()


@pytest.mark.usefixtures("qapp")
def test_after_stopping_nothing_more_is_started(jobs):
    jobs.stop()
    jobs.ask(jobs, lambda: 1 / 0)
    assert not jobs.busy


@pytest.mark.usefixtures("qapp")
def test_what_was_asked_before_the_window_closed_is_still_done(jobs):
    done = []
    jobs.ask(jobs, lambda: time.sleep(0.05))
    jobs.do(jobs, lambda: done.append("saved"))

    jobs.stop()

    assert done == ["saved"]


def test_an_answer_never_comes_before_the_question_is_put(qtbot, jobs):
    answers = []

    for number in range(200):
        jobs.ask(jobs, lambda number=number: number, answers.append)

    assert answers == []
    qtbot.waitUntil(lambda: answers == list(range(200)))


def test_a_long_answer_is_shown_in_slices_and_keys_come_between(qtbot, jobs):
    seen = []

    def show(rows):
        for row in rows:
            seen.append(row)
            QTimer.singleShot(0, lambda row=row: seen.append(f"key after {row}"))
            yield

    jobs.ask(jobs, lambda: ("一", "二"), show)
    qtbot.waitUntil(lambda: not jobs.busy)

    assert seen == ["一", "key after 一", "二", "key after 二"]


def test_a_newer_answer_is_shown_after_all_of_an_older_one(qtbot, jobs):
    seen = []

    def show(rows):
        for row in rows:
            seen.append(row)
            yield

    jobs.show(jobs, show((1, 2, 3)))
    jobs.show(jobs, show((4, 5)))
    qtbot.waitUntil(lambda: not jobs.busy)

    assert seen == [1, 2, 3, 4, 5]


def test_showing_ends_when_its_asker_has_gone(qtbot, jobs):
    seen, owner = [], QObject()

    def show(rows):
        for row in rows:
            seen.append(row)
            yield

    jobs.show(owner, show((1, 2, 3)))
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: not jobs.busy)

    assert seen == [1]
