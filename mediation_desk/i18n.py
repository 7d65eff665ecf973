"""One gettext for all layers: English in the source, Chinese by default.

The window speaks the language chosen by `use`. Papers are Chinese whatever the
window speaks: what composes them does so inside `speaking(CHINESE)`.
"""

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from struct import unpack_from

from mediation_desk import paths

CHINESE = "zh_CN"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)

_MAGIC = 0x950412DE

_chosen = CHINESE
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


class Compiled:
    """A compiled gettext catalogue, of which only what is asked for is read.

    Its table is sorted, so halving finds a message; to read it whole would hold up the first paint.
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        magic, _revision, count, self._ids, self._texts = unpack_from("<5I", self._data)
        if magic != _MAGIC:
            raise ValueError(f"no catalogue: {path.name}")
        self._places = range(count)
        self.known: dict[str, str] = {}

    def text(self, message: str) -> str:
        """Return the translation, or the message itself where there is none."""
        if (known := self.known.get(message)) is not None:
            return known
        asked = message.encode()
        place = bisect_left(self._places, asked, key=lambda at: self._entry(self._ids, at))
        found = place < len(self._places) and self._entry(self._ids, place) == asked
        text = self._entry(self._texts, place).decode() if found else message
        self.known[message] = text
        return text

    def _entry(self, table: int, place: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + 8 * place)
        return self._data[start : start + length]


@cache
def _catalogue(language: str) -> Compiled | None:
    if language == ENGLISH:
        return None
    return Compiled(paths.resources("locale", language, "LC_MESSAGES", "mediation_desk.mo"))


def use(language: str) -> None:
    """Choose the language of the window for the whole program."""
    global _chosen  # the one setting that every layer reads
    _catalogue(language)
    _chosen = language


def language() -> str:
    """Return the language in which `_` speaks here and now."""
    return _spoken.get() or _chosen


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language inside the block, as papers do."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(message: str) -> str:
    """Return the message in the language spoken here."""
    catalogue = _catalogue(_spoken.get() or _chosen)
    if catalogue is None or not message:
        return message
    known = catalogue.known.get(message)
    return catalogue.text(message) if known is None else known


def N_(message: str) -> str:
    """Mark a message for translation where it is defined; `_` translates it where it is shown."""
    return message
