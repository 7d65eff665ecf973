"""The forms that are shipped are those that their sources make: an edit in one place is in both."""

import subprocess
import sys

from mediation_desk import paths

_COMPARE = """
import io, zipfile
from make_templates import FORMS, TEMPLATES, made

def parts(word):
    packed = zipfile.ZipFile(io.BytesIO(word))
    return {name: packed.read(name) for name in packed.namelist()}

for name in TEMPLATES:
    if parts((FORMS / f"{name}.docx").read_bytes()) != parts(made(name)):
        print(name)
"""


def test_every_shipped_form_is_what_its_source_makes():
    source = paths.forms() / "source"

    done = subprocess.run(
        [sys.executable, "-c", _COMPARE], cwd=source, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []
