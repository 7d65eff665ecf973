"""Backup, rehearsal and restore from a shell."""

import re
import shutil

from mediation_desk import paths
from tests.cli.test_commands import desk


def test_the_centres_own_backup_is_made_rehearsed_and_restored_with_its_number(told, tmp_path):
    centre = shutil.copyfile(told, tmp_path / "centre.desk")

    saved = desk("backup", "--db", centre)
    rehearsed = desk("check", "--rehearse", "--db", centre)
    imported = desk(
        "import", paths.resources("sample", "roster.csv"), "--respondent", "某公司", "--db", centre
    )
    [copy] = (tmp_path / "centre.desk.backups").glob("调解台备份-*-未加密.deskbackup")
    refused = desk("restore", copy, "--db", centre)
    cases = re.search("案件([0-9]+)件", rehearsed.stdout)[1]
    done = desk("restore", copy, "--db", centre, "--cases", cases)

    assert saved.returncode == 0, saved.stderr
    assert rehearsed.stdout.startswith("恢复演练：通过。")
    assert imported.returncode == 0, imported.stderr
    assert refused.returncode == 1
    assert "备份早于现有数据" in refused.stderr
    assert done.returncode == 0, done.stderr
