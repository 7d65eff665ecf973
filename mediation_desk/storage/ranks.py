"""The place of each stage in the order of the procedure, as lists sort and count by it.

Stored beside each case: a migration that adds a stage counts the rows anew.
"""

from mediation_desk.domain.stages import ENDED, LOCKED, Stage

_RANKS = {stage: rank for rank, stage in enumerate(Stage)}

RANK = _RANKS.__getitem__
"""The place of a stage in the order of the procedure."""

UNCLOSED_RANKS = tuple(rank for stage, rank in _RANKS.items() if stage not in LOCKED)
"""The places of the stages before closing: a case that ended is carried on until it is closed."""

OPEN_RANKS = tuple(rank for stage, rank in _RANKS.items() if stage not in ENDED)
"""The places of the stages that ask for more to be done."""

LAST_OPEN = OPEN_RANKS[-1]
"""Open stages come before all others, so that one comparison finds them, and an index of theirs."""
