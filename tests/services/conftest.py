import shutil
from dataclasses import replace
from functools import cached_property

import pytest

from mediation_desk.services import browse, intake, settings, story
from mediation_desk.services.desk import acting, open_desk


class Office:
    """The sample centre without a case, with hands for its people and its clock.

    Its desk opens when first asked for, so that a test may begin where another has come already.
    """

    def __init__(self, location, kept):
        self.clock = story.StoryClock(story.APPLIED)
        self._location = location
        self._folder, self._kept = kept
        self._first = story.SUPERVISOR.name
        self._came = ()

    @cached_property
    def desk(self):
        return open_desk(self._location, now=self.clock, actor=self._first)

    @cached_property
    def people(self):
        return {user.name: acting(user) for user in settings.officers(self.desk)}

    def close(self):
        """Let go of the file; the next question opens it again, with the same person at it."""
        if "desk" in self.__dict__:
            self._first = self.desk.actor.name
            self.desk.close()
            del self.desk
            self.__dict__.pop("people", None)  # others may be there when it opens again

    def goes(self, go, names):
        """Go as far as that with a case; who has come there before left the file as it was then."""
        if "desk" in self.__dict__:
            return go(self, names)
        key = (*self._came, (go.__module__, go.__name__, names, self.clock.instant))
        if key not in self._kept:
            case_id = go(self, names)
            self.close()
            file = self._folder / f"{len(self._kept)}.desk"
            shutil.copyfile(self._location, file)
            self._kept[key] = (file, case_id, self.clock.instant, self._first)
        else:
            file, case_id, self.clock.instant, self._first = self._kept[key]
            shutil.copyfile(file, self._location)
        self._came = key
        return case_id

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


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """A folder with the files of the ways that tests have gone, and which led where."""
    return tmp_path_factory.mktemp("kept"), {}


@pytest.fixture
def office(founded, kept, tmp_path):
    office = Office(shutil.copyfile(founded, tmp_path / "centre.desk"), kept)
    yield office
    office.close()
