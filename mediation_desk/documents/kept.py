"""What was worked out for one paper and serves the next.

Five hundred agreements share most of their paragraphs, and so do the previews of one paper. A
thing is found again only by all that it was worked out from, so that a changed template, value or
font never meets what was made before. What has not been asked for in a while is let go.
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")
_everything: "list[Kept[object]]" = []


class Kept(Generic[Value]):
    """Values by their keys, in two generations: an old one not asked for is dropped."""

    def __init__(self, most: int) -> None:
        """Keep at most twice as many."""
        self._most = most
        self.young: dict[Hashable, Value] = {}
        self._old: dict[Hashable, Value] = {}
        _everything.append(self)  # type: ignore[arg-type]

    def get(self, key: Hashable) -> Value | None:
        """Return the value, or None where there is none."""
        found = self.young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Hashable, value: Value) -> None:
        """Keep a value."""
        if len(self.young) >= self._most:
            self._old, self.young = self.young, {}
        self.young[key] = value

    def forget(self) -> None:
        """Let go of everything."""
        self.young, self._old = {}, {}


class OfSame(Generic[Value]):
    """What was worked out for an object that is itself kept, found by its identity.

    Comparing two paragraphs costs more than setting a short one; the reader gives the same
    object for the same text, and this holds on to it, so that no other can take its place.
    """

    def __init__(self, most: int) -> None:
        """Keep at most twice as many."""
        self._found: Kept[tuple[object, Value]] = Kept(most)

    def get(self, one: object, told: Hashable) -> Value | None:
        """Return what was worked out for that very object under those circumstances."""
        key = id(one), told
        found = self._found.young.get(key) or self._found.get(key)
        return None if found is None else found[1]

    def put(self, one: object, told: Hashable, value: Value) -> Value:
        """Keep it."""
        self._found.put((id(one), told), (one, value))
        return value


def forget() -> None:
    """Let go of all that is kept, as after a measure of the setter was changed."""
    for one in _everything:
        one.forget()
