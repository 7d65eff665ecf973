"""Making what is large a part at a time, so that the window answers in between."""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

G = ParamSpec("G")


class InParts:
    """Something that says in `build` how it is made; made by itself, it is whole at once."""

    making: Iterator[None]

    def start_making(self, *, whole: bool) -> None:
        """Start to be made; what is not whole goes on by `making`, one part at each step."""
        self.making = self.build()
        if whole:
            self.complete()

    @abstractmethod
    def build(self) -> Iterator[None]:
        """Make what belongs here; each `yield` ends a part that takes a few milliseconds."""

    def complete(self) -> None:
        """Make the parts that are still to be made."""
        for _part in self.making:
            pass


P = TypeVar("P", bound=InParts)


class Ahead:
    """What is being made before it is wanted, by its kind; whoever wants it gets it whole."""

    def __init__(self) -> None:
        self._begun: dict[object, InParts] = {}

    def begin(self, kind: Callable[..., P], *given: object) -> P:
        """Return the one of a kind that is being made, begun now if it was not."""
        if kind not in self._begun:
            self._begun[kind] = kind(*given, whole=False)
        begun: P = self._begun[kind]  # type: ignore[assignment]
        return begun

    def make(self, kind: Callable[..., P], *given: object) -> Iterator[None]:
        """Make one of a kind a part at a time."""
        begun = self.begin(kind, *given)
        yield
        yield from begun.making

    def take(self, kind: type[P], *given: object) -> P:
        """Return the one of that kind, made as far as it is not yet."""
        begun = self._begun.pop(kind, None)
        made = begun if isinstance(begun, kind) else kind(*given, whole=False)  # type: ignore[call-arg]
        made.complete()
        return made
