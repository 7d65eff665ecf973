"""A case in every stage, made as a centre makes it, and pictures of each one's page.

`python -m tests.bench.stage_pictures FOLDER [STAGE …]` writes two PNG for each stage's code: at
1366×768, and at 910×512, which is such a screen at 150 %. Beside those of a hearing that is under
way stand Today and the calendar as they look then.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from mediation_desk import i18n
from mediation_desk.domain.case import Side
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.settlement import Payment, obligations
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import hearings, payments, settings, steps, story
from mediation_desk.ui import theme, translators
from mediation_desk.ui.calendar.spans import View
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.pages.calendar import CalendarPage
from mediation_desk.ui.photographs import shot
from mediation_desk.ui.places import CALENDAR, TODAY
from mediation_desk.ui.theme import Scheme
from tests.services import course
from tests.services.conftest import Office

SIZES = {"": QSize(1366, 768), "-small": QSize(910, 512)}
NEXT_DAY = timedelta(days=1)
COMMISSION = "张家口市劳动人事争议仲裁委员会"
END = {
    Step.REFUSE: {"ground": "decided", "reason": "同一争议已由仲裁委员会裁决", "body": COMMISSION},
    Step.FAIL: {"ground": "too_far_apart", "reason": "双方差距过大", "manner": "both"},
    Step.LAPSE: {},
    Step.WITHDRAW: {"manner": "letter_signed", "by": "李建国", "reason": "申请人另行协商"},
    Step.RECONCILE: {"manner": "copy", "note": "双方自行和解，一次付清"},
    Step.TRANSFER: {
        "body": COMMISSION,
        "reason": "申请人要求仲裁",
        "items": ("调解申请书",),
        "agreed": True,
    },
    Step.TERMINATE: {"ground": "filed", "reason": "申请人已申请仲裁", "note": "仲裁委受理通知书"},
}
"""What is told of each end without an agreement."""


Names = tuple[str, ...]
Way = Callable[[Office, Names], int]


def registered(office: Office, names: Names) -> int:
    """Register an application."""
    office.clock.at(story.APPLIED)
    return office.register(names)


def _then(way: Way, step: Step, *, after: int = 1, **facts: object) -> Way:
    """Return the way that goes on with a step of the table, days later."""

    def go(office: Office, names: Names) -> int:
        case_id = way(office, names)
        day = office.clock().date() + timedelta(days=after)
        office.clock.at(day)
        told = END.get(step, {}) | facts
        if step in (Step.WITHDRAW, Step.RECONCILE):
            told = {"served_on": day} | told
        course.take(office.supervisor, office, case_id, step, day, **told)
        return case_id

    return go


def asked(office: Office, names: Names) -> int:
    """Ask the other side, which has not answered."""
    case_id = registered(office, names)
    version = office.case(case_id).version
    steps.record_consent(office.clerk, case_id, version, course.consent(Side.APPLICANT))
    facts = {"manner": "phone", "by": "冯永固", "note": "称须与股东商量后答复"}
    course.take(office.clerk, office, case_id, Step.CONTACT, story.APPLIED, **facts)
    return case_id


def declined(office: Office, names: Names) -> int:
    """Record that the other side does not want to mediate."""
    case_id = asked(office, names)
    answer = course.consent(Side.RESPONDENT, agrees=False)
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, answer)
    if office.case(case_id).stage is not Stage.NO_CONSENT:
        course.take(
            office.supervisor,
            office,
            case_id,
            Step.DECLINE,
            story.APPLIED,
            ground="refused",
            by="冯永固",
            reason="被申请人不愿调解",
        )
    return case_id


def _from_the_counter(way: Way) -> Way:
    def go(office: Office, names: Names) -> int:
        office.clock.at(story.APPLIED)
        return way(office, names)

    return go


def scheduled(office: Office, names: Names) -> int:
    """Fix a hearing, in a room and at an hour of its own."""
    case_id = _from_the_counter(course.assigned)(office, names)
    planned = Hearing(day=story.HEARD - NEXT_DAY, begins=time(14), room="第二调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    return case_id


def performed(office: Office, names: Names) -> int:
    """Pay everything that was agreed."""
    case_id = _from_the_counter(course.effective)(office, names)
    for day in (story.FIRST_DUE, story.SECOND_DUE):
        office.clock.at(day)
        case = office.case(case_id)
        paid = tuple(
            Payment(
                party_id=due.party_id,
                instalment=due.instalment,
                paid_on=day,
                amount=due.owed,
                voucher="银行回单",
            )
            for due in obligations(case.settlement.terms.money, case.payments, day)
            if due.owed and due.due_on == day
        )
        payments.record(office.clerk, case_id, case.version, paid)
    if office.case(case_id).stage is not Stage.PERFORMED:
        day = story.SECOND_DUE
        course.take(office.supervisor, office, case_id, Step.PERFORMED, day)
    return case_id


heard = _from_the_counter(course.heard)
failed = _then(heard, Step.FAIL)
closed = _then(failed, Step.CLOSE, ground="without", after=2)
WAYS: dict[Stage, Way] = {
    Stage.APPLIED: registered,
    Stage.CORRECTING: _then(
        registered, Step.ASK_CORRECTION, after=0, items=("身份证复印件", "工资流水"), days=5
    ),
    Stage.CONSENT: asked,
    Stage.ACCEPTED: _from_the_counter(course.accepted),
    Stage.ASSIGNED: _from_the_counter(course.assigned),
    Stage.SCHEDULED: scheduled,
    Stage.MEDIATING: heard,
    Stage.EXTENDED: _then(
        heard, Step.EXTEND, until=date(2026, 11, 12), reason="等待工程款结算", agreed=True
    ),
    Stage.SIGNING: _from_the_counter(course.signing),
    Stage.EFFECTIVE: _from_the_counter(course.effective),
    Stage.PERFORMED: performed,
    Stage.REFUSED: _then(registered, Step.REFUSE),
    Stage.NO_CONSENT: declined,
    Stage.FAILED: failed,
    Stage.LAPSED: _then(heard, Step.LAPSE, after=21),
    Stage.WITHDRAWN: _then(heard, Step.WITHDRAW),
    Stage.RECONCILED: _then(heard, Step.RECONCILE),
    Stage.TRANSFERRED: _then(heard, Step.TRANSFER),
    Stage.TERMINATED: _then(heard, Step.TERMINATE),
    Stage.CLOSED: closed,
    Stage.ARCHIVED: _then(
        closed, Step.ARCHIVE, number="2026-调-018", ground="10", agreed=True, after=3
    ),
}


def photograph(app: QApplication, office: Office, stage: Stage, folder: Path) -> list[Path]:
    """Bring a case into a stage and photograph its page; the clock stands on its last day."""
    case_id = WAYS[stage](office, course.LI)
    assert office.case(case_id).stage is stage, f"{stage.name} was not reached"
    desk = office.supervisor
    jobs = Jobs()
    window = MainWindow(jobs)
    window.show()
    window.take(desk, settings.officers(desk))
    found = []
    try:
        for ending, size in SIZES.items():
            window.resize(size)
            window.open_case(case_id)
            found.append(shot(app, jobs, window, folder, stage.value + ending))
            for name in _beside(window) if stage is Stage.MEDIATING else ():
                found.append(shot(app, jobs, window, folder, name + ending))
        return found
    finally:
        window.close()
        jobs.stop()
        app.processEvents()


def _beside(window: MainWindow) -> Iterator[str]:
    """Bring Today and each view of the calendar into view, and name them."""
    window.show_page(TODAY)
    yield TODAY
    calendar = window.show_page(CALENDAR)
    assert isinstance(calendar, CalendarPage)
    for view in View:
        calendar.look_by(view)
        yield f"{CALENDAR}-{view.value}"


def main(folder: Path, codes: list[str]) -> None:
    """Photograph the page of a case in each stage, or in those named."""
    assert set(WAYS) == set(Stage), "a stage has no way to it"
    folder.mkdir(parents=True, exist_ok=True)
    i18n.use(i18n.CHINESE)
    app = QApplication([])
    translators.install(app)
    theme.apply(app, Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as home:
        os.environ["MEDIATION_DESK_HOME"] = home
        kept: tuple[Path, dict[object, object]] = (Path(home), {})
        founded = Path(home) / "founded.desk"
        story.found_centre(founded, story.StoryClock(story.APPLIED)).close()
        for stage in WAYS:
            if codes and stage.value not in codes:
                continue
            office = Office(Path(shutil.copyfile(founded, Path(home) / "centre.desk")), kept)
            for path in photograph(app, office, stage, folder):
                print(path.name, flush=True)
            office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
