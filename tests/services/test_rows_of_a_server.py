"""Whoever asks a server in plain SQL under their own account finds no row of a hidden case.

What hangs on the hidden case is found by itself: along every foreign key, as the owner sees it.
"""

from dataclasses import replace
from datetime import date, time
from io import BytesIO

import psycopg
import pytest
from PIL import Image
from sqlalchemy import make_url

from mediation_desk import i18n
from mediation_desk.domain.booking import ClashKind
from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import NotAllowed
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.materials import Material
from mediation_desk.domain.options import MEDIATORS_SEE_OWN
from mediation_desk.domain.rights import Role
from mediation_desk.importers.materials import recognised
from mediation_desk.services import (
    access,
    browse,
    calendar,
    intake,
    journals,
    logs,
    materials,
    parties,
    planning,
    server_accounts,
    settings,
    standing,
    statistics,
    story,
    story_region,
    undo,
)
from mediation_desk.services.desk import open_desk
from mediation_desk.services.statistics import Span
from mediation_desk.storage import cases, row_policies, sight, whole_views
from mediation_desk.storage import hearings as hearing_rows
from mediation_desk.storage.records import Record
from tests.hanging_rows import (
    WORKER,
    assert_gone,
    at_the_owner,
    hanging,
    key_of,
    one_row,
    rows_seen,
)
from tests.own_accounts import as_person, own_database, plain, staff

OTHER = User(name="孙立", roles=frozenset({Role.MEDIATOR}))
PEN = User(name="何书记", roles=frozenset({Role.CLERK}))
EVERYTHING = CaseFilter(), CaseOrder.NUMBER, False


@pytest.fixture(scope="module")
def told(postgres):
    """A centre whose first case went all its way; one that another mediates, and one free."""
    with own_database(postgres) as url, i18n.speaking(i18n.CHINESE):
        with pytest.MonkeyPatch.context() as patch:
            whole = story.application()
            first = replace(whole, applicants=whole.applicants[:1])
            patch.setattr(story, "application", lambda: first)
            desk, case_id = story.tell(url)
            story_region.tell(desk)
        staff(desk)
        for user in (OTHER, PEN):
            server_accounts.give(desk, settings.save_user(desk, user))
        for user in settings.officers(desk):
            if user.name in {story.MEDIATOR.name, story.CLERK.name, story.SUPERVISOR.name}:
                server_accounts.give(desk, user.id)
        keys = {user.name: user.id for user in settings.officers(desk)}
        others = [
            intake.register(
                desk, replace(whole, applicants=(applicant,), operation=applicant.person.name)
            ).id
            for applicant in whole.applicants[1:3]
        ]
        with desk.db.write(desk.actor, "assign", others[0]) as session:
            cases.set_officers(session, others[0], keys[OTHER.name], None)
        desk.close()
        yield url, case_id, tuple(others)


FREE = story.application().applicants[2].person.name


@pytest.fixture
def sits(told):
    """Let a person of the centre sit at a desk under their own account."""
    opened = []

    def sit(name):
        desk = open_desk(as_person(told[0], name), now=story.StoryClock(story.SECOND_DUE))
        opened.append(desk)
        return desk

    yield sit
    for desk in opened:
        desk.close()


@pytest.fixture
def restricted(told, sits):
    desk = sits(story.SUPERVISOR.name)
    set_restricted(desk, told[1], restricted=True)
    yield told[1]
    set_restricted(desk, told[1], restricted=False)


@pytest.fixture
def own_only(told, sits):
    desk = sits(story.SUPERVISOR.name)
    settings.set_option(desk, MEDIATORS_SEE_OWN, "yes")
    yield told[1]
    settings.set_option(desk, MEDIATORS_SEE_OWN, "no")


def set_restricted(desk, case_id, *, restricted):
    access.set_access(
        desk,
        case_id,
        browse.case_file(desk, case_id).version,
        restricted=restricted,
        reason="涉及未公开的伤病情况",
    )


@pytest.fixture
def filled(told, postgres):
    """A row of the first case in every table that leads to it, each text with the worker's name."""
    owner = postgres.url(str(make_url(told[0]).database))
    with plain(owner) as line:
        line.execute("SET session_replication_role = replica")  # keys are not looked at
        hangs, made = hanging(line, told[1]), []
        for table in Record.metadata.sorted_tables:
            if (key := one_row(line, table, hangs)) is not None:
                made.append((table, key))
                hangs[table.name] = {key}
        line.commit()
        yield [table.name for table, _key in made]
        line.execute("SET session_replication_role = replica")
        for table, key in reversed(made):
            line.execute(f'DELETE FROM {table.name} WHERE "{key_of(table)}" = %s', [key])
        line.commit()


def test_every_table_that_leads_to_a_case_has_a_policy():
    """A table that somebody adds is hidden without a word more: it follows from its keys."""
    leading = {"mediation_case"}
    for table in Record.metadata.sorted_tables:
        if "case_id" in table.c or leading & {k.column.table.name for k in table.foreign_keys}:
            leading.add(table.name)

    assert leading - set(row_policies.tables()) == {"void_number"}, "which has no case any more"


@pytest.mark.parametrize("user", [OTHER, PEN], ids=["mediator", "clerk"])
def test_of_a_restricted_case_no_row_is_there_in_plain_sql(told, restricted, filled, user):
    gone = assert_gone(told[0], user, restricted)

    assert set(row_policies.ways()) - set(gone) == set(), "a table without a row proves nothing"
    assert {"person", "paper_content", "journal", "party", "claim", "signature"} <= set(gone)


@pytest.mark.parametrize("name", [story.MEDIATOR.name, story.CLERK.name, story.SUPERVISOR.name])
def test_who_works_on_a_restricted_case_and_who_leads_sees_all_of_it(told, restricted, name):
    every, hangs = at_the_owner(told[0], restricted)
    seen = rows_seen(told[0], replace(PEN, name=name))

    closed = {"caucus_note", "caucus_reader", "journal_value"}
    assert {n for n, keys in hangs.items() if n in seen and not keys <= seen[n]} <= closed
    assert seen["mediation_case"] == every["mediation_case"]


def test_of_own_cases_only_a_mediator_has_no_row_of_those_of_others(told, own_only, filled):
    url, first, (mine, free) = told
    assert_gone(url, OTHER, first)
    assert rows_seen(url, OTHER)["mediation_case"] == {mine, free}
    assert rows_seen(url, story.MEDIATOR)["mediation_case"] == {first, free}
    assert rows_seen(url, PEN)["mediation_case"] == {first, mine, free}


@pytest.mark.parametrize("rule", ["restricted", "own_only"])
def test_nothing_that_an_account_can_read_holds_a_name_or_a_number_of_a_hidden_case(
    told, request, filled, rule
):
    """Tables, views and functions are read from end to end under the account."""
    case_id = request.getfixturevalue(rule)
    with plain(told[0]) as line:
        words = line.execute(
            "SELECT n.name, n.id_number, n.phone, s.facts, c.respondent_key FROM party p"
            " JOIN person n ON n.id = p.person_id JOIN mediation_case c ON c.id = p.case_id"
            " JOIN statement s ON s.case_id = c.id WHERE p.case_id = %s",
            [case_id],
        ).fetchall()
    assert words
    secret = {word for row in words for word in row[:3] if word}
    assert WORKER in secret
    with plain(as_person(told[0], OTHER.name)) as line:
        readable = line.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'v') AND has_table_privilege(oid, 'SELECT')"
        ).fetchall()
        names = {name for (name,) in readable}
        assert {f"{whole_views.VIEW}{table}" for table in whole_views.tables()} <= names
        told_by = {}
        for name in sorted(names):
            for (row,) in line.execute(f"SELECT t::text FROM {name} AS t"):
                if any(word in row for word in secret):
                    told_by[name] = row
        for asked in (
            "SELECT f::text FROM desk_facts('2000-01-01', '2100-01-01') AS f",
            "SELECT f::text FROM desk_found(ARRAY['李'], ARRAY[]::text[]) AS f",
        ):
            for (row,) in line.execute(asked):
                if any(word in row for word in secret):
                    told_by[asked] = row
        found = line.execute("SELECT * FROM desk_found(ARRAY['李建'], ARRAY[]::text[])").fetchall()

    assert told_by == {}
    assert found == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_reads_no_case_reads_none_by_views_and_functions_either(told, role):
    asked = [f"SELECT count(*) FROM {whole_views.VIEW}{name}" for name in whole_views.tables()]
    asked += [
        "SELECT * FROM desk_facts('2000-01-01', '2100-01-01')",
        "SELECT * FROM desk_found(ARRAY['李'], ARRAY[]::text[])",
        "SELECT * FROM desk_taken_numbers(ARRAY['1'], '2000-01-01', '2100-01-01', 0)",
        "SELECT desk_employer_renamed(1, 'x', 'x', 'x')",
    ]
    with plain(as_person(told[0], f"{role.label}小{role.value[0]}")) as line:
        for statement in asked:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                line.execute(statement)
            line.rollback()


def test_a_hidden_case_is_neither_changed_nor_added_to_nor_taken_away(told, restricted):
    with plain(as_person(told[0], PEN.name)) as line:
        for statement in (
            "UPDATE mediation_case SET cause = cause WHERE id = %s",
            "UPDATE statement SET facts = '' WHERE case_id = %s",
            "DELETE FROM agent WHERE case_id = %s",
            "DELETE FROM hearing WHERE case_id = %s",
        ):
            assert line.execute(statement, [restricted]).rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            line.execute(
                "INSERT INTO party (case_id, side, position) VALUES (%s, 'applicant', 9)",
                [restricted],
            )
        line.rollback()
        for statement in (
            "ALTER TABLE mediation_case DISABLE ROW LEVEL SECURITY",
            f"INSERT INTO case_reader (case_id, user_id) VALUES ({restricted}, 1)",
            "DELETE FROM case_restriction",
            "SET row_security = off; SELECT count(*) FROM mediation_case",
            "CREATE OR REPLACE FUNCTION desk_restricted() RETURNS SETOF bigint LANGUAGE sql"
            " AS 'SELECT 0::bigint WHERE false'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                line.execute(statement)
            line.rollback()


@pytest.mark.parametrize("user", [OTHER, PEN], ids=["mediator", "clerk"])
@pytest.mark.parametrize("rule", ["restricted", "own_only"])
def test_the_desk_works_on_beside_a_hidden_case(told, sits, request, rule, user):
    """Counting, planning, finding and the log need all cases, and tell nothing of the hidden."""
    case_id = request.getfixturevalue(rule)
    desk, leader = sits(user.name), sits(story.SUPERVISOR.name)
    sees = rule == "own_only" and user is PEN
    hidden = "不在查阅范围" if rule == "own_only" else "限制查阅"
    seen = set(browse.case_ids(desk, *EVERYTHING))
    assert (case_id in seen) is sees
    assert set(told[2]) <= seen
    assert bool(browse.find(desk, WORKER)) is sees
    assert browse.find(desk, FREE)
    assert browse.today(desk) is not None

    period = statistics.period_of(leader, Span.MONTH, 2026, 10)
    books = [statistics.month_book(one, period) for one in (leader, desk)]
    assert books[0].reports[0].lines == books[1].reports[0].lines
    assert case_id not in books[1].changed
    number = browse.case_file(leader, case_id).number
    log = logs.month_log(desk, 2026, 10, "csv").decode("utf-8-sig")
    assert number in log
    assert WORKER not in log
    assert (hidden in log) is not sees
    booked = calendar.period(desk, date(2026, 10, 1), date(2026, 10, 31)).hearings
    [held] = [one for one in booked if one.day == story.HEARD]
    assert (held.number == hidden) is not sees
    assert held.room == "第一调解室"
    assert journals.check_code(desk) == journals.check_code(leader)
    assert not journals.checked(leader).finding


def test_a_hearing_is_not_planned_over_one_of_a_hidden_case(told, sits, restricted):
    _url, _first, (mine, _free) = told
    leader, desk = sits(story.SUPERVISOR.name), sits(PEN.name)
    day = date(2026, 12, 3)
    taken = Hearing(day=day, begins=time(9, 30), room="第一调解室", clash_reason="补充核对")
    wanted = replace(taken, clash_reason="")
    before = planning.preview(desk, mine, wanted).clashes
    with leader.db.write(leader.actor, "schedule", restricted) as session:
        hearing_rows.add(session, restricted, replace(taken, number=9))

    clashes = planning.preview(desk, mine, wanted).clashes

    more = [clash for clash in clashes if clash not in before]
    assert {clash.kind for clash in more} == {ClashKind.ROOM, ClashKind.PERSON}
    assert story.EMPLOYER.name in repr(more)
    assert browse.case_file(leader, restricted).number not in repr(more)
    assert "限制查阅" in repr(more)
    with desk.db.write(desk.actor, "schedule", mine) as session, sight.whole(session):
        again = standing.against(desk, session, cases.file(session, mine), wanted)
    assert [clash.told for clash in more] == [clash.told for clash in again if clash in more]
    undo.undo(leader, undo.last(leader, restricted).id)


def test_an_employer_renamed_by_who_does_not_see_the_case_is_renamed_in_it(told, sits, restricted):
    _url, _first, (mine, _free) = told
    leader, desk = sits(story.SUPERVISOR.name), sits(PEN.name)
    case = browse.case_file(desk, mine)
    renamed = replace(case.respondent.employer, name="宣化新固建筑工程有限公司")
    parties.change_employer(desk, mine, case.version, renamed)

    [line] = browse.case_lines(leader, [restricted])
    assert line.respondent == "宣化新固建筑工程有限公司"
    assert restricted in {one.id for one in browse.find(leader, "新固")}
    undo.undo(desk, undo.last(desk, mine).id)
    [line] = browse.case_lines(leader, [restricted])
    assert line.respondent == story.EMPLOYER.name


def test_the_same_material_is_brought_to_a_case_although_a_hidden_one_has_it(
    told, sits, restricted
):
    _url, _first, (mine, _free) = told
    leader, desk = sits(story.SUPERVISOR.name), sits(PEN.name)
    picture = BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    data = picture.getvalue()
    for one, case_id in ((leader, restricted), (desk, mine)):
        taken = materials.stored(one, recognised(data, "工资条.png"))
        said = Material(name="工资条", received_on=story.SECOND_DUE, source="申请人")
        version = browse.case_file(one, case_id).version
        materials.add(one, case_id, version, [(said, taken)])

    [ours] = browse.case_file(desk, mine).materials
    assert materials.content(desk, ours) == data


def test_a_restriction_works_at_the_next_question_and_an_act_is_refused(told, sits):
    _url, case_id, _others = told
    desk, leader = sits(PEN.name), sits(story.SUPERVISOR.name)
    assert browse.case_file(desk, case_id).id == case_id
    set_restricted(leader, case_id, restricted=True)
    try:
        assert case_id not in browse.case_ids(desk, *EVERYTHING)
        with pytest.raises(NotAllowed), desk.db.write(desk.actor, "reveal", case_id):
            pass
    finally:
        set_restricted(leader, case_id, restricted=False)
    assert browse.case_file(desk, case_id).id == case_id


def test_a_server_without_the_policies_is_caught_and_gets_them_from_the_owners_next_start(
    told, sits, restricted
):
    """The negative control, and a centre whose accounts were made before there were policies."""
    url, _first, others = told
    with plain(url) as line:
        for statement in (*whole_views.taking_down(), *row_policies.taking_down()):
            line.execute(statement)
    hangs = at_the_owner(url, restricted)[1]
    seen = rows_seen(url, OTHER)
    assert {name for name in hangs if name in seen and hangs[name] & seen[name]} > {
        "party",
        "claim",
    }
    desk = sits(OTHER.name)
    assert desk.db.standing is not None
    assert not desk.db.standing.by_rows
    assert set(browse.case_ids(desk, *EVERYTHING)) == set(others), "the program hides it by itself"

    open_desk(url).close()

    assert sits(OTHER.name).db.standing.by_rows
    assert_gone(url, OTHER, restricted)
