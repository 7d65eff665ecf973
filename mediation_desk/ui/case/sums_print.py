"""The grid of sums on paper: what a colour says stands in its cell as a sign, and in a legend."""

from collections.abc import Iterator, Sequence
from html import escape

from mediation_desk.i18n import _
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.case.sums_states import State
from mediation_desk.ui.case.sums_totals import TotalsModel
from mediation_desk.ui.printing import table_of
from mediation_desk.ui.theme import LIGHT


def printed(model: SumsModel, totals: TotalsModel, places: Sequence[int]) -> str:
    """Return these columns with the workers' names, the totals and the legend."""
    head = [_("Applicant"), *(model.column(place).title for place in places)]
    rows = [
        [
            escape(model.applicant(row).person.name),
            *(_cell(model.index(row, p).data(), model.state(row, p)) for p in places),
        ]
        for row in range(model.rowCount())
    ]
    added = (_cell(totals.index(0, p).data(), totals.state(model.column(p))) for p in places)
    table = table_of([escape(_in_line(title)) for title in head], [*rows, [_("Total"), *added]])
    return f"<p>{' &nbsp; '.join(_legend())}</p>{table}"


def _legend() -> Iterator[str]:
    return (_coloured(f"{state.sign} {state.label}", state) for state in State)


def _cell(text: object, state: State | None) -> str:
    shown = _in_line(str(text or ""))
    return escape(shown) if state is None else _coloured(f"{state.sign} {shown}", state)


def _coloured(text: str, state: State) -> str:
    colour = getattr(LIGHT, state.tone.value)
    return f"<span style='color:{colour}'>{escape(text)}</span>"


def _in_line(text: str) -> str:
    return " ".join(text.split())
