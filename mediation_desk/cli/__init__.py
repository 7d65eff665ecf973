"""The command line: the same services, for schedules, for tests, and for a machine without screen.

Exit 0 done, 1 refused with one sentence on standard error, 2 wrong usage.
"""

import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

OpenWindow = Callable[[str | None, bool, str | None, str | None], int]
Photograph = Callable[["Desk", Path], Sequence[Path]]


def run(arguments: list[str], open_window: OpenWindow, photograph: Photograph) -> int:
    """Carry out one command; returns the exit status."""
    _speak_utf8()
    spoken = _language(arguments)
    i18n.use(spoken or i18n.CHINESE)
    if not arguments:  # the window is opened from its icon: it need not wait for a parser
        return open_window(None, False, spoken, None)
    from mediation_desk.cli import commands

    options = commands.parser().parse_args(arguments)
    spoken = options.lang or spoken
    i18n.use(spoken or i18n.CHINESE)
    try:
        match options.command:
            case None:
                return open_window(options.db, False, spoken, options.user)
            case "demo" if options.out is None:
                return open_window(options.db, True, spoken, options.user)
            case "demo":
                return commands.demo(options, photograph)
            case _:
                return int(options.run(options) or 0)
    except DeskError as refused:
        return _refuse(str(refused))
    except BrokenPipeError:
        return 1
    except OSError as error:
        return _refuse(_("{file}: {reason}").format(file=error.filename or "", reason=why(error)))


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _language(arguments: Sequence[str]) -> str | None:
    """Return the language asked for, before anything is said: the usage is said in it too."""
    asked = [value for name, value in pairwise(arguments) if name == "--lang"]
    asked += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    asked.append(os.environ.get("MEDIATION_DESK_LANG", ""))
    return next((language for language in asked if language in i18n.LANGUAGES), None)


def _speak_utf8() -> None:
    """Print Chinese also where the console's own code page is another."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
