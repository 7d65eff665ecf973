"""How levels stand in the window: their names and tones (预警等级)."""

from mediation_desk.domain.risk import Level
from mediation_desk.ui.theme import Tone

_TONES = {Level.RED: Tone.BAD, Level.ORANGE: Tone.WARN, Level.YELLOW: Tone.PLAIN}


def level_tone(level: Level | None) -> Tone:
    """Return the tone of a level."""
    return Tone.MUTED if level is None else _TONES[level]


def level_text(level: Level | None) -> str:
    """Name a level, a dash for none."""
    return "—" if level is None else level.label
