"""The hearing: its room and time, the notices, who came, the record, the end."""

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt

from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.centre import User
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.hearing import Attended, Hearing, HearingStatus
from mediation_desk.domain.rights import Role
from mediation_desk.domain.stages import Stage
from mediation_desk.services import browse, hearings, intake, settings, steps, story
from mediation_desk.services.desk import open_desk
from tests.journeys.counter import NUMBER, choose_paper, save_paper
from tests.journeys.hand import CONTROL
from tests.journeys.office import MEDIATOR, SUPERVISOR

ROOM, OTHER_ROOM = "第一调解室", "第二调解室"
COLLEAGUE = "孙明"


def another_case_takes_the_room(office):
    """At another desk on the same file, a colleague's case takes the first room."""
    desk = open_desk(office.path, now=office.clock, actor=SUPERVISOR)

    def version():
        return browse.case_file(desk, key).version

    told = story.application()
    [worker] = [a for a in told.applicants if a.person.name == "王秀英"]
    key = intake.register(desk, _alone(told, worker, desk.today())).id
    for side in Side:
        consent = Consent(
            side=side, agrees=True, given_on=desk.today(), manner=ConsentManner.PHONE, by="某人"
        )
        steps.record_consent(desk, key, version(), consent)
    steps.accept(desk, key, version(), desk.today())
    settings.save_user(desk, User(name=COLLEAGUE, roles=frozenset({Role.MEDIATOR})))
    [colleague] = [user for user in settings.officers(desk) if user.name == COLLEAGUE]
    steps.assign(desk, key, version(), colleague.id, None)
    taken = Hearing(day=story.HEARD, begins=time(10, 0), room=ROOM)
    hearings.schedule(desk, key, version(), taken)
    desk.close()


def _alone(told, worker, day):
    """Return an application of somebody else against somebody else: only the room is shared."""
    somebody = replace(worker.person, name="马小兰", id_number="", id_note="")
    return replace(
        told,
        applicants=(replace(worker, person=somebody),),
        respondent=replace(told.respondent, name="桥东区某餐饮有限公司", credit_code=""),
        received_on=day,
        operation="another case",
    )


def fix(office):
    """The room is taken: the clash shows before anything is saved; another room is free."""
    hand = office.hand
    hand.click("take_schedule")
    hand.wait(lambda: hand.see("room").count() == 2)
    hand.fill("day", "2026.10.22")
    hand.choose("room", ROOM)
    hand.wait(lambda: ROOM in hand.text("plan_clashes"))
    assert "10:00" in hand.text("plan_clashes")
    assert "张劳调字〔2026〕第0002号" in hand.text("plan_clashes")
    hand.choose("room", OTHER_ROOM)
    hand.wait(lambda: "空闲" in hand.text("plan_clashes"))
    hand.fill("begins", "930")
    assert hand.text("day") == "2026-10-22"
    hand.click("hearing_save")
    hand.told("调解会")

    case = office.on_disk()
    [hearing] = case.hearings
    assert (hearing.day, hearing.begins, hearing.room) == (story.HEARD, time(9, 30), OTHER_ROOM)
    assert case.stage is Stage.SCHEDULED


def issue_notices(office):
    """调解通知书 with day, time and room."""
    hand = office.hand
    choose_paper(office, "D-17")
    for text in save_paper(office, "调解通知书"):
        assert "调解通知书" in text
        assert NUMBER in text
        assert "2026年10月22日" in text
        assert "9时30分" in text
        assert OTHER_ROOM in text
    hand.click("paper_issue")
    hand.told("已出具13份文书。")


def see_it_on_today(office):
    """In the morning the day's page shows the hearing; a double click leads to it."""
    hand = office.hand
    hand.key(Qt.Key.Key_1, CONTROL)
    hand.rest()
    rows = hand.rows("hearings")
    ours = [place for place, row in enumerate(rows) if OTHER_ROOM in row]
    assert [rows[place][0] for place in ours] == ["09:30"]
    assert rows[ours[0]][3] == MEDIATOR
    hand.cell("hearings", ours[0], 1, twice=True)
    hand.rest()
    assert hand.text("page_title") == NUMBER


def open_it(office):
    """On the day everybody comes; one worker is represented by an agent."""
    hand = office.hand
    hand.click("take_open")
    hand.wait(lambda: hand.sees("hearing_everyone"))
    hand.click("hearing_everyone")
    names = [row[0] for row in hand.rows("attendance_grid")]
    assert len(names) == 13
    hand.tick_cell("attendance_grid", names.index("郑晓燕"), 2)
    hand.type_cell("attendance_grid", names.index("郑晓燕"), 4, "其夫代理，有授权委托书")
    hand.click("hearing_open")
    hand.told("调解会")

    case = office.on_disk()
    [hearing] = case.hearings
    assert case.stage is Stage.MEDIATING
    assert hearing.status is HearingStatus.UNDER_WAY
    assert hearing.started_at.astimezone(BEIJING).time() == time(9, 30)
    came = {row.name: row for row in hearing.attendance}
    assert came["郑晓燕"].attended is Attended.BY_AGENT
    assert came["郑晓燕"].note == "其夫代理，有授权委托书"
    assert came["吴𠮷"].attended is Attended.PRESENT
    assert all(row.identity_checked for row in hearing.attendance)


def write_the_record(office):
    """The record is typed with phrases at hand; leaving the tab keeps it as a draft."""
    hand = office.hand
    hand.click("phrase_0")
    hand.fill_more("record", "\n" + story.RECORD)
    hand.fill("outcome", "双方达成一致意见，次日签订协议。")
    hand.tab("当事人")
    hand.rest()
    hand.tab("调解会")
    assert hand.text("record").endswith(story.RECORD)


def end_it(office):
    """The end saves the record and the time."""
    hand = office.hand
    assert hand.text("hearing_ended") == "11:40"
    hand.click("hearing_end")
    hand.told("调解会")

    [hearing] = office.on_disk().hearings
    assert hearing.status is HearingStatus.HELD
    assert hearing.ended_at.astimezone(BEIJING).time() == time(11, 40)
    assert story.RECORD in hearing.record
    assert hearing.outcome == "双方达成一致意见，次日签订协议。"

    choose_paper(office, "D-19")
    for text in save_paper(office, "调解笔录"):
        assert "双方同意方案二" in text
        assert "吴𠮷" in text
    hand.click("paper_issue")
    hand.told("已出具。")
    assert hand.text("person").startswith(MEDIATOR)
