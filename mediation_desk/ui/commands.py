"""Commands of the search field: what the window can do, with the keys that do it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from mediation_desk.domain.rights import Right


class Command(NamedTuple):
    """One thing the window can do: its words, its keys, and the doing."""

    title: str
    keys: str
    run: Callable[[], object]
    words: str = ""
    """Further words under which it is found, pinyin initials among them."""
    right: Right = Right.HOUSE
    """Who is offered it."""

    def matches(self, text: str) -> bool:
        """Say whether the text typed is part of the command's words."""
        typed = text.strip().casefold()
        return typed in self.title.casefold() or typed in self.words.casefold()


def matching(commands: Iterable[Command], text: str, limit: int = 6) -> list[Command]:
    """Return the commands that match what was typed; all of them for an empty text."""
    return [command for command in commands if command.matches(text)][:limit]
