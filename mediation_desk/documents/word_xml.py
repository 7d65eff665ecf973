"""Small words for reading WordprocessingML: names, attributes, measures."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from posixpath import join, normpath

from lxml import etree

from mediation_desk.documents.kept import Kept

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TWIPS = 20
_EMU = 12700
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": False}
_SHARED = 1 << 18
"""Longer parts are read again each time, so that few are held."""
_PACKED: Kept[dict[str, bytes]] = Kept(2)


class Package:
    """The parts of a .docx."""

    def __init__(self, docx: bytes) -> None:
        """Open the zip in memory, or take the parts of a file that was just packed here."""
        self._packed = _PACKED.get(docx)
        self._archive = None if self._packed else zipfile.ZipFile(io.BytesIO(docx))
        self._names = frozenset(self._archive.namelist() if self._archive else ())

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts, in the order of the file."""
        if self._packed is not None:
            return tuple(self._packed)
        return tuple(self._archive.namelist() if self._archive else ())

    def xml(self, name: str) -> etree._Element | None:
        """Return a part's root, not to be changed, or None where the file has no such part."""
        part = self.data(name)
        return root_of(part) if part else None

    def data(self, name: str) -> bytes:
        """Return a part as it is, empty where the file has no such part."""
        if self._packed is not None:
            return self._packed.get(name, b"")
        return self._archive.read(name) if self._archive and name in self._names else b""

    def targets(self, name: str) -> dict[str, str]:
        """Return what a part points to inside the package: relation id to part name."""
        folder, _slash, base = name.rpartition("/")
        relations = self.xml(f"{folder}/_rels/{base}.rels")
        if relations is None:
            return {}
        return {
            relation.get("Id", ""): _part_name(folder, relation.get("Target", ""))
            for relation in relations.iter(f"{_PACKAGE}Relationship")
            if relation.get("TargetMode") != "External"
        }


def just_packed(docx: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Note the parts of a file that was packed from them, for who reads it next."""
    _PACKED.put(docx, dict(parts))
    return docx


def root_of(part: bytes) -> etree._Element:
    """Return the root of a part, which is shared and not to be changed."""
    return _root(part) if len(part) <= _SHARED else etree.fromstring(part, _reading())


@lru_cache(maxsize=16)
def _root(part: bytes) -> etree._Element:
    return etree.fromstring(part, _reading())


def _reading() -> etree.XMLParser:
    return etree.XMLParser(**_PARSER)


def parsed(part: bytes) -> etree._Element | None:
    """Return the root of a part, or None where the file has no such part."""
    return etree.fromstring(part, _reading()) if part else None


def _part_name(folder: str, target: str) -> str:
    return target[1:] if target.startswith("/") else normpath(join(folder, target))


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return a descendant by the names on the way, or None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(WORD + name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Return the direct children of a name."""
    return iter(()) if element is None else element.iterchildren(WORD + name)


def value(element: etree._Element | None, *names: str, key: str = "val") -> str | None:
    """Return an attribute of a descendant, or None."""
    found = child(element, *names)
    return None if found is None else found.get(WORD + key)


def switch(element: etree._Element | None, name: str, inherited: bool = False) -> bool:
    """Return a switch such as bold, or what was inherited where it is not spoken of."""
    found = child(element, name)
    if found is None:
        return inherited
    return found.get(WORD + "val", "1") not in {"0", "false", "off", "none"}


def points(text: str | None) -> float | None:
    """Read a measure in twentieths of a point; an unreadable one counts as absent."""
    number = whole(text)
    return None if number is None else number / _TWIPS


def drawn(text: str | None) -> float:
    """Read a drawing's measure (EMU)."""
    return (whole(text) or 0) / _EMU


def whole(text: str | None) -> int | None:
    """Read a whole number; Word also writes 12.0 at times."""
    try:
        return None if text is None else round(float(text))
    except ValueError:
        return None
