"""One gettext for all layers: English in the source, Chinese by default.

The window speaks the language chosen by `use`. Papers are Chinese whatever the
window speaks: what composes them does so inside `speaking(CHINESE)`.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from mediation_desk import paths

CHINESE = "zh_CN"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)

_chosen = CHINESE
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation("mediation_desk", paths.resources("locale"), [language])


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
    return _catalogue(language()).gettext(message) if message else ""


def N_(message: str) -> str:
    """Mark a message for translation where it is defined; `_` translates it where it is shown."""
    return message
