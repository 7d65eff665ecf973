"""The columns of who has reported for a period."""

from functools import partial

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.rollup import BoardLine, Standing
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.rows_model import Column

_TONES = {
    Standing.RECEIVED: Tone.GOOD,
    Standing.CORRECTED: Tone.ACCENT,
    Standing.ZERO: Tone.GOOD,
    Standing.MISSING: Tone.BAD,
    Standing.NOT_ASKED: Tone.MUTED,
}


def columns() -> tuple[Column[BoardLine], ...]:
    """Return the columns of the board."""
    return (
        Column(title=_("Area"), text=lambda x: x.area, key=lambda x: x.unit.code, strong=True),
        Column(
            title=_("State"),
            text=lambda x: x.state,
            tone=lambda x: Tone.WARN if x.twice else _TONES.get(x.standing, Tone.PLAIN),
            tip=lambda x: "\n".join((x.state, *x.twice_with)),
        ),
        *(
            Column(
                title=title,
                text=partial(_count, measure=measure),
                key=partial(_counted, measure=measure),
                right=True,
            )
            for title, measure in (
                (_("Accepted in the period"), "accepted"),
                (_("Ended in the period"), "closed"),
                (_("Open at the end"), "open"),
            )
        ),
        Column(
            title=_("Sender"),
            text=lambda x: x.received.sender if x.received else "—",
            tip=lambda x: x.received.sender if x.received else "—",
        ),
        Column(
            title=_("Package no."),
            text=lambda x: str(x.received.sequence) if x.received else "—",
            right=True,
        ),
        Column(
            title=_("Package received on"),
            text=lambda x: f"{beijing(x.received.received_at):%Y-%m-%d}" if x.received else "—",
        ),
        Column(title=_("Code of the area"), text=lambda x: x.unit.code),
    )


def _count(line: BoardLine, measure: str) -> str:
    shown = line.received and (line.counts or not line.received.rows)
    return f"{line.counts.get(measure, 0):,}" if shown else "—"


def _counted(line: BoardLine, measure: str) -> int:
    return line.counts.get(measure, 0) if line.received else -1
