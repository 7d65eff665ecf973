"""Files of every earlier version come up to date whole (reliability.md P14, P16)."""

import gzip
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from mediation_desk.services import browse
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import backup
from mediation_desk.storage.marks import HEAD
from tests.faults.migrations import of_version, peaceful, stored_before

STORED = sorted((Path(__file__).parent.parent / "old_files").glob("version-*.desk.gz"))
EVERY_RUN = (2, 19, HEAD - 1)
EACH = [
    pytest.param(version, marks=() if version in EVERY_RUN else pytest.mark.exhaustive)
    for version in range(2, HEAD)
]


def chain(path):
    with closing(driver.connect(str(path))) as connection:
        return connection.execute("SELECT id, hash FROM journal ORDER BY id").fetchall()


@pytest.mark.parametrize("stored", STORED, ids=lambda one: one.name)
def test_a_file_that_an_earlier_program_wrote_comes_up_to_date_whole(stored, tmp_path):
    path = tmp_path / "centre.desk"
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    before = chain(path)

    desk = open_desk(path)
    case = browse.case_file(desk, 1)
    desk.close()

    assert len(case.applicants) == 12
    assert chain(path)[: len(before)] == before
    assert backup.check(path).findings == ()


@pytest.mark.parametrize("version", EACH)
def test_from_each_version_on_an_upgrade_ends_where_one_in_a_single_step_does(version):
    """A file of version 2 to 18 was refused: a row that a migration adds passed for a loss."""
    start = stored_before(version)
    if start != version:
        assert of_version(version) != of_version(start)
    assert _without_options(peaceful(version)[1]) == _without_options(peaceful(start)[1])


def _without_options(content):
    """Leave out since which entry of the journal a value is known: in steps there are more."""
    return {name: rows for name, rows in content.items() if name != "option"}
