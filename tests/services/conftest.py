import shutil
from dataclasses import replace

import pytest

from mediation_desk.services import browse, intake, settings, story
from mediation_desk.services.desk import acting, open_desk


class Office:
    """The sample centre without a case, with hands for its people and its clock."""

    def __init__(self, location):
        self.clock = story.StoryClock(story.APPLIED)
        self.desk = open_desk(location, now=self.clock, actor=story.SUPERVISOR.name)
        self.people = {user.name: acting(user) for user in settings.officers(self.desk)}

    def as_(self, user):
        self.desk.actor = self.people[user.name]
        return self.desk

    @property
    def clerk(self):
        return self.as_(story.CLERK)

    @property
    def mediator(self):
        return self.as_(story.MEDIATOR)

    @property
    def supervisor(self):
        return self.as_(story.SUPERVISOR)

    def case(self, case_id):
        return browse.case_file(self.desk, case_id)

    def register(self, names=None):
        application = story.application()
        if names:
            chosen = tuple(a for a in application.applicants if a.person.name in names)
            application = replace(application, applicants=chosen, operation="-".join(names))
        return intake.register(self.clerk, application).id


@pytest.fixture
def office(founded, tmp_path):
    office = Office(shutil.copyfile(founded, tmp_path / "centre.desk"))
    yield office
    office.desk.close()
