"""A verified backup before an import that writes many (reliability.md P10)."""

from pathlib import Path

import pytest

from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.errors import DeskError, Stopped
from mediation_desk.domain.keeping import MANY
from mediation_desk.services import backups, browse, keeping, past_cases
from mediation_desk.storage import journal
from tests.services.test_past_cases import read, row, workbook


@pytest.fixture
def run_of(office, tmp_path):
    def made(count):
        rows = [row(number=f"张劳调〔2019〕{n}号", 申请人姓名=f"李{n}") for n in range(count)]
        return read(office.supervisor, workbook(tmp_path / f"{count}.xlsx", rows))

    return made


def kept(desk):
    return list(Path(f"{desk.db.location}.backups").glob("*.deskbackup"))


def lines(desk):
    return len(browse.case_ids(desk, CaseFilter(), CaseOrder.NUMBER, False))


def test_before_many_lines_a_backup_is_made_that_lacks_them(office, run_of):
    desk, before = office.supervisor, lines(office.supervisor)

    past_cases.bring_in(desk, run_of(MANY))

    [backup] = kept(desk)
    checked = backups.check(str(backup), None)
    assert checked.sound
    assert lines(desk) == before + MANY
    assert backups.info(backup, None).cases == before
    with desk.db.read() as session:
        made, brought = (journal.last_done(session, (d,)) for d in ("backup", "import_ledger"))
    assert made.id < brought.id


def test_few_lines_need_none_and_what_is_backed_up_already_is_not_again(office, run_of):
    desk = office.supervisor

    past_cases.bring_in(desk, run_of(MANY - 1))
    assert kept(desk) == []

    keeping.run(desk)
    assert keeping.before_import(desk, MANY) is None
    assert len(kept(desk)) == 1


def test_where_the_backup_fails_or_is_stopped_nothing_is_imported(office, run_of):
    desk, before = office.supervisor, lines(office.supervisor)
    run = run_of(MANY)

    with pytest.raises(Stopped):
        past_cases.bring_in(desk, run, progress=lambda _done, _of: False)
    Path(f"{desk.db.location}.backups").rmdir()
    Path(f"{desk.db.location}.backups").write_text("in the way")
    with pytest.raises(DeskError, match="备份"):
        past_cases.bring_in(desk, run)

    assert lines(desk) == before
    assert keeping.state(desk).failed
