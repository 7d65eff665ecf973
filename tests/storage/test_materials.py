"""Materials: stored whole or not at all, verified when read, in backups, restores and checks."""

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from mediation_desk.domain.errors import DeskError, FileRefused, NotFound, Stopped
from mediation_desk.domain.materials import Material, Media
from mediation_desk.domain.sides import Side
from mediation_desk.storage import backup, material_files, materials
from mediation_desk.storage.database import Database
from mediation_desk.storage.marks import SHARED
from tests.storage.samples import NOW, WANG, read, register

PHOTO = b"\xff\xd8\xff" + "李建国的工资条".encode() * 40


def keep(db: Database, case_id: int, data: bytes = PHOTO, name: str = "工资条") -> Material:
    kept = material_files.keep(db, data)
    material = Material(
        name=name,
        side=Side.APPLICANT,
        received_on=NOW.date(),
        media=Media.JPEG,
        size=len(data),
        sha256=kept.sha256,
    )
    with db.write(WANG, "add_material", case_id) as session:
        material_files.point_to(session, kept, material_files.blob_of(db, kept, data))
        key = materials.add(session, case_id, material)
    return replace(material, id=key)


def stored_files(db: Database) -> list[Path]:
    return sorted(material_files.beside(Path(db.location)).glob("??/*"))


def test_a_material_is_read_as_it_came_and_its_file_tells_nothing(db: Database):
    case_id = register(db).id
    first = keep(db, case_id)
    second = keep(db, case_id, PHOTO + b"2", "考勤表")

    assert material_files.read(db, first.sha256, first.name) == PHOTO
    assert [m.name for m in read(db, case_id).materials] == ["工资条", "考勤表"]
    assert [m.position for m in read(db, case_id).materials] == [1, 2]
    for place in stored_files(db):
        assert hashlib.sha256(place.read_bytes()).hexdigest() == place.name
        assert "李建国".encode() not in place.read_bytes()
    with db.write(WANG, "order_materials", case_id) as session:
        materials.put_in_order(session, case_id, (second.id, first.id))
    assert [m.name for m in read(db, case_id).materials] == ["考勤表", "工资条"]


def test_the_same_content_twice_lies_there_once_and_heals_what_was_lost(file: Path):
    db = Database.open(file)
    kept = keep(db, register(db).id)
    [place] = stored_files(db)
    place.write_bytes(b"altered")
    with pytest.raises(FileRefused):
        material_files.read(db, kept.sha256, kept.name)
    place.unlink()
    with pytest.raises(NotFound):
        material_files.read(db, kept.sha256, kept.name)

    material_files.keep(db, PHOTO)

    assert stored_files(db) == [place]
    assert material_files.read(db, kept.sha256, kept.name) == PHOTO
    db.close()


def test_a_check_names_the_material_that_is_missing_or_altered(location: str):
    db = Database.open(location)
    case = register(db)
    kept = keep(db, case.id)
    keep(db, case.id, PHOTO + b"2", "考勤表")
    assert backup.check(db.location if db.is_file else location).sound
    if db.is_file:
        lost = material_files.keep(db, PHOTO).stored
        next(p for p in stored_files(db) if p.name == lost).write_bytes(b"x")
    else:
        with db.write(WANG, "harm") as session:
            row = session.get(
                material_files.MaterialBlobRecord, material_files.keep(db, PHOTO).stored
            )
            row.data = b"x"

    found = backup.check(db.location if db.is_file else location)

    assert not found.sound
    assert [kept.name in line and case.number in line for line in found.findings] == [True]
    db.close()


def test_a_backup_brings_materials_along_and_a_restore_puts_them_back(file: Path, tmp_path: Path):
    db = Database.open(file)
    case_id = register(db).id
    kept = keep(db, case_id)
    stick = tmp_path / "stick"
    stick.mkdir()

    info = backup.backup(db, stick / "a.deskbackup", at=NOW)
    keep(db, case_id, PHOTO + b"2", "考勤表")
    second = backup.backup(db, stick / "b.deskbackup", at=NOW)

    assert (info.materials, info.lacking, second.materials) == (1, 0, 2)
    shared = stick / SHARED
    assert len(list(shared.glob("??/*"))) == 2  # what both hold is there once
    db.close()
    elsewhere = tmp_path / "new" / "centre.mdk"
    elsewhere.parent.mkdir()
    restored = backup.restore(stick / "b.deskbackup", elsewhere)
    assert (restored.materials, restored.lacking) == (2, 0)
    other = Database.open(elsewhere)
    assert material_files.read(other, kept.sha256, kept.name) == PHOTO
    assert len(stored_files(other)) == 2
    other.close()


def test_a_backup_whose_materials_are_not_beside_it_says_how_many_are_lacking(
    file: Path, tmp_path: Path
):
    db = Database.open(file)
    keep(db, register(db).id)
    stick, alone = tmp_path / "stick", tmp_path / "alone"
    stick.mkdir()
    alone.mkdir()
    backup.backup(db, stick / "a.deskbackup")
    db.close()

    (stick / "a.deskbackup").rename(alone / "a.deskbackup")

    assert backup.read_info(alone / "a.deskbackup").lacking == 1


def test_cancelling_while_materials_are_copied_leaves_no_backup(file: Path, tmp_path: Path):
    db = Database.open(file)
    case_id = register(db).id
    for number in range(3):
        keep(db, case_id, PHOTO + bytes([number]), str(number))
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return (done, total) != (1, 3)

    with pytest.raises(DeskError):
        backup.backup(db, tmp_path / "copy.mdk", stop)

    assert told[-1] == (1, 3)
    assert not list(tmp_path.glob("*copy*"))
    db.close()


def test_a_full_disk_leaves_the_case_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch):
    db = Database.open(file)
    case_id = register(db).id

    def full(*_what: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(material_files.placing, "write_whole", full)
    with pytest.raises(FileRefused):
        keep(db, case_id)

    assert read(db, case_id).materials == ()
    db.close()


def test_a_file_that_a_crash_left_without_a_row_is_taken_away_once_it_is_old(file: Path):
    db = Database.open(file)
    kept = keep(db, register(db).id)
    material_files.keep(db, b"%PDF-1.7 nobody's")
    assert len(stored_files(db)) == 2
    newest = max(place.stat().st_mtime for place in stored_files(db))

    assert material_files.sweep(db, newest - 60) == 0
    assert material_files.sweep(db, newest + 60) == 1
    assert material_files.read(db, kept.sha256, kept.name) == PHOTO
    db.close()


def test_a_large_file_is_stored_and_taken_out_piece_by_piece(file: Path, tmp_path: Path):
    """reliability.md §4, 56: the same bytes as a small one is stored in, by the same digest."""
    db = Database.open(file)
    data = bytes(range(256)) * 4096 * 3 + b"end"
    told: list[int] = []

    def going_on(done: int) -> bool:
        told.append(done)
        return True

    kept = material_files.keep_file(db, BytesIO(data), "车间.mp4", going_on)
    with db.write(WANG, "add_material", register(db).id) as session:
        material_files.point_to(session, kept)

    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert kept.size == len(data)
    assert material_files.read(db, kept.sha256, "车间") == data
    assert material_files.keep(db, data) == kept, "one way of storing, whatever the size"
    assert material_files.keep_file(db, BytesIO(data), "又.mp4", going_on) == kept
    assert len(stored_files(db)) == 1
    assert max(told) > len(data)
    out = tmp_path / "车间.mp4"
    material_files.copy_out(db, kept.sha256, "车间", out)
    assert out.read_bytes() == data
    db.close()


def test_storing_a_large_file_that_is_stopped_or_changes_leaves_nothing(file: Path):
    db = Database.open(file)
    data = b"\0" * (3 << 20)

    class Growing(BytesIO):
        def seek(self, *to: int) -> int:
            self.write(b"x")
            return super().seek(*to)

    with pytest.raises(Stopped):
        material_files.keep_file(db, BytesIO(data), "a.mp4", lambda done: done < 2 << 20)
    with pytest.raises(FileRefused, match=r"a\.mp4"):
        material_files.keep_file(db, Growing(data), "a.mp4", lambda _done: True)

    assert not [p for p in material_files.beside(file).rglob("*") if p.is_file()]
    db.close()


def test_an_altered_large_file_is_not_taken_out(file: Path, tmp_path: Path):
    db = Database.open(file)
    kept = keep(db, register(db).id, PHOTO * 4000)
    [place] = stored_files(db)
    place.write_bytes(place.read_bytes()[:-1])

    with pytest.raises(FileRefused):
        material_files.copy_out(db, kept.sha256, kept.name, tmp_path / "a.jpg")

    assert list(tmp_path.glob("*a.jpg*")) == []
    db.close()
