"""Who lived on the wages of a worker who died (供养亲属)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dependent:
    """A dependent: the spouse or another; `alone` for an orphan or a lone old person."""

    spouse: bool
    alone: bool = False

    @property
    def percent(self) -> int:
        """The share of the own wage (工伤保险条例第三十九条)."""
        return (40 if self.spouse else 30) + (10 if self.alone else 0)
