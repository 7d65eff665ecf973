"""What a folder holds already of papers for many, so that a stopped run goes on from there."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.services.files import write_whole

if TYPE_CHECKING:
    from mediation_desk.documents.bulk import Order

_LIST = ".mediation-desk.json"


class Kept:
    """The list of what a folder holds of an order, beside the files, with their digests."""

    def __init__(self, folder: Path, order: "Order") -> None:
        self._folder, self._of = folder, _fingerprint(order)
        self._found: dict[str, str] = {}
        with suppress(OSError, ValueError, TypeError):  # then everything is made anew
            self._found = dict(json.loads((folder / _LIST).read_text(encoding="utf-8")))

    def has(self, key: str, name: str, endings: Sequence[str]) -> bool:
        """Say whether the files lie there as they were written for this very order."""
        known = self._found.get(key, "")
        return known.startswith(self._of) and known == self._of + self._digest(name, endings)

    def add(self, key: str, *contents: bytes) -> None:
        """Note what was just written, its files in the order of their endings."""
        told = hashlib.sha256()
        for data in contents:
            told.update(data)
        self._found[key] = self._of + told.hexdigest()

    def _digest(self, name: str, endings: Sequence[str]) -> str:
        """Return what tells the files as they lie there, nothing where one is gone."""
        told = hashlib.sha256()
        try:
            for ending in endings:
                told.update((self._folder / f"{name}{ending}").read_bytes())
        except OSError:
            return ""
        return told.hexdigest()

    def save(self) -> None:
        """Write the list, where there is anything to list."""
        if self._found:
            write_whole(self._folder / _LIST, json.dumps(self._found).encode())


def _fingerprint(order: "Order") -> str:
    """Return a digest of all that a paper depends on."""
    from mediation_desk.documents.catalogue import form_of, template_path

    template = order.own or template_path(form_of(order.code)).read_bytes()
    case = order.case
    rest = (order.code, case.id, case.version, order.centre, order.on, order.nature, order.apart)
    return hashlib.sha256(template + repr(rest).encode()).hexdigest()
