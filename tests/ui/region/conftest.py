"""The region's page over the sample centre with bodies, people, a matter and a meeting."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.bodies import Body, BodyKind, BodyPerson, Post
from mediation_desk.domain.duty import Half, Shift
from mediation_desk.domain.joint_meetings import Decision, JointMeeting, Participant
from mediation_desk.domain.legal_aid import AidMatter, LegalAid
from mediation_desk.domain.supervision import (
    LetterKind,
    LetterSettings,
    Matter,
    MatterSource,
)
from mediation_desk.services import bodies, duty, joint_meetings, legal_aid, letters, supervision
from mediation_desk.ui.pages.region import RegionPage
from tests.ui.region.hand import rest

MONDAY = date(2026, 11, 23)


@pytest.fixture
def room(desk):
    return bodies.save(
        desk, Body(kind=BodyKind.LEGAL_AID, name="法律援助室", allowance=Decimal("100.00"))
    )


@pytest.fixture
def lawyer(desk, room):
    return bodies.save_person(
        desk, BodyPerson(body_id=room, name="赵律", post=Post.LAWYER, licence="113", firm="某所")
    )


@pytest.fixture
def on_duty(desk, room, lawyer):
    shift = Shift(body_id=room, person_id=lawyer, day=MONDAY, half=Half.MORNING)
    duty.set_duty(desk, room, MONDAY, [Half.MORNING], [shift])


@pytest.fixture
def matter(desk):
    return supervision.begin(
        desk,
        Matter(
            employer="张北某公司",
            source=MatterSource.VISIT,
            received_on=date(2026, 11, 2),
            subject="拖欠工资",
            facts="三个月未发工资",
            rules="劳动法第五十条",
        ),
    )


@pytest.fixture
def inquiry(desk, matter):
    """A letter of inquiry that was issued and received."""
    supervision.save_settings(
        desk,
        LetterSettings(
            sender="张家口市总工会",
            reminder="张劳调函",
            inquiry="张劳调函",
            opinion="张劳调函",
            proposal="张劳调函",
        ),
    )
    key = letters.draft(desk, matter, LetterKind.INQUIRY)
    [draft] = supervision.matter(desk, matter).letters
    letters.change(desk, replace(draft, demand="请说明情况"))
    letters.issue(desk, key, draft.version + 1, date(2026, 11, 18))
    [issued] = supervision.matter(desk, matter).letters
    letters.receive(desk, key, issued.version, date(2026, 11, 18), "前台")
    return key


@pytest.fixture
def aid(desk):
    return legal_aid.save(
        desk,
        LegalAid(applicant="周某", matter=AidMatter.PAY, applied_on=date(2026, 11, 5)),
    )


@pytest.fixture
def meeting(desk):
    return joint_meetings.save(
        desk,
        JointMeeting(
            title="2026年联席会议",
            day=date(2026, 11, 10),
            held=True,
            participants=(Participant(agency="市总工会"),),
            decisions=(Decision(what="信息共享", who="市人社局", due_on=date(2026, 11, 20)),),
        ),
    )


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = RegionPage(desk, jobs)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    rest(qtbot, jobs)
    return page
