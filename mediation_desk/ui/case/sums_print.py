"""The grid of sums on paper: what a colour says stands in its cell as a sign, and in a legend."""

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtGui import QFontMetricsF, QGuiApplication

from mediation_desk.i18n import _
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.case.sums_said import Said
from mediation_desk.ui.case.sums_states import State
from mediation_desk.ui.case.sums_totals import TotalsModel
from mediation_desk.ui.printing import table_of
from mediation_desk.ui.theme import LIGHT

Cell = tuple[str, State | None]

_ROOM = 900
"""Pixels that a page across has for a table (A4 landscape, 96 to the inch), with some to spare."""
_BETWEEN = 12
"""Pixels between two columns."""
_SMALLEST = 6.0
"""Points below which nobody reads: a table that wants less breaks its cells instead."""


def totals_said(totals: TotalsModel, model: SumsModel, places: Sequence[int]) -> list[Cell]:
    """Return what the row of totals says in these columns."""
    return [(str(totals.index(0, p).data() or ""), totals.state(model.column(p))) for p in places]


def printed(said: Said, totals: Sequence[Cell], places: Sequence[int]) -> str:
    """Return these columns with the workers' names, the totals and the legend."""
    head = [[_("Applicant")], *(said.columns[place].title.split("\n") for place in places)]
    lines: list[list[Cell]] = [
        [(worker.person.name, None), *(said.cell(row, place) for place in places)]
        for row, worker in enumerate(said.rows)
    ]
    lines.append([(_("Total"), None), *totals])
    titles = ["<br>".join(map(escape, title)) for title in head]
    size = _size(head, lines)
    cells = [[_cell(*cell) for cell in line] for line in lines]
    table = table_of(titles, cells, unbroken=size > 0)
    if size:
        table = f"<div style='font-size:{size:.1f}pt'>{table}</div>"
    return f"<p>{' &nbsp; '.join(_legend())}</p>{table}"


def _size(head: Sequence[Sequence[str]], lines: Sequence[Sequence[Cell]]) -> float:
    """Return in which size of type no sum is broken in two; 0 where it would be too small."""
    font = QGuiApplication.font()
    metrics = QFontMetricsF(font)
    columns = zip(*lines, strict=True)
    longest = (max((_signed(*cell) for cell in column), key=len) for column in columns)
    wide = sum(
        max(map(metrics.horizontalAdvance, (*title, text)))
        for title, text in zip(head, longest, strict=True)
    )
    size = font.pointSizeF() * (_ROOM - _BETWEEN * len(head)) / wide
    return min(size, font.pointSizeF()) if size >= _SMALLEST else 0


def _legend() -> Iterator[str]:
    return (_coloured(f"{state.sign} {state.label}", state) for state in State)


def _signed(text: str, state: State | None) -> str:
    return text if state is None else f"{state.sign} {text}"


def _cell(text: str, state: State | None) -> str:
    return escape(text) if state is None else _coloured(_signed(text, state), state)


def _coloured(text: str, state: State) -> str:
    colour = getattr(LIGHT, state.tone.value)
    return f"<span style='color:{colour}'>{escape(text)}</span>"
