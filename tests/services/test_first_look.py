import subprocess
import sys
from pathlib import Path

import pytest

from mediation_desk.services.desk import beijing_now
from mediation_desk.services.story import found_centre

OPEN = """
import sys
from mediation_desk.services.desk import everybody, open_desk
from mediation_desk.services.today import today
desk = open_desk(sys.argv[1])
print(len(everybody(desk)), today(desk).figures.open_cases, "sqlalchemy" in sys.modules)
"""


@pytest.fixture
def founded(tmp_path: Path) -> Path:
    found_centre(tmp_path / "centre.desk", beijing_now).close()
    return tmp_path / "centre.desk"


def test_a_file_opens_and_tells_the_day_before_sqlalchemy_is_loaded(founded: Path):
    words = [sys.executable, "-c", OPEN, str(founded)]

    ended = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)

    people, open_cases, loaded = ended.stdout.split()
    assert int(people) > 0
    assert (open_cases, loaded) == ("0", "False")
