"""How commands are explained and misunderstood ones answered, in the language spoken.

The library would speak English only, whatever else is said in Chinese.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn
from unicodedata import east_asian_width

from mediation_desk.i18n import N_, _

_SENTENCES = (
    (
        r"the following arguments are required: (?P<names>.+)",
        N_("The command lacks {names}."),
    ),
    (
        r"unrecognized arguments: (?P<names>.+)",
        N_("The command does not know {names}."),
    ),
    (
        r"argument (?P<name>[^:]+): expected (?:one|at least one) argument",
        N_("{name} needs a value."),
    ),
    (
        r"argument (?P<name>[^:]+): ignored explicit argument .+",
        N_("{name} takes no value."),
    ),
    (
        r"argument (?P<name>[^:]+): invalid int value: '(?P<given>.*)'",
        N_("{name}: “{given}” is not a whole number."),
    ),
    (
        r"argument (?P<name>[^:]+): invalid choice: '(?P<given>.*?)' \(choose from (?P<known>.+)\)",
        N_("{name}: “{given}” is unknown. Known: {known}."),
    ),
    (
        r"argument (?P<name>[^:]+): (?P<said>“.+)",  # our own word on a value, handed on
        N_("{name}: {said}"),
    ),
    (
        r"ambiguous option: (?P<given>.+) could match (?P<known>.+)",
        N_("“{given}” may mean several options: {known}."),
    ),
)
"""What the library says, and our sentence for it; what is not here stays as it is."""


_PIECES = re.compile(r"[!-~]+[，。；：、）”]*|\s+|.[，。；：、）”]*", re.DOTALL)
"""What stays together on a line: a word of Latin letters, or one sign of Chinese, with its stop."""


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of that width, between Chinese signs and never inside a word.

    The library breaks where there is no blank in the middle of a keyword, and takes a Chinese sign
    for as narrow as a Latin one.
    """
    lines = [""]
    for piece in _PIECES.findall(" ".join(text.split())):
        if _breadth(lines[-1] + piece.rstrip()) > width and lines[-1].strip():
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _breadth(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


class Parser(argparse.ArgumentParser):
    """A parser whose headings, usage and errors speak our language."""

    def __init__(self, **words: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **words)
        self.given = self.add_argument_group(_("arguments"))
        self.options = self.add_argument_group(_("options"))
        self.options.add_argument(
            "-h", "--help", action="help", help=_("show this explanation and end")
        )

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what was not understood, below the usage; exit status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {_sentence(message)}\n")


class _Formatter(argparse.HelpFormatter):
    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with the word for usage, unless the library asks for a part of it."""
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


def _sentence(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return _(sentence).format(**found.groupdict())
    return message
