"""Readers that trust their file: what the importers would be without their refusals.

They are the negative control: where the harness does not see them fall over, it sees nothing.
"""

import csv
import json
import tomllib
import zipfile
from io import BytesIO, StringIO

import openpyxl
from lxml import etree


def workbook(data):
    """Read a workbook as its library does."""
    for row in openpyxl.load_workbook(BytesIO(data), read_only=True).active.iter_rows():
        yield [str(cell.value) for cell in row]


def text(data):
    """Read a text as if it were always UTF-8 and whole."""
    yield from csv.reader(StringIO(data.decode("utf-8")), strict=True)


def table(data):
    """Read TOML or JSON as if a colleague had written it."""
    held = json.loads(data) if data.startswith(b"{") else tomllib.loads(data.decode())
    yield str(held["year"] if "year" in held else held["figure"][0]["value"])


def package(data):
    """Read a package without its seal."""
    yield json.loads(data.split(b"\n")[1])["rows"][0][0]


def material(data):
    """Count pages as the libraries do."""
    from PIL import Image
    from pypdf import PdfReader

    if data.startswith(b"%PDF"):
        yield len(PdfReader(BytesIO(data)).pages)
    else:
        with Image.open(BytesIO(data)) as picture:
            yield picture.width


def template(data):
    """Parse a template's parts without a look at them."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                yield etree.fromstring(archive.read(name)).tag
