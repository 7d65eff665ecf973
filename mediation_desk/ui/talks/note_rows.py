"""The notes told back to back as the list shows them: when, which side, how they begin."""

from mediation_desk.domain.caucus import CaucusNote
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.rows_model import Column

_BRIEF = 40


def columns() -> tuple[Column[CaucusNote], ...]:
    """Return the columns of the list."""
    return (
        Column(
            title=_("Told on"),
            text=lambda n: f"{n.told_on:%m-%d}" + (f" {n.told_at:%H:%M}" if n.told_at else ""),
            key=lambda n: (n.told_on, f"{n.told_at or ''}"),
            tip=lambda n: n.told_on.isoformat(),
        ),
        Column(title=_("Side"), text=lambda n: n.side.label),
        Column(title=_("What was told"), text=_brief),
    )


def _brief(note: CaucusNote) -> str:
    if note.text is None:
        return _("(the key is lost)")
    first = note.text.strip().split("\n")[0]
    return first if len(first) <= _BRIEF else first[:_BRIEF] + "…"
