"""A restricted case, every service, and somebody who may not see it (reliability.md 2b, P29)."""

import inspect
from datetime import date
from pathlib import Path

import pytest

import mediation_desk
from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, NotFound
from mediation_desk.domain.options import MEDIATORS_SEE_OWN
from mediation_desk.domain.rights import Role
from mediation_desk.services import (
    access,
    boards,
    browse,
    calendar,
    drafts,
    logs,
    settings,
    statistics,
    story,
    undo,
)
from mediation_desk.services.desk import acting
from mediation_desk.services.statistics import Span
from tests.services.course import heard, registered
from tests.services.test_rights_matrix import ROWS, service_of

OTHER = User(name="孙立", roles=frozenset({Role.MEDIATOR}))
PEN = User(name="何书记", roles=frozenset({Role.CLERK}))
NAMES = ("李建国", "永固")


@pytest.fixture
def case_id(office):
    case_id = heard(office)
    for user in (OTHER, PEN):
        settings.save_user(office.supervisor, user)
    office.__dict__.pop("people", None)
    restrict(office, case_id)
    return case_id


def test_what_was_filled_in_in_a_case_is_told_no_more_once_it_is_restricted(office, case_id):
    restrict(office, case_id, restricted=False)
    desk = office.as_(OTHER)
    key = f"dialog/{case_id}/applicant_dialog/1"
    drafts.keep(desk, key, {"title": NAMES[0], "page": "case", "typed": {"address": "沙城"}})
    drafts.keep(desk, "dialog/0/room_dialog/", {"title": "调解室", "page": "settings"})
    assert [one.title for one in drafts.begun(desk)] == ["调解室", NAMES[0]]

    restrict(office, case_id)
    desk = office.as_(OTHER)

    assert [one.title for one in drafts.begun(desk)] == ["调解室"]
    assert drafts.begun(desk, case_id) == ()


def restrict(office, case_id, readers=(), *, restricted=True):
    desk = office.supervisor
    version = browse.case_file(desk, case_id).version
    access.set_access(
        desk,
        case_id,
        version,
        restricted=restricted,
        readers=[office.people[one.name].id for one in readers],
        reason="涉及未公开的伤病情况",
    )


def told(desk):
    """What the lists of the desk tell whoever acts."""
    everything = CaseFilter(), CaseOrder.NUMBER, False
    yield "list", browse.first_lines(desk, *everything)
    yield "keys", browse.case_lines(desk, browse.case_ids(desk, *everything))
    yield "search", browse.find(desk, NAMES[0])
    yield "today", browse.today(desk)
    yield "boards", boards.boards(desk)
    yield "employers", browse.employer_file(desk, 1).cases
    yield "month", calendar.month(desk, date(2026, 10, 1), date(2026, 10, 31))
    yield "period", calendar.period(desk, date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize("who", [OTHER, PEN], ids=["mediator", "clerk"])
def test_a_restricted_case_is_in_no_list_of_others_and_in_those_of_its_people(office, case_id, who):
    for mine in (office.mediator, office.clerk, office.supervisor):
        assert all(NAMES[0] in repr(found) for name, found in told(mine) if name != "boards")

    desk = office.as_(who)

    assert [name for name, found in told(desk) if any(word in repr(found) for word in NAMES)] == []
    [busy] = calendar.period(desk, date(2026, 10, 1), date(2026, 10, 31)).hearings
    assert (busy.number, busy.room, busy.day) == ("限制查阅", "第一调解室", story.HEARD)

    restrict(office, case_id, (who,))
    assert browse.case_file(office.as_(who), case_id).id == case_id
    restrict(office, case_id, restricted=False)
    assert browse.find(office.as_(who), NAMES[0])


class Nothing:
    """An argument that nobody gets to look at."""


@pytest.mark.parametrize("who", [OTHER, PEN], ids=["mediator", "clerk"])
def test_no_service_that_takes_a_case_gives_a_restricted_one_to_others(office, case_id, who):
    """All services of the table are called as somebody who may not see the case."""
    version = browse.case_file(office.supervisor, case_id).version
    desk = office.as_(who)
    gave, refused = [], 0
    for row in ROWS:
        service = service_of(row)
        given = inspect.signature(service).parameters
        if "case_id" not in given:
            continue
        known = {"case_id": case_id, "version": version, "first": None, "before": None}
        values = {
            name: known.get(name, Nothing())
            for name, one in list(given.items())[1:]
            if one.default is one.empty and one.kind is not one.VAR_KEYWORD
        }
        try:
            found = service(desk, **values)
            found = list(found) if inspect.isgenerator(found) else found
        except (NotFound, NotAllowed):
            refused += 1
        except Exception:  # noqa: BLE001 - it stumbled over the rest before it gave anything
            continue
        else:
            if found:
                gave.append((row["service"], found))

    assert [name for name, found in gave if any(word in repr(found) for word in NAMES)] == []
    own = ["bodies.around", "major_reports.typed"]
    assert [name for name, _found in gave] == own, "empty lists, and what this person typed"
    assert refused > 60
    assert browse.case_file(office.supervisor, case_id).version == version, (
        "nothing was written either"
    )


def test_the_log_adds_up_without_names_and_the_statistics_count_it(office, case_id):
    month = story.APPLIED.year, story.APPLIED.month
    number = browse.case_file(office.supervisor, case_id).number
    whole = logs.month_log(office.supervisor, *month, "csv").decode("utf-8-sig")
    masked = logs.month_log(office.as_(OTHER), *month, "csv").decode("utf-8-sig")

    assert number in whole
    assert number in masked
    assert "永固" in whole
    assert "永固" not in masked
    assert "限制查阅" in masked
    period = statistics.period_of(office.desk, Span.MONTH, *month)
    books = [statistics.month_book(desk, period) for desk in (office.supervisor, office.as_(OTHER))]
    assert books[0].reports[0].lines == books[1].reports[0].lines


def test_a_case_is_restricted_by_a_supervisor_with_a_reason_and_undone_by_nobody_else(
    office, case_id
):
    version = office.case(case_id).version
    with pytest.raises(NotAllowed):
        access.set_access(office.mediator, case_id, version, restricted=False, reason="伤病已公开")
    with pytest.raises(Invalid, match="理由"):
        access.set_access(office.supervisor, case_id, version, restricted=True, reason="是")
    eyes = access.of_case(office.supervisor, office.case(case_id))
    assert eyes.access.restricted
    assert {story.MEDIATOR.name, story.CLERK.name, story.SUPERVISOR.name} <= set(eyes.always)
    assert {OTHER.name, PEN.name} <= {one.name for one in eyes.others}
    entry = undo.last(office.supervisor, case_id)
    with pytest.raises(DeskError):
        undo.undo(office.as_(OTHER), entry.id)

    undo.undo(office.supervisor, entry.id)

    assert browse.case_file(office.as_(OTHER), case_id).id == case_id


def test_opening_a_case_and_naming_readers_has_a_reason_that_stands_in_its_course(office, case_id):
    version = office.case(case_id).version
    with pytest.raises(Invalid, match="理由"):
        access.set_access(office.supervisor, case_id, version, restricted=False)

    access.set_access(
        office.supervisor, case_id, version, restricted=False, reason="申请人不再要求保密"
    )

    entry = undo.last(office.supervisor, case_id)
    assert {"reason": "申请人不再要求保密"} in [change.after for change in entry.changes]


def test_a_centre_may_set_that_mediators_see_their_own_cases_only(office, case_id):
    restrict(office, case_id, restricted=False)
    settings.set_option(office.supervisor, MEDIATORS_SEE_OWN, "yes")
    free = registered(office, ("周大勇",))

    keys = set(browse.case_ids(office.as_(OTHER), CaseFilter(), CaseOrder.NUMBER, False))

    assert keys == {free}, "what nobody mediates yet is there for whoever takes it up"
    assert case_id in set(browse.case_ids(office.mediator, CaseFilter(), CaseOrder.NUMBER, False))
    assert case_id in set(browse.case_ids(office.as_(PEN), CaseFilter(), CaseOrder.NUMBER, False))
    assert acting(OTHER).roles == OTHER.roles


def test_all_cases_are_read_in_few_places_that_name_none():
    """Whoever adds one has thought about what it tells."""
    folder = Path(mediation_desk.__file__).parent
    found = {
        f"{path.parent.name}/{path.stem}"
        for path in folder.rglob("*.py")
        if "sight.whole(" in path.read_text("utf-8")
    }

    assert found == {
        *("services/calendar", "services/planning", "services/hearings", "services/logs"),
        *("services/journals", "services/statistics", "services/month_pictures", "services/points"),
        *("services/adjusted", "services/rollup_board"),
    }
