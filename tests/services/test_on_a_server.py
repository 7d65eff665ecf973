"""A ledger and a report from below come in on PostgreSQL as they do in a file."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mediation_desk import i18n
from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.rollup import Standing
from mediation_desk.services import (
    browse,
    intake,
    journals,
    past_cases,
    period_locks,
    recycling,
    rollup,
    rollup_board,
    rollup_receiving,
    sample,
    settings,
    story,
    voiding,
)
from mediation_desk.services.desk import found, open_desk
from tests.services.packages_made import OCTOBER
from tests.services.test_past_cases import read, row, workbook

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.fixture
def server(postgres_url):
    with i18n.speaking(i18n.CHINESE):
        desk = found(postgres_url, story.CENTRE, story.SUPERVISOR, now=lambda: NOW)
        yield desk
        desk.close()


def numbers(desk):
    keys = browse.case_ids(desk, CaseFilter(), CaseOrder.NUMBER, False)
    return [browse.case_file(desk, key).number for key in keys]


def test_a_ledger_comes_in_whole_and_one_undo_takes_it_back(server, tmp_path):
    rows = [row(), row("张劳调〔2019〕8号", 身份证号="139900199001010023")]
    run = read(server, workbook(tmp_path / "台账.xlsx", rows))

    key = past_cases.bring_in(server, run)
    assert numbers(server) == ["张劳调〔2019〕7号", "张劳调〔2019〕8号"]
    assert past_cases.take_back(server, key) == 2
    assert numbers(server) == []

    past_cases.bring_in(server, run)
    assert len(numbers(server)) == 2


def test_what_is_erased_for_good_is_in_no_page_of_the_server_either(server):
    rare = "龘靐"
    told = story.application()
    worker = replace(told.applicants[0], person=replace(told.applicants[0].person, name=rare))
    told = replace(told, applicants=(worker,), operation="erased")
    ref = intake.register(server, told)
    voiding.void(server, ref.id, browse.case_file(server, ref.id).version, f"与{rare}另案重复")
    [void] = recycling.discarded(server)
    other = settings.save_user(server, story.CLERK)
    assert pages_with(server, rare)

    made = recycling.erase(server, void.entry, "本人书面要求删除", recycling.Second(user_id=other))

    assert made.freed
    assert pages_with(server, rare) == []
    assert journals.checked(server).sound


def pages_with(desk, word):
    """Return the tables of which a page on disk still holds a word."""
    with desk.db._writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        tables = connection.exec_driver_sql(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'i', 't')"
            " AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)"
            " AND pg_relation_size(oid) > 0"
        ).scalars()
        held = (
            "SELECT position(convert_to(%(word)s, 'UTF8') IN"
            " pg_read_binary_file(pg_relation_filepath(%(table)s::regclass)))"
        )
        return [
            name
            for name in tables
            if not name.startswith("pg_toast")
            and connection.exec_driver_sql(held, {"word": word, "table": name}).scalar()
        ]


def test_a_county_is_taken_in(server, founded, tmp_path):
    county = open_desk(shutil.copyfile(founded, tmp_path / "county.desk"), now=lambda: NOW)
    rollup.set_region(county, "130702")
    sample.fill(county, 120)
    period_locks.lock_period(county, OCTOBER)
    made = rollup.make(county, OCTOBER)
    name, data = rollup.package_file(county, made.id)
    county.close()
    (tmp_path / name).write_bytes(data)
    rollup.set_region(server, "130700")

    looked = rollup_receiving.look(server, tmp_path / name)
    rollup_receiving.receive(server, [tmp_path / name], {looked.fingerprint})

    board = rollup_board.board(server, OCTOBER)
    [line] = [one for one in board.lines if one.unit.code == "130702"]
    assert line.standing is Standing.RECEIVED
