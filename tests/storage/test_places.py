"""What is not ours, damaged, newer or not writable is refused in one sentence, and not touched."""

import os
import pwd
import shutil
import tempfile
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.storage import backup, engines, places
from mediation_desk.storage.database import Database


def refusal(path: Path) -> str:
    """Open the file, expect a refusal, and see that nothing beside or in it changed."""
    before = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    with pytest.raises(FileRefused) as refused:
        Database.open(path)
    after = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    assert after == before
    text = str(refused.value)
    assert "\n" not in text
    assert str(path) in text
    return text


def mark(path: Path, statement: str) -> None:
    connection = driver.connect(str(path))
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_missing_file(tmp_path: Path):
    refusal(tmp_path / "none.mdk")
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path):
    refusal(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    path = tmp_path / "a.mdk"
    os.mkfifo(path)

    assert "管道" in refusal(path)
    with pytest.raises(FileRefused):
        Database.create(path)
    assert path.is_fifo()


def test_a_device():
    with pytest.raises(FileRefused, match="管道"):
        Database.open(Path("/dev/zero"))


@pytest.mark.parametrize("there", [True, False])
def test_a_link_to_a_file_elsewhere(tmp_path: Path, founded_file: Path, *, there: bool):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if there:
        shutil.copy(founded_file, elsewhere / "centre.mdk")
    path = tmp_path / "a.mdk"
    path.symlink_to(elsewhere / "centre.mdk")

    said = refusal(path)

    assert str(elsewhere / "centre.mdk") in said
    with pytest.raises(FileRefused):
        Database.create(path)
    assert path.is_symlink()
    assert (elsewhere / "centre.mdk").exists() == there


def test_an_empty_file(tmp_path: Path):
    path = tmp_path / "a.mdk"
    path.touch()
    refusal(path)


@pytest.mark.parametrize(
    "content", [b"hello, this is text" * 20, bytes(5000), b"SQLite format 3\0"]
)
def test_something_that_is_no_database_of_any_kind(tmp_path: Path, content: bytes):
    path = tmp_path / "a.mdk"
    path.write_bytes(content)
    refusal(path)


def test_another_programs_database(tmp_path: Path):
    path = tmp_path / "a.mdk"
    mark(path, "CREATE TABLE t (x)")
    refusal(path)


def test_a_file_of_a_newer_version(file: Path):
    mark(file, "PRAGMA user_version=999")
    refusal(file)


def test_a_file_whose_header_is_zeros(file: Path):
    with file.open("r+b") as opened:
        opened.write(bytes(100))
    refusal(file)


def test_a_file_with_a_broken_first_page(file: Path):
    with file.open("r+b") as opened:
        opened.seek(100)
        opened.write(b"\xff" * 3000)
    refusal(file)


def test_a_file_cut_off(file: Path):
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 3])
    refusal(file)


def opened_without_rights(path: Path) -> str:
    """Open a file as an account that may not write everything; return what was said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "opened"
        try:
            if os.geteuid() == 0:
                os.setuid(pwd.getpwnam("nobody").pw_uid)
            Database.open(path)
        except FileRefused as refused:
            said = str(refused)
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        return pipe.read()


@pytest.mark.parametrize("of_folder", [True, False])
def test_a_file_that_may_not_be_written(founded_file: Path, of_folder: bool):
    """The folder is not below pytest's own, which others may not enter."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(founded_file, Path(folder) / "centre.mdk"))
        path.chmod(0o666 if of_folder else 0o444)
        Path(folder).chmod(0o555 if of_folder else 0o777)
        before = path.read_bytes()

        said = opened_without_rights(path)

        Path(folder).chmod(0o777)
        assert "\n" not in said
        assert folder in said
        assert path.read_bytes() == before
        assert [p.name for p in Path(folder).iterdir()] == ["centre.mdk"]


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "9p"])
def test_the_kernels_table_tells_a_share_from_a_disk(kind: str):
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        f"//server/share /mnt/the\\040share {kind} rw 0 0\n"
        "/dev/sdb1 /mnt/the\\040share/local ext4 rw 0 0\n"
    )

    assert places.filesystem(Path("/home/desk"), mounts) == "ext4"
    assert places.filesystem(Path("/mnt/the share/desk"), mounts) == kind
    assert places.filesystem(Path("/mnt/the share/local/x"), mounts) == "ext4"
    assert places.filesystem(Path("/mnt/the share2"), mounts) == "ext4"


def test_a_file_on_a_share_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(places, "_remote_posix", lambda folder: True)
    monkeypatch.setattr(places, "_remote_windows", lambda folder: True)

    refusal(file)


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path, file: Path):
    before = file.read_bytes()

    with pytest.raises(FileRefused):
        Database.create(file)

    assert file.read_bytes() == before


def test_a_new_file_may_take_the_place_of_an_empty_one(tmp_path: Path):
    path = tmp_path / "a.mdk"
    path.touch()

    Database.create(path).close()

    assert [p.name for p in tmp_path.iterdir()] == ["a.mdk"]
    assert places.header(path).version > 0


def test_a_file_in_use_is_never_opened_behind_the_librarys_back(file: Path):
    database = Database.open(file)

    with pytest.raises(RuntimeError):
        places.header(file)
    assert Database.open(file).location == str(file)
    assert backup.check(file).sound
    database.close()


def test_settings_are_those_that_promises_rest_on(file: Path):
    connection = engines.connect(file)

    def value(name: str):
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert value("journal_mode") == "truncate"
    assert (value("synchronous"), value("foreign_keys"), value("trusted_schema")) == (3, 1, 0)
    connection.close()


@pytest.mark.parametrize("address", ["postgresql://nobody@/none?host=/nowhere", "postgresql://["])
def test_a_server_that_does_not_answer_is_named(address: str):
    with pytest.raises(DeskError) as refused:
        Database.open(address)

    assert "\n" not in str(refused.value)


def test_a_servers_database_of_somebody_else_is_refused(postgres_url: str):
    with pytest.raises(FileRefused):
        Database.open(postgres_url)


def test_a_centre_is_founded_only_in_an_empty_database(server: str):
    with pytest.raises(FileRefused):
        Database.create(server)


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 区总工会", "OneDrive"),
        ("坚果云/数据", "坚果云"),
        ("BaiduSyncdisk", "百度网盘"),
        ("WPS云盘", "WPS云盘"),
        ("案件数据", ""),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known_by_its_name(tmp_path, folder, program):
    assert places.synced_by(tmp_path / folder / "centre.desk") == program


@pytest.mark.parametrize(("said", "stick"), [("1\n", True), ("0\n", False), (None, False)])
def test_a_disk_that_can_be_pulled_out_is_known_by_what_the_kernel_says(tmp_path, said, stick):
    part = tmp_path / "sdb" / "sdb1"
    part.mkdir(parents=True)
    if said is not None:
        (part.parent / "removable").write_text(said)

    assert places._is_removable(part) is stick
    assert places._is_removable(None) is False
    assert places.on_stick(tmp_path / "centre.desk") is False
