"""A registration that was a slip goes whole, its number stays, and all of it can come back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from mediation_desk import i18n
from mediation_desk.domain.case import CaseFilter
from mediation_desk.domain.errors import DeskError, Invalid, NotFound
from mediation_desk.domain.journal import Asked
from mediation_desk.domain.period import Period, Span
from mediation_desk.services import (
    browse,
    intake,
    journals,
    logs,
    papers,
    parties,
    period_locks,
    undo,
    voiding,
)
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import cases
from mediation_desk.storage import voiding as store
from mediation_desk.storage.records import CaseRecord, PartyRecord, Record, SearchRecord
from tests.storage.samples import APPLICATION, BUILDER, LI_WORKER, SHAN_WORKER

NOW = datetime(2026, 10, 12, 1, 30, tzinfo=UTC)
OCTOBER = Period.of(Span.MONTH, 2026, 10)
TWO = replace(
    APPLICATION,
    respondent=replace(BUILDER, credit_code=""),
    applicants=(
        replace(SHAN_WORKER, person=replace(SHAN_WORKER.person, id_number="")),
        LI_WORKER,
    ),
)
WHY = "与第0001号重复登记"


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


@pytest.fixture
def clock():
    """The moments at which the desk was looked at; the last one is now."""
    return [NOW]


@pytest.fixture
def desk(location, clock):
    desk = open_desk(location, now=lambda: clock[-1])
    yield desk
    desk.close()


def register(desk, operation):
    return intake.register(desk, replace(TWO, operation=operation))


def void(desk, case_id, why=WHY):
    return voiding.void(desk, case_id, browse.case_file(desk, case_id).version, why)


def rows(desk):
    """Return how many rows stand in each table that is not a book of what was done."""
    books = {"journal", "journal_value", "number_series", "void_number"}
    with desk.db.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Record.metadata.sorted_tables
            if table.name not in books
        }


def test_a_voided_registration_is_nowhere_but_its_number_is_kept_with_the_reason(desk):
    register(desk, "first")
    before = rows(desk)
    slip = register(desk, "slip")

    kept = void(desk, slip.id)

    assert rows(desk) == before
    assert browse.find(desk, slip.number) == ()
    assert (kept.number, kept.reason, kept.voided_by) == (slip.number, WHY, desk.actor.name)
    assert (kept.applicants, kept.respondent) == ("单雄信、李梅", "宣化某建筑工程有限公司")
    assert (kept.received_on, kept.cause) == (date(2026, 10, 12), "A01")
    [voided, registered] = journals.lines(desk, Asked(case=slip.number))
    assert (voided.number, voided.entry.doing) == (slip.number, "void_registration")
    assert {"reason": WHY} in [change.after for change in voided.entry.changes]
    assert registered.number == slip.number
    with pytest.raises(NotFound, match=WHY):
        browse.case_by_number(desk, slip.number)
    log = logs.month_log(desk, 2026, 10, "csv").decode("utf-8-sig")
    assert f"{slip.number}：收到申请2026-10-12" in log
    assert f"理由：{WHY}" in log
    assert WHY not in logs.month_log(desk, 2026, 9, "csv").decode("utf-8-sig")
    for asked in (slip.number, "2", "单雄信", "sxx", "宣化 李梅"):
        assert voiding.found(desk, asked) == (kept,), asked
    with desk.db.read() as session:
        assert store.received(session, OCTOBER.first, OCTOBER.last) == (kept,)
        assert store.received(session, date(2026, 11, 1), date(2026, 11, 30)) == ()


def test_a_void_number_and_the_keys_of_its_rows_are_not_given_again(desk):
    slip = register(desk, "slip")
    lost = browse.case_file(desk, slip.id)
    void(desk, slip.id)

    later = browse.case_file(desk, register(desk, "right").id)

    assert later.number.endswith("第0002号")
    assert later.id > lost.id
    assert min(a.id for a in later.applicants) > max(a.id for a in lost.applicants)
    assert [e.doing for e in browse.journal(desk, later.id)] == ["register"]
    with (
        pytest.raises(DeskError, match="已作废"),
        desk.db.write(desk.actor, "register") as session,
    ):
        cases.add(session, replace(APPLICATION, operation=""), slip.number)


def test_undo_brings_the_case_back_whole_also_after_others_were_registered(desk):
    slip = register(desk, "slip")
    party = browse.case_file(desk, slip.id).applicants[0]
    changed = replace(party.person, phone="13700000000")
    parties.change_person(desk, slip.id, 1, party.id, changed)
    lost, counted = browse.case_file(desk, slip.id), rows(desk)
    kept = void(desk, slip.id)
    other = register(desk, "right")
    beside = browse.case_file(desk, other.id)

    voiding.restore(desk, kept.id)

    back = browse.case_file(desk, slip.id)
    assert back.version > lost.version + 1
    assert replace(back, version=lost.version, saved_at=lost.saved_at) == lost
    assert browse.case_file(desk, other.id) == beside
    assert browse.find(desk, slip.number)[0].id == slip.id
    assert voiding.found(desk, slip.number) == ()
    assert rows(desk)["party"] == counted["party"] * 2
    with desk.db.read() as session:
        found = cases.first_lines(session, CaseFilter(), cases.CaseOrder.NUMBER, False)
        assert [line.number for line in found] == [slip.number, other.number]
        assert session.get(SearchRecord, slip.id) is not None
        assert session.get(CaseRecord, slip.id).employer_id == session.scalar(
            select(PartyRecord.employer_id).where(
                PartyRecord.case_id == slip.id, PartyRecord.employer_id.is_not(None)
            )
        )
    void(desk, slip.id)
    assert browse.case_by_number(desk, other.number).id == other.id


def test_the_last_act_of_the_case_is_undone_by_whoever_voided_it(desk):
    slip = register(desk, "slip")
    void(desk, slip.id)

    entry = undo.last(desk, slip.id)
    undo.undo(desk, entry.id)

    assert browse.case_file(desk, slip.id).number == slip.number


def test_a_slip_is_voided_with_a_reason_that_can_be_read(desk):
    slip = register(desk, "slip")

    with pytest.raises(Invalid):
        void(desk, slip.id, "错")

    assert browse.case_file(desk, slip.id).number == slip.number


def test_a_case_of_which_a_paper_was_issued_is_withdrawn_instead(desk):
    slip = register(desk, "slip")
    paper = papers.compose(desk, slip.id, "D-05")
    papers.issue(desk, slip.id, browse.case_file(desk, slip.id).version, paper)

    with pytest.raises(DeskError, match="文书"):
        void(desk, slip.id)

    assert browse.case_file(desk, slip.id).papers


def test_a_case_that_counts_in_a_locked_period_is_withdrawn_instead(desk, clock):
    slip = register(desk, "slip")
    clock.append(datetime(2026, 11, 5, 1, 30, tzinfo=UTC))
    period_locks.lock_period(desk, OCTOBER)
    before = rows(desk)

    with pytest.raises(DeskError, match="锁定"):
        void(desk, slip.id)

    assert rows(desk) == before


def test_every_table_that_names_a_case_goes_with_it_or_keeps_it():
    """A table that comes later must say which: it stands here when its rows keep the case."""
    keeps = {
        *("paper", "service", "hearing", "period_fact", "legal_aid", "body_referral"),
        *("mirrored_case", "supervision_matter", "handover_case", "recusal", "settlement"),
        *("payment", "waiver", "duty", "proceeding", "visit", "attendance", "money_row"),
        *("expected_person", "signature", "past_case", "split_worker"),
    }
    names = {"mediation_case", "party"}
    naming = {
        table.name
        for table in Record.metadata.sorted_tables
        if any(key.column.table.name in names for key in table.foreign_keys)
    }

    assert naming <= store.GOING | keeps | {"enquiry"}
