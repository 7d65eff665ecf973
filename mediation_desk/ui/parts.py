"""Making what is large a part at a time, so that the window answers in between."""

from collections.abc import Iterator


class InParts:
    """Something that says in `build` how it is made; made by itself, it is whole at once."""

    making: Iterator[None]

    def begin(self, *, whole: bool) -> None:
        """Begin to be made; what is not whole goes on by `making`, one part at each step."""
        self.making = self.build()
        if whole:
            self.complete()

    def build(self) -> Iterator[None]:
        """Make what belongs here; each `yield` ends a part that takes a few milliseconds."""
        raise NotImplementedError(type(self).__name__)

    def complete(self) -> None:
        """Make the parts that are still to be made."""
        for _part in self.making:
            pass
