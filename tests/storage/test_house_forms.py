"""Templates of the centre in the file and on a server: versions, content, and which is used."""

import hashlib

import pytest

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.house_forms import FormVersion
from mediation_desk.storage import house_forms, journal
from mediation_desk.storage.records import FormContentRecord
from tests.storage.samples import NOW, WANG


def taken(session, docx, form="D-08"):
    version = FormVersion(
        form=form,
        sha256=hashlib.sha256(docx).hexdigest(),
        size=len(docx),
        taken_at=NOW,
        taken_by=WANG.name,
    )
    key = house_forms.add(session, version, docx)
    house_forms.use(session, form, key)
    return key


def test_the_version_in_force_is_that_taken_last_and_ours_again_without_one(db):
    with db.write(WANG, "take_form") as session:
        assert house_forms.in_force(session, "D-08") is None
        first = taken(session, b"first")
        taken(session, b"second")

    with db.read() as session:
        assert house_forms.in_force(session, "D-08") == b"second"
        assert house_forms.in_force(session, "D-09") is None
        newest, oldest = house_forms.versions(session, "D-08")
        assert (newest.in_force, oldest.in_force) == (True, False)
        assert (oldest.id, oldest.taken_at, oldest.taken_by) == (first, NOW, WANG.name)
        assert house_forms.content(session, first) == b"first"

    with db.write(WANG, "back_to_our_form") as session:
        house_forms.use(session, "D-08", None)
        assert house_forms.in_force(session, "D-08") is None
        assert len(house_forms.versions(session)) == 2


def test_the_same_content_is_kept_once(db):
    with db.write(WANG, "take_form") as session:
        taken(session, b"same")
        taken(session, b"same", "D-09")

    with db.read() as session:
        assert session.query(FormContentRecord).count() == 1
        assert house_forms.in_force(session, "D-09") == b"same"


def test_undoing_brings_the_version_before_into_force(db):
    with db.write(WANG, "take_form") as session:
        taken(session, b"first")
    with db.write(WANG, "take_form") as session:
        taken(session, b"second")

    with db.write(WANG, "undo") as session:
        last = journal.last_done(session, ("take_form",))
        journal.undo(session, last.id, WANG)
        assert house_forms.in_force(session, "D-08") == b"first"


def test_altered_content_is_never_printed_from(db):
    with db.write(WANG, "take_form") as session:
        taken(session, b"first")
        session.query(FormContentRecord).one().docx = b"altered"

    with db.read() as session, pytest.raises(FileRefused):
        house_forms.in_force(session, "D-08")
